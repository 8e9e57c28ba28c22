"""The rosters that questions are put to, and how a question becomes SQL. Ibis is known in this module alone.

A roster has one row for each thing that counts: a member on a day, a coming or going, an organisation, a post. What is
asked (which organisation, which days) stands in the one small table `asked`, so that the SQL of a form never changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import ibis

from bontot.law.vocabulary import vocabulary

type Table = Any
type Condition = Callable[[Table], Any]

_WORD, _DAY, _ID = "string", "date", "int64"

asked = ibis.table(
    {"ask": "int32", "organisation": _ID, "first": _DAY, "last": _DAY, "before": _DAY}, name="asked"
)
"""One row per organisation and period: first and last day (both belong to it), and the day before the first."""
closure = ibis.table({"ancestor": _ID, "organisation": _ID, "since": _DAY, "until": _DAY}, name="closure")
above = ibis.table(
    {"ancestor": _ID, "organisation": _ID, "since": _DAY, "until": _DAY, "steps": "int32"}, name="above"
)
place = ibis.table({"organisation": _ID, "since": _DAY, "until": _DAY, "parent": _ID}, name="place")
kind = ibis.table(
    {"organisation": _ID, "since": _DAY, "until": _DAY, "kind": _WORD, "base_kind": _WORD}, name="kind"
)
post = ibis.table(
    {
        "person": _ID,
        "since": _DAY,
        "until": _DAY,
        "title": _WORD,
        "unit": _WORD,
        "unit_kind": _WORD,
        "organisation": _ID,
    },
    name="post",
)
attendance = ibis.table(
    {"person": _ID, "since": _DAY, "until": _DAY, "course": _WORD, "kind": _WORD}, name="attendance"
)
_WORDS = (
    "standing",
    "sex",
    "ethnicity",
    "religion",
    "occupation",
    "category",
    "schooling",
    "professional",
    "theory",
)
_NUMBERS = ("born_first", "born_last", "decided_on")
_YEARS = ("oldest", "youngest", "party_years")
TOLD = (*_WORDS, "exempt", *_YEARS)
"""What a roster of people says of each; the years are whole years on the day, nothing where they are not known:
`oldest` and `youngest` differ where the file gives only the month or the year of birth."""
life = ibis.table(
    {"person": _ID, "since": _DAY, "until": _DAY, "organisation": _ID}
    | dict.fromkeys(_WORDS, _WORD)
    | dict.fromkeys(_NUMBERS, "int32")
    | {
        "admitted_on": _DAY,
        "exempt": "boolean",
        "way_in": _WORD,
        "way_out": _WORD,
        "previous": _ID,
        "next": _ID,
    },
    name="life",
)


class Measure(StrEnum):
    """A stock is what there is on a day; a flow is what comes and goes in a period."""

    STOCK = "stock"
    FLOW = "flow"


@dataclass(frozen=True, eq=False, slots=True)
class Roster:
    """Rows that may be counted: `subject` is the column that says who or what a row is."""

    says: str
    measure: Measure
    subject: str
    build: Callable[[], Table]
    once: bool = False
    """Whether somebody who has several rows counts once."""
    today: bool = False
    """Whether the rows are those of the last day, on whose tree the organisations below are found."""


# --- where things stand -------------------------------------------------------------------------------------


def _inside() -> Table:
    """For what is asked, every organisation that was ever inside, with the days."""
    return asked.join(closure, asked.organisation == closure.ancestor).select(
        asked.ask,
        asked.first,
        asked.last,
        asked.before,
        organisation=closure.organisation,
        since=closure.since,
        until=closure.until,
    )


def _inside_on(day: str) -> Table:
    inside = _inside()
    return inside.filter(inside.since <= inside[day], inside[day] < inside.until).select(
        "ask", "organisation", day=inside[day]
    )


def _covering(table: Table, day: Any) -> Any:
    return (table.since <= day) & (day < table.until)


def _told(day: Any) -> dict[str, Any]:
    """What is counted of a person, with the whole years on `day`."""
    today = day.year().cast("int32") * 10000 + day.month().cast("int32") * 100 + day.day().cast("int32")
    years = {name: (today - life[number]) // 10000 for name, number in zip(_YEARS, _NUMBERS, strict=True)}
    return {name: life[name] for name in (*_WORDS, "exempt")} | years


def _members(day: str) -> Table:
    inside = _inside_on(day)
    return inside.join(life, [inside.organisation == life.organisation, _covering(life, inside.day)]).select(
        inside.ask, inside.day, life.person, life.organisation, **_told(inside.day)
    )


# --- coming and going ---------------------------------------------------------------------------------------


def _entries() -> Table:
    """Who is inside on a day of the period and was not on the day before."""
    inside, other = _inside(), _inside().view()
    come = inside.join(
        life,
        [
            inside.organisation == life.organisation,
            life.since.between(inside.first, inside.last),
            _covering(inside, life.since),
        ],
    ).select(
        inside.ask,
        life.person,
        life.organisation,
        life.way_in,
        life.previous,
        **_told(life.since),
        day=life.since,
    )
    from_inside = [
        come.ask == other.ask,
        come.previous == other.organisation,
        other.since < come.day,
        come.day <= other.until,
    ]
    come = come.left_join(other, from_inside).select(come, outside=other.organisation.isnull())
    come = come.filter((come.way_in != "") | come.outside)
    come = come.select(
        "ask",
        "person",
        "organisation",
        *TOLD,
        "day",
        way=ibis.cases((come.way_in == "", "arrive"), else_=come.way_in),
        reorganised=surely((come.way_in == "") & (come.previous == come.organisation)),
    )
    moved = inside.join(
        life,
        [
            inside.organisation == life.organisation,
            inside.since.between(inside.first, inside.last),
            life.since < inside.since,
            inside.since < life.until,
        ],
    ).select(
        inside.ask,
        life.person,
        life.organisation,
        **_told(inside.since),
        day=inside.since,
        way=ibis.literal("arrive"),
        reorganised=ibis.literal(True),
    )
    return come.union(moved, distinct=False)


def _exits() -> Table:
    """Who was inside on the day before a day of the period and is not on that day."""
    inside, other = _inside(), _inside().view()
    gone = inside.join(
        life,
        [
            inside.organisation == life.organisation,
            life.until.between(inside.first, inside.last),
            inside.since < life.until,
            life.until <= inside.until,
        ],
    ).select(
        inside.ask,
        life.person,
        life.organisation,
        life.way_out,
        life.next,
        **_told(life.until),
        day=life.until,
    )
    to_inside = [gone.ask == other.ask, gone.next == other.organisation, _covering(other, gone.day)]
    gone = gone.left_join(other, to_inside).select(gone, outside=other.organisation.isnull())
    gone = gone.filter((gone.way_out != "") | gone.outside)
    gone = gone.select(
        "ask",
        "person",
        "organisation",
        *TOLD,
        "day",
        way=ibis.cases((gone.way_out == "", "move_out"), else_=gone.way_out),
        reorganised=surely((gone.way_out == "") & (gone.next == gone.organisation)),
    )
    moved = inside.join(
        life,
        [
            inside.organisation == life.organisation,
            inside.until.between(inside.first, inside.last),
            life.since < inside.until,
            inside.until < life.until,
        ],
    ).select(
        inside.ask,
        life.person,
        life.organisation,
        **_told(inside.until),
        day=inside.until,
        way=ibis.literal("move_out"),
        reorganised=ibis.literal(True),
    )
    return gone.union(moved, distinct=False)


# --- organisations ------------------------------------------------------------------------------------------


def _organisations(day: str) -> Table:
    inside = _inside_on(day)
    named = inside.left_join(kind, [inside.organisation == kind.organisation, _covering(kind, inside.day)])
    return named.select(inside.ask, inside.day, inside.organisation, kind=kind.kind.fill_null(""))


def _organisations_by_base_kind(day: str) -> Table:
    named, base = _organisations(day), _base_kinds(day)
    return named.left_join(base, [named.ask == base.ask, named.organisation == base.organisation]).select(
        named, base_kind=base.base_kind.fill_null("")
    )


def _base_kinds(day: str) -> Table:
    """The kind of grassroots unit: that of the nearest organisation, itself or above, that has one."""
    inside = _inside_on(day)
    up = inside.join(above, [inside.organisation == above.organisation, _covering(above, inside.day)]).select(
        inside.ask, inside.day, inside.organisation, above.ancestor, above.steps
    )
    up = up.join(
        kind, [up.ancestor == kind.organisation, _covering(kind, up.day), kind.base_kind != ""]
    ).select(up.ask, up.organisation, up.steps, kind.base_kind)
    return up.group_by("ask", "organisation").agg(base_kind=up.base_kind.argmin(up.steps))


def _members_by_base_kind(day: str) -> Table:
    members, base = _members(day), _base_kinds(day)
    return members.left_join(
        base, [members.ask == base.ask, members.organisation == base.organisation]
    ).select(members, base_kind=base.base_kind.fill_null(""))


def _new_organisations() -> Table:
    """Organisations inside on a day of the period and not on the day before."""
    inside, own = _inside(), closure.view()
    come = inside.filter(inside.since.between(inside.first, inside.last))
    before = [
        own.ancestor == come.organisation,
        own.organisation == come.organisation,
        own.since < come.since,
        come.since <= own.until,
    ]
    come = come.left_join(own, before).select(
        come.ask, come.organisation, day=come.since, existed=own.ancestor.notnull()
    )
    return come.left_join(kind, [come.organisation == kind.organisation, _covering(kind, come.day)]).select(
        come.ask, come.day, come.organisation, come.existed, kind=kind.kind.fill_null("")
    )


def _gone_organisations() -> Table:
    """Organisations inside on the day before a day of the period and not on that day."""
    inside, own = _inside(), closure.view()
    gone = inside.filter(inside.until.between(inside.first, inside.last))
    after = [
        own.ancestor == gone.organisation,
        own.organisation == gone.organisation,
        _covering(own, gone.until),
    ]
    gone = gone.left_join(own, after).select(
        gone.ask, gone.organisation, day=gone.until, exists=own.ancestor.notnull()
    )
    last_known = [gone.organisation == kind.organisation, kind.since < gone.day, gone.day <= kind.until]
    return gone.left_join(kind, last_known).select(
        gone.ask, gone.day, gone.organisation, gone.exists, kind=kind.kind.fill_null("")
    )


# --- posts and training -------------------------------------------------------------------------------------


def _posts(day: str) -> Table:
    """Posts held on the day, in scope by the organisation of the post; with what their holders are besides."""
    inside = _inside_on(day)
    held = inside.join(post, [inside.organisation == post.organisation, _covering(post, inside.day)]).select(
        inside.ask, inside.day, post.organisation, post.person, post.title, post.unit, post.unit_kind
    )
    held = held.left_join(kind, [held.organisation == kind.organisation, _covering(kind, held.day)]).select(
        held, kind=kind.kind.fill_null("")
    )
    member = [held.person == life.person, _covering(life, held.day)]
    held = held.left_join(life, member).select(held, member=life.person.notnull())
    secretary = _secretaries(day)
    return held.left_join(secretary, [held.ask == secretary.ask, held.person == secretary.person]).select(
        held,
        branch_secretary=surely(secretary.of_branch),
        grassroots_secretary=surely(secretary.of_grassroots),
    )


def _secretaries(day: str) -> Table:
    """Who is secretary on the day, anywhere: of a branch, of a grassroots organisation."""
    held, its, kinds = post.view(), kind.view(), vocabulary("organisation_kind")
    held = held.filter(held.title.isin(list(vocabulary("title").in_group("secretary"))))
    held = asked.join(held, _covering(held, asked[day])).select(
        asked.ask, held.person, its_organisation=held.organisation, day=asked[day]
    )
    held = held.join(its, [held.its_organisation == its.organisation, _covering(its, held.day)]).select(
        held.ask,
        held.person,
        of_branch=its.kind.isin(list(kinds.in_group("branch"))),
        of_grassroots=its.kind.isin(list(kinds.in_group("grassroots"))),
    )
    return held.group_by("ask", "person").agg(
        of_branch=held.of_branch.any(), of_grassroots=held.of_grassroots.any()
    )


def _posts_twice(day: str) -> Table:
    """Pairs of posts of one person on the day; the first is in scope, the other (`also_…`) anywhere."""
    held, other, its = _posts(day), post.view(), kind.view()
    also = held.left_join(other, [held.person == other.person, _covering(other, held.day)]).select(
        held,
        also_title=other.title.fill_null(""),
        also_unit_kind=other.unit_kind.fill_null(""),
        also_organisation=other.organisation,
    )
    return also.left_join(its, [also.also_organisation == its.organisation, _covering(its, also.day)]).select(
        also, also_kind=its.kind.fill_null("")
    )


def _taught() -> Table:
    return attendance.join(asked, attendance.since.between(asked.first, asked.last)).select(
        asked.ask, attendance.person, attendance.course, course_kind=attendance.kind, day=attendance.since
    )


def _attendances() -> Table:
    """Attendances of classes that began in the period, by where the person permanently belonged on that day."""
    taught, inside = _taught(), _inside()
    belonging = taught.join(life, [taught.person == life.person, _covering(life, taught.day)]).select(
        taught, life.organisation
    )
    return belonging.join(inside, _at_the_time(belonging, inside)).select(belonging)


def _trained_holders() -> Table:
    """Attendances in the period, by a post that the person held on that day and the kind of its organisation then."""
    taught, inside = _taught(), _inside()
    held = taught.join(post, [taught.person == post.person, _covering(post, taught.day)]).select(
        taught, post.title, post.organisation
    )
    scoped = held.join(inside, _at_the_time(held, inside)).select(held)
    return scoped.join(kind, [scoped.organisation == kind.organisation, _covering(kind, scoped.day)]).select(
        scoped, kind.kind
    )


def _at_the_time(rows: Table, inside: Table) -> list[Any]:
    return [rows.ask == inside.ask, rows.organisation == inside.organisation, _covering(inside, rows.day)]


MEMBERS = Roster(
    "đảng viên có trong danh sách đến ngày", Measure.STOCK, "person", lambda: _members("last"), today=True
)
OPENING = Roster("đảng viên có trong danh sách đầu kỳ", Measure.STOCK, "person", lambda: _members("before"))
ENTRIES = Roster("lượt vào danh sách trong kỳ", Measure.FLOW, "person", _entries)
EXITS = Roster("lượt ra khỏi danh sách trong kỳ", Measure.FLOW, "person", _exits)
ORGANISATIONS = Roster(
    "tổ chức đảng có đến ngày", Measure.STOCK, "organisation", lambda: _organisations("last"), today=True
)
ORGANISATIONS_BEFORE = Roster(
    "tổ chức đảng có đầu kỳ", Measure.STOCK, "organisation", lambda: _organisations("before")
)
ORGANISATIONS_BY_BASE_KIND = Roster(
    "tổ chức đảng theo loại hình cơ sở",
    Measure.STOCK,
    "organisation",
    lambda: _organisations_by_base_kind("last"),
    today=True,
)
NEW_ORGANISATIONS = Roster("tổ chức đảng thêm trong kỳ", Measure.FLOW, "organisation", _new_organisations)
GONE_ORGANISATIONS = Roster("tổ chức đảng bớt trong kỳ", Measure.FLOW, "organisation", _gone_organisations)
MEMBERS_BY_BASE_KIND = Roster(
    "đảng viên theo loại hình cơ sở",
    Measure.STOCK,
    "person",
    lambda: _members_by_base_kind("last"),
    today=True,
)
POSTS = Roster("chức vụ đang giữ đến ngày", Measure.STOCK, "person", lambda: _posts("last"), today=True)
HOLDERS = Roster(
    "người giữ chức vụ đến ngày", Measure.STOCK, "person", lambda: _posts_twice("last"), once=True, today=True
)
ATTENDANCES = Roster("người dự lớp mở trong kỳ", Measure.FLOW, "person", _attendances, once=True)
TRAINED_HOLDERS = Roster(
    "người giữ chức vụ dự lớp mở trong kỳ", Measure.FLOW, "person", _trained_holders, once=True
)


# --- words for conditions -----------------------------------------------------------------------------------


def surely(condition: Any) -> Any:
    """True only where it is known to be true."""
    return condition.fill_null(False)


def any_of(conditions: Sequence[Any]) -> Any:
    """Whether at least one of the conditions is known to hold."""
    found = surely(conditions[0])
    for condition in conditions[1:]:
        found = found | surely(condition)
    return found


# --- into SQL -----------------------------------------------------------------------------------------------


def _where(table: Table, conditions: Sequence[Condition]) -> Any:
    found: Any = None
    for condition in conditions:
        found = condition(table) if found is None else found & condition(table)
    return found


def counting(roster: Roster, parts: Sequence[Sequence[Condition]]) -> str:
    """SQL with one row per `ask`: first `ask`, then for each of `parts` how many satisfy all its conditions."""
    table = roster.build()
    numbers: dict[str, Any] = {}
    for number, conditions in enumerate(parts):
        where = _where(table, conditions)
        if roster.once:
            numbers[f"n{number}"] = table[roster.subject].nunique(where=where)
        elif where is not None:
            numbers[f"n{number}"] = where.sum()  # many times faster in DuckDB than a count with a filter
        else:
            numbers[f"n{number}"] = table.count()
    return sql(table.group_by("ask").agg(**numbers))


@lru_cache(maxsize=64)
def columns(roster: Roster) -> tuple[str, ...]:
    """What a roster says of each of its rows."""
    return tuple(name for name in roster.build().columns if name != "ask")


def by_values(roster: Roster, sets: Sequence[Sequence[str]]) -> str:
    """SQL that counts a roster by each of several sets of columns in one pass: `ask`, `mask`, the columns, `number`.

    `mask` says which set a row belongs to: see `mask`. Counting what is there and judging it afterwards costs a tenth of
    asking a hundred conditions of every member.
    """
    table = roster.build()
    every = _union(sets)
    rows = sql(table.select("ask", *every))
    names = ", ".join(f'"{name}"' for name in every)
    if not every:
        return f'SELECT "ask", 0 AS "mask", count(*) AS "number" FROM ({rows}) AS rows GROUP BY "ask"'
    grouped = ", ".join("(" + ", ".join(f'"{name}"' for name in ("ask", *names_)) + ")" for names_ in sets)
    return (
        f'SELECT "ask", grouping({names}) AS "mask", {names}, count(*) AS "number" FROM ({rows}) AS rows '
        f"GROUP BY GROUPING SETS ({grouped})"
    )


def mask(sets: Sequence[Sequence[str]], wanted: Collection[str]) -> int:
    """The number that marks the rows of one of the sets: a bit for every column that is not in it."""
    every = _union(sets)
    return sum(1 << (len(every) - 1 - place) for place, name in enumerate(every) if name not in wanted)


def _union(sets: Sequence[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(name for names in sets for name in names))


def listing(roster: Roster, conditions: Sequence[Condition]) -> str:
    """SQL with who or what satisfies every condition: `ask` and the subject, in order of the subject."""
    table = roster.build()
    where = _where(table, conditions)
    if where is not None:
        table = table.filter(where)
    found = table.select("ask", subject=table[roster.subject])
    if roster.once:
        found = found.distinct()
    return sql(found.order_by("ask", "subject"))


def grouping(roster: Roster, keys: dict[str, Condition], conditions: Sequence[Condition] = ()) -> str:
    """SQL that counts a roster by keys: `ask`, the keys, `number`."""
    table = roster.build()
    where = _where(table, conditions)
    if where is not None:
        table = table.filter(where)
    named = {name: key(table) for name, key in keys.items()}
    table = table.mutate(**named)
    return sql(table.group_by("ask", *keys).agg(number=table.count()).order_by("ask", *keys))


def sql(expression: Table, dialect: str = "duckdb") -> str:
    """The SQL of an expression; the very same expression also becomes Spark's."""
    return str(ibis.to_sql(expression, dialect=dialect))


@lru_cache(maxsize=1)
def asked_columns() -> tuple[str, ...]:
    """The columns of `asked`, in order."""
    return tuple(asked.columns)
