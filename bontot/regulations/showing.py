"""Những gì một trang quy chế cho thấy: the regulation, its duties, who is assigned what, and those before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bontot.kernel.period import OPEN
from bontot.ledger.queries import last_day
from bontot.ledger.traces import Traced, worded
from bontot.members.models import Person
from bontot.organisations.queries import Book, Named
from bontot.regulations.holders import Holders, called
from bontot.regulations.models import Assignment, Duty, Followed, Regulation, Trace
from bontot.regulations.phrasing import often, who_says, whose
from bontot.regulations.samples import citation
from bontot.regulations.words import DEEDS, PROOFS, STATES

TRACES = 50
"""Changes that a page shows."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A regulation as people read it."""

    id: int
    number: str
    state: str
    state_says: str
    term: str
    adopted_on: date | None
    adopted_by: str
    meeting: int | None
    valid_from: date | None
    valid_to: date | None
    """The day from which it no longer holds; None while it does."""
    kept_at: str
    reviewed_on: date | None
    review_due: date | None
    review_note: str


@dataclass(frozen=True, slots=True)
class DutyShown:
    """A duty as people read it."""

    id: int
    says: str
    often: str
    who: str
    holders: tuple[str, ...]
    """Names of those whose duty it is today."""
    whose: str
    """Names where there are few, else how many."""
    proof: str
    source: str


@dataclass(frozen=True, slots=True)
class AssignmentShown:
    """An assignment as people read it."""

    id: int
    code: str
    name: str
    field: str
    follows: list[Named]
    valid_from: date
    valid_to: date | None
    seen: str


def regulations(organisation: int) -> list[Regulation]:
    """All regulations of an organisation, the latest first, the draft before them."""
    rows = list(Regulation.objects.filter(organisation_id=organisation).order_by("id"))
    return sorted(rows, key=lambda each: (each.state != "draft", -(each.valid_from or OPEN).toordinal()))


def shown(found: Regulation) -> Shown:
    """A regulation as a page shows it."""
    return Shown(
        id=found.id,
        number=found.number,
        state=found.state,
        state_says=str(STATES[found.state]),
        term=found.term,
        adopted_on=found.adopted_on,
        adopted_by=found.adopted_by,
        meeting=found.meeting_id,
        valid_from=found.valid_from,
        valid_to=last_day(found.valid_to),
        kept_at=found.kept_at,
        reviewed_on=found.reviewed_on,
        review_due=found.review_due,
        review_note=found.review_note,
    )


def duties_shown(found: Regulation, on: date) -> list[DutyShown]:
    """What the regulation sets, and whose it is today; in a constant number of statements."""
    rows = list(Duty.objects.filter(regulation=found).order_by("place"))
    holders = Holders([found.organisation_id])
    people = {row.id: holders.of(found.organisation_id, row.who, row.assignment_id, on) for row in rows}
    names = called({person for of in people.values() for person in of}, on)
    return [
        DutyShown(
            row.id,
            row.says,
            often(row.rule),
            who_says(row.who),
            held := tuple(names[person] for person in people[row.id]),
            whose(who_says(row.who), held),
            str(PROOFS[row.proof]),
            citation(row.source, row.source_place),
        )
        for row in rows
    ]


def assignments(found: Regulation) -> list[Assignment]:
    """Who is assigned what by the regulation, now and before."""
    return list(Assignment.objects.filter(regulation=found).order_by("id"))


def assignments_shown(rows: Sequence[Assignment], on: date) -> list[AssignmentShown]:
    """Assignments with names; those that hold first, in their order."""
    names = called({row.person_id for row in rows}, on)
    codes = dict(Person.objects.filter(id__in=names).values_list("id", "code")) if names else {}
    follows: dict[int, list[int]] = defaultdict(list)
    for row in Followed.objects.filter(assignment__in=rows).order_by("id") if rows else ():
        follows[row.assignment_id].append(row.organisation_id)
    book = Book({id for ids in follows.values() for id in ids}, at=None)
    return [
        AssignmentShown(
            row.id,
            codes[row.person_id],
            names[row.person_id],
            row.field,
            [book.on(id, on) for id in follows[row.id]],
            row.valid_from,
            last_day(row.valid_to),
            "" if row.valid_to == OPEN else row.valid_to.isoformat(),
        )
        for row in sorted(rows, key=lambda row: (row.valid_to <= on, row.id))
    ]


def traces(organisation: int) -> list[Traced]:
    """The latest changes of everything about the organisation's regulations."""
    rows = Trace.objects.filter(organisation_id=organisation).order_by("-id")[:TRACES]
    return [
        Traced(row.at, row.by, str(DEEDS[row.what]), worded(row.before), worded(row.after)) for row in rows
    ]
