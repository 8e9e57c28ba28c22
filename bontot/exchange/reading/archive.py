"""What a zipped workbook holds, looked through without building it: no DTD, no macro, no link outside, no bomb."""

from __future__ import annotations

import re
from pathlib import Path

from bontot.exchange.reading.refusing import Refused
from bontot.exchange.reading.scanning import Scan, Seen
from bontot.exchange.reading.unpacking import WORKBOOK, no_dtd, opened, unpacked
from bontot.exchange.sentences import finding

MOST_TEXTS = 300_000_000
"""Bytes of the table of texts, which the reader keeps in memory whole."""
MOST_REPEATED = 1_048_576
"""Times an .ods may repeat a row: as often as a sheet has rows, which LibreOffice writes at the end of each."""
_REPEATED = re.compile(rb"-repeated=[\"']([0-9]{7,})")

_OTHERS = {
    "content.xml": "bảng tính kiểu .ods",
    "word/document.xml": "văn bản Word",
    "ppt/presentation.xml": "bản trình chiếu",
    "xl/workbook.bin": "bảng tính kiểu .xlsb",
}


def examine_xlsx(path: Path) -> Seen:
    """Raises `Refused` for anything that a clerk's workbook has no reason to hold."""
    with opened(path) as archive:
        names = {info.filename for info in archive.infolist()}
        if any(name.lower().endswith("vbaproject.bin") or "macrosheets/" in name.lower() for name in names):
            raise Refused(finding("TEP-MACRO", file=path.name))
        if any(name.lower().startswith("xl/externallinks/") for name in names):
            raise Refused(finding("TEP-LIEN-KET", file=path.name))
        if WORKBOOK not in names:
            inside = next(
                (says for part, says in _OTHERS.items() if part in names), "tệp nén không phải bảng tính"
            )
            raise Refused(finding("TEP-DUOI-SAI", file=path.name, suffix=".xlsx", inside=inside))
        texts = sum(info.file_size for info in archive.infolist() if "sharedstrings" in info.filename.lower())
        if texts > MOST_TEXTS:
            what = f"phần chữ nặng {texts // 1_000_000} MB"
            raise Refused(finding("TEP-QUA-LON", file=path.name, what=what))
        scan = Scan(path, archive)
        for info in archive.infolist():
            if info.filename.lower().endswith((".xml", ".rels")):
                scan.part(info)
        return scan.seen()


def examine_ods(path: Path) -> None:
    with opened(path) as archive:
        names = {info.filename for info in archive.infolist()}
        if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
            raise Refused(finding("TEP-MACRO", file=path.name))
        if "content.xml" not in names:
            inside = "bảng tính kiểu .xlsx" if WORKBOOK in names else "tệp nén không phải bảng tính"
            raise Refused(finding("TEP-DUOI-SAI", file=path.name, suffix=".ods", inside=inside))
        for info in archive.infolist():
            if not info.filename.lower().endswith(".xml"):
                continue
            tail = b""
            for chunk in unpacked(path, archive, info):
                whole = tail + chunk
                tail = chunk[-64:]
                no_dtd(whole, path)
                if any(int(times) > MOST_REPEATED for times in _REPEATED.findall(whole)):
                    what = "một ô hoặc hàng được lặp lại hàng triệu lần"
                    raise Refused(finding("TEP-QUA-LON", file=path.name, what=what))
                if info.filename == "META-INF/manifest.xml" and b"encryption-data" in whole:
                    raise Refused(finding("TEP-MA-HOA", file=path.name))
