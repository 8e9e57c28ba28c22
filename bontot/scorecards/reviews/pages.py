"""Trang xếp loại: everybody with points, what is proposed and why, what people decided; and where to begin."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.access.picking import Organisations
from bontot.evaluation import reading
from bontot.law.frameworks.framework import Framework
from bontot.ledger.sealing import unseal
from bontot.scorecards.reviews.opening import DEFAULT, PER_PAGE, SheetHead, choices, offset, opened
from bontot.scorecards.reviews.over import over_says
from bontot.scorecards.reviews.recording import intended
from bontot.scorecards.reviews.saying import count_says, points_says, says
from bontot.scorecards.reviews.sheet import Reviewed, ReviewSheet
from bontot.scorecards.reviews.steps import given
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.picking import ORGANISATION, Pick, looks_for, offer, only_looked


class ReviewForm(forms.Form):
    """Which organisation reviews whom, in which period."""

    organisation = Pick(ORGANISATION)
    period = forms.CharField(max_length=20)
    framework = forms.ChoiceField()

    def __init__(self, data: object = None, initial: dict[str, str] | None = None) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]
        known = choices(f"{today():%Y}")
        self.fields["framework"].choices = [(each.code, each.says) for each in known]  # type: ignore[attr-defined]
        words = {
            "organisation": (_("Tổ chức"), _("Chi bộ, đảng ủy có đảng viên hoặc tổ chức được xếp loại.")),
            "period": (_("Kỳ đánh giá"), _("Như 2026 hoặc Quý I/2026.")),
            "framework": (_("Khung"), ""),
        }
        for name, (label, hint) in words.items():
            self.fields[name].label, self.fields[name].help_text = label, hint

    def clean_period(self) -> str:
        """The period as it is kept."""
        kept = reading.period(self.cleaned_data["period"])
        if kept is None or reading.days(kept)[0] > today():
            raise forms.ValidationError(
                _("Hãy ghi một năm hoặc một quý đã bắt đầu, như 2026 hoặc Quý I/2026.")
            )
        return kept


@dataclass(frozen=True, slots=True)
class BeginPage:
    """Where a classification begins."""

    title: str
    form: ReviewForm


@may("evaluation.read")
def reviews_page(request: Asked) -> HttpResponseBase:
    """Choose an organisation, a period and a framework."""
    tops = [request.grants.codes.get(top, "") for top in request.grants.tops()[:1]]
    initial = {"organisation": "".join(tops), "period": f"{today():%Y}", "framework": DEFAULT}
    form = ReviewForm(request.GET if "period" in request.GET else None, initial=initial)
    offer(form, {ORGANISATION: Organisations(request.scope, today())})
    valid = form.is_bound and form.is_valid()
    if form.is_bound and looks_for(request.GET):
        only_looked(form)
    elif valid:
        said = form.cleaned_data
        address = reverse("review_sheet", args=[said["organisation"], said["period"]])
        return HttpResponseRedirect(f"{address}?khung={said['framework']}")
    page = BeginPage(_("Xếp loại"), form)
    return Page(request, "scorecards/reviews.html", page, status=422 if form.is_bound else 200)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the sheet."""

    code: str
    name: str
    where: str
    points: list[str]
    steps: list[str]
    """What each step gave."""
    criteria: list[tuple[str, str, str]]
    """Code, words and points of the criteria that were scored one by one."""
    total: float | None
    proposed: str
    tied: bool
    grounds: list[str]
    grade: str
    differs: bool
    """Whether people decided otherwise than proposed."""
    reason: str
    position: int | None


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The sheet of an organisation in a period."""

    title: str
    head: SheetHead
    criteria: list[tuple[str, int]]
    counts: list[str]
    grades: list[tuple[str, int, int]]
    """Of each band how many are proposed and how many decided."""
    scored: int
    subjects: int
    ties: int
    waiting: int
    """How many decided grades are not recorded yet."""
    lines: list[SheetLine]
    after: int | None


@may("evaluation.read")
def sheet_page(request: Asked, organisation: str, period: str) -> HttpResponseBase:
    """Everybody, those with most points first."""
    sheet, head = opened(request, organisation, period)
    ordered, first = by_points(sheet), offset(request)
    shown = ordered[first : first + PER_PAGE]
    framework, proposals = sheet.framework, sheet.ranking.proposals.values()
    decided = [review.grade for review in sheet.reviews.values()]
    page = SheetPage(
        _("Xếp loại %(period)s: %(name)s") % {"period": head.period_says, "name": head.name},
        head,
        [(each.says, each.most) for each in framework.parts()],
        [count_says(framework, count) for count in sheet.ranking.counts if count.of] + over_says(sheet),
        [
            (band.says, sum(each.band == band.code for each in proposals), decided.count(band.code))
            for band in framework.bands
        ],
        sum(review.total is not None for review in sheet.reviews.values()),
        len(sheet.subjects),
        sum(each.tied for each in proposals),
        len(intended(sheet)),
        [_line(sheet, each) for each in shown],
        first + PER_PAGE if len(ordered) > first + PER_PAGE else None,
    )
    return Page(request, "scorecards/review_sheet.html", page)


def by_points(sheet: ReviewSheet) -> list[Reviewed]:
    """The subjects, those with most points first, those without any last."""

    def key(each: Reviewed) -> Decimal:
        review = sheet.reviews.get(each.id)
        return -review.total if review and review.total is not None else Decimal(1)

    return sorted(sheet.subjects, key=key)


def _line(sheet: ReviewSheet, each: Reviewed) -> SheetLine:
    framework, review = sheet.framework, sheet.reviews.get(each.id)
    proposal = sheet.ranking.proposals[each.code]
    grade = review.grade if review else ""
    return SheetLine(
        each.code,
        each.name,
        each.place,
        [review.points.get(part.code, "").replace(".", ",") if review else "" for part in framework.parts()],
        [points_says(framework, step, points) for step, points in given(review, framework).items()]
        if review
        else [],
        _criteria(framework, review.points) if review else [],
        float(review.total) if review and review.total is not None else None,
        framework.named(proposal.band).says if proposal.band else "",
        proposal.tied,
        says(framework, proposal),
        framework.named(grade).says if grade else "",
        bool(grade and proposal.band and grade != proposal.band),
        unseal(review.reason) if review else "",
        review.position if review else None,
    )


def _criteria(framework: Framework, points: dict[str, str]) -> list[tuple[str, str, str]]:
    return [
        (leaf.code, leaf.says, f"{points[leaf.code].replace('.', ',')}/{leaf.most}")
        for leaf in framework.leaves
        if leaf.above and leaf.code in points
    ]
