"""Trang quyết định mức: from what is proposed, people decide, each deviation with a reason; then one decision records it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django import forms
from django.contrib.messages import success
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.access.scope import authority
from bontot.kernel.finding import Finding
from bontot.ledger.paper import Paper
from bontot.ledger.sealing import unseal
from bontot.scorecards.reviews.opening import PER_PAGE, SheetHead, must, offset, opened
from bontot.scorecards.reviews.over import over_says
from bontot.scorecards.reviews.pages import by_points
from bontot.scorecards.reviews.recording import intended, record
from bontot.scorecards.reviews.saving import Clash, Grade, save_grades
from bontot.scorecards.reviews.saying import count_says, says
from bontot.scorecards.reviews.sheet import Reviewed, ReviewSheet
from bontot.ui.clock import today
from bontot.ui.fields import DayField
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class GradeLine:
    """A line of the form."""

    id: int
    name: str
    where: str
    total: str
    proposed: str
    grounds: list[str]
    seen: int
    grade: str
    """The band that stands there, or is proposed; blank where people must choose."""
    reason: str


@dataclass(frozen=True, slots=True)
class GradesPage:
    """The form for a part of the sheet."""

    title: str
    head: SheetHead
    bands: list[tuple[str, str]]
    counts: list[str]
    lines: list[GradeLine]
    after: int | None
    problems: tuple[str, ...] = ()


@may("evaluation.read")
def grades_page(request: Asked, organisation: str, period: str) -> HttpResponseBase:
    """Decide grades; whoever has no points yet is not on the list."""
    sheet, head = opened(request, organisation, period)
    must(head.decides)
    problems: list[str] = []
    status, first = 200, offset(request)
    shown = _scored(sheet)[first : first + PER_PAGE]
    if request.method == "POST":
        written, problems = _written(request, sheet, shown)
        status = 422
        if not problems:
            try:
                count = save_grades(sheet, written, request.user.get_username())
            except Clash as clash:
                sheet, head = opened(request, organisation, period)
                problems, status = list(clash.says(sheet)), 409
            else:
                success(
                    request,
                    _("Đã lưu mức của %(count)s dòng; chưa ghi vào sổ quyết định.") % {"count": count},
                )
                address = reverse("review_sheet", args=[organisation, period])
                return HttpResponseRedirect(f"{address}?khung={head.framework}")
    scored = _scored(sheet)
    page = GradesPage(
        _("Quyết định mức: %(name)s") % {"name": head.name},
        head,
        [(band.code, band.says) for band in sheet.framework.bands],
        [count_says(sheet.framework, count) for count in sheet.ranking.counts if count.of] + over_says(sheet),
        [_line(request, sheet, each) for each in scored[first : first + PER_PAGE]],
        first + PER_PAGE if len(scored) > first + PER_PAGE else None,
        tuple(problems),
    )
    return Page(request, "scorecards/review_grades.html", page, status=status)


def _scored(sheet: ReviewSheet) -> list[Reviewed]:
    reviews = sheet.reviews
    return [each for each in by_points(sheet) if each.id in reviews and reviews[each.id].total is not None]


def _written(request: Asked, sheet: ReviewSheet, shown: list[Reviewed]) -> tuple[dict[int, Grade], list[str]]:
    written: dict[int, Grade] = {}
    problems: list[str] = []
    known = {band.code for band in sheet.framework.bands}
    for each in shown:
        if f"seen-{each.id}" not in request.POST:
            continue
        seen, grade = request.POST[f"seen-{each.id}"], request.POST.get(f"g-{each.id}", "")
        reason = request.POST.get(f"r-{each.id}", "").strip()
        proposed = sheet.ranking.proposals[each.code].band
        if grade and grade not in known:
            problems.append(
                _("%(name)s: không có mức “%(grade)s”.") % {"name": each.name, "grade": grade[:60]}
            )
        elif grade and proposed and grade != proposed and not reason:
            problems.append(
                _("%(name)s: mức khác với đề xuất (%(proposed)s); hãy ghi lý do.")
                % {"name": each.name, "proposed": sheet.framework.named(proposed).says}
            )
        number = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else -1
        written[each.id] = Grade(number, grade, reason)
    return written, problems


def _line(request: Asked, sheet: ReviewSheet, each: Reviewed) -> GradeLine:
    review, proposal = sheet.reviews[each.id], sheet.ranking.proposals[each.code]
    sent = request.method == "POST"
    return GradeLine(
        each.id,
        each.name,
        each.place,
        f"{review.total.normalize():f}".replace(".", ",") if review.total is not None else "",
        sheet.framework.named(proposal.band).says if proposal.band else "",
        says(sheet.framework, proposal),
        review.edits,
        request.POST.get(f"g-{each.id}", "") if sent else review.grade or proposal.band,
        request.POST.get(f"r-{each.id}", "")[:400] if sent else unseal(review.reason),
    )


class RecordForm(forms.Form):
    """The paper of the decision."""

    number = forms.CharField(max_length=80)
    dated = DayField()
    by = forms.CharField(max_length=60)
    says = forms.CharField(max_length=400, required=False)

    def __init__(self, data: object = None, initial: dict[str, object] | None = None) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]
        words = {
            "number": (_("Số quyết định"), _("Như 01-QĐ/TU.")),
            "dated": (_("Ngày quyết định"), _("Ngày/tháng/năm, như 30/06/2024.")),
            "by": (_("Mã tổ chức ban hành"), ""),
            "says": (_("Trích yếu"), _("Nội dung ngắn gọn của quyết định.")),
        }
        for name, (label, hint) in words.items():
            self.fields[name].label, self.fields[name].help_text = label, hint


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Recording what has been decided."""

    title: str
    head: SheetHead
    form: RecordForm
    waiting: int
    open: int
    """How many have points and no grade yet."""
    over: list[str]
    """Where more were decided than a cap allows."""
    findings: list[Finding] = field(default_factory=list)


@may("evaluation.read")
def record_page(request: Asked, organisation: str, period: str) -> HttpResponseBase:
    """Record every grade that was decided as one decision, all or nothing."""
    sheet, head = opened(request, organisation, period)
    must(head.decides)
    form = RecordForm(
        request.POST if request.method == "POST" else None, initial={"dated": today(), "by": organisation}
    )
    still_open = sum(review.total is not None and not review.grade for review in sheet.reviews.values())
    title, waiting = _("Ghi quyết định xếp loại"), len(intended(sheet))
    page = RecordPage(title, head, form, waiting, still_open, over_says(sheet))
    if request.method != "POST" or not form.is_valid():
        return Page(request, "scorecards/review_record.html", page, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    outcome = record(
        sheet,
        Paper(said["number"], said["dated"], said["by"], said["says"]),
        authority(request.user, today()),
    )
    if outcome.position is None:
        page.findings.extend(outcome.findings[:100])
        return Page(request, "scorecards/review_record.html", page, status=422)
    success(request, _("Đã ghi quyết định: %(count)s mức xếp loại.") % {"count": outcome.acts})
    return HttpResponseRedirect(
        f"{reverse('review_sheet', args=[organisation, period])}?khung={head.framework}"
    )
