"""Trang thực hiện một phương án: begin it, see how far it is, stop it, read why it was not done."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.messages import error
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bontot.access.doors import Asked, may
from bontot.exchange import reports, store
from bontot.exchange.models import UNDER_WAY, State
from bontot.exchange.showing import Standing, standing
from bontot.exchange.starting import patient, start
from bontot.kernel.finding import Finding
from bontot.reforms.asked import plan_of, within
from bontot.reforms.models import Execution, Reform, Stage
from bontot.reforms.tasks import execute_reform
from bontot.reforms.versions import at
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class ExecutionPage:
    """One attempt at executing a plan."""

    title: str
    code: str
    id: int
    standing: Standing
    trouble: str
    position: int | None
    findings: list[Finding] = field(default_factory=list)
    found: int = 0
    after: int | None = None

    @property
    def asks_again(self) -> bool:
        """Whether the page should look again by itself."""
        return self.standing.under_way


def _plan(request: Asked, code: str) -> Reform:
    found = plan_of(request, code)
    if not within(request, "reforms.execute", found):
        raise Http404(_("Không có trang này."))
    return found


@may("reforms.execute")
@require_POST
@patient
def begin_execution(request: Asked, code: str) -> HttpResponseBase:
    """Execute what was approved, as work beside the pages."""
    plan = _plan(request, code)
    under_way = Execution.objects.filter(reform=plan, state__in=UNDER_WAY).order_by("-id").first()
    if under_way is not None and standing(under_way).under_way:
        return HttpResponseRedirect(reverse("reform_execution", args=[code, under_way.pk]))
    if plan.state != Stage.APPROVED or request.POST.get("version") != str(plan.approved_version):
        error(request, _("Phương án không còn ở bước đã phê duyệt; hãy xem lại."))
        return HttpResponseRedirect(reverse("reform", args=[code]))
    execution = start(
        Execution, request.user, State.ENTERING, execute_reform,
        reform=plan, version=plan.version, summary={"acts": at(plan).count()},
    )  # fmt: skip
    return HttpResponseRedirect(reverse("reform_execution", args=[code, execution.pk]))


@may("reforms.read")
def execution_page(request: Asked, code: str, id: int) -> HttpResponseBase:
    """How far it is; where nothing was written, why."""
    execution = _execution(request, code, id)
    folder, after = store.folder(execution.folder), request.GET.get("after", "")
    first = int(after) if after.isdecimal() and len(after) < 10 else 0
    count = execution.summary.get("findings", 0)
    shown = reports.page(folder, first, count)
    page = ExecutionPage(
        title=_("Thực hiện phương án"),
        code=code,
        id=id,
        standing=standing(execution),
        trouble=execution.trouble,
        position=execution.position,
        findings=shown,
        found=count,
        after=first + len(shown) if first + len(shown) < count else None,
    )
    return Page(request, "reforms/execution.html", page)


@may("reforms.execute")
@require_POST
@patient
def stop_execution(request: Asked, code: str, id: int) -> HttpResponseBase:
    """Stop what has not been written yet: then nothing is written."""
    _plan(request, code)
    execution = _execution(request, code, id)
    waited = standing(execution).state == "waiting"
    store.take_turn(execution.folder)
    if waited:  # not begun, so nobody else will say that it is over
        mine = Execution.objects.filter(pk=execution.pk, turn=execution.turn, state=State.ENTERING)
        mine.update(state=State.CANCELLED)
    return HttpResponseRedirect(reverse("reform_execution", args=[code, id]))


def _execution(request: Asked, code: str, id: int) -> Execution:
    found = Execution.objects.filter(pk=id, reform=plan_of(request, code)).first()
    if found is None:
        raise Http404(_("Không có lần thực hiện này."))
    return found
