"""Tệp: what a file that somebody sends is, told from its content, and whether others may be given it to open.

Nothing is opened by the programs that people open it with: only its first bytes, its list of parts and some of its text are
looked at, within bounds.
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

from django.utils.translation import gettext as _

from bontot.kernel.secrets import stamp_in
from bontot.meetings.handed.portable import examine
from bontot.meetings.keeping import Refused

_OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "jpg": "image/jpeg",
    "png": "image/png",
}
"""The kinds of files that are taken, and what browsers call them."""
MOST_PARTS, MOST_UNPACKED, MOST_READ, MOST_TEXT = 3_000, 200_000_000, 40_000_000, 2_000_000
"""Of a zipped file: its parts, the bytes that they say they have, and the bytes of one part, or of its text, looked at."""
FIRST = 40
"""Paragraphs among which a stamp would stand."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_MACRO_SUFFIXES = frozenset({"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam"})
_TAG = re.compile(rb"<[^<>]*>")
_PRESSED = re.compile(rb'\sType\s*=\s*"[^"]*/hyperlink"')
_RELATION = re.compile(rb"<Relationship\b[^<>]*>")
_ENDS = {
    "docx": (re.compile(r"word/(document|header\d*|footer\d*)\.xml"), re.compile(rb"</w:p>")),
    "xlsx": (re.compile(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml"), re.compile(rb"</(?:si|is)>")),
    "odt": (re.compile(r"(content|styles)\.xml"), re.compile(rb"</text:(?:p|h)>")),
}
"""By the kind of a zipped file: the parts that hold its text, and what ends a paragraph or a cell there."""


def kind_of(name: str, data: bytes) -> str:
    """The kind of a file, a key of `TYPES`. Raises Refused with the sentence to say where it cannot be handed out."""
    suffix = name.rpartition(".")[2].lower().replace("jpeg", "jpg")
    if not data:
        raise _refused(name, _("không có nội dung. Hãy chọn tệp khác."))
    if suffix in _MACRO_SUFFIXES:
        raise _macro(name)
    if suffix not in TYPES:
        raise _refused(
            name,
            _("không phải loại nhận được. Hãy gửi tệp %(kinds)s; tệp .doc, .xls cũ thì lưu lại thành .docx, .xlsx.")
            % {"kinds": ", ".join(f".{kind}" for kind in TYPES)},
        )  # fmt: skip
    inside = _inside(name, data)
    if inside != suffix:
        raise _refused(
            name,
            _("có đuôi .%(suffix)s nhưng bên trong là %(inside)s. Hãy mở, lưu lại đúng dạng rồi gửi lại.")
            % {"suffix": suffix, "inside": f".{inside}" if inside in TYPES else inside},
        )
    _CHECKS.get(inside, _examine_zipped)(name, data)
    return inside


def _refused(name: str, says: str) -> Refused:
    return Refused(_("Tệp “%(name)s” %(says)s") % {"name": name[:120], "says": says})


def _macro(name: str) -> Refused:
    return _refused(name, _("có macro hoặc chương trình đi kèm. Hãy lưu lại không có macro rồi gửi lại."))


def _locked(name: str) -> Refused:
    return _refused(name, _("được đặt mật khẩu hoặc khóa. Hãy bỏ khóa rồi gửi lại."))


def _broken(name: str) -> Refused:
    return _refused(name, _("bị hỏng hoặc chưa tải về hết. Hãy mở, lưu lại rồi gửi lại."))


def _inside(name: str, data: bytes) -> str:
    """What the first bytes and the list of parts tell: a key of `TYPES`, or words."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"PK\x03\x04"):
        with _opened(name, data) as archive:
            names = set(archive.namelist())
            if b"opendocument.text" in _part(archive, "mimetype", names)[:100]:
                return "odt"
            return next((kind for part, kind in _PARTS.items() if part in names), _("tệp nén"))
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _locked(name)
        return _("tệp kiểu cũ .doc, .xls")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return _("nội dung lạ")


@contextmanager
def _opened(name: str, data: bytes) -> Iterator[zipfile.ZipFile]:
    """The list of parts, judged by its own words. Raises Refused, also for what turns out broken while it is looked at."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
                raise _refused(name, _("nở ra quá lớn so với một tài liệu bình thường nên không nhận."))
            if any(info.flag_bits & 1 for info in infos):
                raise _locked(name)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        raise _broken(name) from None


def _part(archive: zipfile.ZipFile, part: str, names: set[str], most: int = MOST_READ) -> bytes:
    """The first bytes of a part; nothing where there is no such part."""
    if part not in names:
        return b""
    with archive.open(part) as file:
        return file.read(most)


def _examine_zipped(name: str, data: bytes) -> None:
    with _opened(name, data) as archive:
        _examine(name, archive)


def _examine(name: str, archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if any(_active(part.lower()) for part in names):
        raise _macro(name)
    if b"macroEnabled" in _part(archive, "[Content_Types].xml", names):
        raise _macro(name)
    if b"encryption-data" in _part(archive, "META-INF/manifest.xml", names):
        raise _locked(name)
    if b"vnd.sun.star.script" in _part(archive, "content.xml", names):
        raise _macro(name)
    for part in names:
        if part.endswith(".rels") and any(map(_reaches_out, _RELATION.findall(_part(archive, part, names)))):
            raise _refused(
                name, _("lấy nội dung từ một địa chỉ bên ngoài. Hãy ngắt liên kết, lưu rồi gửi lại.")
            )
    if stamp := stamp_in(_texts(archive, names)):
        raise _refused(
            name,
            _("có đóng dấu “%(stamp)s”. Tài liệu bí mật nhà nước không được đưa vào hệ thống này.")
            % {"stamp": stamp},
        )


def _active(part: str) -> bool:
    """Whether a part, in small letters, is there to be executed."""
    return (
        part.endswith(("vbaproject.bin", "vbadata.xml"))
        or any(folder in part for folder in ("macrosheets/", "activex/", "embeddings/oleobject"))
        or (part.startswith(("basic/", "scripts/")) and not part.endswith("/"))
    )


def _reaches_out(relation: bytes) -> bool:
    """Whether opening the file fetches something from outside; an address that people press does not."""
    plain = relation.replace(b"'", b'"')
    return b'"External"' in plain and not _PRESSED.search(plain)


def _texts(archive: zipfile.ZipFile, names: set[str]) -> Iterator[str]:
    """The first paragraphs or cells of each part that holds text."""
    for parts, end in _ENDS.values():
        for part in sorted(name for name in names if parts.fullmatch(name)):
            for piece in end.split(_part(archive, part, names, MOST_TEXT), FIRST)[:FIRST]:
                text = _TAG.sub(b"", piece[-20_000:]).decode("utf-8", "replace")
                yield html.unescape(text)


def _examine_image(end: bytes) -> Callable[[str, bytes], None]:
    def look(name: str, data: bytes) -> None:
        if end not in data:
            raise _broken(name)

    return look


def _examine_portable(name: str, data: bytes) -> None:
    wrong = examine(data)
    if wrong == "broken":
        raise _broken(name)
    if wrong == "locked":
        raise _locked(name)
    if wrong:
        raise _refused(
            name,
            _("có chương trình, tệp đi kèm hoặc phần không xem được bên trong. Hãy in lại thành PDF thường rồi gửi lại."),
        )  # fmt: skip


_CHECKS: dict[str, Callable[[str, bytes], None]] = {
    "pdf": _examine_portable,
    "jpg": _examine_image(b"\xff\xd9"),
    "png": _examine_image(b"IEND"),
}
"""By kind; all others are zipped."""
