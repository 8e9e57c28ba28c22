"""Thu hồi: a decision is taken back by another, after seeing what would become of it."""

from __future__ import annotations

from dataclasses import dataclass
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
from bontot.ledger.enacting import Paper
from bontot.ledger.revoking import revoke
from bontot.ui.clock import today
from bontot.ui.page import Page


class RevokeForm(PaperForm):
    """The decision that takes another back, and why."""

    reason = forms.CharField(max_length=400)

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial)
        self.fields["reason"].label = _("Lý do thu hồi")


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


@may("revoke")
def revoke_page(request: Asked, position: int) -> HttpResponseBase:
    """Say why, see what would change, take it back."""
    found = queries.one(position, within=request.scope)
    if found is None or not request.scope.whole:
        raise Http404(_("Sổ quyết định không có số thứ tự %(at)s.") % {"at": position})
    title = _("Thu hồi quyết định %(number)s") % {"number": found.number}
    if request.method != "POST":
        form = RevokeForm(initial=paper_given(request.grants))
        return Page(request, "decisions/revoke.html", RevokePage(title, position, form))
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return Page(request, "decisions/revoke.html", RevokePage(title, position, form), status=422)
    said, writes = form.cleaned_data, may_write(request.POST)
    paper = Paper(said["number"], said["dated"], said["by"], said["says"] or title)
    by = authority(request.user, today())
    outcome = revoke(position, paper, by, said["reason"], rehearsed=not writes)
    if outcome.position is not None:
        success(request, _("Đã thu hồi quyết định %(number)s.") % {"number": found.number})
        return HttpResponseRedirect(reverse("decision", args=[outcome.position]))
    result = Result(outcome.findings, outcome.changed)
    page = RevokePage(title, position, form, result, not outcome.refused, fingerprint(request.POST))
    return Page(request, "decisions/revoke.html", page, status=422 if outcome.refused else 200)
