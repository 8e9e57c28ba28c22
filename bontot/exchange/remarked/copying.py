"""Copies of tables, cell by cell, with a column of remarks: for files that cannot be changed in place."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, load_workbook

from bontot.exchange.export.writing import OPTIONS, Formats, sheet_name, write_row
from bontot.exchange.reading import texts, workbook
from bontot.exchange.reading.door import admit
from bontot.exchange.reading.refusing import Refused
from bontot.exchange.remarked.remarking import (
    ABOUT_FILE,
    REMARKS,
    WIDTH,
    ByRow,
    BySheet,
    by_printed_row,
    remark,
    sentence,
)
from bontot.kernel.finding import Finding

_LOOKED_AT = 1000

type _Sheet = tuple[str, Iterable[Sequence[Any]]]


def copy(said: Mapping[Path, BySheet], general: Sequence[Finding], out: Path) -> None:
    """All sheets of all files in one workbook, each with its remarks; a file that cannot be read only with these."""
    about = list(general)
    taken: set[str] = set()
    with xlsxwriter.Workbook(str(out), OPTIONS) as book:
        formats = Formats(book)
        for path, by_sheet in said.items():
            about += [found for findings in by_sheet.get("", {}).values() for found in findings]
            header_rows = _header_rows(path)
            for name, rows in _sheets(path):
                by_row = by_printed_row(by_sheet.get(name, {}), header_rows.get(name, 1))
                page = book.add_worksheet(_untaken(name if len(said) == 1 else f"{path.stem} {name}", taken))
                width = 0
                for number, row in enumerate(_with_remarks(rows, by_row, header_rows.get(name, 1))):
                    write_row(page, number, row, formats)
                    width = width or len(row)
                page.set_column(
                    max(width - 1, 0), max(width - 1, 0), WIDTH if by_row else None, formats.wrapped
                )
        if about or not taken:
            page = book.add_worksheet(_untaken(ABOUT_FILE, taken))
            page.set_column(0, 0, 100, formats.wrapped)
            for number, found in enumerate(about):
                page.write_string(number, 0, sentence(found), formats.wrapped)


def copy_csv(path: Path, said: BySheet, out: Path) -> None:
    """A CSV with a last column of remarks, in UTF-8."""
    by_row = by_printed_row(said.get(path.stem, {}), 1)
    header_row = _header_rows(path).get(path.stem, 1)
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for found in said.get("", {}).get(0, []):
            writer.writerow([sentence(found)])
        for _, rows in _sheets(path):
            writer.writerows(_with_remarks(rows, by_row, header_row))


def _sheets(path: Path) -> Iterator[_Sheet]:
    try:
        admitted = admit(path)
        if admitted.suffix == ".csv":
            alphabet = texts.alphabet(path)
            yield path.stem, texts.rows(path, alphabet, texts.separator(path, alphabet))
            return
        with load_workbook(str(path)) as book:
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                left = [""] * (sheet.start[1] if sheet.start else 0)
                yield name, ([*left, *row] for row in sheet.iter_rows())
    except (Refused, CalamineError):
        return


def _header_rows(path: Path) -> dict[str, int]:
    return {reading.sheet: reading.header_row for reading in workbook.read([path]) if reading.header_row}


def _with_remarks(rows: Iterable[Sequence[Any]], by_row: ByRow, header_row: int) -> Iterator[list[Any]]:
    """The rows, one cell longer where there are remarks."""
    rest = iter(rows)
    head = list(islice(rest, _LOOKED_AT))
    width = max(map(len, head), default=0)
    for number, row in enumerate(chain(head, rest), 1):
        findings = by_row.get(number)
        if not by_row or (not findings and number != header_row):
            yield list(row)
            continue
        said = remark(findings or ())
        if number == header_row:
            said = "\n".join(part for part in (REMARKS, said) if part)
        yield [*row, *[""] * (width - len(row)), said]


def _untaken(name: str, taken: set[str]) -> str:
    """A name of a sheet that this workbook does not have yet."""
    wanted = sheet_name(name)
    count = 1
    while wanted.casefold() in taken:
        count += 1
        wanted = f"{sheet_name(name)[:26]} ({count})"
    taken.add(wanted.casefold())
    return wanted
