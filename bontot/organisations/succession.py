"""Kế thừa: which organisation took over from one that is no more."""

from __future__ import annotations

from bontot.ledger import queries as ledger
from bontot.organisations.models import Succession


def successors() -> dict[int, int]:
    """From an organisation that has ended to the one that keeps its history, by their ids.

    Of several heirs of a divided organisation that is the first one named; of several ends the last.
    """
    facts = Succession.objects.filter(ledger.known(None), successor__isnull=False).exclude(way=SPLIT_OFF)
    found: dict[int, tuple[int, int]] = {}
    for old, heir, day in facts.order_by("valid_from", "-id").values_list(
        "organisation_id", "successor_id", "valid_from"
    ):
        found[old] = (heir, day)
    return {old: heir for old, (heir, _) in found.items()}


ABSORBED, MERGED, DIVIDED, SPLIT_OFF = "sáp nhập", "hợp nhất", "chia", "tách"
DISSOLVED, DISBANDED = "giải thể", "giải tán"
WAYS = (ABSORBED, MERGED, DIVIDED, SPLIT_OFF, DISSOLVED, DISBANDED)
"""By which act one organisation takes over from another, or ends. After a split the first one goes on."""
