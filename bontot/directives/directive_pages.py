"""Trang văn bản chỉ đạo: which papers there are, what one asks, and who has done what of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.directives import committing
from bontot.directives.committing import Paper
from bontot.directives.forms import DirectiveForm
from bontot.directives.models import Directive
from bontot.directives.seeing import commitments, directive, directives
from bontot.directives.shown import (
    Line,
    Tally,
    lines,
    my_organisations,
    organisation_id,
    tallied,
)
from bontot.directives.standing import Row, rows
from bontot.directives.words import KINDS
from bontot.law.sources import SOURCES
from bontot.meetings.opening import attempt
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import tree
from bontot.ui.clock import today
from bontot.ui.page import Page

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper in the list."""

    id: int
    kind: str
    number: str
    dated: date
    title: str
    by: str
    """Who issued it."""
    in_force: bool
    tally: Tally


@dataclass(frozen=True, slots=True)
class DirectivesPage:
    """The papers that a reader may see, the latest first."""

    title: str
    on: date
    papers: list[Listed]
    registers: bool
    mine: list[Named]
    """Whose words and deeds the reader begins with."""


@may("directives.read")
def directives_page(request: Asked) -> HttpResponseBase:
    """Every paper with what has become of its commitments in the reader's scope."""
    on = today()
    found = list(directives(request.scope).order_by("-dated", "-id")[:SHOWN])
    under = commitments(request.scope).filter(directive_id__in=[each.id for each in found])
    by_paper: dict[int, list[Row]] = defaultdict(list)
    for row in rows(under):
        by_paper[row.directive or 0].append(row)
    tops = [id for id in request.grants.tops() if id in request.scope]
    book, there = Book({*tops, *(each.organisation_id for each in found)}, at=None), tree(on)
    page = DirectivesPage(
        title=_("Chỉ thị, nghị quyết"),
        on=on,
        papers=[_listed(each, book, on, tallied(by_paper[each.id], on, there)) for each in found],
        registers=request.grants.permits("directives.register"),
        mine=[book.on(id, on) for id in tops],
    )
    return Page(request, "directives/directives.html", page)


def _listed(each: Directive, book: Book, on: date, tally: Tally) -> Listed:
    issuer = each.issuer or book.on(each.organisation_id, each.dated).name
    return Listed(
        each.id,
        str(KINDS[each.kind]),
        each.number,
        each.dated,
        each.title,
        issuer,
        _in_force(each, on),
        tally,
    )


def _in_force(each: Directive, on: date) -> bool:
    return each.first <= on and (each.last is None or on <= each.last)


@dataclass(frozen=True, slots=True)
class NewDirectivePage:
    """A paper to be registered."""

    title: str
    form: Form
    problems: tuple[str, ...]


@may("directives.register")
def directive_new(request: Asked) -> HttpResponseBase:
    """Register a paper: number, day, what it is about, where it lies."""
    offered = my_organisations(request, "directives.register")
    form = DirectiveForm(offered, request.POST or None, initial={"dated": today(), "first": today()})
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        organisation = organisation_id(given.pop("organisation"))
        made: list[Directive] = []

        def work() -> None:
            made.append(committing.register(organisation, Paper(**given), request.user.get_username()))

        answer, problems = attempt(
            request, "directives.register", organisation, work, then=reverse("directives"), says=_("Đã đăng ký văn bản.")
        )  # fmt: skip
        if answer:
            if made:
                answer["Location"] = reverse("directive", args=[made[0].id])
            return answer
    page = NewDirectivePage(_("Đăng ký văn bản"), form, problems)
    return Page(request, "directives/new.html", page, status=422 if problems or form.errors else 200)


@dataclass(frozen=True, slots=True)
class Part:
    """A commitment under a paper with what has become of everything that was handed down from it."""

    line: Line
    below: Tally


@dataclass(frozen=True, slots=True)
class DirectivePage:
    """A paper, and the commitments under it that the reader begins with."""

    title: str
    id: int
    kind: str
    number: str
    dated: date
    says: str
    by: str
    place: str
    source: str
    """How the list of sources names it, and how surely it was read."""
    source_confidence: str
    first: date
    last: date | None
    in_force: bool
    on: date
    tally: Tally
    parts: list[Part]
    commits: list[tuple[str, str]]
    """The organisations for which the reader may commit."""


@may("directives.read")
def directive_page(request: Asked, id: int) -> HttpResponseBase:
    """The first commitments of the reader's scope under a paper, and how far all below them are."""
    found = directive(request, id)
    on, there = today(), tree(today())
    mine = rows(commitments(request.scope).filter(directive_id=id).exclude(state="dropped"))
    ids = {row.id for row in mine}
    tops = sorted((row for row in mine if row.parent not in ids), key=lambda row: (row.deadline, row.id))
    counted = {row.id: Tally() for row in tops}
    above = {row.id: row.parent for row in mine}
    for row in mine:
        if (top := _top(row.id, above)) != row.id:
            counted[top].add(row, on, there)
    source = SOURCES.get(found.source)
    named = Book([found.organisation_id], at=None).on(found.organisation_id, found.dated)
    page = DirectivePage(
        title=f"{KINDS[found.kind]} {found.number}",
        id=id,
        kind=str(KINDS[found.kind]),
        number=found.number,
        dated=found.dated,
        says=found.title,
        by=found.issuer or named.name,
        place=found.place,
        source=source.name if source else "",
        source_confidence=str(source.confidence) if source else "",
        first=found.first,
        last=found.last,
        in_force=_in_force(found, on),
        on=on,
        tally=tallied(mine, on, there),
        parts=[Part(line, counted[line.id]) for line in lines(request, tops[:SHOWN], on, there)],
        commits=my_organisations(request, "directives.commit"),
    )
    return Page(request, "directives/directive.html", page)


def _top(id: int, above: dict[int, int | None]) -> int:
    """The first commitment of the reader's scope that this one hangs under."""
    while (parent := above[id]) is not None and parent in above:
        id = parent
    return id
