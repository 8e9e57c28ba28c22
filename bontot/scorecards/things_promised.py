"""What was promised, as evidence: resolutions made concrete, and commitments kept. Things like those of `things`."""

from __future__ import annotations

from bontot.scorecards.selecting import Select, flag, select
from bontot.scorecards.window import Window


def resolutions_made_concrete(asked: Window) -> Select:
    """What was handed down to the organisation under papers; good where it was made concrete by the day set for it."""
    of, values = asked.cards()
    good = flag("c.concrete_on < %s AND c.concrete_on <= COALESCE(c.concrete_by, c.deadline)")
    what = "CASE WHEN c.concrete_on < %s THEN 'concrete' ELSE 'not_concrete' END"
    columns = select("c.organisation_id", good, day="CAST(c.given AS text)", what=what, says="c.says")
    until = asked.until.isoformat()
    sql = (
        f"{columns} FROM directives_commitment c WHERE NOT c.own AND c.directive_id IS NOT NULL AND c.parent_id IS NOT NULL "
        f"AND c.state <> 'dropped' AND c.given >= %s AND c.given < %s AND c.organisation_id IN ({of})"
    )
    return sql, [until, until, asked.first.isoformat(), until, *values]


def commitments(asked: Window) -> Select:
    """Commitments that fell due; good where done by then, by a reply that was not returned."""
    of, values = asked.cards()
    told = "r.reached AND r.state <> 'returned' AND r.sent_on < %s"
    columns = select(
        "c.organisation_id",
        flag(f"{told} AND r.done_on <= c.deadline"),
        day="CAST(c.deadline AS text)",
        person="c.head_id",
        what=f"CASE WHEN {told} THEN 'kept' ELSE 'not_kept' END",
        says="c.says",
    )
    until = asked.until.isoformat()
    sql = (
        f"{columns} FROM directives_commitment c LEFT JOIN directives_reply r ON r.commitment_id = c.id "
        f"WHERE c.state <> 'dropped' AND c.deadline >= %s AND c.deadline < %s AND c.organisation_id IN ({of})"
    )
    return sql, [until, until, asked.first.isoformat(), until, *values]
