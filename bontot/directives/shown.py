"""What the pages of this chapter share: commitments as lines, people who may answer for them, what the reader may do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.urls import reverse

from bontot.access.doors import Asked
from bontot.directives.measuring import amount
from bontot.directives.standing import Row
from bontot.directives.words import MEASURES, REPLIES, STATUSES, TONES
from bontot.law.kinds import is_branch
from bontot.ledger import queries as ledger
from bontot.meetings.rolls import roll
from bontot.members.models import Person
from bontot.members.naming import PersonName, people_named
from bontot.members.queries import officers
from bontot.organisations.models import Kind, Organisation
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import Tree
from bontot.ui.clock import today


@dataclass(frozen=True, slots=True)
class Line:
    """A commitment as a line of a list."""

    id: int
    href: str
    says: str
    organisation: Named
    head: PersonName | None
    measure: str
    """Target and unit, or how it is measured."""
    result: str
    deadline: date
    done_on: date | None
    status: str
    status_says: str
    tone: str
    concrete: bool
    reply: str
    reply_says: str
    evidence: str
    year: int | None


@dataclass(slots=True)
class Tally:
    """What has become of a crowd of commitments: each number is the length of its list."""

    all: int = 0
    concrete: int = 0
    told: int = 0
    in_time: int = 0
    late: int = 0
    overdue: int = 0
    waiting: int = 0
    accepted: int = 0
    given: int = 0
    silent: int = 0
    sent: int = 0
    returned: int = 0
    total: Decimal = field(default_factory=Decimal)
    """The sum of the results that were replied."""

    @property
    def due(self) -> int:
        """How many had to be done by the day: those done, in time or not, and those overdue."""
        return self.in_time + self.late + self.overdue

    def add(self, row: Row, on: date, there: Tree) -> None:
        """Count one more; what was withdrawn or has nobody left is not counted."""
        marks = list(row.marks(on, there))
        if not marks:
            return
        self.all += 1
        for mark in marks:
            setattr(self, mark, getattr(self, mark) + 1)
        self.concrete += "given" not in marks
        self.told += "silent" not in marks
        self.accepted += row.reply == "accepted"
        if row.told(on) and row.value is not None:
            self.total += row.value


def tallied(rows: Iterable[Row], on: date, there: Tree) -> Tally:
    """The tally of some rows."""
    tally = Tally()
    for row in rows:
        tally.add(row, on, there)
    return tally


def lines(request: Asked, rows: Sequence[Row], on: date, there: Tree) -> list[Line]:
    """Rows as people read them, in a constant number of statements."""
    book = Book({row.organisation for row in rows}, at=None)
    people = named(request, {row.head for row in rows if row.head}, on)
    return [_line(row, book, people, on, there) for row in rows]


def _line(row: Row, book: Book, people: dict[int, PersonName], on: date, there: Tree) -> Line:
    status = row.status(on, there)
    return Line(
        id=row.id, href=reverse("commitment", args=[row.id]), says=row.says,
        organisation=book.on(row.organisation, on), head=people.get(row.head or 0), measure=measure(row.measure, row.target, row.unit),
        result=amount(row.value, row.unit) if row.told(on) else "", deadline=row.deadline,
        done_on=row.done_on if row.reached else None, status=status, status_says=str(STATUSES[status]), tone=TONES.get(status, "plain"),
        concrete=row.concrete_on is not None, reply=row.reply or "", reply_says=str(REPLIES[row.reply]) if row.reply else "",
        evidence=row.evidence or "", year=row.year,
    )  # fmt: skip


def measure(measured: str, target: Decimal | None, unit: str) -> str:
    """How much is to be reached, else how it is measured."""
    return amount(target, unit) or (str(MEASURES[measured]) if measured != "done" else "")


def named(request: Asked, ids: set[int], on: date) -> dict[int, PersonName]:
    """People by id, as this reader may see them."""
    if not ids:
        return {}
    within = request.grants.scope("members.read")
    found = {each.code: each for each in people_named(list(ids), on=on, within=within, at=None)}
    codes = Person.objects.filter(id__in=ids).values_list("id", "code")
    return {id: found[code] for id, code in codes if code in found}


def answering(request: Asked, organisation: int) -> list[tuple[str, str]]:
    """Who may answer for a commitment: those with posts in the organisation, of a branch also everybody on its list."""
    on, within = today(), request.grants.scope("members.read")
    people = {each.code: f"{each.name} ({each.title})" for each in officers(organisation, on=on, within=within, at=None)}  # fmt: skip
    kinds = Kind.objects.filter(ledger.holding(on), organisation_id=organisation)
    if organisation in within and any(map(is_branch, kinds.values_list("kind", flat=True))):
        for line in roll(organisation, "regular", on).lines:
            people.setdefault(line.code, line.name)
    return list(people.items())


def person_id(code: str) -> int | None:
    """The id of somebody who was chosen from such a list."""
    return Person.objects.filter(code=code).values_list("id", flat=True).first() if code else None


def may_do(request: Asked, permission: str, organisation: int) -> bool:
    """Whether the reader may do so over this organisation."""
    return organisation in request.grants.scope(permission)


def my_organisations(request: Asked, permission: str) -> list[tuple[str, str]]:
    """The tops of where the reader may do so: code and name."""
    scope = request.grants.scope(permission)
    ids = [id for id in request.grants.tops() if id in scope]
    book = Book(ids, at=None)
    return [(each.code, each.name) for each in (book.on(id, today()) for id in ids)]


def organisation_id(code: str) -> int:
    """The id behind the code of an organisation that there is."""
    return Organisation.objects.values_list("id", flat=True).get(code=code)
