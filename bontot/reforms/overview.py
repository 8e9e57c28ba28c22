"""Trang một phương án: where it stands, what is to do next and by whom, what it says in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.messages import error, success
from django.db.models import Count
from django.db.models.fields.json import KeyTextTransform
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bontot.access.doors import Asked, may
from bontot.access.picking import Organisations
from bontot.exchange import reports, store
from bontot.exchange.models import UNDER_WAY
from bontot.exchange.starting import patient
from bontot.kernel.finding import Finding
from bontot.kernel.text import said
from bontot.organisations import tree
from bontot.organisations.queries import Book, Named
from bontot.reforms import steps, versions
from bontot.reforms.asked import may_edit, plan_of, version_said, within
from bontot.reforms.checking_task import latest, up_to_date
from bontot.reforms.forms import PaperForm
from bontot.reforms.models import Execution, Reform, Stage
from bontot.reforms.sheets import ORGANISATION, WAY_WORDS
from bontot.reforms.telling import STAGE_TONES, sheet_words, stage_words
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.picking import ORGANISATION as AN_ORGANISATION
from bontot.ui.picking import looks_for, offer, only_looked

FIRST = 5
"""Findings of the last check that the page shows; the others are on the page of the check."""


@dataclass(frozen=True, slots=True)
class Next:
    """A step that can follow, and whether the reader may take it."""

    step: str
    says: str
    needs_reason: bool
    needs_paper: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that has been taken."""

    says: str
    account: str
    at: datetime
    version: int
    reason: str


@dataclass(frozen=True, slots=True)
class Number:
    """How many lines of a kind there are."""

    says: str
    lines: int
    address: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What the last check found, in short."""

    version: int
    up_to_date: bool
    refused: int
    warnings: int
    findings: list[Finding]
    """The first of them, the hardest."""


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan."""

    title: str
    code: str
    day: date
    organisation: Named
    state: str
    state_says: str
    tone: str
    version: int
    may_edit: bool
    number: str
    dated: date | None
    by: str
    position: int | None
    taken_back_by: int | None
    sheets: list[Number]
    ways: list[Number]
    next: list[Next]
    steps: list[Taken]
    execution: int | None
    may_execute: bool
    may_revoke: bool
    check: Checked | None
    paper: PaperForm | None = None


@may("reforms.read")
def reform_page(request: Asked, code: str) -> HttpResponseBase:
    """The plan as it stands."""
    return Page(request, "reforms/plan.html", page_of(request, plan_of(request, code)))


def page_of(request: Asked, plan: Reform, paper: PaperForm | None = None) -> PlanPage:
    """What the page of a plan is made of; `paper` where an approval has to be said again."""
    id = tree.ids([plan.organisation])[plan.organisation]
    sheets, ways = _numbers(plan)
    back = steps.taken_back(plan)
    attempts = Execution.objects.filter(reform=plan).order_by("-id")
    under_way = attempts.values_list("id", "state", "account_id").first()
    own = (
        under_way is not None and under_way[2] == request.user.pk and within(request, "reforms.execute", plan)
    )
    running = under_way[0] if under_way and under_way[1] in UNDER_WAY else None
    following = _next(request, plan, back)
    if paper is None and any(each.needs_paper and not each.why_not for each in following):
        paper = _paper(request, plan)
    return PlanPage(
        title=plan.title,
        code=plan.code,
        day=plan.day,
        organisation=Book([id], at=None).on(id, plan.day),
        state=plan.state,
        state_says=_("Đã thu hồi") if back else stage_words()[plan.state],
        tone="attention" if back else STAGE_TONES.get(plan.state, "attention"),
        version=plan.version,
        may_edit=may_edit(request, plan),
        number=plan.number,
        dated=plan.dated,
        by=plan.by,
        position=plan.position,
        taken_back_by=back,
        sheets=sheets,
        ways=ways,
        next=following,
        steps=_taken(plan),
        execution=running or (under_way[0] if under_way and plan.state == Stage.APPROVED else None),
        may_execute=plan.state == Stage.APPROVED
        and running is None
        and within(request, "reforms.execute", plan),
        may_revoke=plan.state == Stage.EXECUTED and not back and (own or request.grants.permits("revoke")),
        check=_checked(plan),
        paper=paper,
    )


def _checked(plan: Reform) -> Checked | None:
    last = latest(plan)
    if last is None or last.version is None:
        return None
    said = last.summary
    found = reports.page(store.folder(last.folder), 0, min(FIRST, said.get("findings", 0)))
    refused, warnings = said.get("refused", 0), said.get("warnings", 0)
    return Checked(last.version, up_to_date(last, plan), refused, warnings, found)


def _numbers(plan: Reform) -> tuple[list[Number], list[Number]]:
    rows = versions.at(plan).order_by().annotate(way=KeyTextTransform("way", "fields"))
    counted = list(
        rows.values_list("sheet", "way").annotate(lines=Count("id")).values_list("sheet", "way", "lines")
    )
    sheets = []
    for sheet, says in sheet_words().items():
        lines = sum(count for of, _way, count in counted if of == sheet)
        sheets.append(Number(says, lines, reverse("reform_lines", args=[plan.code, sheet])))
    ways = {way: count for of, way, count in counted if of == ORGANISATION}
    address = reverse("reform_lines", args=[plan.code, ORGANISATION])
    return sheets, [
        Number(word, ways[way], f"{address}?way={way}") for way, word in WAY_WORDS.items() if way in ways
    ]


def _next(request: Asked, plan: Reform, back: int | None) -> list[Next]:
    """The steps that follow from where the plan stands; those that others have to take say so."""
    found = []
    words = steps.words()
    for step, move in steps.MOVES.items():
        if plan.state not in move.out_of or (step == "reopen" and not back):
            continue
        held = any(within(request, permission, plan) for permission in move.permissions)
        hand = steps.same_hand(plan, step, request.user.get_username())
        if step in ("return", "withdraw", "reopen") and not held:
            continue
        why_not = ""
        if not held:
            why_not = _("Bước này do người có quyền làm.")
        elif hand:
            why_not = _("Bạn đã làm bước “%(step)s”; bước này phải do người khác làm.") % {
                "step": words[hand]
            }
        elif step == "submit" and not plan.version:
            why_not = _("Phương án chưa có dòng nào.")
        found.append(Next(step, words[step], move.needs_reason, step == "approve", why_not))
    if plan.state == Stage.APPROVED and not within(request, "reforms.execute", plan):
        found.append(Next("execute", words["execute"], False, False, _("Bước này do người có quyền làm.")))
    return found


def _taken(plan: Reform) -> list[Taken]:
    words = steps.words()
    return [
        Taken(words.get(each.step, each.step), each.account, each.at, each.version, each.reason)
        for each in plan.steps.order_by("-id")[:50]
    ]


def _paper(request: Asked, plan: Reform) -> PaperForm:
    given = {"number": plan.number, "dated": plan.dated or today(), "by": plan.by, "says": plan.says}
    if not plan.by:
        given["by"] = "".join(request.grants.codes.get(top, "") for top in request.grants.tops()[:1])
    return _offered(request, PaperForm(initial=given))


def _offered(request: Asked, form: PaperForm) -> PaperForm:
    offer(form, {AN_ORGANISATION: Organisations(request.grants.scope("organisations.read"), today())})
    return form


@may("reforms.edit", "reforms.review", "reforms.approve")
@require_POST
@patient
def take_step(request: Asked, code: str) -> HttpResponseBase:
    """Take a step of the plan, having seen one of its versions."""
    plan = plan_of(request, code)
    step = request.POST.get("step", "")
    if looks_for(request.POST):
        step = "approve"
    move = steps.MOVES.get(step)
    if move is None or not any(within(request, permission, plan) for permission in move.permissions):
        raise Http404(_("Không có bước này."))
    seen = version_said(request.POST.get("version", ""), -1)
    paper = None
    if step == "approve":
        form = _offered(request, PaperForm(request.POST))
        valid = form.is_valid()
        if looks_for(request.POST):
            only_looked(form)
        if looks_for(request.POST) or not valid:
            return Page(request, "reforms/plan.html", page_of(request, plan, form), status=422)
        paper = steps.Paper(**form.cleaned_data)
    try:
        steps.take(
            plan,
            step,
            request.user.get_username(),
            version=seen,
            reason=said(request.POST.get("reason", ""), 900),
            paper=paper,
        )
    except steps.NotNow as reason:
        error(request, str(reason))
    else:
        success(request, _("Đã ghi bước: %(step)s.") % {"step": steps.words()[step]})
    return HttpResponseRedirect(reverse("reform", args=[code]))
