"""Questions about commitments, for whole crowds of organisations; other chapters weigh what they answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from bontot.directives.models import Commitment
from bontot.directives.standing import GONE, Row, rows
from bontot.ledger import bulk


@dataclass(slots=True)
class Kept:
    """Of the commitments of an organisation: how many were due or done, and what became of them."""

    promised: int = 0
    in_time: int = 0
    late: int = 0
    overdue: int = 0
    waiting: int = 0
    accepted: int = 0
    """Of those done, how many the superior has accepted."""
    ids: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """The commitments behind each number."""

    def add(self, row: Row) -> None:
        """Count one more."""
        self.promised += 1
        setattr(self, row.status, getattr(self, row.status) + 1)
        self.accepted += row.done and row.answer == "accepted"
        self.ids[row.status].append(row.id)


@dataclass(slots=True)
class Concrete:
    """Of what was handed down to an organisation under papers: how much it has made concrete, and how much in time."""

    handed_down: int = 0
    made: int = 0
    in_time: int = 0
    """Made concrete by the day set for it, or, where none was set, by the deadline."""
    ids: list[int] = field(default_factory=list)
    """Those that are not concrete yet."""


@dataclass(slots=True)
class Lateness:
    """What is overdue of an organisation."""

    overdue: int = 0
    days: int = 0
    """Of the one that has been overdue longest."""
    ids: list[int] = field(default_factory=list)


def promised(organisations: Collection[int], first: date, last: date) -> QuerySet[Commitment]:
    """Commitments of these organisations given by the last day of a period and due on or after its first."""
    found = Commitment.objects.filter(bulk.where_among("organisation_id", organisations))
    return found.filter(given__lte=last, deadline__gte=first)


def kept(
    organisations: Collection[int],
    first: date,
    last: date,
    *,
    on: date | None = None,
    exemplary: bool = False,
) -> dict[int, Kept]:
    """What became of the commitments that fell due within a period, for each organisation that had any; one statement.

    As seen on `on`, by default the last day. With `exemplary`, of commitments to set an example alone.
    """
    found = promised(organisations, first, last).filter(deadline__lte=last)
    if exemplary:
        found = found.filter(year__isnull=False)
    counted: dict[int, Kept] = defaultdict(Kept)
    for row in rows(found, on or last):
        if row.status not in GONE:
            counted[row.organisation].add(row)
    return dict(counted)


def made_concrete(
    organisations: Collection[int], first: date, last: date, *, on: date | None = None
) -> dict[int, Concrete]:
    """How much of what was handed down under papers within a period has been made concrete; one statement."""
    on = on or last
    found = Commitment.objects.filter(bulk.where_among("organisation_id", organisations), own=False)
    found = found.filter(directive__isnull=False, parent__isnull=False, given__gte=first, given__lte=last)
    counted: dict[int, Concrete] = defaultdict(Concrete)
    for row in rows(found.exclude(state="dropped"), on):
        each = counted[row.organisation]
        each.handed_down += 1
        if not row.made or row.concrete_on is None:
            each.ids.append(row.id)
            continue
        each.made += 1
        each.in_time += row.concrete_on <= (row.concrete_by or row.deadline)
    return dict(counted)


def lateness(organisations: Collection[int], on: date) -> dict[int, Lateness]:
    """What is overdue on a day, for each organisation of which anything is; one statement."""
    found = Commitment.objects.filter(bulk.where_among("organisation_id", organisations), deadline__lt=on)
    counted: dict[int, Lateness] = defaultdict(Lateness)
    for row in rows(_unfinished(found), on):
        if row.status == "overdue":
            each = counted[row.organisation]
            each.overdue += 1
            each.days = max(each.days, (on - row.deadline).days)
            each.ids.append(row.id)
    return dict(counted)


def due(organisations: Collection[int], on: date, ahead: timedelta) -> list[Row]:
    """What these organisations have to see to by a day so far ahead: not done, or sent back; the earliest first."""
    found = Commitment.objects.filter(
        bulk.where_among("organisation_id", organisations), deadline__lte=on + ahead
    )
    open_ = [row for row in rows(_unfinished(found), on) if row.status in ("overdue", "waiting")]
    return sorted(open_, key=lambda row: (row.deadline, row.id))


def not_done(organisations: Collection[int]) -> QuerySet[Commitment]:
    """What these organisations have promised and not done: no reply yet, or one that says so or was sent back."""
    return _unfinished(Commitment.objects.filter(bulk.where_among("organisation_id", organisations)))


def _unfinished(found: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """What the database can already leave out: withdrawn, or done and not sent back."""
    done = Q(reply__reached=True) & ~Q(reply__state="returned")
    return found.exclude(state="dropped").exclude(id__in=Commitment.objects.filter(done).values("id"))
