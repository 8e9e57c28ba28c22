"""Writing workbooks that people can work in and that `workbook.read` gives back unchanged.

No text ever becomes a formula: in a workbook it is stored as text, in CSV a text that a spreadsheet would execute gets
an apostrophe in front, which reading takes away again.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bontot.exchange.reading.cells import shown

LONGEST_TEXT = 32_767
"""Of a cell, in every spreadsheet."""
_FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheets disagree on the calendar; such days are written as text."""
_LOOKED_AT = 50
_NARROW, _WIDE = 10, 48
_DANGEROUS = re.compile(r"^[=+\-@\t\r']")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
OPTIONS = {
    "constant_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_HEADER = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#F3E7D3"}


class Formats:
    """The few ways in which a cell looks."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.header: Format = book.add_format(_HEADER)
        self.day: Format = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        self.text: Format = book.add_format({"num_format": "@"})
        self.wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})


@dataclass(slots=True)
class Sheet:
    """A table to write: the name of its sheet, its headers, its rows in the order of the headers."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def write_workbook(path: Path, sheets: Iterable[Sheet]) -> None:
    """An .xlsx of real dates and of numbers as text, each sheet with a fixed header and a filter, written row by row."""
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        formats = Formats(book)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet_name(sheet.name)), sheet, formats)


def sheet_name(name: str) -> str:
    """The name without what spreadsheets do not allow in the name of a sheet."""
    return _NOT_IN_NAMES.sub("-", name).strip("'")[:31] or "Trang"


def _write_sheet(page: Worksheet, sheet: Sheet, formats: Formats) -> None:
    rows = iter(sheet.rows)
    head = list(islice(rows, _LOOKED_AT))
    for place, title in enumerate(sheet.columns):
        longest = max([len(title), *(len(shown(row[place])) for row in head if row[place] is not None)])
        page.set_column(place, place, min(max(longest + 2, _NARROW), _WIDE), formats.text)
    page.freeze_panes(1, 0)
    page.set_row(0, 32)
    for place, title in enumerate(sheet.columns):
        page.write_string(0, place, title, formats.header)
    last = 0
    for last, row in enumerate(chain(head, rows), 1):
        write_row(page, last, row, formats)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)


def write_row(page: Worksheet, number: int, row: Sequence[Any], formats: Formats) -> None:
    """One row of values: text as text, days as days, quantities as quantities."""
    write_string, text, day = page.write_string, formats.text, formats.day
    for place, value in enumerate(row):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            if len(value) > LONGEST_TEXT:
                raise ValueError(f"a cell holds at most {LONGEST_TEXT} characters: {value[:60]!r}…")
            write_string(number, place, value, text)
        elif isinstance(value, date):
            plain = value.date() if isinstance(value, datetime) else value
            if plain >= _FIRST_DAY:
                page.write_datetime(number, place, datetime(plain.year, plain.month, plain.day), day)
            else:
                write_string(number, place, shown(plain), text)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            page.write_number(number, place, value)
        else:
            write_string(number, place, str(value), text)


def write_csv(path: Path, sheet: Sheet) -> None:
    """UTF-8 with the mark by which Excel knows it, separated by commas, nothing in it that Excel would execute."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_safe(sheet.columns))
        writer.writerows(map(_safe, sheet.rows))


def _safe(row: Iterable[Any]) -> Iterator[str]:
    for value in row:
        said = "" if value is None else value if isinstance(value, str) else shown(value)
        yield f"'{said}" if isinstance(value, str) and _DANGEROUS.match(said) else said
