"""Phương án thành bảng tính: the lines of a version, as a workbook that can be sent back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bontot.exchange.export.writing import Sheet, write_workbook
from bontot.exchange.sheets import Layout, Read
from bontot.reforms.models import Reform
from bontot.reforms.planned import Planned
from bontot.reforms.sheets import LAYOUTS, WAY_WORDS
from bontot.reforms.versions import planned


def write(plan: Reform, path: Path, version: int | None = None) -> None:
    """The lines of a version as a workbook: what it says is read back as just these lines."""
    write_lines(path, planned(plan, version))


def write_lines(path: Path, lines: Iterable[Planned]) -> None:
    """Lines as a workbook, a sheet for each table."""
    given = list(lines)
    write_workbook(
        path,
        [
            Sheet(layout.sheet, [column.header for column in layout.columns], _rows(layout, given))
            for layout in LAYOUTS
        ],
    )


def _rows(layout: Layout, lines: Iterable[Planned]) -> Iterator[tuple[Any, ...]]:
    for line in lines:
        if line.sheet == layout.kind:
            yield tuple(_cell(line, column.field, column.read) for column in layout.columns)


def _cell(line: Planned, field: str, read: Read) -> Any:
    said = line.fields.get(field)
    if not said:
        return None
    if read is Read.DAY:
        return date.fromisoformat(said)
    return WAY_WORDS.get(said, said) if read is Read.CHOICE else said
