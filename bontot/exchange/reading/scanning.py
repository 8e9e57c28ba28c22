"""One pass over the sheets of an .xlsx as bytes.

What is learned: how far the cells of each sheet reach, and which cells show an error or a formula without a result,
which the reader of workbooks would show as empty.
"""

from __future__ import annotations

import html
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from bontot.exchange.reading.columns import MOST_COLUMNS
from bontot.exchange.reading.refusing import Refused
from bontot.exchange.reading.unpacking import CHUNK, LINKS, WORKBOOK, no_dtd, parsed, parts_of, unpacked
from bontot.exchange.sentences import finding
from bontot.kernel.secrets import stamp_in

MOST_CELLS = 32_000_000
"""Of the rectangle from A1 to the last cell: the reader lays out all of it, thirty-two bytes each."""
_CELL = re.compile(rb'<c r="([A-Z]{1,3})[0-9]{1,6}"')
_CELL_ROW = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,7})"')
_OTHER_CELL = re.compile(rb"<(?:[^<>\s/]*:)?c(?=[\s/>])")
_WHOLE_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]*)(?<!/)>(.*?)</c>', re.DOTALL)
_RESULT = re.compile(rb"<v[^>]*>([^<]+)</v>|<is>")
_FORMULA = re.compile(rb"<f[^>]*>([^<]*)</f>|<f[^>]*/>")
_MARGINS = re.compile(rb"<(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_MARGIN_CODES = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|.)')
_FORMULA_BEGINS = re.compile(rb"<f[\s>/]")
_CALLS_OUT = re.compile(
    rb"WEBSERVICE\s*\(|HYPERLINK\s*\(|CALL\s*\(|REGISTER|RTD\s*\(|DDE|\|\s*'|cmd\s*\|", re.IGNORECASE
)


@dataclass(slots=True)
class Notes:
    """What the reader of a sheet would not see. Cells by row and column, both counted from 0."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    unfinished: set[tuple[int, int]] = field(default_factory=set)
    formulas: int = 0


@dataclass(slots=True)
class Seen:
    """A workbook looked through; `plain` where its cells are written as spreadsheets write them."""

    notes: dict[str, Notes] = field(default_factory=dict)
    since_1904: bool = False
    plain: bool = True


class Scan:
    """Goes once over the parts of an .xlsx."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self.archive = archive
        self.small: dict[str, bytes] = {}
        self.by_part: dict[str, Notes] = {}
        self.plain = True

    def part(self, info: zipfile.ZipInfo) -> None:
        name = info.filename
        if name.startswith("xl/worksheets/") and name.endswith(".xml") and "/_rels/" not in name:
            self._sheet(info)
            return
        kept: list[bytes] = []
        tail = b""
        for chunk in unpacked(self.path, self.archive, info):
            no_dtd(tail + chunk, self.path)
            tail = chunk[-16:]
            if name in (WORKBOOK, LINKS) and info.file_size < CHUNK:
                kept.append(chunk)
        self.small[name] = b"".join(kept)
        if b"\x00" in tail:
            raise Refused(finding("TEP-XML", file=self.path.name))

    def _sheet(self, info: zipfile.ZipInfo) -> None:
        notes = self.by_part[info.filename] = Notes()
        letters: set[bytes] = set()
        rest = b""
        for chunk in unpacked(self.path, self.archive, info):
            rest += chunk
            cut = rest.rfind(b"</c>") + 4 if b"</c>" in rest else rest.rfind(b"<")
            whole, rest = rest[:cut], rest[cut:]
            if len(rest) > 4 * CHUNK:
                raise Refused(finding("TEP-HONG", file=self.path.name))
            self._look(whole, letters, notes)
        self._look(rest, letters, notes)
        self._look_at_margins(rest)
        width = max((_place(name) + 1 for name in letters), default=0)
        if width > MOST_COLUMNS and self.plain:
            self._too_large(f"trang tính có cột thứ {width}, nhiều nhất được {MOST_COLUMNS} cột")
        if width * 1_000_000 > MOST_CELLS and self.plain:
            self._measure(info, width)

    def _look(self, chunk: bytes, letters: set[bytes], notes: Notes) -> None:
        """One piece of a sheet. Rare single bytes are looked for first: that costs nearly nothing."""
        if b"!" in chunk:
            no_dtd(chunk, self.path)
        if b"\x00" in chunk:
            raise Refused(finding("TEP-XML", file=self.path.name))
        cells = _CELL.findall(chunk)
        letters.update(cells)
        unlike = chunk.count(b"<c") != len(cells) or (b":" in chunk and b":c" in chunk)
        if unlike and len(_OTHER_CELL.findall(chunk)) != len(cells):
            self.plain = False
        formulas = len(_FORMULA_BEGINS.findall(chunk)) if b"f" in chunk and b"<f" in chunk else 0
        if formulas or (b"e" in chunk and b't="e"' in chunk):
            notes.formulas += formulas
            self._note(chunk, notes)

    def _look_at_margins(self, after_cells: bytes) -> None:
        """A stamp may stand at the head of each printed page."""
        for text in _MARGINS.findall(after_cells):
            said = _MARGIN_CODES.sub("\n", html.unescape(text.decode("utf-8", "replace")))
            if stamp := stamp_in(said.split("\n")):
                raise Refused(finding("TEP-MAT", file=self.path.name, stamp=stamp))

    def _note(self, chunk: bytes, notes: Notes) -> None:
        for column, row, attributes, inside in _WHOLE_CELL.findall(chunk[: chunk.rfind(b"</c>") + 4]):
            place = int(row) - 1, _place(column)
            result = _RESULT.search(inside)
            if b't="e"' in attributes:
                notes.errors[place] = (result.group(1) or b"").decode("utf-8", "replace") if result else ""
            formula = _FORMULA.search(inside)
            if formula:
                if _CALLS_OUT.search(formula.group(1) or b""):
                    says = (formula.group(1) or b"").decode("utf-8", "replace")[:60]
                    raise Refused(finding("TEP-CONG-THUC", file=self.path.name, formula=says))
                if result is None and b't="str"' not in attributes:
                    notes.unfinished.add(place)

    def _measure(self, info: zipfile.ZipInfo, width: int) -> None:
        """A wide sheet is gone over again for its last row."""
        last, rest = 0, b""
        for chunk in unpacked(self.path, self.archive, info):
            rest += chunk
            last = max(last, max(map(int, _CELL_ROW.findall(rest)), default=0))
            rest = rest[-64:]
        if width * last > MOST_CELLS:
            self._too_large(f"trang tính trải đến {last} hàng × {width} cột")

    def _too_large(self, what: str) -> None:
        raise Refused(finding("TEP-QUA-LON", file=self.path.name, what=what))

    def seen(self) -> Seen:
        notes: dict[str, Notes] = {}
        parts = parts_of(self.small, self.path)
        for name, part in parts.items():
            if part not in self.by_part:
                self.plain = False
            notes[name] = self.by_part.get(part, Notes())
        since_1904 = any(
            element.get("date1904", "").lower() in ("1", "true")
            for element in parsed(self.small[WORKBOOK], self.path).iter()
            if element.tag.endswith("}workbookPr")
        )
        return Seen(notes, since_1904, self.plain)


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
