"""Kiến nghị xem lại còn chờ: of a version that a dispute began and nobody has decided, who disputed when and why, and what
stands meanwhile. The decided version is never changed by it: statistics go on counting the fact that its decision made.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import orjson
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bontot.ledger import bulk
from bontot.ledger.sealing import unseal
from bontot.scorecards.keeping import standing_recognitions
from bontot.scorecards.models import Campaign, Card, Trace
from bontot.scorecards.words import FROZEN, STATES


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispute that waits for a decision."""

    by: str
    at: datetime
    reason: str
    of: int
    """The version that was decided."""
    state: str
    """What was decided of it."""
    stands: bool
    """Whether that still holds: a recognition may have been taken back since."""

    @property
    def says(self) -> str:
        """Who disputed when and why, and what holds until somebody decides."""
        told = {
            "by": self.by,
            "day": f"{localtime(self.at):%d/%m/%Y}",
            "reason": self.reason,
            "of": self.of,
            "state": str(STATES[self.state]).lower(),
        }
        disputed = _("Kiến nghị xem lại: %(by)s ghi ngày %(day)s, lý do: %(reason)s") % told
        held = (
            _("Phiếu lần %(of)s (%(state)s) vẫn có hiệu lực đến khi có quyết định mới.") % told
            if self.stands
            else _("Quyết định ở phiếu lần %(of)s đã thu hồi.") % told
        )
        return f"{disputed.rstrip('.')}. {held}"


def pending(card: Card) -> Dispute | None:
    """The dispute of the organisation of a card that nobody has decided yet, whichever of its versions is looked at."""
    now = card
    if not card.current:
        now = Card.objects.get(campaign=card.campaign, organisation_id=card.organisation_id, current=True)
    if now.version == 1 or now.state in FROZEN:
        return None
    return disputes(card.campaign, [now.id]).get(now.id)


def disputes(campaign: Campaign, cards: Collection[int]) -> dict[int, Dispute]:
    """The disputes that began these versions, by card; a constant number of statements, and none where there is no card."""
    if not cards:
        return {}
    traces = Trace.objects.filter(bulk.where_among("card_id", list(cards)), what="dispute").select_related(
        "card"
    )
    began = {trace.card_id: trace for trace in traces.order_by("id") if trace.card}
    organisations = [trace.card.organisation_id for trace in began.values() if trace.card]
    frozen = Card.objects.filter(
        Q(bulk.where_among("organisation_id", organisations)), campaign=campaign, state__in=FROZEN
    )
    states = {(o, v): s for o, v, s in frozen.values_list("organisation_id", "version", "state")}
    known = standing_recognitions(campaign, organisations)
    found = {}
    for id, trace in began.items():
        assert id is not None and trace.card is not None
        organisation, of = trace.card.organisation_id, trace.card.version - 1
        state = states.get((organisation, of), "recognised")
        reason = str(orjson.loads(unseal(trace.after)).get("reason", "")) if trace.after else ""
        stands = state != "recognised" or organisation in known
        found[id] = Dispute(trace.by, trace.at, reason, of, state, stands)
    return found
