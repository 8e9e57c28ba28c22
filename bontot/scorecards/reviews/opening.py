"""What the pages of a classification share: which sheet an address asks for, and what its reader may do there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, organisation
from bontot.evaluation import reading
from bontot.evaluation.told import period_word
from bontot.frameworks.queries import frameworks
from bontot.law.frameworks.framework import Framework, Purpose
from bontot.law.frameworks.shipped import holding
from bontot.organisations.queries import Book
from bontot.scorecards.reviews.recording import act_code
from bontot.scorecards.reviews.saying import grouping_says
from bontot.scorecards.reviews.sheet import ReviewSheet, gather
from bontot.ui.clock import today

DEFAULT = "xep-loai-dang-vien"
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What stands over every page of a sheet."""

    organisation: str
    name: str
    period: str
    period_says: str
    framework: str
    framework_says: str
    version: str
    choices: list[tuple[str, str]]
    """Other frameworks by which the organisation may review in this period."""
    grouping: str
    """By which rule members stand on it."""
    scores: bool
    decides: bool


def opened(request: Asked, code: str, period: str) -> tuple[ReviewSheet, SheetHead]:
    """The sheet of an address and what its reader may do. Raises Http404."""
    found = organisation(request, code)
    if reading.period(period) != period:
        raise Http404(
            _("Không có kỳ đánh giá “%(period)s”; hãy viết như 2026 hoặc 2026-Q1.") % {"period": period[:20]}
        )
    known = choices(period)
    asked = request.GET.get("khung", DEFAULT)
    framework = next((each for each in known if each.code == asked), None)
    if framework is None:
        raise Http404(_("Kỳ này không có khung xếp loại “%(code)s”.") % {"code": asked[:60]})
    sheet = gather(framework, found, period, today())
    head = SheetHead(
        found.code,
        Book([found.pk], at=None).on(found.pk, sheet.day).name,
        period,
        period_word(period),
        framework.code,
        framework.says,
        framework.version,
        [(each.code, each.says) for each in known if each.code != framework.code],
        grouping_says(framework),
        found.pk in request.grants.scope("evaluation.edit"),
        found.pk in request.grants.writing(act_code(framework)),
    )
    return sheet, head


def choices(period: str) -> list[Framework]:
    """The frameworks of classification that hold on the last day of a period that has begun, for such a period."""
    days = reading.days(period)
    if days[0] > today():
        return []
    cycle, last = "quarter" if "-Q" in period else "year", days[1] - timedelta(days=1)
    versions = [
        each for each in frameworks() if each.purpose is Purpose.CLASSIFICATION and each.first <= last
    ]
    held = [holding(versions, code, last) for code in dict.fromkeys(each.code for each in versions)]
    return [each for each in held if cycle in each.cycles]


def must(allowed: bool) -> None:
    """What one may not do has no page. Raises Http404."""
    if not allowed:
        raise Http404(_("Không có trang này."))


def offset(request: Asked) -> int:
    """From which line on."""
    text = request.GET.get("after", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
