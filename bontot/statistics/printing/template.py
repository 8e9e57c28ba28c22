"""An office's own workbook filled in: where in it the lines and columns of a form stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from bontot.kernel.text import fold
from bontot.statistics.errors import Unanswerable
from bontot.statistics.form import Answer
from bontot.statistics.printing.cells import coordinate, write
from bontot.statistics.questions import Said

_DEEPEST, _WIDEST, _LABELS = 400, 60, 4
_NUMBERING = re.compile(r"^\s*(?:[0-9]{1,3}|[IVXivx]{1,5}|[A-Za-zđĐ])?\s*[-.)+:]+\s*")


class TemplateMismatch(Unanswerable):
    """The workbook does not look like the form: which labels were not found in it."""

    def __init__(self, says: str, rows: list[str], columns: list[str]) -> None:
        self.rows, self.columns = rows, columns
        super().__init__(says)


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled workbook, and the lines and columns of the form that it has no place for."""

    data: bytes
    cells: int
    rows_without_place: tuple[str, ...]
    columns_without_place: tuple[str, ...]


def fill(answer: Answer, template: Path) -> Filled:
    """Find the form's rows and columns in the workbook by their codes or their words, and write the numbers there.

    Cells that hold a formula are left to compute. Raises TemplateMismatch where no row or no column can be found.
    """
    try:
        book = load_workbook(template)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError):
        raise TemplateMismatch(
            "Không đọc được tệp mẫu; hãy dùng tệp .xlsx do cấp trên gửi.", [], []
        ) from None
    found = max((_Places.of(page, answer) for page in book.worksheets), key=lambda places: places.size)
    if not found.size:
        raise TemplateMismatch(
            "Trong tệp mẫu không tìm thấy "
            + ("dòng nào" if not found.rows else "cột nào")
            + f" của biểu {answer.form.code}; tên dòng và cột phải giống mã hoặc chữ của biểu.",
            [row.says for row in answer.rows if row.code not in found.rows],
            [column.says for column in answer.columns if column.code not in found.columns],
        )
    wanted = {
        coordinate(y, x): answer.cells[row][column]
        for row, y in found.rows.items()
        for column, x in found.columns.items()
    }
    data, written = write(template.read_bytes(), found.page.title, wanted)
    return Filled(
        data,
        written,
        tuple(row.says for row in answer.rows if row.code not in found.rows),
        tuple(column.says for column in answer.columns if column.code not in found.columns),
    )


@dataclass(frozen=True)
class _Places:
    """Where a page of the workbook has the rows and the columns of the form."""

    page: Any
    rows: dict[str, int]
    columns: dict[str, int]

    @property
    def size(self) -> int:
        return len(self.rows) * len(self.columns)

    @classmethod
    def of(cls, page: Any, answer: Answer) -> _Places:
        labels = [
            (cell.row, cell.column, _keys(cell.value))
            for line in page.iter_rows(
                max_row=min(page.max_row, _DEEPEST), max_col=min(page.max_column, _WIDEST)
            )
            for cell in line
            if isinstance(cell.value, str | int) and not isinstance(cell.value, bool)
        ]
        rows, right = _rows([label for label in labels if label[1] <= _LABELS], answer)
        first = min(rows.values(), default=0)
        return cls(
            page, rows, _columns([(x, keys) for y, x, keys in labels if y < first and x > right], answer)
        )


def _rows(labels: list[tuple[int, int, frozenset[str]]], answer: Answer) -> tuple[dict[str, int], int]:
    """Each row, in the order of the form; and the last column of the workbook that holds their labels."""
    found: dict[str, int] = {}
    after = right = 0
    for row in answer.rows:
        names = _names(row)
        places = [(y, x) for y, x, keys in labels if y > after and keys & names]
        if places:
            after = min(places)[0]
            found[row.code] = after
            right = max(right, *[x for y, x in places if y == after])
    return found, right


def _columns(labels: list[tuple[int, frozenset[str]]], answer: Answer) -> dict[str, int]:
    found: dict[str, int] = {}
    for column in answer.columns:
        names = _names(column)
        places = [x for x, keys in labels if keys & names]
        if places:
            found[column.code] = min(places)
    return found


def _names(said: Said) -> set[str]:
    words = _key(said.says)
    return {_key(said.code), words, words.removeprefix("trongdo")} - {""}


def _keys(value: object) -> frozenset[str]:
    """What a label may mean: all of it, and without a number or a dash before it."""
    text = str(value)
    return frozenset({_key(text), _key(_NUMBERING.sub("", text))} - {""})


def _key(value: object) -> str:
    """Words without diacritics, numbering, punctuation and spaces."""
    return "".join(mark for mark in fold(str(value)) if mark.isalnum())
