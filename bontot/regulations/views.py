"""Trang quy chế của một tổ chức: what it says, who has what in hand, the calendar of what is to be done, and the paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may, organisation
from bontot.kernel.finding import Finding
from bontot.ledger.traces import Traced
from bontot.meetings.pages.opening import writes
from bontot.meetings.written.papers import download
from bontot.organisations.queries import Book, Named
from bontot.regulations.listing import Listed, listed
from bontot.regulations.looking import findings
from bontot.regulations.models import Occurrence
from bontot.regulations.papers import regulation_paper
from bontot.regulations.queries import Kept, kept
from bontot.regulations.showing import (
    AssignmentShown,
    DutyShown,
    Shown,
    assignments,
    assignments_shown,
    duties_shown,
    regulations,
    shown,
    traces,
)
from bontot.regulations.words import HOW
from bontot.ui.clock import today
from bontot.ui.page import Page

SOON = timedelta(days=14)
"""So long before its day a duty is something to see to."""
BEHIND = timedelta(days=60)
"""So long after its day something that was missed is still shown first."""


@dataclass(frozen=True, slots=True)
class RegulationPage:
    """The regulation of an organisation with everything that follows from it."""

    title: str
    organisation: Named
    today: date
    regulation: Shown | None
    draft: bool
    findings: list[Finding]
    due: list[Listed]
    """What is open and due soon or already, and what was missed of late."""
    duties: list[DutyShown]
    assignments: list[AssignmentShown]
    year: int
    years: list[int]
    state: str
    """Which state of the calendar is shown alone; blank for all."""
    kept: Kept
    calendar: list[Listed]
    earlier: list[Shown]
    traces: list[Traced]
    edits: bool
    adopts: bool
    formats: tuple[str, ...]
    states: dict[str, str]


@may("regulations.read")
def regulation_page(request: Asked, code: str) -> HttpResponseBase:
    """The regulation in force, the draft beside it, who has what in hand, and what was done when."""
    found, on = organisation(request, code), today()
    every = regulations(found.id)
    current = next((each for each in every if each.state == "in_force"), None)
    named = Book([found.id], at=None).on(found.id, on)
    if wanted := request.GET.get("format"):
        if current is None:
            raise Http404(_("Chưa có quy chế nào đang thi hành."))
        return download(regulation_paper(named, current, on), wanted, f"quy-che-{code}")
    year, state = _year(request.GET.get("nam", ""), on), request.GET.get("loc", "")
    rows = Occurrence.objects.filter(organisation_id=found.id).select_related("duty").order_by("due", "id")
    near = rows.filter(
        due__gte=on - BEHIND, due__lte=on + SOON, state__in=("open", "missed"), done_on__isnull=True
    )
    calendar = listed(list(rows.filter(due__year=year)), on)
    assigned = assignments(current) if current else []
    page = RegulationPage(
        title=_("Quy chế làm việc của %(name)s") % {"name": named.name},
        organisation=named,
        today=on,
        regulation=shown(current) if current else None,
        draft=any(each.state == "draft" for each in every),
        findings=findings(found.id, named.kind, current, assigned, on),
        due=[each for each in listed(list(near), on) if each.state in ("open", "missed")],
        duties=duties_shown(current, on) if current else [],
        assignments=assignments_shown(assigned, on),
        year=year,
        years=_years(found.id, on),
        state=state if state in HOW else "",
        kept=kept([found.id], date(year, 1, 1), date(year + 1, 1, 1), on).get(found.id, Kept()),
        calendar=[each for each in calendar if state not in HOW or each.state == state],
        earlier=[shown(each) for each in every if each.state == "replaced"],
        traces=traces(found.id),
        edits=writes(request, "regulations.edit", found.id),
        adopts=writes(request, "regulations.adopt", found.id),
        formats=("docx", "pdf") if current else (),
        states={key: str(says) for key, says in HOW.items()},
    )
    return Page(request, "regulations/regulation.html", page)


def _year(text: str, on: date) -> int:
    """The year asked, this one where none is asked. Raises Http404 for one that there is not."""
    if not text:
        return on.year
    if not text.isdecimal() or not 1930 <= int(text[:5]) <= 2200:
        raise Http404(_("Không có năm “%(text)s”.") % {"text": text[:20]})
    return int(text)


def _years(organisation_id: int, on: date) -> list[int]:
    days = Occurrence.objects.filter(organisation_id=organisation_id).dates("due", "year")
    return sorted({on.year, *(day.year for day in days)}, reverse=True)
