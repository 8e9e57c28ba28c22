"""Trang thẩm định, and the trail of a card."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.kernel.text import said
from bontot.ledger.traces import Traced
from bontot.meetings.pages.opening import attempt
from bontot.organisations.queries import Named
from bontot.scorecards import appraising, steps
from bontot.scorecards.disputing import Dispute, pending
from bontot.scorecards.forms import judged
from bontot.scorecards.models import Trace
from bontot.scorecards.opening import Head, card, head, oversees
from bontot.scorecards.sheet import Hard, Sheet, Shown
from bontot.scorecards.views_card import shown
from bontot.scorecards.words import DEEDS, TOLD
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class AppraisePage:
    """The form of the superior."""

    title: str
    head: Head
    sheet: Sheet
    dispute: Dispute | None
    """Of what is judged again, where a dispute began it."""
    criteria: list[tuple[Shown, appraising.Judged]]
    conditions: list[tuple[Hard, appraising.Judged]]
    reason: str
    problems: tuple[str, ...]


@may("campaigns.appraise")
def appraise_page(request: Asked, id: int, code: str) -> HttpResponseBase:
    """Appraise, or return with a reason."""
    found = card(request, id, code)
    if not oversees(request, "campaigns.appraise", found.organisation_id):
        raise Http404(_("Phiếu do cấp trên của tổ chức thẩm định."))
    problems: tuple[str, ...] = ()
    appraisal = judged(request.POST, shown(request, found))
    if request.method == "POST":
        back, by = request.POST.get("do") == "return", request.user.get_username()
        answer, problems = attempt(
            request,
            "campaigns.appraise",
            found.organisation_id,
            lambda: (
                steps.give_back(found.id, request.POST.get("return_reason", ""), by)
                if back
                else appraising.appraise(found.id, appraisal, by)
            ),
            then=reverse("campaign_place", args=[id, code]),
            says=_("Đã trả lại phiếu kèm lý do.") if back else _("Đã lưu thẩm định."),
        )
        if answer:
            return answer
    known = shown(request, found)
    page = AppraisePage(
        title=_("Thẩm định: %(name)s") % {"name": known.organisation.name},
        head=head(found.campaign),
        sheet=known,
        dispute=pending(found),
        criteria=[(each, appraisal.criteria[each.code]) for each in known.lines if each.scored],
        conditions=[(each, appraisal.conditions[each.place]) for each in known.conditions],
        reason=said(request.POST.get("return_reason", ""), 400),
        problems=problems,
    )
    return Page(request, "scorecards/appraise.html", page, status=422 if problems else 200)


@dataclass(frozen=True, slots=True)
class TracesPage:
    """Who changed what of a card."""

    title: str
    head: Head
    organisation: Named
    traces: list[Traced]


@may("campaigns.read")
def card_traces_page(request: Asked, id: int, code: str) -> HttpResponseBase:
    """Every change of every version, the latest first."""
    found = card(request, id, code)
    known = shown(request, found)
    rows = Trace.objects.filter(campaign=found.campaign, card__organisation_id=found.organisation_id)
    traces = [t.told(DEEDS[t.what], TOLD) for t in rows.order_by("-id")[:500]]
    page = TracesPage(_("Dấu vết phiếu điểm"), head(found.campaign), known.organisation, traces)
    return Page(request, "scorecards/traces.html", page)
