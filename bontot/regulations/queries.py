"""Questions about regulations for other chapters: who has one in force, and how its duties are kept. Each for a crowd."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from bontot.ledger import bulk
from bontot.regulations.models import Occurrence, Regulation
from bontot.regulations.proving import Row, asked_again, read, verdicts


@dataclass(frozen=True, slots=True)
class InForce:
    """A regulation in force on a day."""

    id: int
    organisation: int
    number: str
    term: str
    adopted_on: date
    valid_from: date
    review_due: date | None


@dataclass(slots=True)
class Kept:
    """How the duties of an organisation that were due in some days were kept."""

    regulation: bool = False
    """Whether a regulation is in force on the last day."""
    done: int = 0
    """In time."""
    late: int = 0
    missed: int = 0
    open: int = 0
    """Due by the day, and neither done nor missed yet."""

    @property
    def due(self) -> int:
        """All that were due; those that no longer applied are none of them."""
        return self.done + self.late + self.missed + self.open


def in_force(organisations: Collection[int] | None, on: date) -> dict[int, InForce]:
    """The regulation of each organisation that has one in force on the day; all organisations for None."""
    rows = Regulation.objects.filter(valid_from__lte=on, valid_to__gt=on).exclude(state="draft")
    if organisations is not None:
        rows = rows.filter(bulk.where_among("organisation_id", organisations))
    columns = ("id", "organisation_id", "number", "term", "adopted_on", "valid_from", "review_due")
    return {row[1]: InForce(*row) for row in rows.values_list(*columns)}


def kept(organisations: Collection[int], since: date, until: date, on: date) -> dict[int, Kept]:
    """How each of these organisations kept the duties due from `since` up to, not including, `until`, known by `on`.

    An organisation without any is left out, unless it has a regulation. What the records prove counts even where it
    has not been written down yet.
    """
    found: dict[int, Kept] = defaultdict(Kept)
    for id in in_force(organisations, on):
        found[id].regulation = True
    closed, pending = _due(organisations, since, until, on)
    counted = closed.values("organisation_id", "state").annotate(number=Count("id")).order_by()
    for organisation, state, number in counted.values_list("organisation_id", "state", "number"):
        add(found[organisation], state, number)
    judged = verdicts(pending, on)
    for row in pending:
        add(found[row.organisation], judged[row.id].state, 1)
    return dict(found)


def kept_so(organisations: Collection[int], since: date, until: date, on: date, state: str) -> list[int]:
    """The occurrences that `kept` counts in this state, as identities, the longest due first."""
    closed, pending = _due(organisations, since, until, on)
    judged = verdicts(pending, on)
    found = list(closed.filter(state=state).values_list("due", "id"))
    found += [(row.due, row.id) for row in pending if judged[row.id].state == state]
    return [id for _, id in sorted(found)]


def _due(
    organisations: Collection[int], since: date, until: date, on: date
) -> tuple[QuerySet[Occurrence], list[Row]]:
    """What was due in these days: what is as it was written down, and what the records are asked about again."""
    rows = Occurrence.objects.filter(
        bulk.where_among("organisation_id", organisations), due__gte=since, due__lt=until, due__lte=on
    )
    again = rows.filter(asked_again(on))
    return rows.exclude(id__in=again.values("id")), read(again)


def add(kept: Kept, state: str, number: int) -> None:
    """Count so many of a state."""
    if state != "lapsed":
        setattr(kept, state, getattr(kept, state) + number)
