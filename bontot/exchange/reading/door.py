"""The door: what a file is, and whether it may be opened at all.

It costs a look at the first bytes, at the list of parts, and one pass over the XML as bytes.

A file that is refused is refused with one sentence and has not been read.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bontot.exchange.reading.archive import examine_ods, examine_xlsx
from bontot.exchange.reading.probe import opens
from bontot.exchange.reading.refusing import Refused
from bontot.exchange.reading.scanning import Notes
from bontot.exchange.sentences import finding

MOST_BYTES = 300_000_000
"""Of a workbook. Text is read as a stream and has no bound."""
SUFFIXES = (".xlsx", ".xls", ".ods", ".csv")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_ENCRYPTED = ("EncryptedPackage".encode("utf-16-le"), "EncryptionInfo".encode("utf-16-le"))
_INSIDE = (
    (b"PK", "tệp nén kiểu .xlsx"), (_OLE, "bảng tính kiểu cũ .xls"), (b"%PDF", "tài liệu PDF"),
    (b"\x89PNG", "hình ảnh"), (b"\xff\xd8\xff", "hình ảnh"), (b"GIF8", "hình ảnh"), (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"), (b"MZ", "chương trình máy tính"), (b"\x7fELF", "chương trình máy tính"),
)  # fmt: skip


@dataclass(slots=True)
class Admitted:
    """A file that may be opened: what it is, and what was seen on the way in."""

    path: Path
    suffix: str
    notes: dict[str, Notes] = field(default_factory=dict)
    """By the name of the sheet."""
    since_1904: bool = False
    plain: bool = False
    """Whether its XML is written as spreadsheets write it, so that it may be changed in place."""


def admit(path: Path) -> Admitted:
    """Looks at the file without opening it. Raises `Refused` with the one sentence to say."""
    name = path.name
    head, size = _first_bytes(path, name)
    suffix = path.suffix.lower()
    if suffix in (".xlsm", ".xltm", ".xlsb"):
        raise Refused(finding("TEP-MACRO", file=name))
    if suffix not in SUFFIXES:
        raise Refused(finding("TEP-LOAI", file=name))
    if suffix == ".csv":
        _expect_text(head, name)
        return Admitted(path, suffix)
    if size > MOST_BYTES:
        raise Refused(finding("TEP-QUA-LON", file=name, what=f"tệp nặng {size // 1_000_000} MB"))
    _expect_workbook(head, suffix, path)
    admitted = Admitted(path, suffix)
    if suffix == ".xlsx":
        seen = examine_xlsx(path)
        admitted.notes, admitted.since_1904, admitted.plain = seen.notes, seen.since_1904, seen.plain
        if not seen.plain:
            _try_it(path)
    elif suffix == ".ods":
        examine_ods(path)
        _try_it(path)
    else:
        _try_it(path)
    return admitted


def _first_bytes(path: Path, name: str) -> tuple[bytes, int]:
    try:
        seen = path.stat()
        if stat.S_ISDIR(seen.st_mode):
            raise Refused(finding("TEP-THU-MUC", file=name))
        if not stat.S_ISREG(seen.st_mode):
            raise Refused(finding("TEP-LOAI", file=name))
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise Refused(finding("TEP-KHONG-CO", file=name)) from None
    except OSError:
        raise Refused(finding("TEP-KHONG-DOC", file=name)) from None
    if not head:
        raise Refused(finding("TEP-RONG", file=name))
    return head, seen.st_size


def _inside(head: bytes) -> str:
    for magic, says in _INSIDE:
        if head.startswith(magic):
            return says
    if (
        head.lstrip(b"\xef\xbb\xbf \r\n\t")
        .lower()
        .startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta"))
    ):
        return "một trang web"
    return "văn bản" if b"\x00" not in head else "nội dung lạ"


def _expect_text(head: bytes, name: str) -> None:
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    inside = _inside(head)
    if inside != "văn bản" and not wide:
        raise Refused(finding("TEP-DUOI-SAI", file=name, suffix=".csv", inside=inside))


def _expect_workbook(head: bytes, suffix: str, path: Path) -> None:
    name = path.name
    zipped = suffix in (".xlsx", ".ods")
    if head.startswith(_ZIP) and zipped:
        return
    if head.startswith(_OLE):
        with path.open("rb") as file:
            body = file.read(64 * 1024 * 1024)
        if any(mark in body for mark in _ENCRYPTED):
            raise Refused(finding("TEP-MA-HOA", file=name))
        if suffix == ".xls":
            if _MACROS in body:
                raise Refused(finding("TEP-MACRO", file=name))
            return
    raise Refused(finding("TEP-DUOI-SAI", file=name, suffix=suffix, inside=_inside(head)))


def _try_it(path: Path) -> None:
    """A file whose cost cannot be told from outside is first opened by a process with bounds."""
    code = opens(os.fspath(path))
    if code is not None:
        filled: dict[str, Any] = (
            {"what": "mở ra quá lớn so với bộ nhớ cho phép"} if code == "TEP-QUA-LON" else {}
        )
        raise Refused(finding(code, file=path.name, **filled))
