"""What stands in the ledger: where it ends, what is known at a position, which decisions there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import batched

from django.db.models import Q

from bontot.kernel.period import EVER, OPEN
from bontot.ledger import bulk
from bontot.ledger.models import STILL_KNOWN, Decision, Fact, Head


def end() -> int:
    """The position of the last decision; 0 while there is none."""
    return edge()[0]


def edge() -> tuple[int, str]:
    """The position and the digest of the last decision: two ledgers with one edge hold the same facts."""
    return Head.objects.values_list("position", "digest").first() or (0, "")


def latest_dated(beside: Collection[str] = ()) -> date | None:
    """The latest day of a decision, of those that order more than acts of the kinds `beside`; None while there is none.

    Neither what takes a decision back nor what was taken back is asked.
    """
    orders = (
        Decision.objects.filter(revokes=None).order_by("-dated").values_list("position", "dated", "summary")
    )
    for some in batched(orders.iterator(chunk_size=SOME), SOME):
        gone = taken_back({position for position, _, _ in some})
        for position, day, summary in some:
            if position not in gone and (not summary or set(summary) - set(beside)):
                return day
    return None


SOME = 100
"""So many decisions are looked at together: of the latest ones few were taken back."""


def taken_back(positions: Collection[int]) -> set[int]:
    """Those of some decisions that have been taken back by one that has not been taken back itself."""
    revoking = Decision.objects.filter(bulk.where_among("revokes", positions))
    back = dict(revoking.values_list("position", "revokes"))
    gone = taken_back(back.keys()) if back else set()
    return {what for position, what in back.items() if what is not None and position not in gone}


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


@dataclass(frozen=True, slots=True)
class Line:
    """One fact told to people: since when, up to when (not including), what, and which paper says so."""

    first: date | None
    end: date | None
    what: str
    says: str
    code: str = ""
    """Of the organisation that the line names, where it names one."""
    paper: Paper | None = None
    address: str = ""
    """Of the page that tells more, where there is one for this reader."""


def line(fact: Fact, what: str, says: str, found: dict[int, Paper], code: str = "") -> Line:
    """`fact` as a line of a history."""
    return Line(
        first=None if fact.valid_from == EVER else fact.valid_from,
        end=None if fact.valid_to == OPEN else fact.valid_to,
        what=what,
        says=says,
        code=code,
        paper=found.get(fact.known_from),
    )


def in_order(lines: Iterable[Line]) -> list[Line]:
    """The latest first, as a reader looks for it."""
    return sorted(lines, key=lambda line: line.first or EVER, reverse=True)


def first_day(day: date | None) -> date | None:
    """A first day for people: None where nobody knows it."""
    return None if day in (None, EVER) else day


def last_day(day: date | None) -> date | None:
    """The day from which something no longer holds: None where it has no end."""
    return None if day in (None, OPEN) else day
