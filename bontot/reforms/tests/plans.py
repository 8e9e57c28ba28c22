"""Plans for tests, as short as they can be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bontot.exchange.export.writing import Sheet, write_workbook
from bontot.reforms.planned import Planned
from bontot.reforms.seeing import looked, see
from bontot.reforms.sheets import MEMBERS, ORGANISATIONS, POSTS, WAYS

DAY = date(2024, 7, 1)
HEAD = (
    "Mã tổ chức",
    "Cách sắp xếp",
    "Mã liên quan",
    "Tên mới",
    "Loại tổ chức",
    "Mã cấp trên",
    "Loại hình cơ sở",
    "Địa bàn",
)


def organisation(code: str, way: str, row: int = 0, **said: str) -> Planned:
    return Planned("organisation", {"code": code, "way": WAYS[way], **said}, row=row)


def member(code: str, to: str, row: int = 0) -> Planned:
    return Planned("member", {"member": code, "to": to}, row=row)


def post(person: str, title: str, **said: str) -> Planned:
    return Planned("post", {"person": person, "title": title, **said})


def numbered(lines: Iterable[Planned]) -> list[Planned]:
    """The lines with rows, and with what the ledger says of their subjects."""
    from dataclasses import replace

    given = [replace(line, row=line.row or number) for number, line in enumerate(lines, 2)]
    return looked(given, see(DAY, given))


def book(
    path: Path,
    organisations: Sequence[Sequence[Any]] = (),
    members: Sequence[Sequence[Any]] = (),
    posts: Sequence[Sequence[Any]] = (),
) -> Path:
    """A workbook of a plan: the rows of each of its tables, in the order of the columns; a table without rows is left out."""
    tables = ((ORGANISATIONS, organisations), (MEMBERS, members), (POSTS, posts))
    write_workbook(
        path,
        [
            Sheet(
                layout.sheet,
                [c.header for c in layout.columns],
                [_padded(row, len(layout.columns)) for row in rows],
            )
            for layout, rows in tables
            if rows
        ],
    )
    return path


def _padded(row: Sequence[Any], width: int) -> list[Any]:
    return [*row, *[None] * (width - len(row))]


def with_mistakes(path: Path, lines: int, each: int, *, parent: str, branch: str) -> Counter[str]:
    """A workbook of so many lines that set up branches under `parent`, five mistakes among them, `each` so many times;
    what must be told of it, by rule."""

    def new(number: int, name: str | None) -> tuple[Any, ...]:
        return f"MOI{number}", "lập mới", None, name, "chi bộ", parent

    good = lines - 5 * each
    mistaken = range(each)
    book(
        path,
        [
            *(new(number, f"Chi bộ mới {number}") for number in range(good)),
            *((f"GOP{number}", "gộp") for number in mistaken),
            *((f"LA{number}", "giải thể") for number in mistaken),
            *(new(good + number, None) for number in mistaken),
            *(new(number, f"Chi bộ mới {number}") for number in mistaken),
        ],
        [(f"NGUOI-LA{number}", branch) for number in mistaken],
    )
    return Counter(
        {"O-TU": each, "PA-MA-LA": each, "PA-THIEU": each, "PA-HAI-DONG": each, "PA-NGUOI-LA": each}
    )
