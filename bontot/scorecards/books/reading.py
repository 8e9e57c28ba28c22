"""Bảng tính thành khung điểm: read by a process apart, with everything that is wrong told at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Timer

from bontot.exchange.reading.apart import Reading
from bontot.frameworks.queries import framework
from bontot.law.frameworks.framework import Framework
from bontot.scorecards.books.cells import Row, Told
from bontot.scorecards.books.drawing import draw

TABLES = "bontot.scorecards.books.sheets"
SECONDS = 20.0
"""After which a file that is still being read is given up: no framework takes a hundredth of that."""
MOST_ROWS = 1_000
"""Of one table."""
LARGEST = 2_000_000
"""Bytes of a workbook of a framework; one has some ten thousand."""


def read_book(paths: Sequence[Path]) -> tuple[Framework | None, str, Told]:
    """The framework of a workbook, the version that it was made from, and what was found.

    No framework where anything is wrong that refuses.
    """
    told = Told(paths[0].name if len(paths) == 1 else "")
    reading = Reading(paths, TABLES)
    timer = Timer(SECONDS, reading.close)
    timer.start()
    try:
        rows = _rows(reading, told)
    finally:
        timer.cancel()
        reading.close()
    made, base = draw(rows, told, _earlier)
    return (None if any(each.refuses for each in told.findings) else made), base, told


def _rows(reading: Reading, told: Told) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for sheet in reading.sheets:
        if sheet.layout:
            rows = found.setdefault(sheet.kind, [])
            for number, fields, flawed in reading.rows(sheet):
                if len(rows) >= MOST_ROWS:
                    told.say("KD-02", f"Trang có quá {MOST_ROWS} dòng; hãy xóa các dòng thừa.", sheet.kind)
                    break
                if not flawed and all(name in fields for name in sheet.required):
                    rows.append(Row(sheet.kind, number, fields, sheet.file))
        told.findings += sheet.findings
    return found


def _earlier(code: str, version: str) -> Framework | None:
    """The version that a workbook was made from, if there is one; its codes of bands and steps go on."""
    try:
        return framework(code, version)
    except KeyError:
        return None
