"""Who is there on a day, and who comes and goes in a period."""

from __future__ import annotations

from typing import Any

import ibis

from bontot.statistics.tables import (
    TOLD,
    Table,
    covering,
    life,
    scope,
    scope_on,
    succession,
    surely,
    told,
)


def members(day: str) -> Table:
    inside = scope_on(day)
    return inside.join(life, [inside.organisation == life.organisation, covering(life, inside.day)]).select(
        inside.ask, inside.day, life.person, life.organisation, **told(inside.day)
    )


def entries() -> Table:
    """Who is inside on a day of the period and was not on the day before."""
    inside, other = scope(), scope().view()
    come = inside.join(
        life,
        [
            inside.organisation == life.organisation,
            life.since.between(inside.first, inside.last),
            covering(inside, life.since),
        ],
    ).select(
        inside.ask,
        life.person,
        life.organisation,
        life.way_in,
        life.previous,
        **told(life.since),
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
    come = _with_branch(come, come.previous, come.organisation)
    come = come.select(
        "ask",
        "person",
        "organisation",
        *TOLD,
        "day",
        way=ibis.cases((come.way_in == "", "arrive"), else_=come.way_in),
        reorganised=(come.way_in == "") & (come.with_branch | surely(come.previous == come.organisation)),
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
        **told(inside.since),
        day=inside.since,
        way=ibis.literal("arrive"),
        reorganised=ibis.literal(True),
    )
    return come.union(moved, distinct=False)


def exits() -> Table:
    """Who was inside on the day before a day of the period and is not on that day."""
    inside, other = scope(), scope().view()
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
        **told(life.until),
        day=life.until,
    )
    to_inside = [gone.ask == other.ask, gone.next == other.organisation, covering(other, gone.day)]
    gone = gone.left_join(other, to_inside).select(gone, outside=other.organisation.isnull())
    gone = gone.filter((gone.way_out != "") | gone.outside)
    gone = _with_branch(gone, gone.organisation, gone.next)
    gone = gone.select(
        "ask",
        "person",
        "organisation",
        *TOLD,
        "day",
        way=ibis.cases((gone.way_out == "", "move_out"), else_=gone.way_out),
        reorganised=(gone.way_out == "") & (gone.with_branch | surely(gone.next == gone.organisation)),
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
        **told(inside.until),
        day=inside.until,
        way=ibis.literal("move_out"),
        reorganised=ibis.literal(True),
    )
    return gone.union(moved, distinct=False)


def _with_branch(rows: Table, old: Any, new: Any) -> Table:
    """Whether on the day of each row `new` took over from `old`: who goes from one to the other goes with the branch."""
    pairs = succession.filter(succession.successor.notnull()).select("organisation", "successor", "since")
    pairs = pairs.distinct()
    took_over = [old == pairs.organisation, new == pairs.successor, rows.day == pairs.since]
    return rows.left_join(pairs, took_over).select(rows, with_branch=pairs.successor.notnull())
