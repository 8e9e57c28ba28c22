"""Changing a card: one at a time, never after it is frozen, never without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bontot.evaluation.models import Recognition
from bontot.frameworks.queries import framework
from bontot.law.frameworks.framework import Framework
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.ledger.traces import Values, differing
from bontot.meetings.keeping import Refused
from bontot.organisations import queries as organisations
from bontot.scorecards.models import Campaign, Card, Trace
from bontot.scorecards.words import FROZEN, STATES
from bontot.ui.clock import now, today


@contextmanager
def changing(card_id: int, *states: str) -> Iterator[Card]:
    """The card, held by this transaction alone, in one of these states. Raises Refused, saying why and what to do."""
    with transaction.atomic():
        card = Card.objects.select_for_update().select_related("campaign").get(id=card_id)
        if not card.current:
            raise Refused(_("Phiếu này đã có lần xem lại sau; hãy mở phiếu đang dùng."))
        if card.state in FROZEN:
            thaw([card])
        must_stand(card)
        if card.state not in states:
            raise Refused(wrong_step(card))
        card.edits += 1
        yield card


def wrong_step(card: Card) -> str:
    """Why something cannot be done with a card as it stands."""
    says = {"state": str(STATES[card.state]).lower()}
    if card.state in FROZEN:
        return _("Phiếu đã khóa (%(state)s). Không đồng ý thì ghi kiến nghị xem lại.") % says
    return _("Phiếu đang ở bước “%(state)s”, chưa làm được việc này. Hãy tải lại trang.") % says


def must_stand(card: Card) -> None:
    """Raises Refused where the organisation is no more, with the day on which it ended."""
    days = organisations.days_of(card.organisation_id, at=None)
    on = min(today(), last_day(card.campaign))
    if days is None or not organisations.exists(card.organisation_id, on=on, at=None):
        end = days[1] if days else on
        raise Refused(
            _(
                "Tổ chức này không còn từ ngày %(day)s nên phiếu của nó không sửa được nữa; tổ chức tiếp nhận có phiếu riêng."
            )
            % {"day": f"{end:%d/%m/%Y}"}
        )


def last_day(campaign: Campaign) -> date:
    """The last day that belongs to a campaign."""
    return date.fromordinal(campaign.end.toordinal() - 1)


def framework_of(campaign: Campaign) -> Framework:
    """By which a campaign scores."""
    return framework(campaign.framework, campaign.framework_version)


def standing_recognitions(campaign: Campaign, organisations_: list[int] | None = None) -> set[int]:
    """Which organisations are recognised for the campaign's title and year by a decision that has not been taken back."""
    found = Recognition.objects.filter(
        ledger.known(None), title=framework_of(campaign).title, year=campaign.year
    )
    if organisations_ is not None:
        found = found.filter(bulk.where_among("organisation_id", organisations_))
    return set(found.values_list("organisation_id", flat=True))


def thaw(cards: list[Card]) -> None:
    """Let cards whose recognition was taken back be worked on again: they are appraised and undecided, as before it."""
    recognised = [card for card in cards if card.state == "recognised"]
    if not recognised:
        return
    campaign = recognised[0].campaign
    known = standing_recognitions(campaign, [card.organisation_id for card in recognised])
    for card in recognised:
        if card.organisation_id not in known:
            trace(campaign, card, "hệ thống", "revoked", {"position": card.position}, {})
            card.state, card.position, card.decided_at = "appraised", None, None
            card.save(update_fields=["state", "position", "decided_at"])


def trace(campaign: Campaign, card: Card | None, by: str, what: str, before: Values, after: Values) -> None:
    """Write down who did what, even where nothing differs; only what differs is kept."""
    Trace.objects.create(campaign=campaign, card=card, at=now(), by=by, what=what, **differing(before, after))
