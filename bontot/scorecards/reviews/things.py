"""Trang căn cứ từ sổ: what the records hold against somebody or something that is classified, behind a condition not met."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from bontot.access import readings
from bontot.access.doors import Asked, may
from bontot.evaluation import reading
from bontot.law.frameworks.framework import Condition, Subject
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.members.models import Censure
from bontot.members.people import visible
from bontot.scorecards.figures import Figure, Thing, countings, figures, listed_to, things
from bontot.scorecards.listing import Row, lined
from bontot.scorecards.reviews.leading import led
from bontot.scorecards.reviews.measured import OF_DISCIPLINE, led_measures, made_known, own_measures
from bontot.scorecards.reviews.opening import SheetHead, opened
from bontot.scorecards.reviews.sheet import Reviewed, ReviewSheet
from bontot.scorecards.window import window_of
from bontot.ui.page import Page

OF_PEOPLE = "committee_discipline"
"""By which evidence measures are said that are not of an organisation alone: so many decisions on discipline."""


@dataclass(frozen=True, slots=True)
class GroundsPage:
    """What a condition of a classification rests on."""

    title: str
    head: SheetHead
    name: str
    figure: str
    rows: list[Row]
    units: bool = False


def opens(request: Asked, sheet: ReviewSheet, subjects: Collection[Reviewed]) -> dict[str, set[int]]:
    """By evidence of whom the reader may see the list behind a condition, in a constant number of statements.

    What somebody leads is seen with them: where a part of it may not be seen, there is no list.
    """
    own, units = OF_DISCIPLINE
    within = request.grants.scope(listed_to(own))  # both tell of discipline, so both are listed to the same
    if sheet.framework.subject is Subject.ORGANISATION:
        return dict.fromkeys(OF_DISCIPLINE, {each.id for each in subjects if each.id in within})
    seen = visible({each.id: each.code for each in subjects}, within)
    if not sheet.framework.capacity:
        return {own: seen}
    leading = led(seen, sheet.day)
    return {own: seen, units: {id for id, each in leading.items() if all(one in within for one in each)}}


def address(sheet: ReviewSheet, code: str, condition: Condition) -> str:
    """Where what the records hold against a subject is listed."""
    evidence = condition.evidence.code if condition.evidence else ""
    page = reverse("review_things", args=[sheet.organisation.code, sheet.period, code, evidence])
    return f"{page}?{urlencode({'khung': sheet.framework.code})}"


@may("evaluation.read")
def grounds_page(
    request: Asked, organisation: str, period: str, code: str, evidence: str
) -> HttpResponseBase:
    """The measures of discipline in the period, of somebody or something on the sheet, each with its decision."""
    sheet, head = opened(request, organisation, period)
    subject = next((each for each in sheet.subjects if each.code == code), None)
    if subject is None or subject.id not in opens(request, sheet, [subject]).get(evidence, ()):
        raise Http404(_("Không có danh sách này trong phạm vi của tài khoản."))
    figure, listed = counted(sheet, subject.id, evidence)
    named = {each.evidence.code: each.evidence.says for each in sheet.framework.hard if each.evidence}
    rows = _with_decisions(request, sheet, subject.id, lined(request, listed, evidence, code))
    readings.note(request, sorted({row.person.code for row in rows if row.person}))
    page = GroundsPage(
        _("Minh chứng: %(what)s") % {"what": named.get(evidence, "")}, head, subject.name, figure, rows
    )
    return Page(request, "scorecards/review_things.html", page)


def counted(sheet: ReviewSheet, subject: int, evidence: str) -> tuple[str, list[Thing]]:
    """What is counted, in words, and one by one."""
    days = reading.days(sheet.period)
    if sheet.framework.subject is Subject.ORGANISATION:
        asked = window_of([subject], days, sheet.day)
        figure = figures(asked, [evidence])[evidence][subject]
        return countings()[evidence].says(figure), things(asked, evidence)
    if evidence == "own_discipline":
        listed = own_measures(subject, days)
    else:
        leading = led([subject], sheet.day).get(subject, set())
        listed = led_measures(subject, leading, days, sheet.day)
    return countings()[OF_PEOPLE].says(Figure(len(listed))), listed


def _with_decisions(request: Asked, sheet: ReviewSheet, subject: int, rows: list[Row]) -> list[Row]:
    """The rows, each saying its decision and leading to it, or else to the file that tells of it."""
    days = reading.days(sheet.period)
    people = [row.thing.person for row in rows if row.thing.person]
    others = [row.thing.other or subject for row in rows if not row.thing.person]
    against = made_known(days).filter(bulk.where_among("person_id", people))
    censures = Censure.objects.filter(ledger.known(None), bulk.where_among("organisation_id", others))
    at = {
        (whose, id, first.isoformat(), form): position
        for whose, facts, column in (
            ("person", against, "person_id"),
            ("other", censures, "organisation_id"),
        )
        for id, first, form, position in facts.values_list(column, "valid_from", "form", "known_from")
    }
    papers, told = ledger.papers(at.values()), []
    for row in rows:
        thing = row.thing
        key = ("person", thing.person) if thing.person else ("other", thing.other or subject)
        paper = papers.get(at.get((*key, thing.day or "", thing.what), 0))
        says = _("Quyết định %(number)s") % {"number": paper.number} if paper else row.says
        told.append(replace(row, says=says, href=_where(request, row, paper)))
    return told


def _where(request: Asked, row: Row, paper: ledger.Paper | None) -> str:
    permits = request.grants.permits
    if paper and permits("decisions.read"):
        return reverse("decision", args=[paper.position])
    if row.person and row.person.readable and permits("members.read"):
        return reverse("person", args=[row.person.code, row.thing.day])
    return row.href
