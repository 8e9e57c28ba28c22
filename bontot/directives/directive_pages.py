"""Trang văn bản chỉ đạo: which papers there are, what one asks, and who has done what of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.directives import committing
from bontot.directives.committing import Paper
from bontot.directives.counting import Tally, tallies, tallies_below, tally
from bontot.directives.forms import DirectiveForm
from bontot.directives.listing import under_commitment_at, under_directive_at
from bontot.directives.models import Commitment, Directive
from bontot.directives.seeing import commitments, directive, directives
from bontot.directives.shown import (
    SHOWN,
    Line,
    Number,
    beginning,
    lines,
    my_organisations,
    numbers,
    organisation_id,
    part,
)
from bontot.directives.standing import as_seen, read
from bontot.directives.words import ASIDE, KINDS, TILES
from bontot.law.sources import SOURCES
from bontot.meetings.pages.opening import attempt
from bontot.organisations.queries import Book, Named
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.writing import sureness

COLUMNS = ("all", "overdue", "late", "in_time", "given")
BELOW = ("all", "overdue", "concrete", "told")
"""What the tables count."""


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
    numbers: list[Number]


@dataclass(frozen=True, slots=True)
class DirectivesPage:
    """The papers that a reader may see, the latest first."""

    title: str
    on: date
    papers: list[Listed]
    registers: bool
    mine: list[Named]
    """Whose words and deeds the reader begins with."""
    after: int | None


@may("directives.read")
def directives_page(request: Asked) -> HttpResponseBase:
    """Every paper with what has become of its commitments in the reader's scope."""
    on, start = today(), beginning(request)
    most = None if request.path.endswith(".json") else start + SHOWN + 1
    papers = list(directives(request.scope).order_by("-dated", "-id")[start:most])
    found = papers[: most and SHOWN]
    under = commitments(request.scope).filter(directive_id__in=[each.id for each in found])
    counted = tallies(under, on, "directive_id")
    tops = [id for id in request.grants.tops() if id in request.scope]
    book = Book({*tops, *(each.organisation_id for each in found)}, at=None)
    page = DirectivesPage(
        title=_("Chỉ thị, nghị quyết"),
        on=on,
        papers=[_listed(each, book, on, counted.get(each.id, Tally())) for each in found],
        registers=request.grants.permits("directives.register"),
        mine=[book.on(id, on) for id in tops],
        after=start + SHOWN if len(papers) > len(found) else None,
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
        numbers(tally, COLUMNS, under_directive_at(each.id)),
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
    below: list[Number]
    """Nothing where nothing was."""


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
    sure: str
    first: date
    last: date | None
    in_force: bool
    on: date
    numbers: list[Number]
    aside: list[Number]
    parts: list[Part]
    after: int | None
    commits: list[tuple[str, str]]
    """The organisations for which the reader may commit."""


@may("directives.read")
def directive_page(request: Asked, id: int) -> HttpResponseBase:
    """The first commitments of the reader's scope under a paper, and how far all below them are."""
    found = directive(request, id)
    on = today()
    mine = commitments(request.scope).filter(directive_id=id).exclude(state="dropped")
    counted = tally(mine, on)
    where = under_directive_at(id)
    parts, after = _parts(request, mine, on)
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
        sure=sureness(source.confidence) if source else "",
        first=found.first,
        last=found.last,
        in_force=_in_force(found, on),
        on=on,
        numbers=numbers(counted, TILES, where),
        aside=[each for each in numbers(counted, ASIDE, where) if each.value],
        parts=parts,
        after=after,
        commits=my_organisations(request, "directives.commit"),
    )
    return Page(request, "directives/directive.html", page)


def _parts(request: Asked, mine: QuerySet[Commitment], on: date) -> tuple[list[Part], int | None]:
    """The first commitments of the reader's scope, those that hang under no other of it."""
    first = mine.filter(Q(parent__isnull=True) | ~Q(parent_id__in=mine.values("id")))
    shown, after = part(request, as_seen(first, on).order_by("deadline", "id"), first.count())
    tops = read(shown)
    below = tallies_below(mine, [row.id for row in tops], on)
    return [
        Part(line, numbers(below[line.id], BELOW, under_commitment_at(line.id)) if line.id in below else [])
        for line in lines(request, tops, on)
    ], after
