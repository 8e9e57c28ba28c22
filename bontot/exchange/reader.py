"""The process that reads workbooks for another: see `apart`."""

from __future__ import annotations

import marshal
import pickle
import sys
from collections.abc import Iterator
from itertools import batched
from pathlib import Path
from typing import IO, Any

from bontot.exchange.apart import Row, Sheet
from bontot.exchange.foreign import LAYOUTS
from bontot.exchange.sheets import OURS, Read
from bontot.exchange.workbook import SheetReading, read

BATCH = 1_000


def main(paths: list[Path], asked: IO[bytes], answers: IO[bytes]) -> None:
    """Announce the sheets, then answer for each number of a sheet with its rows."""
    sheets = list(read(paths))
    _say(answers, pickle.dumps([_announced(sheet) for sheet in sheets]))
    for line in asked:
        _give(sheets[int(line)], answers)


def _announced(sheet: SheetReading) -> Sheet:
    found = [] if sheet.height or sheet.columns else sheet.findings
    return Sheet(
        sheet.file,
        sheet.sheet,
        sheet.kind,
        sheet.layout,
        sheet.required,
        sheet.headers,
        sheet.height,
        _days(sheet),
        list(found),
    )


def _days(sheet: SheetReading) -> tuple[str, ...]:
    layout = next((layout for layout in (*OURS, *LAYOUTS) if layout.code == sheet.layout), None)
    return tuple(column.field for column in layout.columns if column.read is Read.DAY) if layout else ()


def _give(sheet: SheetReading, answers: IO[bytes]) -> None:
    told = 0
    for batch in batched(_rows(sheet), BATCH):
        _say(answers, (batch, pickle.dumps(sheet.findings[told:]), True))
        told = len(sheet.findings)
    _say(answers, ((), pickle.dumps(sheet.findings[told:]), False))


def _rows(sheet: SheetReading) -> Iterator[Row]:
    """The rows, each with whether a finding so far refuses it: findings come before their row."""
    seen, days = 0, _days(sheet)
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
    main([Path(word) for word in sys.argv[1:]], sys.stdin.buffer, sys.stdout.buffer)
