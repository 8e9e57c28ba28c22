"""Đăng ký nhiều tổ chức một lần, as a superior notes them from the list that came on paper."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from bontot.ledger import bulk
from bontot.ledger.traces import sealed
from bontot.meetings.keeping import Refused
from bontot.scorecards.models import Campaign, Card, Trace
from bontot.ui.clock import now


def register_all(campaign: Campaign, cards: Sequence[int], by: str) -> int:
    """Register the chosen cards that are not yet; how many. Raises Refused where none is."""
    with transaction.atomic():
        found = list(
            Card.objects.select_for_update().filter(
                campaign=campaign, current=True, id__in=cards, state="open"
            )
        )
        if not found:
            raise Refused(_("Hãy chọn ít nhất một phiếu chưa đăng ký."))
        at = now()
        Card.objects.filter(bulk.where_among("id", [card.id for card in found])).update(
            state="registered", registered_at=at, edits=F("edits") + 1
        )
        after = sealed({"state": "registered"})
        Trace.objects.bulk_create(
            Trace(campaign=campaign, card=card, at=at, by=by, what="register", before="", after=after)
            for card in found
        )
        return len(found)
