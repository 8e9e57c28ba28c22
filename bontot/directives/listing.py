"""Danh sách cam kết: the commitments behind a number, wherever the number stands; as many as it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from bontot.access import readings
from bontot.access.asking import day
from bontot.access.doors import Asked, may, organisation
from bontot.directives.counting import listed
from bontot.directives.models import Commitment
from bontot.directives.queries import promised
from bontot.directives.seeing import commitments, directive, own, person
from bontot.directives.shown import Line, lines, part
from bontot.directives.standing import hanging, read
from bontot.directives.terms import began
from bontot.directives.words import KINDS, LISTS
from bontot.organisations.queries import Book
from bontot.organisations.tree import tree
from bontot.ui.clock import today
from bontot.ui.page import Page

WITH_ITSELF, WITH_BELOW = "ca-minh", "ca-duoi"


@dataclass(frozen=True, slots=True)
class ListedPage:
    """Commitments that stand alike."""

    title: str
    says: str
    """Of what, and where that is."""
    back: str
    on: date
    number: int
    lines: list[Line]
    after: int | None


def _page(
    request: Asked, found: QuerySet[Commitment], mark: str, on: date, says: str, back: str
) -> HttpResponseBase:
    if mark not in LISTS:
        raise Http404(_("Không có danh sách này."))
    seen = listed(found, mark, on)
    number = seen.count()
    shown, after = part(request, seen, number)
    page = ListedPage(str(LISTS[mark]), says, back, on, number, lines(request, read(shown), on), after)
    return Page(request, "directives/listed.html", page)


@may("directives.read")
def under_directive(request: Asked, id: int, mark: str) -> HttpResponseBase:
    """The commitments of the reader's scope under a paper."""
    paper = directive(request, id)
    found = commitments(request.scope).filter(directive_id=id)
    says = f"{KINDS[paper.kind]} {paper.number}"
    return _page(request, found, mark, today(), says, reverse("directive", args=[id]))


@may("directives.read")
def under_commitment(request: Asked, id: int, mark: str) -> HttpResponseBase:
    """What hangs under a commitment, at whatever level; with itself, where that is asked."""
    above = own(request, id)
    found = commitments(request.scope).filter(hanging(id, itself=WITH_ITSELF in request.GET))
    return _page(request, found, mark, today(), above.says, reverse("commitment", args=[id]))


@may("directives.read")
def of_organisation(request: Asked, code: str, on: date, mark: str) -> HttpResponseBase:
    """What an organisation has promised within a term; with all below it, where that is asked."""
    found = organisation(request, code)
    since = since_when(request, found.id, on)
    ids = (tree(on).under(found.id) if WITH_BELOW in request.GET else []) or [found.id]
    says = Book([found.id], at=None).on(found.id, on).name
    back = f"{reverse('said_and_done', args=[code, on])}?{urlencode({'since': since.isoformat()})}"
    return _page(request, promised(ids, since, on), mark, on, says, back)


@may("directives.read")
def of_head(request: Asked, code: str, on: date, mark: str) -> HttpResponseBase:
    """What somebody answers for. That it was looked at is written down, as with every file."""
    id, named = person(request, code, on)
    readings.note(request, [code])
    since = day(request, "since")
    found = commitments(request.scope).filter(head_id=id, given__lte=on)
    found = found.filter(deadline__gte=since) if since else found
    query = f"?{urlencode({'since': since.isoformat()})}" if since else ""
    return _page(request, found, mark, on, named.name, reverse("said_by_head", args=[code, on]) + query)


def of_organisation_at(code: str, on: date, since: date, *, below: bool) -> Callable[[str], str]:
    """Where the lists of an organisation are, by their mark."""
    asked = {"since": since.isoformat()} | ({WITH_BELOW: "1"} if below else {})
    return lambda mark: f"{reverse('said_listed', args=[code, on, mark])}?{urlencode(asked)}"


def of_head_at(code: str, on: date, since: date) -> Callable[[str], str]:
    """Where the lists of a head are, by their mark."""
    asked = urlencode({"since": since.isoformat()})
    return lambda mark: f"{reverse('said_by_head_listed', args=[code, on, mark])}?{asked}"


def under_commitment_at(id: int, *, itself: bool = False) -> Callable[[str], str]:
    """Where the lists of what hangs under a commitment are, by their mark."""
    asked = f"?{WITH_ITSELF}=1" if itself else ""
    return lambda mark: reverse("commitment_below", args=[id, mark]) + asked


def under_directive_at(id: int) -> Callable[[str], str]:
    """Where the lists of a paper are, by their mark."""
    return lambda mark: reverse("directive_listed", args=[id, mark])


def since_when(request: Asked, organisation: int, on: date) -> date:
    """From when on: as asked, else since the term began. Raises Http404 for what ends before it begins."""
    asked = day(request, "since")
    if asked and asked > on:
        raise Http404(_("Ngày đầu phải không sau ngày cuối."))
    return asked or began(organisation, on)
