"""Sổ quy chế: the three comma-separated files of regulations, read with every finding at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bontot.kernel.books import Findings, read_into

REGULATIONS = (
    "Mã tổ chức", "Số quy chế", "Mẫu", "Ngày thông qua", "Có hiệu lực từ", "Nhiệm kỳ", "Thông qua tại", "Nơi lưu", "Ngày rà soát",
    "Kết quả rà soát",
)  # fmt: skip
ASSIGNMENTS = ("Mã tổ chức", "Mã người", "Lĩnh vực", "Theo dõi", "Từ ngày", "Đến trước ngày")
DONE = ("Mã tổ chức", "Việc", "Hạn", "Ngày làm", "Minh chứng", "Ghi chú")

type Row = dict[str, str]
type Line = tuple[str, int, Row]
"""The file, the line in it, and its cells by their heads."""


@dataclass(slots=True)
class Books(Findings):
    """What the files say, before it is compared with the ledger."""

    regulations: list[Line] = field(default_factory=list)
    assignments: list[Line] = field(default_factory=list)
    done: list[Line] = field(default_factory=list)


def read(paths: Sequence[Path]) -> Books:
    """All files; which is which is told by their heads."""
    return read_into(Books(), paths, "SQ-01", _file)


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
