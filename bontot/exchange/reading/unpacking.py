"""Opening the archive that a workbook is: its list of parts judged by its own words, the parts held to them."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from bontot.exchange.reading.refusing import Refused
from bontot.exchange.sentences import finding

MOST_PARTS, MOST_UNPACKED, MOST_RATIO, RATIO_FROM = 3_000, 800_000_000, 120, 8_000_000
"""Half a million rows of twenty-five columns are about 600 MB, and eight to fifteen times as large as zipped."""
CHUNK = 1 << 20
WORKBOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def opened(path: Path) -> zipfile.ZipFile:
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
                    pending = file.read(min(CHUNK // 4, left))
                    left -= len(pending)
                    if not pending:
                        raise broken
                piece = inflater.decompress(pending, CHUNK) if inflater else pending
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


def no_dtd(chunk: bytes, path: Path) -> None:
    if b"<!" in chunk and _FORBIDDEN.search(chunk):
        raise Refused(finding("TEP-XML", file=path.name))


def sheet_parts(path: Path, archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive that holds each sheet, by the sheet's name. Only after the file has been examined."""
    return parts_of({name: archive.read(name) for name in (WORKBOOK, LINKS)}, path)


def parts_of(small: dict[str, bytes], path: Path) -> dict[str, str]:
    links = parsed(small.get(LINKS, b"<a/>"), path)
    targets = {link.get("Id", ""): link.get("Target", "") for link in links.iter() if link.get("Id")}
    parts: dict[str, str] = {}
    for element in parsed(small.get(WORKBOOK, b""), path).iter():
        if element.tag.endswith("}sheet"):
            link = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            target = targets.get(link, "")
            parts[element.get("name", "")] = target[1:] if target.startswith("/") else f"xl/{target}"
    return parts


def parsed(xml: bytes, path: Path) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(xml)
    except ElementTree.ParseError:
        raise Refused(finding("TEP-HONG", file=path.name)) from None
