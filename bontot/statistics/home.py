"""Trang đầu: the organisation that the reader begins with, at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.messages import warning
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.asking import day, position
from bontot.access.doors import Asked, may
from bontot.meetings import months
from bontot.members import due, roster
from bontot.members.due import TellerOfDue, Todos
from bontot.organisations.queries import Book, Named, days_of, exists
from bontot.organisations.tree import tree
from bontot.statistics.answering import answerable, my_top
from bontot.statistics.glance import glance
from bontot.statistics.indicator import IndicatorAnswer
from bontot.statistics.indicator_pages import names_address
from bontot.ui import charts
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.writing import number, percent

EVERYWHERE = ("members", "admitted", "removed_by_screening", "trained_update")
"""Indicators that every branch answers."""


@dataclass(frozen=True, slots=True)
class Tile:
    """An indicator as a tile."""

    says: str
    value: str
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A year of which nothing has been entered, and the last day of the latest one that has entries."""

    year: int
    last: date


@dataclass(frozen=True, slots=True)
class HomePage:
    """What stands on the first page."""

    title: str
    organisation: Named
    on: date
    since: date
    at: int | None
    tiles: list[Tile]
    charts: list[charts.Chart]
    age_unknown: int
    due: due.Due
    indicators: tuple[IndicatorAnswer, ...]
    earlier: Earlier | None = None
    meeting: months.Due | None = None
    """Of a branch: the meeting to see to next; it stands before everything else."""
    meeting_edits: bool = False
    dues: tuple[Todos, ...] = ()
    """What later chapters have to see to; of today alone."""
    figures_first: bool = True
    """Who looks over many organisations begins with the figures, a branch with what is due."""


@may("statistics.read", "own.read")
def home(request: Asked, tellers: Sequence[TellerOfDue] = ()) -> HttpResponseBase:
    """Figures, charts and what is due; for a member, the own file.

    Whose organisation is no more is shown what it has become.
    """
    if not request.grants.permits("statistics.read"):
        if request.user.person_code:
            return HttpResponseRedirect(reverse("person", args=[request.user.person_code, today()]))
        raise Http404(_("Tài khoản này chưa được giao tổ chức nào."))
    on, at = day(request, "on") or today(), position(request)
    top, since = my_top(request, on), date(on.year, 1, 1)
    if _has_ended(request, top, on):
        return _to_what_it_became(request, top, on)
    with answerable():
        seen = glance(top.code, on, since, at)
    opens = request.grants.permits("names.read")
    drawn = [charts.pyramid(_("Đảng viên theo tuổi và giới tính"), seen.ages, _("Nữ"), _("Nam"))]
    drawn.append(charts.flows(_("Đảng viên vào và ra từng năm"), seen.flows, _("Vào"), _("Ra")))
    parts = _parts(top, on, at)
    if parts:
        drawn.append(charts.shares(_("Đảng viên theo tổ chức trực thuộc"), parts, _("Đảng viên")))
    meets = (
        not parts
        and at is None
        and on == today()
        and request.grants.permits("meetings.read")
        and months.is_branch_on(top.id, on)
    )
    now = at is None and on == today()
    page = HomePage(
        title=top.name,
        organisation=top,
        on=on,
        since=since,
        at=at,
        tiles=[tile(answer, at, opens) for answer in seen.indicators if parts or _concerns_a_branch(answer)],
        charts=drawn,
        age_unknown=seen.age_unknown,
        due=due.probation_over(on=on, within=request.grants.scope("members.read"), at=at),
        indicators=seen.indicators,
        earlier=earlier(seen.flows) if parts else None,
        meeting=months.due(top.id, on) if meets else None,
        dues=tuple(due.told(tellers, request.grants, on)) if now else (),
        meeting_edits=meets and top.id in request.grants.scope("meetings.edit"),
        figures_first=bool(parts),
    )
    return Page(request, "statistics/home.html", page)


def _has_ended(request: Asked, top: Named, on: date) -> bool:
    """Whether the organisation existed before the day and does no more, and its own page may say so."""
    days = None if exists(top.id, on=on, at=None) else days_of(top.id, at=None)
    return bool(days and days[1] <= on) and request.grants.permits("organisations.read")


def _to_what_it_became(request: Asked, top: Named, on: date) -> HttpResponseBase:
    """The page of the ended organisation, which names its successors; a person is told what to ask for."""
    if request.path.endswith(".json"):
        return HttpResponseRedirect(reverse("organisation.json", args=[top.code, on]))
    says = _(
        "Tổ chức mà tài khoản này được giao đã kết thúc. Hãy đề nghị cấp trên giao tài khoản sang tổ chức kế thừa."
    )
    warning(request, says)
    return HttpResponseRedirect(reverse("organisation", args=[top.code, on]))


def earlier(flows: tuple[tuple[str, int, int], ...]) -> Earlier | None:
    """Where nobody came or went in the last of these years: the latest in which somebody did."""
    *before, (year, came, went) = flows
    busy = [int(each) for each, into, out in before if into or out]
    return Earlier(int(year), date(busy[-1], 12, 31)) if busy and not (came or went) else None


def tile(answer: IndicatorAnswer, at: int | None, opens: bool) -> Tile:
    """An indicator as a tile that opens into the names, where the reader may see them."""
    value, note = number(answer.numerator), ""
    if answer.denominator is not None:
        value = f"{number(answer.numerator)}/{number(answer.denominator)}"
        note = percent(answer.numerator, answer.denominator)
    if answer.since:
        period = {"since": f"{answer.since:%d/%m/%Y}", "on": f"{answer.on:%d/%m/%Y}"}
        note = _("từ %(since)s đến %(on)s") % period
    return Tile(answer.says, value, note, names_address(answer, "numerator", at) if opens else "")


def _concerns_a_branch(answer: IndicatorAnswer) -> bool:
    """A branch sees what is counted in every branch, and of the rest what it has at all."""
    return answer.code in EVERYWHERE or bool(answer.numerator or answer.denominator)


def _parts(top: Named, on: date, at: int | None) -> list[tuple[str, float]]:
    below, counts = tree(on, at=at), roster.counts(on=on, at=at)
    book = Book(below.children(top.id), at=at)
    parts = [(book.on(id, on).name, float(below.total(id, counts))) for id in below.children(top.id)]
    return sorted(parts, key=lambda part: -part[1])[:30]
