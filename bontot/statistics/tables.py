"""The tables of the copy as questions see them, and the words that conditions are made of.

What is asked (which organisation, which days) stands in the one small table `asked`, so that the SQL of a form never changes.
Ibis is known here and in the modules of the rosters, nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ibis

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
succession = ibis.table(
    {"organisation": _ID, "since": _DAY, "until": _DAY, "successor": _ID, "way": _WORD}, name="succession"
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
_measure = dict.fromkeys(("form", "offence", "began", "ended"), _WORD)
discipline = ibis.table({"person": _ID, "since": _DAY, "until": _DAY} | _measure, name="discipline")
censure = ibis.table({"organisation": _ID, "since": _DAY, "until": _DAY} | _measure, name="censure")
_graded = {"since": _DAY, "until": _DAY, "year": "int32", "grade": _WORD}
member_grade = ibis.table({"person": _ID} | _graded, name="member_grade")
grade = ibis.table({"organisation": _ID} | _graded, name="grade")
recognition = ibis.table(
    {"organisation": _ID, "since": _DAY, "until": _DAY, "title": _WORD, "year": "int32"}, name="recognition"
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


def scope() -> Table:
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


def scope_on(day: str) -> Table:
    inside = scope()
    return inside.filter(inside.since <= inside[day], inside[day] < inside.until).select(
        "ask", "organisation", day=inside[day]
    )


def covering(table: Table, day: Any) -> Any:
    return (table.since <= day) & (day < table.until)


def told(day: Any, life: Table = life) -> dict[str, Any]:
    """What is counted of a person, with the whole years on `day`, in the stretch of a life."""
    today = day.year().cast("int32") * 10000 + day.month().cast("int32") * 100 + day.day().cast("int32")
    years = {name: (today - life[number]) // 10000 for name, number in zip(_YEARS, _NUMBERS, strict=True)}
    return {name: life[name] for name in (*_WORDS, "exempt")} | years


def at_the_time(rows: Table, inside: Table) -> list[Any]:
    return [rows.ask == inside.ask, rows.organisation == inside.organisation, covering(inside, rows.day)]


def surely(condition: Any) -> Any:
    """True only where it is known to be true."""
    return condition.fill_null(False)


def any_of(conditions: Sequence[Any]) -> Any:
    """Whether at least one of the conditions is known to hold."""
    found = surely(conditions[0])
    for condition in conditions[1:]:
        found = found | surely(condition)
    return found
