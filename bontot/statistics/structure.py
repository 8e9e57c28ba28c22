"""Which organisations there are on a day, and which come and go in a period."""

from __future__ import annotations

from collections.abc import Sequence

import ibis

from bontot.organisations.succession import ABSORBED, DISBANDED, DISSOLVED, DIVIDED, MERGED, SPLIT_OFF
from bontot.statistics.coming import members
from bontot.statistics.tables import Table, above, closure, covering, kind, scope, scope_on, succession

ESTABLISHED, RESTORED, ARRIVED = "thành lập", "phục hồi", "chuyển đến"
ENDED, MOVED_OUT = "kết thúc", "chuyển đi"
"""Ways in and out besides those of succession; one that only ended is known from a list, which does not say how."""


def organisations(day: str) -> Table:
    inside = scope_on(day)
    named = inside.left_join(kind, [inside.organisation == kind.organisation, covering(kind, inside.day)])
    return named.select(inside.ask, inside.day, inside.organisation, kind=kind.kind.fill_null(""))


def organisations_by_base_kind(day: str) -> Table:
    named, base = organisations(day), _base_kinds(day)
    return named.left_join(base, [named.ask == base.ask, named.organisation == base.organisation]).select(
        named, base_kind=base.base_kind.fill_null("")
    )


def _base_kinds(day: str) -> Table:
    """The kind of grassroots unit: that of the nearest organisation, itself or above, that has one."""
    inside = scope_on(day)
    up = inside.join(above, [inside.organisation == above.organisation, covering(above, inside.day)]).select(
        inside.ask, inside.day, inside.organisation, above.ancestor, above.steps
    )
    up = up.join(
        kind, [up.ancestor == kind.organisation, covering(kind, up.day), kind.base_kind != ""]
    ).select(up.ask, up.organisation, up.steps, kind.base_kind)
    return up.group_by("ask", "organisation").agg(base_kind=up.base_kind.argmin(up.steps))


def members_by_base_kind(day: str) -> Table:
    people, base = members(day), _base_kinds(day)
    return people.left_join(base, [people.ask == base.ask, people.organisation == base.organisation]).select(
        people, base_kind=base.base_kind.fill_null("")
    )


def new_organisations() -> Table:
    """Organisations inside on a day of the period and not on the day before, and by which way they came."""
    inside, own = scope(), closure.view()
    come = inside.filter(inside.since.between(inside.first, inside.last))
    before = [
        own.ancestor == come.organisation,
        own.organisation == come.organisation,
        own.since < come.since,
    ]
    come = come.left_join(own, before).select(
        come.ask, come.organisation, day=come.since, earlier=own.until
    )  # one row for each stretch of days on which it existed earlier
    come = come.group_by("ask", "organisation", "day").agg(earlier=come.earlier.max())
    made = _ways("successor", (MERGED, DIVIDED, SPLIT_OFF))
    come = come.left_join(made, [come.organisation == made.successor, come.day == made.since]).select(
        come.ask,
        come.organisation,
        come.day,
        way=ibis.cases(
            (come.earlier >= come.day, ARRIVED),
            (come.earlier.notnull(), RESTORED),
            else_=made.way.fill_null(ESTABLISHED),
        ),
    )
    return come.left_join(kind, [come.organisation == kind.organisation, covering(kind, come.day)]).select(
        come.ask, come.day, come.organisation, come.way, kind=kind.kind.fill_null("")
    )


def gone_organisations() -> Table:
    """Organisations inside on the day before a day of the period and not on that day, and by which way they went."""
    inside, own = scope(), closure.view()
    gone = inside.filter(inside.until.between(inside.first, inside.last))
    after = [
        own.ancestor == gone.organisation,
        own.organisation == gone.organisation,
        covering(own, gone.until),
    ]
    gone = gone.left_join(own, after).select(
        gone.ask, gone.organisation, day=gone.until, exists=own.ancestor.notnull()
    )
    ended = _ways("organisation", (DISSOLVED, DISBANDED, ABSORBED, MERGED, DIVIDED))
    gone = gone.left_join(ended, [gone.organisation == ended.organisation, gone.day == ended.since]).select(
        gone.ask,
        gone.organisation,
        gone.day,
        way=ibis.cases((gone.exists, MOVED_OUT), else_=ended.way.fill_null(ENDED)),
    )
    last_known = [gone.organisation == kind.organisation, kind.since < gone.day, gone.day <= kind.until]
    return gone.left_join(kind, last_known).select(
        gone.ask, gone.day, gone.organisation, gone.way, kind=kind.kind.fill_null("")
    )


def _ways(column: str, ways: Sequence[str]) -> Table:
    """By which of these ways an organisation came or ended on a day; once, however many it came from or went to."""
    said = succession.filter(succession.way.isin(ways) & succession[column].notnull())
    return said.group_by(column, "since").agg(way=said.way.min())
