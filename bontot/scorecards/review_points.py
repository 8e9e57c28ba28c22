"""Trang chấm điểm để xếp loại: points of the main criteria and conditions not met, for everybody, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.contrib.messages import success
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.evaluation import reading
from bontot.law.frameworks.framework import Condition
from bontot.scorecards.review_opening import PER_PAGE, SheetHead, must, offset, opened
from bontot.scorecards.review_saving import Clash, Points, save_points
from bontot.scorecards.review_sheet import Reviewed, ReviewSheet
from bontot.scorecards.review_things import opens
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class Box:
    """Where the points of one main criterion are written."""

    name: str
    says: str
    most: int
    value: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A condition that is not met."""

    name: str
    says: str
    ticked: bool
    found: bool
    """Whether the records say so."""
    href: str
    """Where what they say is listed; nothing where there is no list, or the reader may not see it."""


@dataclass(frozen=True, slots=True)
class PointsLine:
    """A line of the form."""

    id: int
    name: str
    where: str
    seen: int
    boxes: list[Box]
    ticks: list[Tick]


@dataclass(frozen=True, slots=True)
class PointsPage:
    """The form for a part of the sheet."""

    title: str
    head: SheetHead
    lines: list[PointsLine]
    after: int | None
    problems: tuple[str, ...] = ()


@may("evaluation.read", "evaluation.edit")
def points_page(request: Asked, organisation: str, period: str) -> HttpResponseBase:
    """Write points; what others have changed meanwhile is told and nothing is lost."""
    sheet, head = opened(request, organisation, period)
    must(head.scores)
    first = offset(request)
    shown = sheet.subjects[first : first + PER_PAGE]
    problems: list[str] = []
    status = 200
    if request.method == "POST":
        written, problems = _written(request, sheet, shown)
        status = 422
        if not problems:
            try:
                count = save_points(sheet, written, request.user.get_username())
            except Clash as clash:
                sheet, head = opened(request, organisation, period)
                problems, status = list(clash.says(sheet)), 409
            else:
                success(request, _("Đã lưu điểm của %(count)s dòng.") % {"count": count})
                address = reverse("review_sheet", args=[organisation, period])
                return HttpResponseRedirect(f"{address}?khung={head.framework}")
    page = PointsPage(
        _("Chấm điểm: %(name)s") % {"name": head.name},
        head,
        [_line(request, sheet, each) for each in shown],
        first + PER_PAGE if len(sheet.subjects) > first + PER_PAGE else None,
        tuple(problems),
    )
    return Page(request, "scorecards/review_points.html", page, status=status)


def _typed(request: Asked, name: str) -> str:
    return request.POST.get(name, "").strip()[:10]


def _written(
    request: Asked, sheet: ReviewSheet, shown: list[Reviewed]
) -> tuple[dict[int, Points], list[str]]:
    """What was written, and every sentence about what cannot be read."""
    written: dict[int, Points] = {}
    problems: list[str] = []
    for each in shown:
        points: dict[str, str] = {}
        texts = {part.code: _typed(request, f"p-{each.id}-{part.code}") for part in sheet.framework.parts()}
        for part in sheet.framework.parts():
            kept = reading.points(texts[part.code]) if texts[part.code] else None
            if kept is not None and Decimal(kept) <= part.most:
                points[part.code] = kept
            elif any(texts.values()):
                problems.append(
                    _("%(name)s: điểm “%(criterion)s” phải từ 0 đến %(most)s, như 27,5; đã ghi “%(text)s”.")
                    % {"name": each.name, "criterion": part.says, "most": part.most, "text": texts[part.code]}
                )
        broken = {c.code for c in sheet.framework.hard if request.POST.get(f"c-{each.id}-{c.code}")}
        seen = _typed(request, f"seen-{each.id}")
        if f"seen-{each.id}" in request.POST:
            number = int(seen) if seen.isascii() and seen.isdecimal() else 0
            written[each.id] = Points(number, points, frozenset(broken))
    return written, problems


def _listed(request: Asked, sheet: ReviewSheet, each: Reviewed, condition: Condition) -> str:
    evidence = condition.evidence.code if condition.evidence else ""
    if not opens(request, sheet.framework, evidence, each.id):
        return ""
    address = reverse("review_things", args=[sheet.organisation.code, sheet.period, each.code, evidence])
    return f"{address}?{urlencode({'khung': sheet.framework.code})}"


def _line(request: Asked, sheet: ReviewSheet, each: Reviewed) -> PointsLine:
    review, sent = sheet.reviews.get(each.id), request.method == "POST"
    boxes = []
    for part in sheet.framework.parts():
        name = f"p-{each.id}-{part.code}"
        kept = review.points.get(part.code, "").replace(".", ",") if review else ""
        value = _typed(request, name) if sent else kept
        good = reading.points(value) if value else "0"
        boxes.append(Box(name, part.says, part.most, value, good is None or Decimal(good) > part.most))
    broken, found = sheet.broken(each.id), sheet.found.get(each.id, frozenset())
    ticks = []
    for condition in sheet.framework.hard:
        name = f"c-{each.id}-{condition.code}"
        ticked = bool(request.POST.get(name)) if sent else condition.code in broken
        href = _listed(request, sheet, each, condition) if condition.code in found else ""
        ticks.append(Tick(name, condition.says, ticked, condition.code in found, href))
    return PointsLine(each.id, each.name, each.where, review.edits if review else 0, boxes, ticks)
