"""A form as it is prescribed, and a form as it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from bontot.kernel.citation import Citation
from bontot.statistics.questions import AnyLine, Average, Line, Ratio, Said
from bontot.statistics.roster import Roster
from bontot.statistics.viewing import AS_WAS, View

type Number = int | float | None
type Cells = dict[str, dict[str, Number]]


@dataclass(frozen=True)
class Check:
    """A control equation over the lines of a form, in every column that counts: `total` = sum of signed `parts`."""

    total: str
    parts: tuple[str, ...]
    minus: tuple[str, ...] = ()
    at_least: bool = False
    """Whether the parts only have to fit into the total (“trong đó”)."""

    @property
    def says(self) -> str:
        left = " + ".join(self.parts) + "".join(f" − {part}" for part in self.minus)
        return f"{left} ≤ {self.total}" if self.at_least else f"{left} = {self.total}"

    def holds(self, column: dict[str, Number]) -> bool:
        """Whether it holds in a column, given as number by row."""
        parts = sum(column.get(part) or 0 for part in self.parts) - sum(
            column.get(part) or 0 for part in self.minus
        )
        whole = column.get(self.total) or 0
        return parts <= whole if self.at_least else parts == whole


@dataclass(frozen=True, eq=False)
class Form:
    """Biểu thống kê: rows × columns of questions put to one roster, and the sums that must hold."""

    code: str
    title: str
    rows: tuple[AnyLine, ...]
    columns: tuple[AnyLine, ...]
    of: Roster
    source: Citation
    checks: tuple[Check, ...] = ()
    flow: bool = False
    """Whether the form speaks of a period; otherwise of a day."""
    across: tuple[Check, ...] = ()
    """Control equations over the columns, in every row that counts."""
    notes: tuple[str, ...] = ()
    before: str = ""
    """Words that printed forms put before the day: `Tính đến ngày`, or the period's."""
    listed_to: str = "names.read"
    """The permission that it takes to see the names behind the cells, besides that of seeing names at all."""

    def row(self, code: str) -> AnyLine | None:
        return next((row for row in self.rows if row.code == code), None)

    def column(self, code: str) -> AnyLine | None:
        return next((column for column in self.columns if column.code == code), None)

    def measure(self, row: AnyLine, column: AnyLine) -> str:
        """Whether the cell is a stock, a flow or a ratio."""
        if isinstance(row, Ratio) or isinstance(column, Ratio):
            return "ratio"
        return str(self.roster(row, column).measure)

    def roster(self, row: AnyLine, column: AnyLine) -> Roster:
        """What a cell counts."""
        for said in (column, row):
            if isinstance(said, Line | Average) and said.of is not None:
                return said.of
        return self.of

    def describe(self) -> dict[str, Any]:
        """What stands in the form, for programs and for people."""
        return {
            "form": self.code,
            "title": self.title,
            "flow": self.flow,
            "source": str(self.source),
            "rows": [_described(row) for row in self.rows],
            "columns": [_described(column) for column in self.columns],
            "checks": [check.says for check in (*self.checks, *self.across)],
        }


def _described(said: Said) -> dict[str, Any]:
    return {"code": said.code, "says": said.says}


@dataclass(frozen=True, slots=True)
class Checked:
    """A control equation of an answer."""

    says: str
    holds: bool


SHARED_OUT = gettext_noop(
    "Có số gồm cả đảng viên của tổ chức đã chia mà nơi sinh hoạt sau đó không rõ; họ được phân theo tỷ lệ của những người đã rõ."
)
"""Said of a restated answer in which somebody had to be shared out."""


@dataclass(frozen=True)
class Answer:
    """A form answered: for whom, for which days, as known at which position, and the numbers."""

    form: Form
    organisation: str
    on: date
    since: date | None
    position: int
    cells: Cells
    checks: tuple[Checked, ...]
    view: View = AS_WAS
    exact: Cells | None = None
    """Of a restated answer, each number without those who had to be shared out; None where nobody had to be."""

    @property
    def rows(self) -> tuple[AnyLine, ...]:
        return self.form.rows

    @property
    def columns(self) -> tuple[AnyLine, ...]:
        return self.form.columns

    @property
    def sound(self) -> bool:
        """Whether every printed check holds."""
        return all(check.holds for check in self.checks)

    def as_json(self) -> dict[str, Any]:
        return {
            "form": self.form.code,
            "organisation": self.organisation,
            "on": self.on.isoformat(),
            "since": self.since.isoformat() if self.since else None,
            "position": self.position,
            "rows": [_described(row) for row in self.rows],
            "columns": [_described(column) for column in self.columns],
            "cells": self.cells,
            "checks": [{"says": check.says, "holds": check.holds} for check in self.checks],
            **self.view.as_json(),
            **({"exact": self.exact} if self.exact is not None else {}),
        }


def checked(form: Form, cells: Cells) -> tuple[Checked, ...]:
    """The form's control equations, judged on these cells."""
    counted_rows = [row.code for row in form.rows if isinstance(row, Line)]
    counted_columns = [column.code for column in form.columns if isinstance(column, Line)]
    down = [
        Checked(
            check.says, all(check.holds({row: cells[row][code] for row in cells}) for code in counted_columns)
        )
        for check in form.checks
    ]
    across = [
        Checked(check.says, all(check.holds(cells[code]) for code in counted_rows)) for check in form.across
    ]
    return tuple(down + across)


def derive(form: Form, cells: Cells) -> None:
    """Fill in the cells that are computed from other cells."""
    for column in form.columns:
        if isinstance(column, Ratio):
            for row in form.rows:
                cells[row.code][column.code] = per_cent(
                    cells[row.code].get(column.part), cells[row.code].get(column.whole)
                )
    for row in form.rows:
        if isinstance(row, Ratio):
            for column in form.columns:
                if not isinstance(column, Ratio):
                    part, whole = cells[row.part][column.code], cells[row.whole][column.code]
                    cells[row.code][column.code] = per_cent(part, whole)


def per_cent(part: Number, whole: Number) -> Number:
    """With one decimal; nothing where there is nothing to compare with."""
    return None if part is None or not whole else round(part * 100 / whole, 1)


def in_order(form: Form, cells: Cells) -> Cells:
    """The cells in the order of the form."""
    columns: Sequence[str] = [column.code for column in form.columns]
    return {row.code: {code: cells[row.code].get(code) for code in columns} for row in form.rows}
