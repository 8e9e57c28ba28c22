"""Answering forms: every question is asked twice of one expression. Counted it is the cell, listed it is the names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from bontot.statistics.asking import Ask, Asking, asking, identify, must_exist, period
from bontot.statistics.compiling import listing
from bontot.statistics.errors import NoList, UnknownCell
from bontot.statistics.form import Answer, Cells, Checked, Form, checked, derive, in_order
from bontot.statistics.plan import statements
from bontot.statistics.questions import Line, looks_back
from bontot.statistics.tables import Condition
from bontot.statistics.viewing import AS_WAS, View


def answer(
    form: Form,
    organisation: str,
    on: date,
    since: date | None = None,
    at: int | None = None,
    view: View = AS_WAS,
) -> Answer:
    """The form for an organisation (by code) and all below it.

    `on` is the day or the last day of the period, `since` the first day of a period (by default the year's), `at` the
    position of the ledger as known at which it is answered, `view` the structure it is laid out on. Raises Unanswerable.
    """
    id, (first, last) = identify(organisation), period(on, since)
    ask = Ask(id, first, last)
    with asking(at, view) as asked:
        (cells,) = _cells(form, asked, [ask])
        if not _counted(form, cells):
            must_exist(asked, ask, organisation, on_the_day=not form.flow)
        shared = asked.shares_out()
    said = ask.first if form.flow else None
    whole = Answer(form, organisation, ask.last, said, asked.position, cells, checked(form, cells), view)
    if not shared:
        return whole
    with asking(whole.position, view.shared_out()) as asked:
        (estimated,) = _cells(form, asked, [ask])
    if not any(number for row in estimated.values() for number in row.values()):
        return whole
    return replace(whole, exact=_without(form, cells, estimated))


def parts(
    form: Form,
    organisation: str,
    on: date,
    since: date | None = None,
    at: int | None = None,
    view: View = AS_WAS,
) -> dict[int, Cells]:
    """The form for each organisation (by id) directly under this one on the day, in one pass; its own share under 0."""
    id, (first, last) = identify(organisation), period(on, since)
    with asking(at, view) as asked:
        ask = Ask(id, first, last)
        must_exist(asked, ask, organisation, on_the_day=not form.flow)
        children = asked.children(id, last)
        found = _cells(form, asked, [Ask(child, first, last) for child in children]) if children else []
        return dict(zip(children, found, strict=True))


def adds_up(
    form: Form, organisation: str, on: date, since: date | None = None, at: int | None = None
) -> Checked:
    """Whether the organisations directly below add up to this one, in every stock on the day of people who belong below."""
    whole, below = answer(form, organisation, on, since, at), parts(form, organisation, on, since, at)
    says = "Cộng các tổ chức trực thuộc = toàn bộ"
    if not below:
        return Checked(says, True)
    holds = True
    for row in form.rows:
        for column in form.columns:
            if not isinstance(row, Line) or not isinstance(column, Line) or column.year_before:
                continue
            if form.roster(row, column).in_branches:
                total = sum(cells[row.code][column.code] or 0 for cells in below.values())
                holds = holds and total == (whole.cells[row.code][column.code] or 0)
    return Checked(says, holds)


def names(
    form: Form,
    row: str,
    column: str,
    organisation: str,
    on: date,
    since: date | None = None,
    at: int | None = None,
    view: View = AS_WAS,
) -> list[int]:
    """Who or what stands behind a cell: ids of people or of organisations, as `subject` says.

    Raises NoList for a cell that is computed from others, and Unanswerable otherwise.
    """
    asked_row, asked_column = _cell(form, row, column)
    id, (first, last) = identify(organisation), period(on, since)
    ask = Ask(id, first, last)
    if looks_back(asked_row) or looks_back(asked_column):
        ask = ask.year_before()
    with asking(at, view) as asked:
        must_exist(asked, Ask(id, first, last), organisation, on_the_day=not form.flow)
        asked.put([ask])
        return [int(found[1]) for found in asked.rows(_listing(form, row, column))]


def subject(form: Form, row: str, column: str) -> str:
    """Whether a cell counts people (`person`) or organisations (`organisation`)."""
    return form.roster(*_cell(form, row, column)).subject


def prepare(forms: Sequence[Form]) -> None:
    """Make the SQL of these forms now, so that nobody waits for it later."""
    for form in forms:
        statements(form)


def _counted(form: Form, cells: Cells) -> bool:
    """Whether anything was counted but what looks back on the year before: then the organisation was there."""
    now = [column.code for column in form.columns if not looks_back(column)]
    return any(cells[row.code][code] for row in form.rows if not looks_back(row) for code in now)


def _without(form: Form, cells: Cells, estimated: Cells) -> Cells:
    """Each number that counts, without those counted in `estimated`; nothing for what is computed from numbers."""
    return {
        row.code: {
            column.code: (cells[row.code][column.code] or 0) - (estimated[row.code][column.code] or 0)
            if isinstance(row, Line) and isinstance(column, Line)
            else None
            for column in form.columns
        }
        for row in form.rows
    }


def _cells(form: Form, asked: Asking, asks: Sequence[Ask]) -> list[Cells]:
    """The cells of the form for each of `asks`."""
    earlier = any(looks_back(said) for said in (*form.rows, *form.columns))
    asked.put([*asks, *[ask.year_before() for ask in asks]] if earlier else asks)
    found: list[Cells] = [{row.code: {} for row in form.rows} for _ in asks]
    for statement in statements(form):
        for (row, column, year_before), numbers in statement.numbers(asked, len(asks) * 2):
            for place, cells in enumerate(found):
                cells[row][column] = numbers[place + len(asks) if year_before else place]
    for cells in found:
        derive(form, cells)
    return [in_order(form, cells) for cells in found]


@lru_cache(maxsize=4096)
def _listing(form: Form, row: str, column: str) -> str:
    asked_row, asked_column = _cell(form, row, column)
    return listing(form.roster(asked_row, asked_column), _given(asked_row.where, asked_column.where))


def _cell(form: Form, row: str, column: str) -> tuple[Line, Line]:
    asked_row, asked_column = form.row(row), form.column(column)
    if asked_row is None or asked_column is None:
        rows, columns = ([line.code for line in lines] for lines in (form.rows, form.columns))
        raise UnknownCell(form.code, row, column, rows, columns)
    if not isinstance(asked_row, Line) or not isinstance(asked_column, Line):
        raise NoList(form.code, row, column)
    return asked_row, asked_column


def _given(*conditions: Condition | None) -> tuple[Condition, ...]:
    return tuple(condition for condition in conditions if condition is not None)
