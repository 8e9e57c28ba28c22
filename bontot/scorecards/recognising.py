"""Công nhận: many cards at once by one decision of the ledger; what is decided is frozen, and disputed by a new version."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from bontot.evaluation.acts import Recognise
from bontot.kernel.text import said
from bontot.law.frameworks.framework import Framework
from bontot.ledger import bulk
from bontot.ledger.authority import Authority
from bontot.ledger.enacting import Outcome, enact
from bontot.ledger.paper import Paper
from bontot.ledger.traces import sealed
from bontot.meetings.keeping import Refused
from bontot.organisations.models import Organisation
from bontot.scorecards.keeping import framework_of, trace
from bontot.scorecards.models import Campaign, Card, Condition, Line, Trace
from bontot.scorecards.words import FROZEN
from bontot.ui.clock import now


def reaches(card: Card, framework: Framework) -> bool:
    """Whether a card has the points of the best band and no hard condition that was found broken."""
    return (card.appraisal_total or 0) >= framework.bands[0].least and not card.broken


def recognise(
    campaign: Campaign, cards: Sequence[int], paper: Paper, by: Authority, reason: str = ""
) -> Outcome:
    """Recognise organisations under one paper and freeze their cards, in one transaction.

    A card that does not reach the best band needs a reason. Raises Refused; where the ledger refuses, nothing is written
    and its findings are in the outcome.
    """
    framework, reason = framework_of(campaign), said(reason, 400)
    with transaction.atomic():
        found = _held(campaign, cards)
        short = [card for card in found if not reaches(card, framework)]
        if short and not reason:
            raise Refused(
                _("%(number)s phiếu chưa đủ điểm hoặc vướng điều kiện bắt buộc; vẫn công nhận thì ghi lý do.")
                % {"number": len(short)}
            )
        codes = dict(
            Organisation.objects.filter(id__in=[card.organisation_id for card in found]).values_list(
                "id", "code"
            )
        )
        acts = [
            Recognise(
                on=paper.dated,
                organisation=codes[card.organisation_id],
                title=framework.title,
                year=campaign.year,
            )
            for card in found
        ]
        outcome = enact(acts, paper, by)
        if outcome.refused:
            return outcome
        for card in found:
            card.reason = reason if card in short else ""
        _freeze(campaign, found, "recognised", by.name, outcome.position)
    return outcome


def refuse(campaign: Campaign, cards: Sequence[int], reason: str, by: str) -> int:
    """Decide that organisations are not recognised, with a reason, and freeze their cards; how many. Raises Refused."""
    reason = said(reason, 400)
    if not reason:
        raise Refused(_("Không công nhận thì phải ghi lý do."))
    with transaction.atomic():
        found = _held(campaign, cards)
        for card in found:
            card.reason = reason
        _freeze(campaign, found, "refused", by, None)
        return len(found)


def _held(campaign: Campaign, cards: Sequence[int]) -> list[Card]:
    found = list(
        Card.objects.select_for_update().filter(campaign=campaign, current=True, id__in=cards).order_by("id")
    )
    wrong = [card for card in found if card.state != "appraised"]
    if not found:
        raise Refused(_("Hãy chọn ít nhất một phiếu."))
    if wrong:
        raise Refused(
            _("%(number)s phiếu chưa thẩm định hoặc đã quyết định rồi; hãy tải lại trang và chọn lại.")
            % {"number": len(wrong)}
        )
    return found


def _freeze(campaign: Campaign, cards: Sequence[Card], state: str, by: str, position: int | None) -> None:
    at = now()
    chosen = Card.objects.filter(bulk.where_among("id", [card.id for card in cards]))
    chosen.update(state=state, decided_at=at, position=position, edits=F("edits") + 1, reason="")
    for reason in {card.reason for card in cards} - {""}:
        with_it = [card.id for card in cards if card.reason == reason]
        Card.objects.filter(bulk.where_among("id", with_it)).update(reason=reason)
    what = "recognise" if state == "recognised" else "refuse"
    Trace.objects.bulk_create(
        Trace(
            campaign=campaign, card=card, at=at, by=by, what=what, before="",
            after=sealed({"state": state, "position": position, "reason": card.reason}),
        )
        for card in cards
    )  # fmt: skip


def dispute(card_id: int, reason: str, by: str) -> Card:
    """Begin the next version of a frozen card, from what stands in it; the frozen one stays as it is. Raises Refused."""
    reason = said(reason, 400)
    if not reason:
        raise Refused(_("Kiến nghị xem lại thì phải ghi lý do."))
    with transaction.atomic():
        old = Card.objects.select_for_update().select_related("campaign").get(id=card_id)
        if old.state not in FROZEN or not old.current:
            raise Refused(_("Chỉ phiếu đã quyết định mới có kiến nghị xem lại; phiếu này còn sửa được."))
        Card.objects.filter(id=old.id).update(current=False)
        lines, conditions = list(Line.objects.filter(card=old)), list(Condition.objects.filter(card=old))
        new = Card.objects.get(id=old.id)
        new.pk, new.version, new.current, new.edits = None, old.version + 1, True, 0
        new.state, new.decided_at, new.position, new.reason = "voted", None, None, reason
        new.save(force_insert=True)
        for each in (*lines, *conditions):
            each.pk, each.card = None, new
        Line.objects.bulk_create(lines)
        Condition.objects.bulk_create(conditions)
        trace(
            old.campaign,
            new,
            by,
            "dispute",
            {"version": old.version},
            {"version": new.version, "reason": reason},
        )
        return new
