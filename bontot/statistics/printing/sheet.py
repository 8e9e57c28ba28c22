"""What stands on the printed form, before any file format: header block, title, table, notes, signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bontot.statistics.form import SHARED_OUT, Answer, Number
from bontot.statistics.questions import Average, Ratio


@dataclass(frozen=True, slots=True)
class Heading:
    """Who reports: the names that the header block of a Party paper carries. Empty ones are left out."""

    organisation: str = ""
    above: str = ""
    place: str = ""
    made_by: str = "Người lập biểu"
    signed_by: str = "T/M cấp ủy"


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row: its number or code, its words, how deep it is indented, its numbers."""

    code: str
    says: str
    depth: int
    cells: tuple[Number, ...]


@dataclass(frozen=True)
class Sheet:
    """A form ready to be printed."""

    code: str
    title: str
    period: str
    heading: Heading
    columns: tuple[tuple[str, str], ...]
    """Code and words of each column of numbers."""
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    failed: tuple[str, ...]
    """Control equations that do not hold; a printed form says so."""
    position: int
    source: str
    decimal: frozenset[tuple[int, int]]
    """Places (row, column) of cells with a decimal."""

    @property
    def foot(self) -> str:
        return f"Số liệu theo sổ quyết định đến số thứ tự {self.position}. Căn cứ: {self.source}."


def sheet(answer: Answer, heading: Heading) -> Sheet:
    """Lay out an answer."""
    columns = answer.columns
    rows = tuple(
        Row(row.code, row.says, row.depth, tuple(answer.cells[row.code][column.code] for column in columns))
        for row in answer.rows
    )
    decimal = frozenset(
        (y, x)
        for y, row in enumerate(answer.rows)
        for x, column in enumerate(columns)
        if isinstance(row, Average | Ratio) or isinstance(column, Average | Ratio)
    )
    return Sheet(
        code=answer.form.code,
        title=answer.form.title,
        period=period(answer.since, answer.on),
        heading=heading if heading.organisation else Heading(organisation=answer.organisation),
        columns=tuple((column.code, column.says) for column in columns),
        rows=rows,
        notes=(*answer.form.notes, *_of_view(answer)),
        failed=tuple(check.says for check in answer.checks if not check.holds),
        position=answer.position,
        source=str(answer.form.source),
        decimal=decimal,
    )


def period(since: date | None, on: date) -> str:
    """As printed under the title; both days belong to the period."""
    if since is None:
        return f"Có đến ngày {on:%d/%m/%Y}"
    return f"Từ ngày {since:%d/%m/%Y} đến ngày {on:%d/%m/%Y}"


def number(value: Number, *, decimal: bool = False) -> str:
    """As Vietnamese write it: 89.455 and 33,3; nothing where there is nothing."""
    if value is None:
        return ""
    text = f"{value:,.1f}" if decimal or isinstance(value, float) else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,"))


def _of_view(answer: Answer) -> Iterator[str]:
    """On which structure the figures are laid out, whichever it is; how much of them is an estimate."""
    words, days = answer.view.says
    yield words % days
    if answer.exact is not None:
        yield SHARED_OUT
