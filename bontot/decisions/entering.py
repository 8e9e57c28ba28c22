"""Ban hành: choose an act, fill it in, rehearse it and see what it would change, then enact it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from django.contrib.messages import success
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.access.scope import Grants, authority
from bontot.decisions.forms import MORE, ActForm, PaperForm, form_for, offered, paper_given
from bontot.decisions.shown import fingerprint, may_write
from bontot.decisions.telling import Told, tell
from bontot.kernel.finding import Finding
from bontot.ledger.acts import Act
from bontot.ledger.enacting import Outcome, asserted, enact, rehearse, retracted
from bontot.ledger.paper import Paper
from bontot.members.counting import Count, counts
from bontot.members.picking import finders
from bontot.restructuring.minutes import HandedOver, of_outcome
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.picking import looks_for, offer, only_looked

GROUPS = ("organisation", "member", "post", "training")


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that the reader may enter."""

    code: str
    says: str
    about: str


@dataclass(frozen=True, slots=True)
class OffersPage:
    """All acts that the reader may enter, in groups."""

    title: str
    groups: list[tuple[str, list[Offer]]]


@may("decisions.read")
def offers_page(request: Asked) -> HttpResponseBase:
    """What can be ordered, by this account."""
    names = {
        "organisation": _("Tổ chức đảng"),
        "member": _("Đảng viên"),
        "post": _("Chức vụ"),
        "training": _("Bồi dưỡng"),
    }
    groups = []
    for group in GROUPS:
        offers = [
            Offer(code, act.says, (act.__doc__ or "").splitlines()[0].split(":")[0])
            for code, act in offered().items()
            if code.split(".")[0] == group and request.grants.enters(code)
        ]
        if offers:
            groups.append((names[group], offers))
    return Page(request, "decisions/offers.html", OffersPage(_("Nhập quyết định mới"), groups))


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would come of the act."""

    findings: list[Finding]
    refused: bool
    asserted: list[Told]
    retracted: list[Told]
    counts: list[Count]
    handed_over: list[HandedOver] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ActPage:
    """The form of an act, and what rehearsing it has shown."""

    title: str
    code: str
    form: ActForm
    paper: PaperForm
    step: Literal["fill", "confirm"] = "fill"
    rehearsal: Rehearsal | None = field(default=None)
    shown: str = ""
    """The mark of what has been rehearsed."""


@may("decisions.read")
def act_page(request: Asked, act_code: str) -> HttpResponseBase:
    """Fill in, rehearse, confirm."""
    act = offered().get(act_code)
    if act is None or not request.grants.enters(act_code):
        raise Http404(_("Không có nội dung quyết định “%(code)s”.") % {"code": act_code})
    if request.method != "POST":
        given = {
            name: request.GET[name] for name in ("member", "organisation", "person") if name in request.GET
        }
        form, paper = (
            form_for(act, initial={"on": today(), **given}),
            PaperForm(initial=paper_given(request.grants)),
        )
        for each in (form, paper):
            offer(each, finders(request.grants))
        return Page(request, "decisions/act.html", ActPage(act.says, act_code, form, paper))
    form, paper = form_for(act, request.POST), PaperForm(request.POST)
    for each in (form, paper):
        offer(each, finders(request.grants))
    valid = form.is_valid() & paper.is_valid()
    if looks_for(request.POST) or request.POST.get("step") == MORE:
        only_looked(form, paper)
        return Page(request, "decisions/act.html", ActPage(act.says, act_code, form, paper))
    if not valid:
        return Page(request, "decisions/act.html", ActPage(act.says, act_code, form, paper), status=422)
    return _decide(request, form, paper)


def _decide(request: Asked, form: ActForm, paper: PaperForm) -> HttpResponseBase:
    act, by, says = form.build(), authority(request.user, today()), form.act.says
    said = paper.cleaned_data
    ordered = Paper(said["number"], said["dated"], said["by"], said["says"] or says)
    if may_write(request.POST, form, paper):
        outcome = enact([act], ordered, by)
        if outcome.position is not None:
            success(request, _("Đã ghi quyết định vào sổ, số thứ tự %(at)s.") % {"at": outcome.position})
            return HttpResponseRedirect(reverse("decision", args=[outcome.position]))
    else:
        outcome = rehearse([act], by, paper=ordered)
    shown = rehearsal(act, outcome, request.grants)
    step: Literal["fill", "confirm"] = "fill" if shown.refused or not outcome.examples else "confirm"
    page = ActPage(says, form.act.act, form, paper, step, shown, fingerprint(form, paper))
    return Page(request, "decisions/act.html", page, status=422 if shown.refused else 200)


def rehearsal(act: Act, outcome: Outcome, grants: Grants) -> Rehearsal:
    """What a rehearsal found, in words and numbers, for a reader with these grants."""
    new, gone = asserted(outcome.examples), retracted(outcome.examples)
    told = tell([*new, *gone])
    return Rehearsal(
        findings=outcome.findings,
        refused=outcome.refused,
        asserted=told[: len(new)],
        retracted=told[len(new) :],
        counts=counts(outcome, act.on),
        handed_over=of_outcome(
            outcome,
            within=grants.scope("members.read"),
            accounts=grants.permits("accounts.manage"),
            reach=grants.scope,
        ),
    )
