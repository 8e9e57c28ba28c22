"""Days, numbers and how surely something was read, as people write them, in the reader's language."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from bontot.kernel.citation import Confidence
from bontot.kernel.partial import written

TRAIL = _("Vị trí trang")
NONE = "–"
"""Where there is no number."""


def day_here(value: date | None) -> date | None:
    """The day it was where the office is, of a moment as it is stored; a day stays what it is."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def day(value: date | None) -> str:
    """`30/06/2024`, of a moment the day where the office is; nothing where there is no day."""
    value = day_here(value)
    return f"{value.day:02}/{value.month:02}/{value.year:04}" if value else ""


def partial_day(value: str | None) -> str:
    """`1962`, `08/1962` or `15/08/1962`; nothing where there is none."""
    return written(value) if value else ""


def number(value: float | Decimal | None, decimals: int = 0) -> str:
    """`89.455` in Vietnamese, `89,455` in English; a dash where there is no number."""
    if value is None:
        return NONE
    return number_format(_rounded(value, decimals), decimals, use_l10n=True, force_grouping=True)


def percent(part: float | None, whole: float | None, decimals: int = 1) -> str:
    """How many per cent of `whole` is `part`: `93,9 %`; a dash where there is no whole."""
    if part is None or not whole:
        return NONE
    return number(Decimal(part) * 100 / Decimal(whole), decimals) + "\u00a0%"


def _rounded(value: float | Decimal, decimals: int) -> Decimal:
    """Halves go up, as people round; a float is taken as it is written."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def sureness(confidence: Confidence) -> str:
    """How surely the place was read, for people."""
    return str(
        {
            Confidence.VERIFIED: _("đã đọc trong văn bản đang có hiệu lực"),
            Confidence.PREDECESSOR: _("mới đọc trong văn bản trước hoặc bản tóm tắt"),
            Confidence.BACKGROUND: _("chưa đọc được nguyên văn"),
            Confidence.HOUSE: _("quy ước của hệ thống"),
        }[confidence]
    )
