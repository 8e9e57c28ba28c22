"""Trang chấm điểm để xếp loại: at a step, points and conditions not met for everybody, a page at a time.

Two totals are enough; who scores the criteria gets them added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.contrib.messages import success
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.law.frameworks.framework import Condition, Criterion, Side, Step
from bontot.scorecards.reviews.leading import LED_GRADE
from bontot.scorecards.reviews.opening import PER_PAGE, SheetHead, must, offset, opened
from bontot.scorecards.reviews.saving import Clash, Points, save_points
from bontot.scorecards.reviews.saying import points_says
from bontot.scorecards.reviews.sheet import Reviewed, ReviewSheet
from bontot.scorecards.reviews.steps import given, scoring, usual
from bontot.scorecards.reviews.summing import comma, read, summed
from bontot.scorecards.reviews.things import address, opens
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class Box:
    """Where the points of one criterion are written."""

    name: str
    code: str
    says: str
    most: int
    value: str
    wrong: bool
    added: str
    """What its parts come to, where they were scored: then nothing needs to stand here."""


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
    parts: list[Box]
    """The criteria that the main ones are made of, for whoever opens them."""
    opened: bool
    ticks: list[Tick]
    steps: list[str]
    """What was given at the other steps."""


@dataclass(frozen=True, slots=True)
class PointsPage:
    """The form for a part of the sheet, at one step."""

    title: str
    head: SheetHead
    step: str
    step_says: str
    who: str
    steps: list[tuple[str, str]]
    """Other steps at which the reader may write."""
    lines: list[PointsLine]
    after: int | None
    problems: tuple[str, ...] = ()


@may("evaluation.read", "evaluation.edit")
def points_page(request: Asked, organisation: str, period: str) -> HttpResponseBase:
    """Write points; what others have changed meanwhile is told and nothing is lost."""
    sheet, head = opened(request, organisation, period)
    about = _step(request, sheet, head)
    step = about.code
    first = offset(request)
    shown = sheet.subjects[first : first + PER_PAGE]
    problems: list[str] = []
    status = 200
    if request.method == "POST":
        written, problems = _written(request, sheet, shown)
        status = 422
        if not problems:
            try:
                count = save_points(sheet, written, request.user.get_username(), step)
            except Clash as clash:
                sheet, head = opened(request, organisation, period)
                problems, status = list(clash.says(sheet)), 409
            else:
                success(request, _("Đã lưu điểm của %(count)s dòng.") % {"count": count})
                then = reverse("review_sheet", args=[organisation, period])
                return HttpResponseRedirect(f"{then}?khung={head.framework}")
    open_to = opens(request, sheet, shown)
    page = PointsPage(
        _("Chấm điểm: %(name)s") % {"name": head.name},
        head,
        step,
        about.says,
        about.who,
        [
            (each.code, each.says)
            for each in scoring(sheet.framework)
            if each != about and _writes(head, each)
        ],
        [_line(request, sheet, each, step, open_to) for each in shown],
        first + PER_PAGE if len(sheet.subjects) > first + PER_PAGE else None,
        tuple(problems),
    )
    return Page(request, "scorecards/review_points.html", page, status=status)


def _writes(head: SheetHead, step: Step) -> bool:
    """Whether the reader may give points at a step: those of the superior are given by whoever decides."""
    return head.decides if step.side is Side.SUPERIOR else head.scores


def _step(request: Asked, sheet: ReviewSheet, head: SheetHead) -> Step:
    """The step that is asked for. Raises Http404 for one that there is not, or where the reader may not write."""
    asked = request.GET.get("buoc", "") or usual(sheet.framework)
    found = next((each for each in scoring(sheet.framework) if each.code == asked), None)
    if found is None:
        raise Http404(_("Khung này không có bước chấm “%(step)s”.") % {"step": asked[:40]})
    must(_writes(head, found))
    return found


def _typed(request: Asked, name: str) -> str:
    return request.POST.get(name, "").strip()[:10]


def _written(
    request: Asked, sheet: ReviewSheet, shown: list[Reviewed]
) -> tuple[dict[int, Points], list[str]]:
    """What was written, and every sentence about what cannot be read or does not add up."""
    written: dict[int, Points] = {}
    problems: list[str] = []
    for each in shown:
        if f"seen-{each.id}" not in request.POST:
            continue
        texts = {part.code: _typed(request, f"p-{each.id}-{part.code}") for part in sheet.framework.criteria}
        points, wrong = summed(sheet.framework, texts)
        problems += [f"{each.name}: {says}" for says in wrong]
        broken = {c.code for c in _asked(sheet) if request.POST.get(f"c-{each.id}-{c.code}")}
        seen = _typed(request, f"seen-{each.id}")
        number = int(seen) if seen.isascii() and seen.isdecimal() else 0
        written[each.id] = Points(number, points, frozenset(broken))
    return written, problems


def _asked(sheet: ReviewSheet) -> list[Condition]:
    """The conditions that people answer; to the grade of what somebody leads the records hold them."""
    return [c for c in sheet.framework.hard if not c.evidence or c.evidence.code != LED_GRADE]


def _line(
    request: Asked, sheet: ReviewSheet, each: Reviewed, step: str, open_to: dict[str, set[int]]
) -> PointsLine:
    review, sent = sheet.reviews.get(each.id), request.method == "POST"
    steps = given(review, sheet.framework) if review else {}
    kept = steps.get(step, {})
    leaves = [leaf for leaf in sheet.framework.leaves if leaf.above]
    mains = [_box(request, each.id, main, kept, sheet) for main in sheet.framework.parts()]
    parts = [_box(request, each.id, leaf, kept, sheet) for leaf in leaves]
    broken, found = sheet.broken(each.id), sheet.found.get(each.id, frozenset())
    ticks = []
    for condition in _asked(sheet):
        name = f"c-{each.id}-{condition.code}"
        ticked = bool(request.POST.get(name)) if sent else condition.code in broken
        lists = open_to.get(condition.evidence.code, ()) if condition.evidence else ()
        href = address(sheet, each.code, condition) if condition.code in found and each.id in lists else ""
        ticks.append(Tick(name, condition.says, ticked, condition.code in found, href))
    return PointsLine(
        each.id,
        each.name,
        each.place,
        review.edits if review else 0,
        mains,
        parts,
        any(box.value for box in parts),
        ticks,
        [points_says(sheet.framework, code, points) for code, points in steps.items() if code != step],
    )


def _box(request: Asked, id: int, criterion: Criterion, kept: dict[str, str], sheet: ReviewSheet) -> Box:
    name, code = f"p-{id}-{criterion.code}", criterion.code
    made_of = any(other.startswith(f"{code}.") for other in kept)
    text = kept.get(code, "")
    before = comma(Decimal(text)) if text else ""
    value = _typed(request, name) if request.method == "POST" else "" if made_of else before
    return Box(
        name, code, criterion.says, criterion.most, value, bool(value) and read(criterion, value) is None,
        before if made_of else "",
    )  # fmt: skip
