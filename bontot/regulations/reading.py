"""Sổ quy chế: the three comma-separated files of regulations, read with every finding at once."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from bontot.kernel.finding import Finding
from bontot.ui.days import read_day

REGULATIONS = (
    "Mã tổ chức", "Số quy chế", "Mẫu", "Ngày thông qua", "Có hiệu lực từ", "Nhiệm kỳ", "Thông qua tại", "Nơi lưu", "Ngày rà soát",
    "Kết quả rà soát",
)  # fmt: skip
ASSIGNMENTS = ("Mã tổ chức", "Mã người", "Lĩnh vực", "Theo dõi", "Từ ngày", "Đến trước ngày")
DONE = ("Mã tổ chức", "Việc", "Hạn", "Ngày làm", "Minh chứng", "Ghi chú")
SHOWN = 200
"""Findings that are kept; beyond them only their number."""

type Row = dict[str, str]
type Line = tuple[str, int, Row]
"""The file, the line in it, and its cells by their heads."""


@dataclass(slots=True)
class Books:
    """What the files say, before it is compared with the ledger."""

    regulations: list[Line] = field(default_factory=list)
    assignments: list[Line] = field(default_factory=list)
    done: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    more: int = 0

    def wrong(self, rule: str, says: str, file: str, row: int | None = None, column: str = "") -> None:
        """Remember what is wrong."""
        if len(self.findings) < SHOWN:
            self.findings.append(Finding(rule, says, file=file, row=row, column=column))
        else:
            self.more += 1


def read(paths: Sequence[Path]) -> Books:
    """All files; which is which is told by their heads."""
    books = Books()
    for path in paths:
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                _file(books, path.name, csv.reader(file))
        except (OSError, UnicodeDecodeError, csv.Error) as reason:
            books.wrong("SQ-01", f"Không đọc được tệp {path.name}: {reason}.", path.name)
    return books


def _file(books: Books, name: str, lines: Iterator[list[str]]) -> None:
    header = [cell.strip() for cell in next(lines, [])]
    into = {"Số quy chế": books.regulations, "Lĩnh vực": books.assignments, "Ngày làm": books.done}
    found = next((rows for head, rows in into.items() if head in header), None)
    if found is None or "Mã tổ chức" not in header:
        says = f"Tệp {name} không phải sổ quy chế, sổ phân công hay sổ việc theo quy chế."
        books.wrong("SQ-01", says, name, 1)
        return
    for i, cells in enumerate(lines, 2):
        if any(cells):
            found.append((name, i, dict(zip(header, (cell.strip() for cell in cells), strict=False))))


@lru_cache(maxsize=8192)
def day(text: str) -> date | None:
    """A day; None where nothing is written. Raises ValueError where it is no day."""
    return read_day(text) if text else None
