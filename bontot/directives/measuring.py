"""Results that the system counts itself: an indicator, or meetings whose minutes are approved; each opens into its names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.directives.models import Commitment
from bontot.directives.words import MEASURES, MEETINGS
from bontot.ledger import bulk
from bontot.meetings.models import Meeting
from bontot.organisations.models import Organisation
from bontot.organisations.tree import tree
from bontot.statistics.errors import Unanswerable
from bontot.statistics.indicator_pages import names_address
from bontot.statistics.indicators import INDICATORS, indicator
from bontot.ui.writing import number


@dataclass(frozen=True, slots=True)
class Counted:
    """A result that was counted: how much, of what, up to which day, and where those behind it are listed."""

    value: Decimal
    says: str
    on: date
    href: str


def choices() -> list[tuple[str, str]]:
    """How a commitment may be measured, as a form offers it: a word of `words.MEASURES`, perhaps with what is counted."""
    plain = [(key, str(MEASURES[key])) for key in ("done", "amount")]
    meetings = [(f"meetings:{key}", f"{_('Số buổi')} {says}") for key, says in MEETINGS.items()]
    counted = [(f"indicator:{code}", f"{_('Chỉ tiêu')}: {_(each.says)}") for code, each in INDICATORS.items()]
    return [*plain, *meetings, *counted]


def known(measure: str, counted: str) -> bool:
    """Whether the system can count so; what is not counted needs nothing to count by."""
    if measure == "indicator":
        return counted in INDICATORS
    return counted in MEETINGS if measure == "meetings" else not counted


def amount(value: Decimal | None, unit: str) -> str:
    """`12,5 ha`, without decimals that say nothing; nothing where there is no number."""
    if value is None:
        return ""
    return f"{number(value, 0 if value == value.to_integral_value() else 2)} {unit}".strip()


def counted(commitment: Commitment, on: date) -> Counted | None:
    """What the system counts for a commitment up to a day; None for what it does not count, or has no answer for."""
    if commitment.measure == "indicator":
        return _indicator(commitment, on)
    if commitment.measure == "meetings":
        says = str(MEETINGS.get(commitment.counted, commitment.counted))
        href = reverse("commitment_counted", args=[commitment.id])
        return Counted(Decimal(meetings(commitment, on).count()), says, on, href)
    return None


def meetings(commitment: Commitment, on: date) -> QuerySet[Meeting]:
    """The meetings that count for a commitment: of the organisation and all below it, with approved minutes."""
    inside = tree(on).under(commitment.organisation_id)
    found = Meeting.objects.filter(bulk.where_among("organisation_id", inside), kind=commitment.counted)
    since = commitment.since or commitment.given
    return found.filter(state="approved", day__gte=since, day__lte=on).order_by("-day", "id")


def _indicator(commitment: Commitment, on: date) -> Counted | None:
    code = Organisation.objects.values_list("code", flat=True).get(id=commitment.organisation_id)
    try:
        answer = indicator(commitment.counted, code, on, commitment.since or commitment.given)
    except Unanswerable:
        return None
    return Counted(Decimal(answer.numerator), answer.says, on, names_address(answer, "numerator", None))
