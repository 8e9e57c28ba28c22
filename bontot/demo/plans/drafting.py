"""One paper as it is being drawn up: the lines of its three tables, and its workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import xlsxwriter

from bontot.demo.sheets import MADE, Cell, ExcelSheet
from bontot.reforms.sheets import ENDING, LAYOUTS, MEMBER, ORGANISATION, POST, WAYS


@dataclass(slots=True)
class Draft:
    """A paper about the whole province, with its day and its number; the numbers are invented."""

    code: str
    title: str
    day: date
    number: str
    dated: date
    _organisations: dict[str, dict[str, Cell]] = field(default_factory=dict)
    _members: dict[str, str] = field(default_factory=dict)
    _posts: list[dict[str, Cell]] = field(default_factory=list)

    def organisation(self, code: str, way: str, **said: str) -> None:
        """Say of an organisation what becomes of it; said again, the line says more."""
        line = self._organisations.setdefault(code, {"code": code})
        line |= {"way": way} | {name: value for name, value in said.items() if value}

    def member(self, person: str, to: str) -> None:
        """Allocate a member."""
        self._members[person] = to

    def post(self, **said: Cell) -> None:
        """Say who holds a post from the day on, or until when."""
        self._posts.append(dict(said))

    def ending(self) -> set[str]:
        """The codes of the organisations that the paper ends."""
        ending = {word for word, way in WAYS.items() if way in ENDING}
        return {code for code, line in self._organisations.items() if line["way"] in ending}

    def holds_nothing(self) -> bool:
        """Whether nothing has been said: there is nobody in a small province whom the paper is about."""
        return not (self._organisations or self._members or self._posts)

    @property
    def file(self) -> str:
        """The name of the workbook."""
        return f"{self.code}.xlsx"

    def write(self, folder: Path) -> Path:
        """Write the workbook into a folder; equal lines are equal bytes."""
        path = folder / self.file
        book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
        book.set_properties({"title": self.title, "created": MADE})
        for layout in LAYOUTS:
            sheet = ExcelSheet(book, layout.sheet)
            sheet.add([column.header for column in layout.columns])
            for line in self._lines(layout.kind):
                sheet.add([line.get(column.field) for column in layout.columns])
        book.close()
        return path

    def _lines(self, kind: str) -> Iterator[Mapping[str, Cell]]:
        if kind == ORGANISATION:
            yield from self._organisations.values()
        elif kind == MEMBER:
            yield from ({"member": person, "to": to} for person, to in self._members.items())
        elif kind == POST:
            yield from self._posts
