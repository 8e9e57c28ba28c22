"""Adding cells at the right of an .xlsx without touching anything else in it.

The parts of the archive are copied as they are; in the sheets concerned, cells are put in before the end of their rows
while the XML streams by, and one cell style is added. A workbook of a hundred thousand rows takes a few seconds.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from bontot.exchange.reading import workbook
from bontot.exchange.reading.columns import place_name
from bontot.exchange.reading.door import admit
from bontot.exchange.reading.foreign import DETAILS, RESULT
from bontot.exchange.reading.refusing import Refused
from bontot.exchange.reading.unpacking import sheet_parts, unpacked
from bontot.exchange.remarked.remarking import REMARKS, WIDTH, ByRow, BySheet, answers, by_printed_row, remark

_LETTERS = re.compile(rb'<c r="([A-Z]{1,3})')
_ROW = re.compile(rb'(<row\b[^>]*?\br="(\d+)"[^>]*?)(/>|>(.*?)</row>)', re.DOTALL)
_SPANS = re.compile(rb'\s+spans="[^"]*"')
_STYLES = re.compile(rb'<cellXfs\b[^>]*?count="(\d+)"[^>]*>')
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_STYLE = (
    b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    b'<alignment vertical="top" wrapText="1"/></xf>'
)
_LAST_PLACE = 16_383

type Texts = dict[int, tuple[str, ...]]
"""What to put in the new columns, by row."""


@dataclass(slots=True)
class _Addition:
    """New cells of one sheet: where they begin, what they say, which old columns they take the place of."""

    first: int
    texts: Texts
    instead_of: tuple[int, ...] = field(default=())


def patch(path: Path, said: BySheet, out: Path) -> bool:
    """Writes `out` and returns True; False where `path` is not an .xlsx that can be changed so."""
    if path.suffix.lower() != ".xlsx":
        return False
    try:
        if not admit(path).plain:
            return False
    except Refused:
        return False
    with zipfile.ZipFile(path) as archive:
        parts = sheet_parts(path, archive)
        readings = {reading.sheet: reading for reading in workbook.read([path])}
        additions: dict[str, _Addition] = {}
        general = said.get("", {}).get(0, [])
        for name, part in parts.items():
            last = _last_place(path, archive, part)
            by_row = by_printed_row(said.get(name, {}), _header_row(readings.get(name)))
            if general:
                row = _header_row(readings.get(name))
                by_row[row], general = [*general, *by_row.get(row, [])], []
            addition = _addition(readings.get(name), by_row, last)
            if addition is not None:
                if addition.first + 1 >= _LAST_PLACE:
                    return False
                additions[part] = addition
        _rewrite(path, archive, additions, out)
    return True


def _header_row(reading: workbook.SheetReading | None) -> int:
    return reading.header_row if reading and reading.header_row else 1


def _last_place(path: Path, archive: zipfile.ZipFile, part: str) -> int:
    letters: set[bytes] = set()
    rest = b""
    for chunk in unpacked(path, archive, archive.getinfo(part)):
        rest += chunk
        letters.update(_LETTERS.findall(rest))
        rest = rest[-16:]
    return max((_number(name) for name in letters), default=-1)


def _number(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _addition(reading: workbook.SheetReading | None, by_row: ByRow, last: int) -> _Addition | None:
    if reading is not None and reading.layout == "cleaning":
        return _answers(reading, by_row, last)
    if not by_row:
        return None
    texts: Texts = {row: (remark(findings),) for row, findings in by_row.items()}
    header = _header_row(reading)
    texts[header] = ("\n".join([REMARKS, *texts.get(header, ())]),)
    if reading is not None and reading.remarks_place == last >= 0:
        return _Addition(last, texts, (last,))
    return _Addition(last + 1, texts)


def _answers(reading: workbook.SheetReading, by_row: ByRow, last: int) -> _Addition:
    """The two result columns, in their own places where these are the last ones, which they are in the layout."""
    texts: Texts = {number: answers(by_row.get(number, [])) for number, _ in reading.rows}
    for number, findings in by_row.items():
        texts.setdefault(number, answers(findings))
    places = (reading.places.get("result"), reading.places.get("details"))
    if places == (last - 1, last):
        texts.pop(reading.header_row, None)
        return _Addition(last - 1, texts, (last - 1, last))
    texts[reading.header_row] = (RESULT, DETAILS)
    return _Addition(last + 1, texts)


def _rewrite(path: Path, archive: zipfile.ZipFile, additions: dict[str, _Addition], out: Path) -> None:
    styles = archive.read("xl/styles.xml") if "xl/styles.xml" in archive.namelist() else b""
    styled = _STYLES.search(styles)
    style = int(styled.group(1)) if styled else None
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as copy:
        for info in archive.infolist():
            if info.filename in additions:
                with copy.open(info.filename, "w", force_zip64=True) as target:
                    for piece in _patched(path, archive, info, additions[info.filename], style):
                        target.write(piece)
            elif info.filename == "xl/styles.xml" and style is not None:
                copy.writestr(info.filename, _with_style(styles))
            else:
                copy.writestr(info, archive.read(info), zipfile.ZIP_DEFLATED, compresslevel=4)


def _with_style(styles: bytes) -> bytes:
    def count(match: re.Match[bytes]) -> bytes:
        more = b'count="%d"' % (int(match.group(1)) + 1)
        return match.group(0).replace(b'count="%s"' % match.group(1), more)

    return _STYLES.sub(count, styles).replace(b"</cellXfs>", _STYLE + b"</cellXfs>", 1)


def _patched(
    path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo, addition: _Addition, style: int | None
) -> Iterator[bytes]:
    change = _row_changer(addition, style)
    rest, begun = b"", False
    for chunk in unpacked(path, archive, info):
        rest += chunk
        if not begun and b"<sheetData" in rest:
            rest, begun = _with_width(rest, addition), True
        cut = rest.rfind(b"</row>") + 6
        if cut > 5:
            yield _ROW.sub(change, rest[:cut])
            rest = rest[cut:]
    yield _ROW.sub(change, rest)


def _with_width(start: bytes, addition: _Addition) -> bytes:
    """Columns of remarks are wide enough to read, where no other width has been given to them."""
    first = addition.first + 1
    column = b'<col min="%d" max="%d" width="%d" customWidth="1"/>' % (first, first, WIDTH)
    if addition.instead_of:
        return start
    if b"</cols>" in start:
        widest = max((int(last) for last in re.findall(rb'<col\b[^>]*\bmax="(\d+)"', start)), default=0)
        return start.replace(b"</cols>", column + b"</cols>", 1) if widest < first else start
    return start.replace(b"<sheetData", b"<cols>" + column + b"</cols><sheetData", 1)


def _row_changer(addition: _Addition, style: int | None) -> Callable[[re.Match[bytes]], bytes]:
    old = [
        re.compile(rb'<c r="%s\d+"(?:[^>]*/>|[^>]*(?<!/)>.*?</c>)' % place_name(place).encode(), re.DOTALL)
        for place in addition.instead_of
    ]
    styled = f' s="{style}"' if style is not None else ""

    def change(match: re.Match[bytes]) -> bytes:
        number = int(match.group(2))
        texts = addition.texts.get(number)
        if texts is None and not old:
            return match.group(0)
        inside = match.group(4) or b""
        if texts is not None or len(old) == 1:
            for pattern in old:
                inside = pattern.sub(b"", inside)
        cells = "".join(
            f'<c r="{place_name(addition.first + offset)}{number}"{styled} t="inlineStr">'
            f'<is><t xml:space="preserve">{escape(_CONTROLS.sub("", text))}</t></is></c>'
            for offset, text in enumerate(texts or ())
            if text
        )
        return _SPANS.sub(b"", match.group(1)) + b">" + inside + cells.encode() + b"</row>"

    return change
