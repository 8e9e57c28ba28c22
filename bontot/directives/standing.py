"""What has become of a commitment, as seen on a day. Said once, here, to the database: lists and counts both ask it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from bontot.directives.models import Commitment
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.organisations.models import Place

COLUMNS = (
    "id", "parent_id", "own", "organisation_id", "directive_id", "head_id", "says", "measure", "unit", "target", "given",
    "deadline", "concrete_by", "concrete_on", "state", "year", "reply__value", "reply__done_on", "reply__evidence",
    "status", "made", "answer",
)  # fmt: skip
DEEPEST = 20
"""Levels below a commitment that are followed: the tree of organisations has five."""
GONE = ("dropped", "ended")
"""What is not counted: withdrawn, or nobody is left to do it."""


@dataclass(slots=True)
class Row:
    """A commitment with its reply, as seen on a day."""

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
    done_on: date | None
    evidence: str | None
    status: str
    """A key of `words.STATUSES`."""
    made: bool
    """Whether it has been made concrete."""
    answer: str
    """A key of `words.REPLIES`; nothing where there is no reply yet."""

    @property
    def told(self) -> bool:
        """Whether there is a reply that has not been returned."""
        return self.answer in ("sent", "accepted")

    @property
    def done(self) -> bool:
        """Whether it has been done, in time or not."""
        return self.status in ("in_time", "late")


def as_seen(found: QuerySet[Commitment], on: date) -> QuerySet[Commitment, Any]:
    """With each commitment its `status`, whether it was `made` concrete, and the `answer` to it, as seen on a day."""
    there = Place.objects.filter(ledger.holding(on)).values("organisation_id")
    told = Q(reply__sent_on__lte=on)
    done = told & Q(reply__reached=True) & ~Q(reply__state="returned")
    status = Case(
        When(state="dropped", then=Value("dropped")),
        When(done & Q(reply__done_on__lte=F("deadline")), then=Value("in_time")),
        When(done, then=Value("late")),
        When(~Q(organisation_id__in=there), then=Value("ended")),
        When(deadline__lt=on, then=Value("overdue")),
        default=Value("waiting"),
        output_field=CharField(),
    )
    made = Case(When(concrete_on__lte=on, then=True), default=False, output_field=BooleanField())
    answer = Case(When(told, then=Coalesce("reply__state", Value(""))), default=Value(""))
    return found.annotate(status=status, made=made, answer=answer)


def rows(found: QuerySet[Commitment], on: date) -> list[Row]:
    """Commitments with their replies, as seen on a day; one statement."""
    return read(as_seen(found, on))


def read(seen: QuerySet[Commitment, Any]) -> list[Row]:
    """The rows of what `as_seen` found; one statement."""
    return [Row(*values) for values in seen.values_list(*COLUMNS)]


BELOW = """WITH RECURSIVE below(id, top, depth) AS (
  SELECT id, {top}, 1 FROM directives_commitment WHERE {where} AND state <> 'dropped'
  UNION ALL
  SELECT c.id, b.top, b.depth + 1 FROM directives_commitment c JOIN below b ON c.parent_id = b.id
  WHERE c.state <> 'dropped' AND b.depth < %s
)"""
"""Everything at any depth, each with the one that it was followed from; what is withdrawn hides what hangs under it."""


def hanging(id: int, *, itself: bool = False) -> RawSQL:
    """A condition on commitments: that they hang under this one, at whatever depth."""
    sql = BELOW.format(top="parent_id", where="id = %s" if itself else "parent_id = %s")
    return RawSQL(
        f'"directives_commitment"."id" IN ({sql} SELECT id FROM below)', [id, DEEPEST],
        output_field=BooleanField(),
    )  # fmt: skip


def followed(ids: Iterable[int], *, children: bool) -> tuple[str, list[Any]]:
    """The same as a beginning of SQL, `below(id, top)`: under each of `ids`; with `children`, under each of theirs."""
    where, values = bulk.among("parent_id", list(ids))
    return BELOW.format(top="id" if children else "parent_id", where=where), [*values, DEEPEST]


_ABOVE = """
WITH RECURSIVE above(id, parent_id, depth) AS (
  SELECT id, parent_id, 1 FROM directives_commitment WHERE id = %s
  UNION ALL
  SELECT c.id, c.parent_id, a.depth + 1 FROM directives_commitment c JOIN above a ON c.id = a.parent_id
  WHERE a.depth < %s
) SELECT id FROM above ORDER BY depth DESC
"""


def above(id: int) -> list[int]:
    """From the first commitment down to this one: what it was handed down from."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [id, DEEPEST])
        return [int(found) for (found,) in cursor.fetchall()]
