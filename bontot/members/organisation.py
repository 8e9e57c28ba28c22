"""Trang của một tổ chức: what it is on a day, what stands under it, who is in it, and how it came to be so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.asking import position
from bontot.access.doors import Asked, may, organisation
from bontot.access.scope import Scope
from bontot.ledger import queries as ledger
from bontot.members import roster
from bontot.members.censured import censures
from bontot.members.page import Section
from bontot.members.queries import Officer, officers
from bontot.members.roster import Roster, Row
from bontot.organisations import queries as organisations
from bontot.organisations import succession
from bontot.organisations.models import Organisation, Succession
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import tree
from bontot.ui.clock import today
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class Child:
    """An organisation directly under the one shown."""

    code: str
    name: str
    kind: str
    organisations: int
    members: int


@dataclass(frozen=True, slots=True)
class Step:
    """Another organisation that took over from the one shown, or that it took over from: how, since when, which part."""

    organisation: Named
    way: str
    on: date
    part: str
    seen: date
    """A day on which the other one was there."""
    readable: bool


type TellerOfOrganisation = Callable[[int, date, int | None], Section]


@dataclass(frozen=True, slots=True)
class ConfidedOfOrganisation:
    """A section for whoever holds a permission over the organisation; nobody else has it read."""

    permission: str
    tell: TellerOfOrganisation


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """An organisation as of a day."""

    title: str
    organisation: Named
    on: date
    at: int | None
    exists: bool
    since: date | None
    until: date | None
    path: list[Named]
    territory: str
    members: int
    organisations: int
    children: list[Child]
    officers: list[Officer]
    roster: Roster | None
    """Those who belong directly to it; None where the reader may not see people."""
    guests: list[Row]
    successors: list[Step]
    predecessors: list[Step]
    sections: tuple[Section, ...]
    """Its own discipline, where the reader may see that, and what later chapters tell."""
    history: list[ledger.Line]


@may("organisations.read")
def organisation_page(
    request: Asked,
    code: str,
    on: date,
    sections: Sequence[TellerOfOrganisation | ConfidedOfOrganisation] = (),
) -> HttpResponseBase:
    """An organisation with its children, officers and members."""
    at = position(request)
    found = organisation(request, code)
    people = request.grants.scope("members.read")
    reads = found.id in people
    below = tree(on, at=at)
    counts = roster.counts(on=on, at=at)
    children = below.children(found.id) if found.id in below else []
    path = [id for id in below.path(found.id) if id in request.scope]
    book = Book({found.id, *children, *path}, at=at)
    named = book.on(found.id, on)
    first, end = organisations.days_of(found.id, at=at) or (None, None)
    onward, back = _steps(found.id, request.scope, at)
    disciplined = (censures,) if found.id in request.grants.scope("discipline.read") else ()
    page = OrganisationPage(
        title=named.name,
        organisation=named,
        on=on,
        at=at,
        exists=found.id in below,
        since=ledger.first_day(first),
        until=ledger.last_day(end),
        path=[book.on(id, on) for id in path[:-1]],
        territory=organisations.territory(found.id, on=on, at=at),
        members=below.total(found.id, counts),
        organisations=max(len(below.under(found.id)) - 1, 0),
        children=[
            Child(n.code, n.name, n.kind, len(below.under(n.id)) - 1, below.total(n.id, counts))
            for n in sorted((book.on(id, on) for id in children), key=lambda n: (n.kind, n.code))
        ],
        officers=officers(found.id, on=on, within=people, at=at) if reads else [],
        roster=(
            roster.page([found.id], on=on, within=people, at=at, after=request.GET.get("after", ""))
            if reads
            else None
        ),
        guests=roster.guests(found.id, on=on, within=people, at=at) if reads else [],
        successors=onward,
        predecessors=back,
        sections=tuple(
            tell(found.id, on, at) for tell in (*disciplined, *_tellers(request, found.id, sections))
        ),
        history=organisations.history(found.id, at=at),
    )
    return Page(request, "members/organisation.html", page)


def _tellers(
    request: Asked, id: int, sections: Sequence[TellerOfOrganisation | ConfidedOfOrganisation]
) -> Iterator[TellerOfOrganisation]:
    for section in sections:
        if not isinstance(section, ConfidedOfOrganisation):
            yield section
        elif id in request.grants.scope(section.permission):
            yield section.tell


def _steps(id: int, scope: Scope, at: int | None) -> tuple[list[Step], list[Step]]:
    """Each other organisation as it was called around the day of the step."""
    onward, back = succession.steps(id, at=at)
    book = Book({f.successor_id or 0 for f in onward} | {f.organisation_id for f in back}, at=at)

    def step(fact: Succession, other: int, day: date) -> Step:
        return Step(book.on(other, day), fact.way, fact.valid_from, fact.part, day, other in scope)

    return (
        [step(fact, fact.successor_id or 0, fact.valid_from) for fact in onward],
        [step(fact, fact.organisation_id, fact.valid_from - timedelta(days=1)) for fact in back],
    )


@dataclass(frozen=True, slots=True)
class RosterPage:
    """All members under an organisation on a day, page by page."""

    title: str
    organisation: Named
    on: date
    at: int | None
    members: int
    rows: list[Row]
    after: str


@may("members.read")
def roster_page(request: Asked, code: str, on: date) -> HttpResponseBase:
    """The members of an organisation and of all below it."""
    at = position(request)
    found = organisation(request, code)
    below = tree(on, at=at)
    under = below.under(found.id)
    page = roster.page(under, on=on, within=request.scope, at=at, after=request.GET.get("after", ""))
    named = Book([found.id], at=at).on(found.id, on)
    return Page(
        request,
        "members/roster.html",
        RosterPage(
            title=_("Đảng viên của %(name)s") % {"name": named.name},
            organisation=named,
            on=on,
            at=at,
            members=below.total(found.id, roster.counts(on=on, at=at)),
            rows=page.rows,
            after=page.after,
        ),
    )


@may("organisations.read")
def my_organisation(request: Asked) -> HttpResponseBase:
    """The top of what I may see, today."""
    for id in request.grants.tops():
        code = Organisation.objects.filter(id=id).values_list("code", flat=True).first()
        if code and id in request.scope:
            return HttpResponseRedirect(reverse("organisation", args=[code, today()]))
    raise Http404(_("Tài khoản này chưa được giao tổ chức nào."))
