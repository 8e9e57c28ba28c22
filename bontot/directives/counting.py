"""Commitments counted by the database, those that stand alike at once; each number is the length of a list by its mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from bontot.directives.models import Commitment
from bontot.directives.standing import GONE, as_seen, followed

_COUNTED = ~Q(status__in=GONE)
MARKS = {
    "all": _COUNTED,
    "in_time": Q(status="in_time"),
    "late": Q(status="late"),
    "overdue": Q(status="overdue"),
    "waiting": Q(status="waiting"),
    "concrete": _COUNTED & Q(made=True),
    "given": _COUNTED & Q(made=False),
    "told": _COUNTED & ~Q(answer=""),
    "silent": _COUNTED & Q(answer=""),
    "sent": _COUNTED & Q(answer="sent"),
    "accepted": _COUNTED & Q(answer="accepted"),
    "returned": _COUNTED & Q(answer="returned"),
    "dropped": Q(status="dropped"),
    "ended": Q(status="ended"),
}
"""How each number of a tally is listed."""
_ALIKE = ("status", "made", "answer")


@dataclass(slots=True)
class Tally:
    """What has become of a crowd of commitments; what was withdrawn, or nobody is left to do, stands beside them."""

    all: int = 0
    in_time: int = 0
    late: int = 0
    overdue: int = 0
    waiting: int = 0
    concrete: int = 0
    given: int = 0
    told: int = 0
    silent: int = 0
    sent: int = 0
    accepted: int = 0
    returned: int = 0
    dropped: int = 0
    ended: int = 0

    @property
    def due(self) -> int:
        """How many had to be done by the day: those done, in time or not, and those overdue."""
        return self.in_time + self.late + self.overdue

    def add(self, status: str, made: bool, answer: str, number: int) -> None:
        """Count so many more that stand alike."""
        marks = [status]
        if status not in GONE:
            marks += ["all", "concrete" if made else "given", answer or "silent"]
            marks += ["told"] if answer else []
        for mark in marks:
            setattr(self, mark, getattr(self, mark) + number)

    def take(self, other: Tally) -> None:
        """Count those of another crowd too."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


def listed(found: QuerySet[Commitment], mark: str, on: date) -> QuerySet[Commitment, Any]:
    """Those behind a number of the tally of `found`, the earliest due first."""
    return as_seen(found, on).filter(MARKS[mark]).order_by("deadline", "id")


def tally(found: QuerySet[Commitment], on: date) -> Tally:
    """What has become of these commitments; one statement, some dozen rows."""
    counted = Tally()
    groups = as_seen(found, on).order_by().values(*_ALIKE).annotate(number=Count("id"))
    for status, made, answer, number in groups.values_list(*_ALIKE, "number"):
        counted.add(status, made, answer, number)
    return counted


def tallies(found: QuerySet[Commitment], on: date, by: str) -> dict[int, Tally]:
    """The same for each value of a column; one statement."""
    counted: dict[int, Tally] = defaultdict(Tally)
    groups = as_seen(found, on).order_by().values(by, *_ALIKE).annotate(number=Count("id"))
    for key, status, made, answer, number in groups.values_list(by, *_ALIKE, "number"):
        counted[key].add(status, made, answer, number)
    return dict(counted)


def tallies_below(
    within: QuerySet[Commitment], ids: Iterable[int], on: date, *, children: bool = False
) -> dict[int, Tally]:
    """Of those within what may be seen: for each of `ids` what hangs under it; with `children`, for each commitment
    directly under them itself and what hangs under it. One statement."""
    counted: dict[int, Tally] = defaultdict(Tally)
    begins, values = followed(ids, children=children)
    sql, wanted = as_seen(within, on).order_by().values("id", *_ALIKE).query.sql_with_params()
    statement = (
        f"{begins} SELECT b.top, s.status, s.made, s.answer, COUNT(*) FROM below b JOIN ({sql}) s ON s.id = b.id "
        "GROUP BY b.top, s.status, s.made, s.answer"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *wanted])
        for top, status, made, answer, number in cursor.fetchall():
            counted[top].add(status, bool(made), answer, number)
    return dict(counted)
