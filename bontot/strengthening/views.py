"""Trang củng cố: for an organisation and all below it, by criterion, by part, and one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may, organisation
from bontot.organisations.models import Organisation
from bontot.organisations.queries import Book, Named
from bontot.strengthening.criteria import versions
from bontot.strengthening.downloads import download
from bontot.strengthening.opening import day_asked
from bontot.strengthening.overviewing import Count, Line, Overview, Part, overview
from bontot.strengthening.saying import threshold_says
from bontot.strengthening.words import STATES
from bontot.ui.page import Page
from bontot.ui.saying import plainly
from bontot.ui.writing import number, sureness

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """A way to see fewer lines."""

    key: str
    says: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """Who is weak below an organisation, on a day, by which criteria."""

    title: str
    organisation: Named
    on: date
    version: str
    version_first: date
    demonstration: bool
    source: str
    numbers_from: str
    looked_at: int
    waiting: int
    listed: int
    overdue: int
    counts: tuple[Count, ...]
    parts: tuple[Part, ...]
    filters: tuple[Filter, ...]
    criterion: str
    lines: tuple[Line, ...]
    more: int
    """Lines that are not shown; filters and files show them."""
    gone: tuple[Line, ...]
    gone_says: str
    """How many of those listed are organisations that are no more, in words; nothing where none is."""


@may("strengthening.read")
def overview_page(request: Asked) -> HttpResponseBase:
    """The top of what I may see, or another organisation in it; `?format=` gives it as a file."""
    on, found = day_asked(request), _asked(request)
    named = Book([found.id], at=None).on(found.id, on)
    seen = overview(found.id, on, request.scope)
    if "format" in request.GET:
        return download(seen, named, request.GET["format"])
    return Page(request, "strengthening/overview.html", _shown(request, seen, named))


def _asked(request: Asked) -> Organisation:
    if code := request.GET.get("of", ""):
        return organisation(request, code[:60])
    top = next((id for id in request.grants.tops() if id in request.scope), 0)
    return organisation(
        request, Organisation.objects.filter(id=top).values_list("code", flat=True).first() or ""
    )


def _shown(request: Asked, seen: Overview, named: Named) -> OverviewPage:
    version, everything = seen.assessment.version, request.path.endswith(".json")
    criterion = request.GET.get("criterion", "")
    state = request.GET.get("state", "")
    lines = [line for line in seen.lines if not criterion or criterion in line.codes]
    filters = [
        Filter(key, str(STATES[key]), sum(line.state == key for line in lines), key == state)
        for key in ("listed", "grounds", "aside")
    ]
    if state in STATES:
        lines = [line for line in lines if line.state == state]
    most = len(lines) if everything else SHOWN
    return OverviewPage(
        title=_("Củng cố tổ chức đảng: %(name)s") % {"name": named.name},
        organisation=named,
        on=seen.assessment.on,
        version=plainly(version.says),
        version_first=version.first,
        demonstration=version.demonstration,
        source=str(version.because),
        numbers_from=str(version.numbers_from),
        looked_at=len(seen.assessment.kinds),
        waiting=seen.waiting,
        listed=seen.listed,
        overdue=seen.overdue,
        counts=seen.counts,
        parts=seen.parts,
        filters=tuple(filters),
        criterion=criterion if version.criterion(criterion) else "",
        lines=tuple(lines[:most]),
        more=max(len(lines) - most, 0),
        gone=seen.gone,
        gone_says=_("gồm %(number)s tổ chức không còn mà hồ sơ chưa khép")
        % {"number": number(len(seen.gone))}
        if seen.gone
        else "",
    )


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion as a line of the list of criteria."""

    code: str
    says: str
    threshold: str
    source: str
    sure: str


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version with its criteria."""

    code: str
    says: str
    first: date
    source: str
    numbers_from: str
    demonstration: bool
    again_after: int
    criteria: tuple[CriterionLine, ...]


@dataclass(frozen=True, slots=True)
class CriteriaPage:
    """Every version of the criteria."""

    title: str
    versions: tuple[VersionShown, ...]


@may("own.read")
def criteria_page(request: Asked) -> HttpResponseBase:
    """By what an organisation is called weak is no secret."""
    shown = tuple(
        VersionShown(
            each.code,
            each.says,
            each.first,
            str(each.because),
            str(each.numbers_from),
            each.demonstration,
            each.again_after,
            tuple(
                CriterionLine(
                    c.code, c.says, threshold_says(c), str(c.because), sureness(c.because.confidence)
                )
                for c in each.criteria
            ),
        )
        for each in reversed(versions())
    )
    return Page(
        request, "strengthening/criteria.html", CriteriaPage(_("Tiêu chí nhận diện tổ chức yếu kém"), shown)
    )
