"""Thu hồi: a decision is taken back by another, after seeing what would become of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.messages import success
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.access.scope import authority
from bontot.decisions import queries
from bontot.decisions.forms import PaperForm, paper_given
from bontot.decisions.shown import fingerprint, may_write
from bontot.kernel.finding import Finding
from bontot.ledger.models import Decision
from bontot.ledger.paper import Paper
from bontot.ledger.revoking import building_on, revoke, revoke_with_later
from bontot.ledger.saying import HOUSE
from bontot.members.picking import finders
from bontot.reforms.steps import plan_executed
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.picking import looks_for, offer, only_looked


class RevokeForm(PaperForm):
    """The decision that takes another back, and why."""

    reason = forms.CharField(max_length=400)
    with_later = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial)
        self.fields["reason"].label = _("Lý do thu hồi")
        self.fields["with_later"].label = _("Thu hồi cả các quyết định sau đã dựa vào quyết định này")


@dataclass(frozen=True, slots=True)
class Result:
    """What came, or would come, of taking it back."""

    findings: list[Finding]
    changed: int


@dataclass(frozen=True, slots=True)
class RevokePage:
    """Taking a decision back."""

    title: str
    position: int
    form: RevokeForm
    outcome: Result | None = None
    confirm: bool = False
    shown: str = ""
    """The mark of what has been rehearsed."""
    later: list[Decision] = field(default_factory=list)
    """The later decisions that would be taken back with it, the latest first."""


def may_take_back(request: Asked, decision: Decision) -> bool:
    """Whether this account may take a decision back: whoever holds the permission over everything that stands in
    the tree, and whoever recorded the decision and may still order what it ordered, over all that it touched; what
    executed a plan, whoever may execute plans there."""
    if request.grants.permits("revoke") and request.grants.scope("revoke").whole:
        return True
    if not decision.summary or decision.recorded_by != request.user.get_username():
        return False
    touched = queries.touched(decision.position)
    groups = {act.split(".")[0] for act in decision.summary}
    ordered = [
        act for act in decision.summary if act.split(".")[0] != "organisation" or touched.organisations
    ]
    over = touched.organisations | touched.homes
    planned = request.grants.permits("reforms.execute") and plan_executed(decision.position)
    by = authority(request.user, today(), executing=planned)
    return bool(over) and bool(ordered) and groups <= _GROUPS and all(by.may(act, over) for act in ordered)


_GROUPS = {"organisation", "member", "post", "training"}
"""Acts about something: taking back a taking back needs the permission."""


def _later(request: Asked, position: int) -> tuple[list[Decision], list[Finding]]:
    """The later decisions that build on this one; a finding for each that is not this account's to take back."""
    decisions, findings = [], []
    for later in building_on(position):
        found = queries.one(later, within=request.scope)
        if found is not None and may_take_back(request, found):
            decisions.append(found)
        else:
            says = f"Quyết định {later} đã dựa vào quyết định này mà tài khoản của bạn không được thu hồi."
            findings.append(Finding("SO-02", says, source=HOUSE))
    return decisions, findings


@may("decisions.read", "revoke")
def revoke_page(request: Asked, position: int) -> HttpResponseBase:
    """Say why, see what would change, take it back."""
    found = queries.one(position, within=request.scope)
    if found is None or not may_take_back(request, found):
        raise Http404(_("Sổ quyết định không có số thứ tự %(at)s.") % {"at": position})
    title = _("Thu hồi quyết định %(number)s") % {"number": found.number}
    if request.method != "POST":
        form = RevokeForm(initial=paper_given(request.grants))
        offer(form, finders(request.grants))
        return Page(request, "decisions/revoke.html", RevokePage(title, position, form))
    form = RevokeForm(request.POST)
    offer(form, finders(request.grants))
    valid = form.is_valid()
    if looks_for(request.POST):
        only_looked(form)
        return Page(request, "decisions/revoke.html", RevokePage(title, position, form))
    if not valid:
        return Page(request, "decisions/revoke.html", RevokePage(title, position, form), status=422)
    said, writes = form.cleaned_data, may_write(request.POST, form)
    paper = Paper(said["number"], said["dated"], said["by"], said["says"] or title)
    by = authority(request.user, today())
    later, beyond = _later(request, position) if said["with_later"] else ([], [])
    if beyond:
        page = RevokePage(title, position, form, Result(beyond, 0))
        return Page(request, "decisions/revoke.html", page, status=422)
    take_back = revoke_with_later if said["with_later"] else revoke
    outcome = take_back(position, paper, by, said["reason"], rehearsed=not writes)
    if outcome.position is not None:
        success(request, _("Đã thu hồi quyết định %(number)s.") % {"number": found.number})
        return HttpResponseRedirect(reverse("decision", args=[outcome.position]))
    result = Result(outcome.findings, outcome.changed)
    page = RevokePage(title, position, form, result, not outcome.refused, fingerprint(form), later)
    return Page(request, "decisions/revoke.html", page, status=422 if outcome.refused else 200)
