"""Trang các phương án: the list, drawing up a new one, what one is called and when it takes effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.messages import success
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.access.picking import Organisations
from bontot.organisations import tree
from bontot.organisations.queries import Book
from bontot.reforms.asked import draft_of
from bontot.reforms.forms import PlanForm
from bontot.reforms.models import Reform, Stage
from bontot.reforms.telling import STAGE_TONES, stage_words
from bontot.reforms.versions import held
from bontot.ui.clock import now, today
from bontot.ui.page import Page
from bontot.ui.picking import ORGANISATION, looks_for, offer, only_looked

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A plan in the list."""

    code: str
    title: str
    day: date
    organisation: str
    state: str
    state_says: str
    tone: str
    version: int


@dataclass(frozen=True, slots=True)
class PlansPage:
    """All plans that the reader may see."""

    title: str
    plans: list[Entry]
    may_draw_up: bool


@may("reforms.read")
def reforms_page(request: Asked) -> HttpResponseBase:
    """The plans, the last first."""
    plans = list(Reform.objects.all()[:SHOWN])
    ids = tree.ids(plan.organisation for plan in plans)
    seen = [plan for plan in plans if plan.organisation in ids and ids[plan.organisation] in request.scope]
    book, words = Book({ids[plan.organisation] for plan in seen}, at=None), stage_words()
    entries = [
        Entry(
            plan.code,
            plan.title,
            plan.day,
            book.on(ids[plan.organisation], plan.day).name,
            plan.state,
            words[plan.state],
            STAGE_TONES.get(plan.state, "attention"),
            plan.version,
        )
        for plan in seen
    ]
    page = PlansPage(_("Phương án sắp xếp"), entries, request.grants.permits("reforms.edit"))
    return Page(request, "reforms/plans.html", page)


@dataclass(frozen=True, slots=True)
class PlanFormPage:
    """Drawing up a plan, or saying otherwise what it is about."""

    title: str
    form: PlanForm
    submit: str
    code: str = ""


@may("reforms.edit")
def new_page(request: Asked) -> HttpResponseBase:
    """Draw up a new plan."""
    title, submit = _("Lập phương án sắp xếp"), _("Lập phương án")
    if request.method != "POST":
        tops = [request.grants.codes.get(top, "") for top in request.grants.tops()[:1]]
        form = PlanForm(initial={"day": today(), "organisation": "".join(tops)})
        offer(form, {ORGANISATION: Organisations(request.scope, today())})
        return Page(request, "reforms/plan_form.html", PlanFormPage(title, form, submit))
    form = PlanForm(request.POST)
    offer(form, {ORGANISATION: Organisations(request.scope, today())})
    if form.is_valid() and not _seen(request, form.cleaned_data["organisation"]):
        form.add_error("organisation", _("Không có tổ chức này trong phạm vi của bạn."))
    if looks_for(request.POST):
        only_looked(form)
    elif form.is_valid():
        plan = Reform.objects.create(
            **form.cleaned_data, created=now(), created_by=request.user.get_username()
        )
        success(request, _("Đã lập phương án. Bây giờ hãy thêm các dòng, từng dòng hoặc bằng bảng tính."))
        return HttpResponseRedirect(reverse("reform", args=[plan.code]))
    page = PlanFormPage(title, form, submit)
    return Page(request, "reforms/plan_form.html", page, status=422 if form.errors else 200)


def _seen(request: Asked, code: str) -> bool:
    id = tree.ids([code]).get(code)
    return id is not None and id in request.scope


@may("reforms.edit")
def head_page(request: Asked, code: str) -> HttpResponseBase:
    """Say otherwise what a draft is called, or on which day it takes effect."""
    plan = draft_of(request, code)
    title, submit = _("Sửa tên và ngày của phương án"), _("Lưu")
    if request.method != "POST":
        form = PlanForm(initial={"title": plan.title, "day": plan.day}, plan=plan)
        return Page(request, "reforms/plan_form.html", PlanFormPage(title, form, submit, code))
    form = PlanForm(request.POST, plan=plan)
    if form.is_valid():
        kept = held(plan.pk)
        if kept.state != Stage.DRAFT:
            form.add_error(None, _("Phương án không còn ở bước đang lập."))
        else:
            Reform.objects.filter(pk=plan.pk, state=Stage.DRAFT).update(**form.cleaned_data)
            return HttpResponseRedirect(reverse("reform", args=[code]))
    return Page(request, "reforms/plan_form.html", PlanFormPage(title, form, submit, code), status=422)
