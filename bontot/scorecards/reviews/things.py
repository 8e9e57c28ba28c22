"""Trang căn cứ từ sổ: what the records hold against an organisation that is classified, behind a condition not met."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.evaluation import reading
from bontot.law.frameworks.framework import Framework, Subject
from bontot.scorecards.figures import countings, figures, listed_to, things
from bontot.scorecards.listing import Row, lined
from bontot.scorecards.reviews.opening import SheetHead, opened
from bontot.scorecards.reviews.sheet import OF_DISCIPLINE
from bontot.scorecards.window import window_of
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class GroundsPage:
    """What a condition of a classification rests on."""

    title: str
    head: SheetHead
    name: str
    figure: str
    rows: list[Row]
    units: bool = False


def opens(request: Asked, framework: Framework, evidence: str, subject: int) -> bool:
    """Whether there is a list behind a condition, and the reader may see it."""
    organisation = framework.subject is Subject.ORGANISATION and evidence in OF_DISCIPLINE
    return organisation and subject in request.grants.scope(listed_to(evidence))


@may("evaluation.read")
def grounds_page(
    request: Asked, organisation: str, period: str, code: str, evidence: str
) -> HttpResponseBase:
    """The measures of discipline in the period, of an organisation on the sheet."""
    sheet, head = opened(request, organisation, period)
    subject = next((each for each in sheet.subjects if each.code == code), None)
    if subject is None or not opens(request, sheet.framework, evidence, subject.id):
        raise Http404(_("Không có danh sách này trong phạm vi của tài khoản."))
    asked = window_of([subject.id], reading.days(period), sheet.day)
    figure = figures(asked, [evidence])[evidence][subject.id]
    named = {each.evidence.code: each.evidence.says for each in sheet.framework.hard if each.evidence}
    page = GroundsPage(
        _("Minh chứng: %(what)s") % {"what": named.get(evidence, "")},
        head,
        subject.name,
        countings()[evidence].says(figure),
        lined(request, things(asked, evidence), evidence, code),
    )
    return Page(request, "scorecards/review_things.html", page)
