"""Reading in a process of its own: a hostile file harms only that process, and reading costs the writer no time.

The reader (`python -m bontot.exchange.reader`) announces all sheets and then gives the rows of whichever is asked for,
in batches; while one batch becomes acts, the next is being read.
"""

from __future__ import annotations

import marshal
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Any

from bontot.exchange.sentences import finding
from bontot.kernel.finding import Finding

type Row = tuple[int, dict[str, Any], bool]
"""The number of the row as in the file, its fields, and whether something of it has been refused."""


@dataclass(slots=True)
class Sheet:
    """One sheet, whose rows are still with the reader."""

    file: str
    sheet: str
    kind: str
    layout: str
    required: tuple[str, ...]
    headers: dict[str, str]
    height: int
    days: tuple[str, ...] = ()
    """The fields that hold days; between the processes they travel as numbers, five times as fast."""
    findings: list[Finding] = field(default_factory=list)
    """Grows while the rows are read."""


class Reader:
    """A process that reads some workbooks. Close it, or leave its `with`, when enough has been read."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._files = ", ".join(path.name for path in paths)
        call = [sys.executable, "-m", "bontot.exchange.reader", *map(str, paths)]
        self._process = subprocess.Popen(
            call,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert self._process.stdin and self._process.stdout
        self._ask: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout
        announced = self._next()
        self.sheets: list[Sheet] = pickle.loads(announced) if announced else [self._broken()]

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """The rows of a sheet, once."""
        with suppress(BrokenPipeError):  # a reader that is gone is noticed just below
            self._ask.write(f"{self.sheets.index(sheet)}\n".encode())
            self._ask.flush()
        while True:
            batch = self._next()
            if batch is None:
                sheet.findings += self._broken().findings
                return
            rows, findings, more = batch
            sheet.findings += pickle.loads(findings)  # from our own process, as above
            for row in rows:
                fields = row[1]
                for name in sheet.days:
                    if name in fields:
                        fields[name] = date.fromordinal(fields[name])
                yield row
            if not more:
                return

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.communicate()

    def _next(self) -> Any:
        """What the reader says next; None where it has died."""
        try:
            size = int.from_bytes(self._answers.read(8))
            return marshal.loads(
                self._answers.read(size)
            )  # from our own process, over a pipe that nobody else holds
        except (EOFError, ValueError, TypeError):
            return None

    def _broken(self) -> Sheet:
        return Sheet(
            self._files, "", "unknown", "", (), {}, 0, findings=[finding("TEP-HONG", file=self._files)]
        )
