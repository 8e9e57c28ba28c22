"""Looking through a zipped workbook without building it: its list of parts, then every XML part as bytes.

What is learned: that the parts are as large as they say, that there is no DTD, no macro, no link outside; how
far the cells of each sheet reach; which cells show an error or a formula without a result, which the reader of
workbooks would show as empty.
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from bontot.exchange.columns import MOST_COLUMNS
from bontot.exchange.refusing import Refused
from bontot.exchange.secrets import stamp_in
from bontot.exchange.sentences import finding

MOST_PARTS, MOST_UNPACKED, MOST_RATIO, RATIO_FROM = 3_000, 800_000_000, 120, 8_000_000
"""Half a million rows of twenty-five columns are about 600 MB, and eight to fifteen times as large as zipped."""
MOST_CELLS = 32_000_000
"""Of the rectangle from A1 to the last cell: the reader lays out all of it, thirty-two bytes each."""
MOST_REPEATED = 1_048_576
"""Times an .ods may repeat a row: as often as a sheet has rows, which LibreOffice writes at the end of each."""
_CHUNK = 1 << 20
_WORKBOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
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
_REPEATED = re.compile(rb"-repeated=[\"']([0-9]{7,})")
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


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


def examine_xlsx(path: Path) -> Seen:
    """Raises `Refused` for anything that a clerk's workbook has no reason to hold."""
    with _opened(path) as archive:
        names = {info.filename for info in archive.infolist()}
        if any(name.lower().endswith("vbaproject.bin") or "macrosheets/" in name.lower() for name in names):
            raise Refused(finding("TEP-MACRO", file=path.name))
        if any(name.lower().startswith("xl/externallinks/") for name in names):
            raise Refused(finding("TEP-LIEN-KET", file=path.name))
        if _WORKBOOK not in names:
            raise Refused(finding("TEP-HONG", file=path.name))
        scan = _Scan(path, archive)
        for info in archive.infolist():
            if info.filename.lower().endswith((".xml", ".rels")):
                scan.part(info)
        return scan.seen()


def examine_ods(path: Path) -> None:
    with _opened(path) as archive:
        names = {info.filename for info in archive.infolist()}
        if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
            raise Refused(finding("TEP-MACRO", file=path.name))
        if "content.xml" not in names:
            raise Refused(finding("TEP-HONG", file=path.name))
        for info in archive.infolist():
            if not info.filename.lower().endswith(".xml"):
                continue
            tail = b""
            for chunk in unpacked(path, archive, info):
                whole = tail + chunk
                tail = chunk[-64:]
                _no_dtd(whole, path)
                if any(int(times) > MOST_REPEATED for times in _REPEATED.findall(whole)):
                    what = "một ô hoặc hàng được lặp lại hàng triệu lần"
                    raise Refused(finding("TEP-QUA-LON", file=path.name, what=what))
                if info.filename == "META-INF/manifest.xml" and b"encryption-data" in whole:
                    raise Refused(finding("TEP-MA-HOA", file=path.name))


def _opened(path: Path) -> zipfile.ZipFile:
    """The list of parts, judged by its own words; `unpacked` holds the parts to them."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused(finding("TEP-HONG", file=path.name)) from None
    infos = archive.infolist()
    total = sum(info.file_size for info in infos)
    swollen = any(
        info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1)
        for info in infos
    )
    starts = {info.header_offset for info in infos}
    names = {info.filename for info in infos}
    if (
        len(infos) > MOST_PARTS
        or total > MOST_UNPACKED
        or swollen
        or len(starts) < len(infos)
        or len(names) < len(infos)
    ):
        archive.close()
        raise Refused(finding("TEP-NEN", file=path.name))
    if any(info.flag_bits & 1 for info in infos):
        archive.close()
        raise Refused(finding("TEP-MA-HOA", file=path.name))
    return archive


def unpacked(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's bytes in pieces, refused as soon as there are more than the list of parts says."""
    broken = Refused(finding("TEP-HONG", file=path.name))
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise broken
    with path.open("rb") as file:
        file.seek(info.header_offset)
        local = file.read(30)
        if len(local) < 30 or not local.startswith(b"PK\x03\x04"):
            raise broken
        file.seek(int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little"), 1)
        left, written = info.compress_size, 0
        inflater = zlib.decompressobj(-15) if info.compress_type == zipfile.ZIP_DEFLATED else None
        pending = b""
        try:
            while left or pending:
                if not pending:
                    pending = file.read(min(_CHUNK // 4, left))
                    left -= len(pending)
                    if not pending:
                        raise broken
                piece = inflater.decompress(pending, _CHUNK) if inflater else pending
                pending = inflater.unconsumed_tail if inflater else b""
                written += len(piece)
                if written > info.file_size:
                    raise Refused(finding("TEP-NEN", file=path.name))
                if piece:
                    yield piece
                if inflater and inflater.eof:
                    break
        except zlib.error:
            raise broken from None
        if written != info.file_size:
            raise broken


def _no_dtd(chunk: bytes, path: Path) -> None:
    if b"<!" in chunk and _FORBIDDEN.search(chunk):
        raise Refused(finding("TEP-XML", file=path.name))


class _Scan:
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
            _no_dtd(tail + chunk, self.path)
            tail = chunk[-16:]
            if name in (_WORKBOOK, _LINKS) and info.file_size < _CHUNK:
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
            if len(rest) > 4 * _CHUNK:
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
            _no_dtd(chunk, self.path)
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
        for column, row, attributes, inside in _WHOLE_CELL.findall(chunk):
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
        parts = _parts_of(self.small, self.path)
        for name, part in parts.items():
            if part not in self.by_part:
                self.plain = False
            notes[name] = self.by_part.get(part, Notes())
        since_1904 = any(
            element.get("date1904", "").lower() in ("1", "true")
            for element in _parsed(self.small[_WORKBOOK], self.path).iter()
            if element.tag.endswith("}workbookPr")
        )
        return Seen(notes, since_1904, self.plain)


def sheet_parts(path: Path, archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive that holds each sheet, by the sheet's name. Only after the file has been examined."""
    return _parts_of({name: archive.read(name) for name in (_WORKBOOK, _LINKS)}, path)


def _parts_of(small: dict[str, bytes], path: Path) -> dict[str, str]:
    links = _parsed(small.get(_LINKS, b"<a/>"), path)
    targets = {link.get("Id", ""): link.get("Target", "") for link in links.iter() if link.get("Id")}
    parts: dict[str, str] = {}
    for element in _parsed(small.get(_WORKBOOK, b""), path).iter():
        if element.tag.endswith("}sheet"):
            link = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            target = targets.get(link, "")
            parts[element.get("name", "")] = target[1:] if target.startswith("/") else f"xl/{target}"
    return parts


def _parsed(xml: bytes, path: Path) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(xml)
    except ElementTree.ParseError:
        raise Refused(finding("TEP-HONG", file=path.name)) from None


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
