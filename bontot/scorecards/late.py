"""Ai chậm ở bước nào: a card is late where the day of its next step has passed; whose turn it is follows from the step."""

from __future__ import annotations

from datetime import date

from bontot.scorecards.models import Campaign

NEXT = {
    "open": "register_by",
    "registered": "score_by",
    "returned": "score_by",
    "self": "score_by",
    "voted": "appraise_by",
    "appraised": "recognise_by",
}
"""By when a card in this state should have gone on: a field of the campaign."""
OF_THE_SUPERIOR = frozenset({"voted", "appraised"})
"""States in which the superior has the next step."""


def due_by(campaign: Campaign, state: str, version: int) -> date | None:
    """By when this version of a card should go on from this state; None where nothing is left to do, or no day is set.

    The days of a campaign are those of the first version: whenever a dispute begins another one, they may be over.
    """
    found: date | None = getattr(campaign, NEXT[state]) if state in NEXT and version == 1 else None
    return found


def is_late(campaign: Campaign, state: str, version: int, on: date) -> bool:
    """Whether this version of a card, still in this state, is late on the day."""
    by = due_by(campaign, state, version)
    return by is not None and by < on
