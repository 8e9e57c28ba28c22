"""The process that reads workbooks for another: see `apart`."""

from __future__ import annotations

import gc
import marshal
import pickle
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import batched
from pathlib import Path
from typing import IO, Any

from bontot.exchange.reading.apart import Row, Sheet
from bontot.exchange.reading.workbook import SheetReading, read
from bontot.exchange.sheets import Layout, Read
from bontot.kernel.finding import Finding

BATCH = 1_000


def main(tables: str, paths: list[Path], asked: IO[bytes], answers: IO[bytes]) -> None:
    """Announce the sheets, then answer for each number of a sheet with its rows.

    `tables` is the module whose `LAYOUTS` the workbooks are read as: a later chapter may have tables of its own.
    """
    layouts: tuple[Layout, ...] = import_module(tables).LAYOUTS
    sheets = list(read(paths, layouts=layouts))
    days = {layout.code: _days(layout) for layout in layouts}
    _say(answers, pickle.dumps([_announced(sheet, days.get(sheet.layout, ())) for sheet in sheets]))
    for line in asked:
        sheet = sheets[int(line)]
        _give(sheet, days.get(sheet.layout, ()), answers)


def _announced(sheet: SheetReading, days: tuple[str, ...]) -> Sheet:
    found = _of_no_table(sheet)
    return Sheet(
        sheet.file,
        sheet.sheet,
        sheet.kind,
        sheet.layout,
        sheet.required,
        sheet.headers,
        sheet.height,
        days,
        list(found),
    )


def _of_no_table(sheet: SheetReading) -> list[Finding]:
    """What is wrong with a sheet that has no rows: it is said when the sheet is announced, and not again."""
    return [] if sheet.height or sheet.columns else sheet.findings


def _days(layout: Layout) -> tuple[str, ...]:
    return tuple(column.field for column in layout.columns if column.read is Read.DAY)


def _give(sheet: SheetReading, days: tuple[str, ...], answers: IO[bytes]) -> None:
    told = len(_of_no_table(sheet))
    for batch in batched(_rows(sheet, days), BATCH):
        _say(answers, (batch, pickle.dumps(sheet.findings[told:]), True))
        told = len(sheet.findings)
    _say(answers, ((), pickle.dumps(sheet.findings[told:]), False))


def _rows(sheet: SheetReading, days: tuple[str, ...]) -> Iterator[Row]:
    """The rows, each with whether a finding so far refuses it: findings come before their row."""
    seen = 0
    for number, row in sheet.rows:
        for name in days:
            if name in row:
                row[name] = row[name].toordinal()
        flawed = False
        if len(sheet.findings) > seen:
            flawed = any(f.refuses and f.row == number for f in sheet.findings[seen:])
            seen = len(sheet.findings)
        yield number, row, flawed


def _say(answers: IO[bytes], said: Any) -> None:
    data = marshal.dumps(said)
    answers.write(len(data).to_bytes(8) + data)
    answers.flush()


if __name__ == "__main__":
    gc.disable()  # rows come and go by the hundred thousand, and none of them makes a circle
    main(sys.argv[1], [Path(word) for word in sys.argv[2:]], sys.stdin.buffer, sys.stdout.buffer)
