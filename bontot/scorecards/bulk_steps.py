"""Nhiều phiếu một lần: what is done with the chosen cards of a list."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from bontot.access.doors import Asked
from bontot.access.scope import authority
from bontot.ledger.paper import Paper
from bontot.meetings.keeping import Refused
from bontot.scorecards import appraising, recognising
from bontot.scorecards.campaigns import count_again
from bontot.scorecards.forms import PaperForm
from bontot.scorecards.models import Campaign, Card
from bontot.scorecards.opening import oversees
from bontot.scorecards.registering import register_all
from bontot.ui.clock import today

NEEDS = {
    "register": "campaigns.score",
    "accept": "campaigns.appraise",
    "recognise": "campaigns.recognise",
    "refuse": "campaigns.recognise",
    "fill": "campaigns.manage",
}
"""By what each may be done."""
MOST = 10_000
"""Cards in one request."""


def act(
    request: Asked, campaign: Campaign, organisation: int, form: PaperForm
) -> tuple[str, tuple[str, ...]]:
    """Do what was asked; what to say of it, and what is wrong. Raises Http404 where the reader may not."""
    what = request.POST.get("do", "")
    if what not in NEEDS:
        raise Http404(_("Không có việc này."))
    permission = NEEDS[what]
    if what == "fill":
        if campaign.organisation_id not in request.grants.scope(permission):
            raise Http404(_("Không có trang này."))
        number = count_again(campaign, request.user.get_username())
        return _("Đã tính lại minh chứng của %(number)s phiếu.") % {"number": number}, ()
    cards = _cards(request, campaign, permission)
    try:
        return _done(request, campaign, what, cards, form)
    except Refused as refused:
        return "", refused.says


def _cards(request: Asked, campaign: Campaign, permission: str) -> list[int]:
    """The chosen cards. Raises Http404 where one of them is not there, or not within what the reader may do."""
    said = request.POST.getlist("card")[:MOST]
    wanted = {int(text) for text in said if text.isdecimal() and len(text) < 18}
    found = dict(
        Card.objects.filter(campaign=campaign, current=True, id__in=wanted).values_list(
            "id", "organisation_id"
        )
    )
    scope = request.grants.scope(permission)
    allowed = {
        id: organisation in scope
        if permission == "campaigns.score"
        else oversees(request, permission, organisation)
        for id, organisation in found.items()
    }
    if len(found) < len(wanted) or not all(allowed.values()):
        raise Http404(_("Có phiếu không thuộc phạm vi của tài khoản."))
    return sorted(found)


def _done(
    request: Asked, campaign: Campaign, what: str, cards: list[int], form: PaperForm
) -> tuple[str, tuple[str, ...]]:
    by, reason = request.user.get_username(), request.POST.get("reason", "")
    if what == "register":
        return _("Đã ghi %(number)s tổ chức đăng ký.") % {"number": register_all(campaign, cards, by)}, ()
    if what == "accept":
        return _("Đã thẩm định %(number)s phiếu.") % {"number": appraising.accept(campaign, cards, by)}, ()
    if what == "refuse":
        return _("Đã ghi %(number)s tổ chức không được công nhận.") % {
            "number": recognising.refuse(campaign, cards, reason, by)
        }, ()
    if not form.is_valid():
        return "", (_("Hãy ghi đủ số, ngày và cơ quan ban hành quyết định công nhận."),)
    said = form.cleaned_data
    paper = Paper(said["number"], said["dated"], said["by"], said["says"] or campaign.title)
    outcome = recognising.recognise(campaign, cards, paper, authority(request.user, today()), reason)
    if outcome.refused:
        return "", tuple(dict.fromkeys(str(f.says) for f in outcome.findings if f.refuses))[:20]
    return _("Đã công nhận %(number)s tổ chức theo quyết định %(paper)s.") % {
        "number": len(cards),
        "paper": paper.number,
    }, ()
