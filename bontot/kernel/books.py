"""Books of an office as comma-separated files, read to the end with every finding at once."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bontot.kernel.finding import Finding

SHOWN = 200
"""Findings that are kept; beyond them only their number."""


@dataclass(slots=True)
class Findings:
    """What is wrong in some files, as far as it is shown, and how much more there is."""

    findings: list[Finding] = field(default_factory=list)
    more: int = 0

    def wrong(self, rule: str, says: str, file: str, row: int | None = None, column: str = "") -> None:
        """Remember what is wrong."""
        if len(self.findings) < SHOWN:
            self.findings.append(Finding(rule, says, file=file, row=row, column=column))
        else:
            self.more += 1


def read_into[B: Findings](
    books: B, paths: Sequence[Path], rule: str, take: Callable[[B, str, Iterator[list[str]]], None]
) -> B:
    """Hand the lines of each file to `take` with its name; what cannot be read is a finding of `rule`."""
    for path in paths:
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                take(books, path.name, csv.reader(file))
        except (OSError, UnicodeDecodeError, csv.Error) as reason:
            books.wrong(rule, f"Không đọc được tệp {path.name}: {reason}.", path.name)
    return books
