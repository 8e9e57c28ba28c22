"""What stands in the ledger: where it ends, which facts are known at a position, which decisions there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bontot.ledger.models import STILL_KNOWN, Decision, Head


def end() -> int:
    """The position of the last decision; 0 while there is none."""
    return edge()[0]


def edge() -> tuple[int, str]:
    """The position and the digest of the last decision: two ledgers with one edge hold the same facts."""
    return Head.objects.values_list("position", "digest").first() or (0, "")


def known(at: int | None) -> Q:
    """Facts known at position `at`, or known now."""
    return Q(known_to=STILL_KNOWN) if at is None else Q(known_from__lte=at, known_to__gt=at)


def holding(on: date, at: int | None = None) -> Q:
    """Facts that hold on `on`, as known at position `at` or now."""
    return Q(valid_from__lte=on, valid_to__gt=on) & known(at)


@dataclass(frozen=True, slots=True)
class Paper:
    """A decision as other pages point to it."""

    position: int
    number: str
    dated: date
    by: str
    says: str


def papers(positions: Iterable[int]) -> dict[int, Paper]:
    """The decisions at these positions, in one statement."""
    rows = Decision.objects.filter(position__in=set(positions)).values_list(
        "position", "number", "dated", "by", "says"
    )
    return {row[0]: Paper(*row) for row in rows}
