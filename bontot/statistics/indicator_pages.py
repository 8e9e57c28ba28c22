"""Trang chỉ tiêu: the indicators of an organisation, and the people behind each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from bontot.access.asking import day, position
from bontot.access.doors import Asked, may, organisation
from bontot.members.naming import PersonName, people_named
from bontot.organisations.queries import Book, Named
from bontot.statistics.answering import (
    ViewChoice,
    answerable,
    asked_view,
    my_top,
    part_of,
    view_choice,
)
from bontot.statistics.indicator import PARTS, IndicatorAnswer
from bontot.statistics.indicators import find, indicator_names, indicators
from bontot.ui.clock import today
from bontot.ui.page import Page


def names_address(answer: IndicatorAnswer, part: str, at: int | None, view: ViewChoice | None = None) -> str:
    """Where the people behind a part of an indicator are listed."""
    address = reverse("indicator_names", args=[answer.code, answer.organisation, answer.on, part])
    asked = {"since": answer.since.isoformat() if answer.since else None, "at": at}
    if view and view.wanted:
        asked |= {"view": view.wanted, "view_day": view.day.isoformat()}
    query = urlencode({key: value for key, value in asked.items() if value is not None})
    return f"{address}?{query}" if query else address


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator as a line of the table, with the addresses of its names."""

    code: str
    says: str
    source: str
    since: date | None
    numerator: int
    denominator: int | None
    unknown: int
    numerator_href: str
    denominator_href: str
    unknown_href: str


@dataclass(frozen=True, slots=True)
class IndicatorsPage:
    """All indicators of an organisation."""

    title: str
    organisation: Named
    on: date
    since: date | None
    at: int | None
    view: ViewChoice
    lines: list[Line]


@may("statistics.read")
def indicators_page(request: Asked, code: str, on: date) -> HttpResponseBase:
    """The indicators of an organisation and all below it."""
    found, since, at = organisation(request, code), day(request, "since"), position(request)
    view = asked_view(request, on)
    with answerable():
        answers = indicators(found.code, on, since, at, view=view)
    chosen = view_choice(view)
    opens = found.id in request.grants.scope("names.read")
    page = IndicatorsPage(
        title=_("Chỉ tiêu"),
        organisation=Book([found.id], at=at).on(found.id, on),
        on=on,
        since=since or date(on.year, 1, 1),
        at=at,
        view=chosen,
        lines=[_line(answer, at, opens, chosen) for answer in answers],
    )
    return Page(request, "statistics/indicators.html", page)


def _line(answer: IndicatorAnswer, at: int | None, opens: bool, view: ViewChoice) -> Line:
    numerator, denominator, unknown = (
        names_address(answer, part, at, view) if opens else "" for part in PARTS
    )
    return Line(
        answer.code,
        answer.says,
        answer.source,
        answer.since,
        answer.numerator,
        answer.denominator,
        answer.unknown,
        numerator,
        denominator,
        unknown,
    )


@may("statistics.read")
def indicators_today(request: Asked, code: str = "") -> HttpResponseBase:
    """From an address without a day to today's."""
    wanted = code or my_top(request, today()).code
    return HttpResponseRedirect(reverse("indicators_of", args=[wanted, today()]))


@dataclass(frozen=True, slots=True)
class IndicatorNamesPage:
    """The people behind a part of an indicator."""

    title: str
    organisation: Named
    on: date
    since: date | None
    at: int | None
    part: str
    number: int
    view: ViewChoice
    people: list[PersonName]
    after: int | None


@may("names.read")
def indicator_names_page(request: Asked, indicator: str, code: str, on: date, part: str) -> HttpResponseBase:
    """The list whose length is the number."""
    since, at, found = day(request, "since"), position(request), organisation(request, code)
    if part not in PARTS:
        raise Http404(_("Chỉ tiêu không có phần “%(part)s”.") % {"part": part})
    with answerable():
        asked = find(indicator)
        view = asked_view(request, on)
        ids = indicator_names(asked.code, part, found.code, on, since, at, view)
    shown, after = part_of(request, ids)
    page = IndicatorNamesPage(
        title=asked.says,
        organisation=Book([found.id], at=at).on(found.id, on),
        on=on,
        since=since,
        at=at,
        part=part,
        number=len(ids),
        view=view_choice(view),
        people=people_named(shown, on=on, within=request.grants.scope("members.read"), at=at),
        after=after,
    )
    return Page(request, "statistics/indicator_names.html", page)
