"""What a card waits for: of every step that nobody has taken yet, what comes before it, who takes it and until when."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bontot.scorecards.models import Card
from bontot.ui.writing import day as written


@dataclass(frozen=True, slots=True)
class Total:
    """The points of a step, or what it waits for."""

    says: str
    points: int | None
    awaits: str = ""
    """In words, where the step has not been taken."""


def totals(card: Card, says: tuple[str, str, str, str], proposed: int) -> list[Total]:
    """What the records propose, and the three steps in their order."""
    campaign = card.campaign
    steps = (card.self_total, card.vote_total, card.appraisal_total)
    waiting = (
        _("chưa chấm; điểm gợi ý là chỗ bắt đầu, hạn %(day)s") % {"day": written(campaign.score_by)},
        _("chưa biểu quyết; hạn %(day)s") % {"day": written(campaign.score_by)}
        if card.self_total is not None
        else _("sau khi tự chấm"),
        _("chờ cấp trên, hạn %(day)s") % {"day": written(campaign.appraise_by)}
        if card.vote_total is not None
        else _("sau khi biểu quyết"),
    )
    later = [
        Total(name, points, "" if points is not None else awaits)
        for name, points, awaits in zip(says[1:], steps, waiting, strict=True)
    ]
    return [Total(says[0], proposed), *later]
