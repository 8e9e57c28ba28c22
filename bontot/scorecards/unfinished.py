"""Cards of campaigns that an organisation has not brought to their end when it ends itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext_noop as _

from bontot.ledger import bulk
from bontot.members.unfinished import Work, counted
from bontot.scorecards.models import Card
from bontot.scorecards.words import FROZEN


def unfinished(organisations: Collection[int], day: date) -> Iterator[Work]:
    """One statement."""
    cards = Card.objects.filter(bulk.where_among("organisation_id", organisations), current=True)
    yield Work(
        _("Phiếu chấm điểm chưa công nhận"),
        _("Phiếu dừng ở bước đang có; bên nhận có phiếu của mình từ đợt sau."),
        "campaigns.read",
        counted(cards.exclude(state__in=FROZEN)),
    )
