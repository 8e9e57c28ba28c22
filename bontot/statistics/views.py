"""Trang biểu thống kê: the list of forms, a form answered, and the names behind a cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from bontot.access.asking import day, position
from bontot.access.doors import Asked, may, organisation
from bontot.organisations.models import Organisation
from bontot.organisations.queries import Book, Named
from bontot.statistics import engine
from bontot.statistics.answering import ViewChoice, answerable, asked_form, asked_view, my_top, view_choice
from bontot.statistics.downloads import TYPES, download
from bontot.statistics.form import Answer, Form, Number
from bontot.statistics.forms import FORMS
from bontot.statistics.heading import heading
from bontot.statistics.questions import Line
from bontot.ui.clock import today
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class FormLink:
    """A form in the list."""

    code: str
    title: str
    source: str
    flow: bool


@dataclass(frozen=True, slots=True)
class FormsPage:
    """All forms, for the organisation that the reader begins with."""

    title: str
    organisation: Named
    on: date
    forms: list[FormLink]


@may("statistics.read")
def forms_page(request: Asked) -> HttpResponseBase:
    """The forms that can be asked."""
    on = day(request, "on") or today()
    top = my_top(request, on)
    links = [FormLink(form.code, form.title, str(form.source), form.flow) for form in FORMS.values()]
    return Page(request, "statistics/forms.html", FormsPage(_("Biểu thống kê"), top, on, links))


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a form, and where its names are."""

    column: str
    number: Number
    href: str
    estimated: str = ""
    """Of a number that is partly an estimate: how much of it is exact, in per cent."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a form as shown."""

    code: str
    says: str
    depth: int
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a form as shown."""

    code: str
    says: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A control equation of the form."""

    says: str
    holds: bool


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form, answered."""

    title: str
    form: str
    source: str
    notes: tuple[str, ...]
    flow: bool
    organisation: Named
    on: date
    since: date | None
    at: int | None
    position: int
    view: ViewChoice
    columns: list[Head]
    rows: list[Row]
    cells: dict[str, dict[str, Number]]
    checks: list[Printed]
    forms: list[FormLink]
    formats: list[str]


@may("statistics.read")
def form_page(request: Asked, form: str, code: str, on: date) -> HttpResponseBase:
    """A form for an organisation and all below it; `?format=` gives it as a file."""
    asked, since, at = asked_form(form), day(request, "since"), position(request)
    found = organisation(request, code)
    with answerable():
        answer = engine.answer(asked, found.code, on, since, at, asked_view(request, on))
    if "format" in request.GET:
        named = Book([found.id], at=at).on(found.id, on)
        return download(answer, heading(found.id, on=on, at=at), request.GET["format"], named)
    opens = all(found.id in request.grants.scope(needed) for needed in ("names.read", asked.listed_to))
    return Page(request, "statistics/form.html", _shown(answer, found, at, opens))


def _shown(answer: Answer, found: Organisation, at: int | None, opens: bool) -> FormPage:
    form = answer.form
    chosen = view_choice(answer.view, shared=answer.exact is not None)
    query = {
        "since": answer.since.isoformat() if answer.since else "",
        "at": at if at is not None else "",
        "view": chosen.wanted,
        "view_day": chosen.day.isoformat() if chosen.wanted else "",
    }
    kept = urlencode({key: value for key, value in query.items() if value != ""})

    def link(row: str, column: str) -> str:
        if not opens or not _lists(form, row, column):
            return ""
        address = reverse("names", args=[form.code, found.code, answer.on, row, column])
        return f"{address}?{kept}" if kept else address

    return FormPage(
        title=form.title,
        form=form.code,
        source=str(form.source),
        notes=form.notes,
        flow=form.flow,
        organisation=Book([found.id], at=at).on(found.id, answer.on),
        on=answer.on,
        since=answer.since,
        at=at,
        position=answer.position,
        view=chosen,
        columns=[Head(column.code, column.says) for column in answer.columns],
        rows=[
            Row(
                row.code,
                row.says,
                row.depth,
                [
                    Cell(
                        column.code,
                        answer.cells[row.code][column.code],
                        link(row.code, column.code),
                        _exactly(answer, row.code, column.code),
                    )
                    for column in answer.columns
                ],
            )
            for row in answer.rows
        ],
        cells=answer.cells,
        checks=[Printed(check.says, check.holds) for check in answer.checks],
        forms=[FormLink(each.code, each.title, "", each.flow) for each in FORMS.values()],
        formats=list(TYPES),
    )


def _exactly(answer: Answer, row: str, column: str) -> str:
    if answer.exact is None:
        return ""
    whole, sure = answer.cells[row][column], answer.exact[row][column]
    return "" if sure is None or whole == sure or not whole else f"{sure * 100 / whole:.0f}"


def _lists(form: Form, row: str, column: str) -> bool:
    return isinstance(form.row(row), Line) and isinstance(form.column(column), Line)


@may("statistics.read")
def form_today(request: Asked, form: str, code: str = "") -> HttpResponseBase:
    """From an address without a day, or without an organisation, to today's."""
    asked, wanted = asked_form(form), code or my_top(request, today()).code
    address = reverse("form", args=[asked.code, wanted, today()])
    query = request.GET.urlencode()
    return HttpResponseRedirect(f"{address}?{query}" if query else address)
