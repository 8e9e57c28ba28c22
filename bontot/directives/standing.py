"""What has become of a commitment, as seen on a day. Said once, here: every count is the length of a list by this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from bontot.directives.models import Commitment
from bontot.ledger import bulk
from bontot.organisations.tree import Tree

COLUMNS = (
    "id", "parent_id", "own", "organisation_id", "directive_id", "head_id", "says", "measure", "unit", "target", "given",
    "deadline", "concrete_by", "concrete_on", "state", "year", "reply__value", "reply__reached", "reply__done_on",
    "reply__sent_on", "reply__state", "reply__evidence",
)  # fmt: skip
DEEPEST = 20
"""Levels below a commitment that are followed: the tree of organisations has five."""


@dataclass(slots=True)
class Row:
    """A commitment with its reply, as it is counted."""

    id: int
    parent: int | None
    own: bool
    organisation: int
    directive: int | None
    head: int | None
    says: str
    measure: str
    unit: str
    target: Decimal | None
    given: date
    deadline: date
    concrete_by: date | None
    concrete_on: date | None
    state: str
    year: int | None
    value: Decimal | None
    reached: bool | None
    done_on: date | None
    sent_on: date | None
    reply: str | None
    evidence: str | None
    top: int = 0
    """Of one that hangs under others: which of those it was counted for."""

    def told(self, on: date) -> bool:
        """Whether there is a reply by the day that has not been returned."""
        return self.sent_on is not None and self.sent_on <= on and self.reply != "returned"

    def status(self, on: date, there: Tree) -> str:
        """A key of `words.STATUSES`: what was done and when, else whether it is due, else that nobody is left to do it."""
        if self.state == "dropped":
            return "dropped"
        if self.reached and self.done_on and self.told(on):
            return "in_time" if self.done_on <= self.deadline else "late"
        if self.organisation not in there:
            return "ended"
        return "overdue" if self.deadline < on else "waiting"

    def marks(self, on: date, there: Tree) -> Iterator[str]:
        """The keys of `words.LISTS` that it stands under."""
        status = self.status(on, there)
        if status in ("dropped", "ended"):
            return
        yield status
        if self.concrete_on is None or self.concrete_on > on:
            yield "given"
        if self.sent_on is None or self.sent_on > on:
            yield "silent"
        elif self.reply in ("sent", "returned"):
            yield self.reply


def rows(found: QuerySet[Commitment]) -> list[Row]:
    """Commitments with their replies, in one statement."""
    return [Row(*values) for values in found.values_list(*COLUMNS)]


_BELOW = """
WITH RECURSIVE below(id, top, depth) AS (
  SELECT id, parent_id, 1 FROM directives_commitment WHERE {where} AND state <> 'dropped'
  UNION ALL
  SELECT c.id, b.top, b.depth + 1 FROM directives_commitment c JOIN below b ON c.parent_id = b.id
  WHERE c.state <> 'dropped' AND b.depth < %s
) SELECT id, top FROM below
"""


def below(ids: Iterable[int]) -> dict[int, int]:
    """Everything that hangs under these commitments at any depth: its id, and which of them it hangs under."""
    wanted = list(ids)
    if not wanted:
        return {}
    where, values = bulk.among("parent_id", wanted)
    return dict(_asked(_BELOW.format(where=where), [*values, DEEPEST]))


_ABOVE = """
WITH RECURSIVE above(id, parent_id, depth) AS (
  SELECT id, parent_id, 1 FROM directives_commitment WHERE id = %s
  UNION ALL
  SELECT c.id, c.parent_id, a.depth + 1 FROM directives_commitment c JOIN above a ON c.id = a.parent_id
  WHERE a.depth < %s
) SELECT id, depth FROM above ORDER BY depth DESC
"""


def above(id: int) -> list[int]:
    """From the first commitment down to this one: what it was handed down from."""
    return [found for found, _depth in _asked(_ABOVE, [id, DEEPEST])]


def _asked(sql: str, values: list[Any]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def among(ids: Iterable[int]) -> QuerySet[Commitment, int]:
    """The ids as a subquery, however many they are."""
    return Commitment.objects.filter(bulk.where_among("id", list(ids))).values_list("id", flat=True)


def rows_of(tops: dict[int, int]) -> list[Row]:
    """The rows of what `below` found, each with the commitment that it hangs under."""
    found = rows(Commitment.objects.filter(id__in=among(tops)))
    for row in found:
        row.top = tops[row.id]
    return found
