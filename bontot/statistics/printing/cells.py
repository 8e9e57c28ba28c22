"""Numbers put into single cells of a workbook; every other byte of what it holds stays as it was.

A library that reads a workbook and writes it again loses what it does not know: pictures, validations, printer settings.
So only the part of the one sheet is touched, and in it only the cells that are given."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
type Number = int | float | None


def coordinate(row: int, column: int) -> str:
    """`C4` for row 4, column 3."""
    return f"{get_column_letter(column)}{row}"


def write(workbook: bytes, sheet: str, numbers: Mapping[str, Number]) -> tuple[bytes, int]:
    """The workbook with `numbers` in the cells of one sheet, and how many cells were written.

    Cells with a formula are left to compute, and so are those of a merged area that are not its first.
    """
    out = io.BytesIO()
    written = 0
    with ZipFile(io.BytesIO(workbook)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        part = _part(given, sheet)
        for entry in given.infolist():
            data = given.read(entry)
            if entry.filename == part:
                data, written = _filled(data, numbers)
            elif entry.filename == _BOOK:
                data = _compute_when_opened(data)
            made.writestr(entry, data)
    return out.getvalue(), written


def _part(workbook: ZipFile, sheet: str) -> str:
    """The name of the part that holds a sheet. Raises KeyError where there is none."""
    for page in _parse(workbook.read(_BOOK)).iter(f"{{{_MAIN}}}sheet"):
        if page.get("name") == sheet:
            for link in _parse(workbook.read(_LINKS)):
                if link.get("Id") == page.get(f"{{{_LINK}}}id"):
                    target = link.get("Target", "")
                    return (
                        target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
                    )
    raise KeyError(sheet)


def _filled(data: bytes, numbers: Mapping[str, Number]) -> tuple[bytes, int]:
    page = _parse(data)
    hidden = _covered(page)
    body = page.find(f"{{{_MAIN}}}sheetData")
    rows = {row.get("r"): row for row in body}
    written = 0
    for place, number in numbers.items():
        _column, line = coordinate_from_string(place)
        row = rows.get(str(line))
        if row is not None and place not in hidden:
            written += _put(row, place, number)
    return _written(page), written


def _put(row: etree._Element, place: str, number: Number) -> int:
    cell = _cell(row, place)
    if cell.find(f"{{{_MAIN}}}f") is not None:
        return 0
    for old in list(cell):
        cell.remove(old)
    cell.attrib.pop("t", None)
    if number is not None:
        etree.SubElement(cell, f"{{{_MAIN}}}v").text = repr(number)
    return 1


def _cell(row: etree._Element, place: str) -> etree._Element:
    """The cell of a row, made in its place among the others where it was empty."""
    column = column_index_from_string(coordinate_from_string(place)[0])
    for position, cell in enumerate(row):
        here = column_index_from_string(coordinate_from_string(cell.get("r"))[0])
        if here == column:
            return cell
        if here > column:
            made = etree.Element(f"{{{_MAIN}}}c", r=place)
            row.insert(position, made)
            return made
    return etree.SubElement(row, f"{{{_MAIN}}}c", r=place)


def _covered(page: etree._Element) -> set[str]:
    """Cells that a merged area covers, all but its first."""
    covered = set()
    for area in page.iter(f"{{{_MAIN}}}mergeCell"):
        first, last = area.get("ref", "A1:A1").split(":")
        (left, top), (right, bottom) = coordinate_from_string(first), coordinate_from_string(last)
        columns = range(column_index_from_string(left), column_index_from_string(right) + 1)
        covered |= {coordinate(y, x) for y in range(top, bottom + 1) for x in columns} - {first}
    return covered


def _compute_when_opened(data: bytes) -> bytes:
    """Sums that the workbook itself makes of the new numbers are made anew by whoever opens it."""
    book = _parse(data)
    setting = book.find(f"{{{_MAIN}}}calcPr")
    if setting is None:
        return data
    setting.set("fullCalcOnLoad", "1")
    return _written(book)


def _parse(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _written(part: etree._Element) -> bytes:
    text: bytes = etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True)
    return text
