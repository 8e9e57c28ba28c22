"""What was promised and what was laid down, as evidence. Things like those of `things`."""

from __future__ import annotations

from bontot.scorecards.selecting import FORMER, Select, before_end, flag, select
from bontot.scorecards.window import Window

TOLD = "r.reached AND r.state <> 'returned' AND r.sent_on < %s"
"""That there is a result, by a reply that was not returned."""


def resolutions_made_concrete(asked: Window) -> Select:
    """What was handed down to the organisation under papers; good where it was made concrete by the day set for it."""
    of, values = asked.lineage()
    good = flag("c.concrete_on < %s AND c.concrete_on <= COALESCE(c.concrete_by, c.deadline)")
    what = "CASE WHEN c.concrete_on < %s THEN 'concrete' ELSE 'not_concrete' END"
    columns = select(
        "w.top", good, day="CAST(c.given AS text)", other=FORMER, commitment="c.id", what=what, says="c.says"
    )
    until = asked.until.isoformat()
    sql = (
        f"{columns} FROM ({of}) w JOIN directives_commitment c ON c.organisation_id = w.id WHERE NOT c.own "
        "AND c.directive_id IS NOT NULL AND c.parent_id IS NOT NULL AND c.state <> 'dropped' AND c.given >= %s AND c.given < %s "
        f"AND (c.concrete_on IS NOT NULL OR {before_end('COALESCE(c.concrete_by, c.deadline)')})"
    )
    return sql, [until, until, *values, asked.first.isoformat(), until]


def commitments(asked: Window) -> Select:
    """Commitments that fell due; good where done by then, by a reply that was not returned."""
    of, values = asked.lineage()
    columns = select(
        "w.top", flag(f"{TOLD} AND r.done_on <= c.deadline"), day="CAST(c.deadline AS text)", person="c.head_id",
        other=FORMER, commitment="c.id", what=f"CASE WHEN {TOLD} THEN 'kept' ELSE 'not_kept' END", says="c.says",
    )  # fmt: skip
    until = asked.until.isoformat()
    sql = (
        f"{columns} FROM ({of}) w JOIN directives_commitment c ON c.organisation_id = w.id LEFT JOIN directives_reply r "
        "ON r.commitment_id = c.id WHERE c.state <> 'dropped' AND c.deadline >= %s AND c.deadline < %s "
        f"AND ({TOLD} OR {before_end('c.deadline')})"
    )
    return sql, [until, until, *values, asked.first.isoformat(), until, until]


def year_targets(asked: Window) -> Select:
    """Targets that the organisation has set itself for the year, of its own accord or under a paper of its own.

    Those that fell due, and of the others those reached already; good where reached by the day set for it.
    """
    of, values = asked.lineage()
    columns = select(
        "w.top", flag(f"{TOLD} AND r.done_on <= c.deadline"), day="CAST(c.deadline AS text)", other=FORMER,
        commitment="c.id", what=f"CASE WHEN {TOLD} THEN 'reached' ELSE 'not_reached' END", says="c.says",
    )  # fmt: skip
    until = asked.until.isoformat()
    sql = (
        f"{columns} FROM ({of}) w JOIN directives_commitment c ON c.organisation_id = w.id "
        "LEFT JOIN directives_directive d ON d.id = c.directive_id LEFT JOIN directives_reply r ON r.commitment_id = c.id "
        "WHERE c.target IS NOT NULL AND c.parent_id IS NULL AND c.state <> 'dropped' "
        "AND (c.directive_id IS NULL OR d.organisation_id = c.organisation_id) AND c.deadline >= %s AND c.deadline < %s "
        f"AND ({TOLD} OR c.deadline < %s AND {before_end('c.deadline')})"
    )
    return sql, [until, until, *values, asked.first.isoformat(), asked.end.isoformat(), until, until]


def regulation_on_file(asked: Window) -> Select:
    """Work regulations in force on the last day, as `regulations.queries.in_force` finds them."""
    of, values = asked.cards()
    columns = select(
        "g.organisation_id", "1", day="CAST(g.adopted_on AS text)", what="'in_force'", says="g.number"
    )
    last = asked.last.isoformat()
    sql = (
        f"{columns} FROM regulations_regulation g WHERE g.state <> 'draft' AND g.valid_from <= %s AND g.valid_to > %s "
        f"AND g.organisation_id IN ({of})"
    )
    return sql, [last, last, *values]
