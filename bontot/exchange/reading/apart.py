"""Reading in a process of its own: a hostile file harms only that process, and reading costs the writer no time.

The reader (`python -m bontot.exchange.reading.reader`) announces all sheets and then gives the rows of whichever is asked for,
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

TABLES = "bontot.exchange.reading.foreign"
"""The module whose tables workbooks are read as."""

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


class Reading:
    """Some workbooks being read, each file by one of at most as many processes as there are processors."""

    def __init__(self, paths: Sequence[Path], tables: str = TABLES) -> None:
        shares: list[list[Path]] = [[] for _ in range(min(len(paths), os.cpu_count() or 1, MOST))]
        weights = [0] * len(shares)
        for path in sorted(paths, key=_size, reverse=True):
            lightest = weights.index(min(weights))
            shares[lightest].append(path)
            weights[lightest] += _size(path)
        self._readers = [Reader(share, tables) for share in shares]  # all begin before any is waited for
        self._of = {id(sheet): (reader, sheet) for reader in self._readers for sheet in reader.sheets()}

    @property
    def sheets(self) -> list[Sheet]:
        """All sheets of all files."""
        return [sheet for _, sheet in self._of.values()]

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """The rows of one of the sheets, once."""
        return self._of[id(sheet)][0].rows(sheet)

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        for reader in self._readers:
            reader.close()


MOST = 4
"""Processes for one import: others want to work too."""


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


class Reader:
    """A process that reads some workbooks."""

    def __init__(self, paths: Sequence[Path], tables: str = TABLES) -> None:
        self._files = ", ".join(path.name for path in paths)
        call = [sys.executable, "-m", "bontot.exchange.reading.reader", tables, *map(str, paths)]
        self._process = subprocess.Popen(
            call,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert self._process.stdin and self._process.stdout
        _widen(self._process.stdout)
        self._ask: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout
        self._sheets: list[Sheet] = []

    def sheets(self) -> list[Sheet]:
        """What the reader has announced; waited for when first asked."""
        if not self._sheets:
            announced = self._next()
            self._sheets = pickle.loads(announced) if announced else [self._broken()]
        return self._sheets

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """The rows of a sheet, once."""
        with suppress(BrokenPipeError):  # a reader that is gone is noticed just below
            place = next(n for n, known in enumerate(self._sheets) if known is sheet)
            self._ask.write(f"{place}\n".encode())
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
            # from our own process, over a pipe that nobody else holds
            return marshal.loads(self._answers.read(size))
        except (EOFError, ValueError, TypeError):
            return None

    def _broken(self) -> Sheet:
        return Sheet(
            self._files, "", "unknown", "", (), {}, 0, findings=[finding("TEP-HONG", file=self._files)]
        )


def _widen(pipe: IO[bytes]) -> None:
    """Let a whole batch lie in the pipe, where the system can: the reader goes on reading while the writer writes."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):  # not allowed more: then it waits a little
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 2**20)
