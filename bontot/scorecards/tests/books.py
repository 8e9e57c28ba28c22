"""Workbooks of frameworks, as an office would edit them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from bontot.law.frameworks.framework import Framework
from bontot.scorecards.books.writing import write


def edited(framework: Framework, path: Path, *edits: Callable[[Workbook], None], owner: str = "TINH") -> Path:
    """The framework's workbook with some edits."""
    write(framework, path, owner)
    book = load_workbook(path)
    for edit in edits:
        edit(book)
    book.save(path)
    return path


def put(sheet: str, line: str, column: str, value: Any) -> Callable[[Workbook], None]:
    """Write into a cell: of the row that begins with `line`, under the header `column`."""

    def edit(book: Workbook) -> None:
        page = book[sheet]
        place = [cell.value for cell in page[1]].index(column) + 1
        row = next(row for row in range(2, page.max_row + 1) if str(page.cell(row, 1).value) == line)
        page.cell(row, place).value = value

    return edit


def without(sheet: str) -> Callable[[Workbook], None]:
    """Take a sheet away."""
    return lambda book: book.remove(book[sheet])


def sent(path: Path) -> BytesIO:
    """The file as a browser sends it."""
    said = BytesIO(path.read_bytes())
    said.name = path.name
    return said
