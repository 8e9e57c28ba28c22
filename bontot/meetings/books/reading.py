"""Sổ sinh hoạt: the three comma-separated files of meetings, read with every finding at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from pathlib import Path

from bontot.kernel.books import Findings, read_into
from bontot.kernel.text import fold
from bontot.ui.days import read_day

MARKS = {"x": "present", "m": "late", "p": "excused", "k": "absent"}
KINDS = {
    "thường kỳ": "regular",
    "chuyên đề": "thematic",
    "bất thường": "extraordinary",
    "cấp ủy": "committee",
}
SHORT = {"TK": "regular", "CĐ": "thematic", "BT": "extraordinary", "CU": "committee"}
TASKS = {"đang làm": "open", "đã xong": "done", "thôi không làm": "dropped", "chuyển kỳ sau": "carried"}

type Row = dict[str, str]
type Key = tuple[str, str, date]
"""A meeting: the code of the organisation, the kind, the first day of its month."""
type Columns = tuple[tuple[str, date], ...]
"""Which meetings a book of attendance is about: of each its kind and its month."""


@dataclass(slots=True)
class Books(Findings):
    """What the files say, before it is compared with the ledger."""

    meetings: dict[Key, tuple[int, Row]] = field(default_factory=dict)
    presence: list[tuple[int, str, str, Columns, list[str]]] = field(default_factory=list)
    """Line, organisation, person, the columns of the book, and the marks in their order."""
    tasks: list[tuple[int, Row]] = field(default_factory=list)


def read(paths: Sequence[Path]) -> Books:
    """All files; which is which is told by their headers."""
    return read_into(Books(), paths, "SS-01", _file)


def _file(books: Books, name: str, lines: Iterator[list[str]]) -> None:
    header = [cell.strip() for cell in next(lines, [])]
    if "Nhiệm vụ" in header:
        books.tasks += [
            (i, dict(zip(header, cells, strict=False))) for i, cells in enumerate(lines, 2) if any(cells)
        ]
    elif "Ngày" in header and "Loại" in header:
        _meetings(books, name, header, lines)
    elif header[:2] == ["Mã chi bộ", "Mã người"]:
        _presence(books, name, header, lines)
    else:
        books.wrong("SS-01", f"Tệp {name} không phải sổ sinh hoạt, sổ điểm danh hay sổ nhiệm vụ.", name, 1)


def _meetings(books: Books, name: str, header: list[str], lines: Iterator[list[str]]) -> None:
    for i, cells in enumerate(lines, 2):
        row = dict(zip(header, cells, strict=False))
        kind, month = KINDS.get(row.get("Loại", "").strip().lower()), read_month(row.get("Kỳ", ""))
        if not any(cells):
            continue
        if kind is None or month is None:
            books.wrong(
                "SS-02",
                f"Loại “{row.get('Loại', '')}” hoặc kỳ “{row.get('Kỳ', '')}” không đọc được.",
                name,
                i,
            )
            continue
        key = (row.get("Mã chi bộ", "").strip(), kind, month)
        if key in books.meetings:
            books.wrong("SS-03", f"Chi bộ {key[0]} đã có buổi họp loại này trong kỳ {month:%m/%Y}.", name, i)
        else:
            books.meetings[key] = (i, row)


def _presence(books: Books, name: str, header: list[str], lines: Iterator[list[str]]) -> None:
    columns = [_column(head) for head in header[2:]]
    for head, column in zip(header[2:], columns, strict=True):
        if column is None:
            books.wrong("SS-02", f"Cột “{head}” không phải một kỳ như “TK 03/2026”.", name, 1, head)
    known = tuple(column for column in columns if column is not None)
    if len(known) < len(columns):
        return
    for i, cells in enumerate(lines, 2):
        if any(cells):
            books.presence.append(
                (i, cells[0].strip(), cells[1].strip() if len(cells) > 1 else "", known, cells[2:])
            )


@lru_cache(maxsize=256)
def _column(head: str) -> tuple[str, date] | None:
    short, _blank, month = head.partition(" ")
    day = read_month(month)
    return (SHORT[short], day) if short in SHORT and day else None


@lru_cache(maxsize=1024)
def read_month(text: str) -> date | None:
    """`03/2026` or `2026-03`: its first day; None where it is no month."""
    first, _mark, second = text.strip().replace("-", "/").partition("/")
    year, month = (first, second) if len(first) == 4 else (second, first)
    try:
        return date(int(year), int(month), 1)
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def day(text: str) -> date | None:
    """A day; None where nothing is written. Raises ValueError where it is no day."""
    return read_day(text) if text.strip() else None


@lru_cache(maxsize=2048)
def hour(text: str) -> time | None:
    """`19:30`; None where nothing is written. Raises ValueError where it is no hour."""
    return time.fromisoformat(text.strip().zfill(5)) if text.strip() else None


@lru_cache(maxsize=1024)
def mark(text: str) -> str | None:
    """A mark of the book of attendance: a key of `words.PRESENCES`, blank for nothing, None where it is none."""
    letter = fold(text.strip())
    return MARKS.get(letter) if letter else ""
