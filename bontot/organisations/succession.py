"""Kế thừa: which organisation took over from one that is no more, as the decisions of the ledger say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bontot.ledger.chain import payload
from bontot.ledger.models import Decision

ENDING = ("organisation.absorb", "organisation.merge", "organisation.divide", "organisation.dissolve")
"""The acts that end organisations and may name who takes over."""


def successors() -> dict[str, str]:
    """From the code of an organisation that a decision ended to that of the one which took over; the last word wins.

    Of several heirs of a divided organisation the first one named keeps its history.
    """
    found: dict[str, str] = {}
    for position, summary in Decision.objects.order_by("position").values_list("position", "summary"):
        if any(act in summary for act in ENDING):
            for act in payload(position):
                found.update(_taken_over(act))
    return found


def _taken_over(act: dict[str, Any]) -> Iterator[tuple[str, str]]:
    match act:
        case {"act": "organisation.absorb", "absorbed": absorbed, "into": into}:
            yield from ((code, into) for code in absorbed)
        case {"act": "organisation.merge", "merged": merged, "code": code}:
            yield from ((old, code) for old in merged)
        case {"act": "organisation.divide", "organisation": old, "into": [{"code": first}, *_]}:
            yield old, first
        case {"act": "organisation.dissolve", "organisation": old, "heir": str(heir)} if heir:
            yield old, heir
