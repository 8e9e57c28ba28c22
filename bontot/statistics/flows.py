"""Cái gì thành cái gì: the members of one day, laid from the organisations of that day into those of another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from bontot.access.asking import position
from bontot.access.doors import Asked, may, organisation
from bontot.kernel.period import OPEN
from bontot.organisations.queries import Book, Named
from bontot.statistics.answering import answerable
from bontot.statistics.asking import Ask, asking, must_exist
from bontot.statistics.errors import EndOfTime
from bontot.statistics.restating import COPY
from bontot.statistics.viewing import View
from bontot.ui.charts import Chart
from bontot.ui.page import Page
from bontot.ui.ribbons import ribbons

_FLOWS = f"""
WITH asked_for AS (SELECT $asked::BIGINT AS id, $on::DATE AS first, $then::DATE AS last),
home AS (
  SELECT CASE WHEN EXISTS (SELECT 1 FROM place, asked_for WHERE organisation = id AND since <= last AND last < until)
    THEN id ELSE (SELECT parent FROM place WHERE organisation = id AND since <= first AND first < until) END AS id
  FROM asked_for
),
before AS (SELECT organisation FROM place, asked_for WHERE parent = id AND since <= first AND first < until),
after AS (SELECT p.organisation FROM place p, home, asked_for WHERE p.parent = home.id AND since <= last AND last < until)
SELECT f.ancestor, t.ancestor, count(*)
FROM {COPY}.life l, asked_for a
JOIN life m ON m.person = l.person AND m.since <= a.first AND a.first < m.until
JOIN {COPY}.closure f ON f.organisation = l.organisation AND f.since <= a.first AND a.first < f.until
JOIN before ON before.organisation = f.ancestor
JOIN closure t ON t.organisation = m.organisation AND t.since <= a.first AND a.first < t.until
JOIN after ON after.organisation = t.ancestor
WHERE l.since <= a.first AND a.first < l.until
GROUP BY f.ancestor, t.ancestor ORDER BY f.ancestor, count(*) DESC, t.ancestor
"""
"""Members by the organisation directly below the one asked about, and by where they are laid on the other day; where the
one asked about is gone by then, among those under the one that it stood under."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Members of one organisation who count in another on the other day's structure."""

    before: Named
    after: Named
    members: int


@dataclass(frozen=True, slots=True)
class FlowsPage:
    """Who became what between two days."""

    title: str
    organisation: Named
    on: date
    then: date
    at: int | None
    flows: list[Flow]
    chart: Chart | None


def flows(organisation: int, code: str, on: date, then: date, at: int | None = None) -> list[Flow]:
    """From the organisations directly below on the day `on` into those of the day `then`. Raises Unanswerable."""
    if OPEN in (on, then):
        raise EndOfTime
    with asking(at, View(structure=then)) as asked:
        rows = asked.rows_of(_FLOWS, {"asked": organisation, "on": on, "then": then})
    if not rows:
        with asking(at) as plain:
            must_exist(plain, Ask(organisation, on, on), code, on_the_day=True)
    book = Book({id for row in rows for id in row[:2]}, at=at)
    return [Flow(book.on(one, on), book.on(other, then), int(many)) for one, other, many in rows]


@may("statistics.read")
def flows_page(request: Asked, code: str, on: date, then: date) -> HttpResponseBase:
    """The flows as a picture and as a table."""
    found, at = organisation(request, code), position(request)
    with answerable():
        said = flows(found.id, found.code, on, then, at)
    days = {"on": f"{on:%d/%m/%Y}", "then": f"{then:%d/%m/%Y}"}
    title = _("Từ cơ cấu ngày %(on)s sang cơ cấu ngày %(then)s") % days
    drawn = [(flow.before.name, flow.after.name, flow.members) for flow in said]
    chart = ribbons(title, drawn, _("Đảng viên"), days["on"], days["then"]) if drawn else None
    named = Book([found.id], at=at).on(found.id, on)
    return Page(request, "statistics/flows.html", FlowsPage(title, named, on, then, at, said, chart))
