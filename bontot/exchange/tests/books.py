"""Small files for the tests: made by other programs' libraries, or by hand where no program would make them."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from bontot.exchange.reading.workbook import SheetReading, read
from bontot.kernel.finding import Finding

MEMBER = ("Họ và tên", "Giới tính", "Ngày sinh", "Mã chi bộ", "Ngày vào Đảng")
AN = ("Nguyễn Văn An", "Nam", "15/08/1962", "CB1", "03/02/1990")

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{0}" '
    'Target="{1}"/></Relationships>'
)


def xlsx(path: Path, rows: Sequence[Sequence[Any]], sheet: str = "Đảng viên") -> Path:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def members(path: Path, *rows: Sequence[Any], more: Sequence[str] = ()) -> Path:
    return xlsx(path, [(*MEMBER, *more), *rows])


def raw_xlsx(path: Path, sheet_data: str, **parts: str | bytes) -> Path:
    """An .xlsx whose only sheet is the XML given; `parts` are added under their names, `__` being a slash."""
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS.format("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships"><sheets><sheet name="Đảng viên" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": _RELS.format("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><dimension ref="A1"/>'
        f"<sheetData>{sheet_data}</sheetData></worksheet>",
    }
    contents |= {name.replace("__", "/"): content for name, content in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def ods(
    path: Path,
    rows: Sequence[Sequence[str]],
    sheet: str = "Đảng viên",
    row: str = "<table:table-row>",
    **parts: str,
) -> Path:
    """An .ods as LibreOffice writes it, in little."""
    body = "".join(
        row
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in cells
        )
        + "</table:table-row>"
        for cells in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body>'
        f'<office:spreadsheet><table:table table:name="{sheet}">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        manifest = (
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
        )
        for name, part in ({"META-INF/manifest.xml": manifest, "content.xml": content} | parts).items():
            archive.writestr(name.replace("__", "/"), part)
    return path


def csv_file(path: Path, text: str, alphabet: str = "utf-8") -> Path:
    path.write_bytes(text.encode(alphabet))
    return path


def all_of(*paths: Path) -> tuple[list[dict[str, Any]], list[Finding], list[SheetReading]]:
    """Everything: the rows with their numbers under `row`, the findings, the sheets."""
    rows: list[dict[str, Any]] = []
    sheets = list(read(paths))
    for sheet in sheets:
        rows += [{"row": number, **fields} for number, fields in sheet.rows]
    return rows, [found for sheet in sheets for found in sheet.findings], sheets


def rules(findings: Sequence[Finding]) -> list[str]:
    return [found.rule for found in findings]
