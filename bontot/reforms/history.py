"""Các phiên bản của một phương án, what differs between two of them, and where the facts have moved on since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.messages import error, success
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bontot.access.doors import Asked, may
from bontot.exchange.starting import patient
from bontot.kernel.text import said
from bontot.reforms.asked import draft_of, may_edit, plan_of, version_said
from bontot.reforms.drift import Drift, drifts
from bontot.reforms.models import Reform
from bontot.reforms.seeing import looked, see
from bontot.reforms.telling import Told, sheet_words, tell
from bontot.reforms.versions import Closed, Conflict, Saving, differences, planned, save
from bontot.ui.page import Page

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Kept:
    """A version."""

    number: int
    by: str
    at: datetime
    says: str
    lines: int


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """Every version of a plan, the last first."""

    title: str
    code: str
    versions: list[Kept]
    before: int | None


@may("reforms.read")
def versions_page(request: Asked, code: str) -> HttpResponseBase:
    """Who saved what, and when."""
    plan = plan_of(request, code)
    rows = plan.versions.order_by("-number")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 10:
        rows = rows.filter(number__lt=int(before))
    found = list(rows[: PER_PAGE + 1])
    kept = [Kept(v.number, v.by, v.at, v.says, v.lines) for v in found[:PER_PAGE]]
    page = VersionsPage(
        _("Các phiên bản của phương án"), code, kept, kept[-1].number if len(found) > PER_PAGE else None
    )
    return Page(request, "reforms/versions.html", page)


@dataclass(frozen=True, slots=True)
class Changed:
    """A subject about which two versions say different things."""

    before: Told | None
    after: Told | None

    @property
    def told(self) -> Told:
        """Whichever side there is."""
        found = self.after or self.before
        assert found
        return found


@dataclass(frozen=True, slots=True)
class DiffPage:
    """What one version says otherwise than another."""

    title: str
    code: str
    first: int
    second: int
    latest: int
    tables: dict[str, str]
    changes: list[Changed]
    count: int
    after: int | None


@may("reforms.read")
def diff_page(request: Asked, code: str, number: int) -> HttpResponseBase:
    """A version beside the one before it, or beside `?from=`."""
    plan = plan_of(request, code)
    first = _version(plan, request.GET.get("from", ""), number - 1)
    if not 0 < number <= plan.version:
        raise Http404(_("Phương án không có phiên bản %(number)s.") % {"number": number})
    found = differences(plan, first, number)
    after = request.GET.get("after", "")
    begins = int(after) if after.isdecimal() and len(after) < 10 else 0
    shown = found[begins : begins + PER_PAGE]
    sides = [line for change in shown for line in (change.before, change.after) if line]
    told = iter(tell(plan, sides))
    changes = [
        Changed(next(told) if change.before else None, next(told) if change.after else None)
        for change in shown
    ]
    following = begins + PER_PAGE if begins + PER_PAGE < len(found) else None
    title = _("Phiên bản %(second)s so với phiên bản %(first)s") % {"first": first, "second": number}
    page = DiffPage(title, code, first, number, plan.version, sheet_words(), changes, len(found), following)
    return Page(request, "reforms/diff.html", page)


def _version(plan: Reform, asked: str, otherwise: int) -> int:
    if asked.isdecimal() and len(asked) < 10 and int(asked) <= plan.version:
        return int(asked)
    return otherwise


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing that has moved on under a line."""

    told: Told
    what: str
    plan: str
    then: str
    now: str
    matters: bool


@dataclass(frozen=True, slots=True)
class DriftPage:
    """Where the facts have moved on since the lines were entered."""

    title: str
    code: str
    version: int
    may_edit: bool
    moved: list[Moved]
    count: int
    mattering: int
    after: int | None


@may("reforms.read")
def drift_page(request: Asked, code: str) -> HttpResponseBase:
    """Plan, then, now."""
    plan = plan_of(request, code)
    found = _drifts(plan)
    after = request.GET.get("after", "")
    begins = int(after) if after.isdecimal() and len(after) < 10 else 0
    shown = found[begins : begins + PER_PAGE]
    told = tell(plan, [each.line for each in shown])
    moved = [
        Moved(line, each.says, each.plan, each.then, each.now, each.matters)
        for line, each in zip(told, shown, strict=True)
    ]
    page = DriftPage(
        title=_("Thay đổi trong sổ từ khi lập phương án"),
        code=code,
        version=plan.version,
        may_edit=may_edit(request, plan),
        moved=moved,
        count=len(found),
        mattering=sum(each.matters for each in found),
        after=begins + PER_PAGE if begins + PER_PAGE < len(found) else None,
    )
    return Page(request, "reforms/drift.html", page)


def _drifts(plan: Reform) -> list[Drift]:
    found = drifts(plan.day, plan.organisation, planned(plan))
    return sorted(found, key=lambda each: not each.matters)


@may("reforms.edit")
@require_POST
@patient
def look_again(request: Asked, code: str) -> HttpResponseBase:
    """Keep the lines as they are, now that somebody has seen what has moved on: one of them, or all."""
    plan = draft_of(request, code)
    wanted = said(request.POST.get("key", ""), 500)
    if "key" in request.POST and not wanted:
        raise Http404(_("Phương án không có dòng này, hoặc dòng đã được bỏ."))
    lines = list({(d.line.sheet, d.line.key): d.line for d in _drifts(plan)}.values())
    lines = [line for line in lines if not wanted or line.key == wanted]
    again = looked(lines, see(plan.day, lines, plan.organisation))
    seen = version_said(request.POST.get("base", ""), plan.version)
    says = _("Xác nhận %(count)s dòng theo sổ hiện nay") % {"count": len(again)}
    try:
        save(plan, Saving(request.user.get_username(), says, seen, put=again, again=True))
    except (Conflict, Closed):
        error(request, _("Chưa lưu: phương án vừa được người khác sửa hoặc đã trình; hãy xem lại."))
    else:
        success(request, _("Đã xác nhận theo sổ hiện nay: %(count)s dòng.") % {"count": len(again)})
    return HttpResponseRedirect(reverse("reform_drift", args=[code]))
