"""Who was disciplined in a period, and which organisations; what was for each, and what was cleared again.

A measure counts on the day on which it is made known, where the member belonged then; whoever is expelled belonged there on
the day before. An expulsion counts once, whether a decision on discipline or only the list of members tells of it.
"""

from __future__ import annotations

from typing import Any

import ibis

from bontot.law.vocabulary import vocabulary
from bontot.statistics.tables import (
    Table,
    asked,
    at_the_time,
    censure,
    covering,
    discipline,
    kind,
    life,
    post,
    scope,
    surely,
    told,
)

_kinds = vocabulary("organisation_kind")
LEVELS = {
    "province": ("đảng bộ tỉnh",),
    "superior": _kinds.in_group("superior"),
    "grassroots": _kinds.in_group("grassroots"),
    "below": tuple(kind for kind in _kinds.values if kind in ("đảng bộ bộ phận", "chi bộ")),
}
"""Committees by the kinds of the organisations that they lead."""
_EXPULSION = vocabulary("discipline_form").values[-1]


def _eve(day: Any) -> Any:
    return day - ibis.interval(days=1)


def disciplines() -> Table:
    """Measures made known in the period, without those that only took the place of another."""
    said = discipline.filter(discipline.began == "decide").select(
        "person", "form", "offence", day=discipline.since
    )
    rows = _of_members(said.union(_expelled(), distinct=False))
    return _with_committees(rows)


def cleared() -> Table:
    """Measures that a complaint or a review cleared or changed in the period."""
    said = discipline.filter(discipline.ended != "")
    return _with_committees(_of_members(said.select("person", "form", "offence", day=said.until)))


def _expelled() -> Table:
    """Members who left by expulsion, of whom no decision on discipline is known: only that they were expelled."""
    told_so = discipline.filter(discipline.form == _EXPULSION).select("person", day=discipline.since)
    gone = life.filter(life.way_out == "expel").select("person", day=life.until)
    alone = gone.anti_join(told_so, ["person", "day"])
    return alone.select("person", form=ibis.literal(_EXPULSION), offence=ibis.literal(""), day=alone.day)


def _of_members(said: Table) -> Table:
    rows = asked.join(said, said.day.between(asked.first, asked.last)).select(
        asked.ask, said.person, said.form, said.offence, told_on=said.day
    )
    rows = rows.select(
        rows, day=ibis.cases((rows.form == _EXPULSION, _eve(rows.told_on)), else_=rows.told_on)
    )
    # Of everybody's life only that of the few who are meant; otherwise the whole life is laid into the tree first.
    theirs = life.semi_join(rows.view(), "person")
    placed = rows.join(theirs, [rows.person == theirs.person, covering(theirs, rows.day)]).select(
        rows, theirs.organisation, **told(rows.told_on, theirs)
    )
    inside = scope()
    return placed.join(inside, at_the_time(placed, inside)).select(placed)


def _with_committees(rows: Table) -> Table:
    """Of which committees each was a member on the day before, anywhere: a dismissal ends the post on its own day."""
    titles, its = vocabulary("title"), kind.view()
    named = (*titles.in_group("secretary"), *titles.in_group("committee_member"))
    seats = post.filter(post.title.isin(sorted(set(named))))
    held = rows.view().select("ask", "person", "told_on").distinct()
    held = held.join(
        seats, [held.person == seats.person, seats.since < held.told_on, held.told_on <= seats.until]
    ).select(held, its_organisation=seats.organisation)
    then = [held.its_organisation == its.organisation, its.since < held.told_on, held.told_on <= its.until]
    held = held.join(its, then).select(held.ask, held.person, held.told_on, its_kind=its.kind)
    levels = {f"of_{level}": held.its_kind.isin(list(kinds)).any() for level, kinds in LEVELS.items()}
    of = held.group_by("ask", "person", "told_on").agg(**levels)
    same = [rows.ask == of.ask, rows.person == of.person, rows.told_on == of.told_on]
    return rows.left_join(of, same).select(rows, **{name: surely(of[name]) for name in levels})


def censures() -> Table:
    """Organisations inside that were disciplined in the period, by their kind on the day."""
    said = censure.filter(censure.began == "decide")
    rows = asked.join(said, said.since.between(asked.first, asked.last)).select(
        asked.ask, said.organisation, said.form, said.offence, day=said.since
    )
    inside = scope()
    there = rows.join(inside, at_the_time(rows, inside)).select(rows)
    return there.left_join(kind, [there.organisation == kind.organisation, covering(kind, there.day)]).select(
        there, kind=kind.kind.fill_null("")
    )
