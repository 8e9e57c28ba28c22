"""Trang kiểm tra một phương án: check it, see before and after in numbers, read what was found, look at it as if."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bontot.access.doors import Asked, may
from bontot.exchange import store
from bontot.exchange.models import UNDER_WAY, State
from bontot.exchange.reports import Group
from bontot.exchange.showing import Standing, chosen, standing
from bontot.exchange.starting import patient, start
from bontot.kernel.finding import Finding
from bontot.reforms.as_if import ready
from bontot.reforms.asked import plan_of
from bontot.reforms.checking_task import ROWS, check_reform, latest, up_to_date
from bontot.reforms.models import Check, Reform, Stage
from bontot.ui.page import Page

SHOWN = 100
"""So many organisations are shown at a time."""
PERMISSIONS = ("reforms.edit", "reforms.review", "reforms.approve", "reforms.execute")


@dataclass(frozen=True, slots=True)
class Both:
    """A number before and after."""

    says: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that the plan makes otherwise: each of its texts before and after."""

    code: str
    becomes: str
    name: list[str]
    kind: list[str]
    parent: list[str]
    members: list[int]
    official: list[int]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The last check of a plan, and one that is under way."""

    title: str
    code: str
    may_check: bool
    executed: bool
    """Whether it has been carried out, so that there is nothing more to check or to preview."""
    under_way: int | None
    standing: Standing | None
    checked: bool = False
    up_to_date: bool = False
    version: int | None = None
    position: int | None = None
    look: str = ""
    """Where to look at it as if; blank where it cannot be carried out at all."""
    left_out: int = 0
    lines_left_out: int = 0
    numbers: list[Both] = field(default_factory=list)
    kinds: list[Both] = field(default_factory=list)
    lost: int = 0
    come: int = 0
    moved: int = 0
    rows: list[Organisation] = field(default_factory=list)
    more_rows: int | None = None
    groups: list[Group] = field(default_factory=list)
    severity: str = ""
    rule: str = ""
    findings: list[Finding] = field(default_factory=list)
    found: int = 0
    after: int | None = None

    @property
    def asks_again(self) -> bool:
        """Whether the page should look again by itself."""
        return self.standing is not None and self.standing.under_way

    @property
    def balances(self) -> bool:
        """Whether the members before, and who came, less who went, are those after."""
        return bool(self.numbers) and self.numbers[0].before + self.come - self.lost == self.numbers[0].after


@may("reforms.read")
def check_page(request: Asked, code: str) -> HttpResponseBase:
    """What the last check has found."""
    plan = plan_of(request, code)
    running = Check.objects.filter(reform=plan).order_by("-id").first()
    if running is not None and running.state == State.READY:
        running = None
    said: dict[str, Any] = {
        "title": _("Kiểm tra phương án"),
        "code": code,
        "executed": plan.state == Stage.EXECUTED,
        "may_check": plan.state != Stage.EXECUTED and any(map(request.grants.permits, PERMISSIONS)),
        "under_way": running.pk if running else None,
        "standing": standing(running) if running else None,
    }
    last = latest(plan)
    if last is not None:
        said |= _said(plan, last, _from(request, "rows"))
        said |= chosen(request.GET, last.summary, store.folder(last.folder))
    return Page(request, "reforms/check.html", CheckPage(**said))


def _said(plan: Reform, last: Check, first: int) -> dict[str, Any]:
    summary, rows = last.summary, last.summary.get("rows", 0)
    lines = store.read_lines(store.folder(last.folder) / ROWS, first, SHOWN)
    shown = [Organisation(**row) for row in lines]
    return {
        "checked": True,
        "up_to_date": up_to_date(last, plan),
        "version": last.version,
        "position": last.position,
        "look": f"/neu/{plan.code}/" if ready(plan) else "",
        "left_out": summary.get("left_out", 0),
        "lines_left_out": summary.get("lines_left_out", 0),
        "numbers": _numbers(summary),
        "kinds": [Both(*each) for each in summary.get("kinds", ()) if each[1] != each[2]],
        "lost": summary.get("lost", 0),
        "come": summary.get("come", 0),
        "moved": summary.get("moved", 0),
        "rows": shown,
        "more_rows": first + len(shown) if first + len(shown) < rows else None,
    }


def _numbers(summary: dict[str, Any]) -> list[Both]:
    if "members" not in summary:
        return []
    return [Both(_("Đảng viên"), *summary["members"]), Both(_("Tổ chức đảng"), *summary["organisations"])]


def _from(request: Asked, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@may(*PERMISSIONS)
@require_POST
@patient
def begin_check(request: Asked, code: str) -> HttpResponseBase:
    """Check the plan as it stands, as work beside the pages."""
    plan = plan_of(request, code)
    running = Check.objects.filter(reform=plan, state__in=UNDER_WAY).order_by("-id").first()
    if plan.state != Stage.EXECUTED and not (running and standing(running).under_way):
        start(Check, request.user, State.READING, check_reform, reform=plan)
    return HttpResponseRedirect(reverse("reform_check", args=[code]))


@may(*PERMISSIONS)
@require_POST
@patient
def stop_check(request: Asked, code: str, id: int) -> HttpResponseBase:
    """Stop a check that is under way."""
    check = Check.objects.filter(pk=id, reform=plan_of(request, code)).first()
    if check is None:
        raise Http404(_("Không có lần kiểm tra này."))
    waited = standing(check).state == "waiting"
    store.take_turn(check.folder)
    if waited:  # not begun, so nobody else will say that it is over
        mine = Check.objects.filter(pk=check.pk, turn=check.turn, state=State.READING)
        mine.update(state=State.CANCELLED)
    return HttpResponseRedirect(reverse("reform_check", args=[code]))
