"""Findings about rows, at the cell that they are about."""

from __future__ import annotations

from bontot.kernel.finding import Finding, Severity
from bontot.ledger.acts import Origin
from bontot.ledger.saying import HOUSE


def at_row(
    rule: str, says: str, origin: Origin, field: str, severity: Severity = Severity.REFUSAL
) -> Finding:
    """What is found about a field of a row, said where the clerk sees it."""
    return Finding(
        rule,
        says,
        severity,
        HOUSE,
        origin.file,
        origin.sheet,
        origin.row,
        origin.columns.get(field, origin.columns.get("full_name", "")),
        origin.shown(field),
    )
