"""What the pages of this chapter share: commitments as lines, people who may answer for them, what the reader may do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from bontot.access.doors import Asked
from bontot.directives.counting import Tally
from bontot.directives.measuring import amount
from bontot.directives.models import Commitment
from bontot.directives.standing import Row, as_seen, read
from bontot.directives.words import GROUPS, LISTS, MEASURES, REPLIES, STATUSES, TONES
from bontot.law.kinds import is_branch
from bontot.ledger import queries as ledger
from bontot.meetings.rolls import roll
from bontot.members.models import Person
from bontot.members.naming import PersonName, people_named
from bontot.members.queries import officers
from bontot.organisations.models import Kind, Organisation
from bontot.organisations.queries import Book, Named
from bontot.ui.clock import today

SHOWN = 100
"""Lines of a page."""
FIRST = 25
"""Lines of a group, before its list."""


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


@dataclass(frozen=True, slots=True)
class Number:
    """A count of commitments, and where those behind it are listed; no address where there are none."""

    key: str
    says: str
    value: int
    href: str


def numbers(counted: Tally, marks: Iterable[str], where: Callable[[str], str]) -> list[Number]:
    """The counts of a tally by these marks, each with its list at `where`."""
    found = ((mark, getattr(counted, mark)) for mark in marks)
    return [Number(mark, str(LISTS[mark]), value, where(mark) if value else "") for mark, value in found]


def part(
    request: Asked, found: QuerySet[Commitment, Any], number: int
) -> tuple[QuerySet[Commitment, Any], int | None]:
    """Those of `number` that this page shows, and where the next begins; a program gets all at once."""
    if request.path.endswith(".json"):
        return found, None
    start = beginning(request)
    return found[start : start + SHOWN], start + SHOWN if start + SHOWN < number else None


def beginning(request: Asked) -> int:
    """After how many the page begins."""
    text = request.GET.get("after", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@dataclass(frozen=True, slots=True)
class Group:
    """The commitments that have come to the same: how many, the first of them, and where all are listed."""

    key: str
    says: str
    number: int
    lines: list[Line]
    href: str
    """Where there are more than the first."""


def grouped(
    request: Asked,
    found: QuerySet[Commitment],
    counted: dict[int, Tally],
    on: date,
    by: str,
    where: Callable[[int, str], str],
) -> dict[int, list[Group]]:
    """For each value of a column the groups of its commitments with the first lines; few statements for all."""
    place = Window(RowNumber(), partition_by=[F(by), F("status")], order_by=["deadline", "id"])
    first = as_seen(found, on).annotate(place=place).filter(place__lte=FIRST).order_by("deadline", "id")
    told: dict[tuple[int, str], list[Line]] = defaultdict(list)
    rows = read(first)
    for row, line in zip(rows, lines(request, rows, on), strict=True):
        told[row.head or 0 if by == "head_id" else row.organisation, row.status].append(line)
    return {
        key: [
            Group(
                mark, str(STATUSES[mark]), number, told[key, mark], where(key, mark) if number > FIRST else ""
            )
            for mark in GROUPS
            if (number := getattr(tally, mark))
        ]
        for key, tally in counted.items()
    }


def lines(request: Asked, rows: Sequence[Row], on: date) -> list[Line]:
    """Rows as people read them, in a constant number of statements."""
    book = Book({row.organisation for row in rows}, at=None)
    people = named(request, {row.head for row in rows if row.head}, on)
    return [_line(row, book, people, on) for row in rows]


def _line(row: Row, book: Book, people: dict[int, PersonName], on: date) -> Line:
    return Line(
        id=row.id, href=reverse("commitment", args=[row.id]), says=row.says,
        organisation=book.on(row.organisation, on), head=people.get(row.head or 0), measure=measure(row.measure, row.target, row.unit),
        result=amount(row.value, row.unit) if row.told else "", deadline=row.deadline,
        done_on=row.done_on if row.done else None, status=row.status, status_says=str(STATUSES[row.status]),
        tone=TONES.get(row.status, "plain"), concrete=row.made, reply=row.answer,
        reply_says=str(REPLIES[row.answer]) if row.answer else "", evidence=row.evidence or "", year=row.year,
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
