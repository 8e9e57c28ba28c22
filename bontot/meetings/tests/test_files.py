"""Promises about files laid before a meeting: told from their content, nothing that does anything by itself, a sentence otherwise."""

from __future__ import annotations

import io
import time
import zipfile
import zlib

import pytest

from bontot.meetings.handed.files import kind_of
from bontot.meetings.handed.linking import checked
from bontot.meetings.keeping import Refused

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\nstartxref\n9\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n0000IHDR0000IEND"
ODT_TYPE = b"application/vnd.oasis.opendocument.text"


def zipped(**parts: bytes) -> bytes:
    """A zipped file, the same at any moment; `__` in a name stands for a dot, `_` for a stroke."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name.replace("__", ".").replace("_", "/")), data, zipfile.ZIP_DEFLATED
            )
    return made.getvalue()


DOCX = zipped(word_document__xml=b"<w:document><w:p>Du thao</w:p></w:document>")
XLSX = zipped(xl_workbook__xml=b"<workbook/>")
ODT = zipped(mimetype=ODT_TYPE, content__xml=b"<office/>")


@pytest.mark.parametrize(
    ("name", "data"),
    (("a.pdf", PDF), ("A.PNG", PNG), ("a.jpeg", b"\xff\xd8\xff0000\xff\xd9"), ("a.docx", DOCX), ("a.xlsx", XLSX), ("a.odt", ODT)),
)  # fmt: skip
def test_what_offices_write_is_taken(name: str, data: bytes) -> None:
    assert kind_of(name, data) == name.lower().rpartition(".")[2].replace("jpeg", "jpg")


RELATION = b'<Relationship Type="http://x/%s" Target="http://x" TargetMode="External"/>'
DISGUISED = (RELATION % b"image").replace(b'//x"', b'//x/hyperlink"')


@pytest.mark.parametrize(
    ("name", "data", "says"),
    (
        ("a.pdf", b"", "không có nội dung"),
        ("a.exe", b"MZ", "không phải loại nhận được"),
        ("khong-duoi", PDF, "không phải loại nhận được"),
        ("a.pdf", PNG, "đuôi .pdf nhưng bên trong là .png"),
        ("a.docx", XLSX, "đuôi .docx nhưng bên trong là .xlsx"),
        ("a.docx", zipped(a=b"x"), "bên trong là tệp nén"),
        ("a.png", b"MZ", "nội dung lạ"),
        ("a.docm", DOCX, "macro"),
        ("a.docx", zipped(word_document__xml=b"x", word_vbaProject__bin=b"x"), "macro"),
        ("a.xlsx", zipped(xl_workbook__xml=b"x", xl_activeX_activeX1__xml=b"x"), "macro"),
        ("a.odt", zipped(mimetype=ODT_TYPE, Basic_Standard_a__xml=b"x"), "macro"),
        ("a.odt", zipped(mimetype=ODT_TYPE, **{"META-INF_manifest__xml": b"<encryption-data/>"}), "mật khẩu"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "tệp kiểu cũ"),
        ("a.docx", DOCX[: len(DOCX) // 2], "bị hỏng"),
        ("a.docx", zipped(word_document__xml=b"x", word__rels_a__rels=RELATION % b"attachedTemplate"), "bên ngoài"),
        ("a.docx", zipped(word_document__xml=b"x", word__rels_a__rels=DISGUISED), "bên ngoài"),
        ("a.docx", zipped(word_document__xml="<w:p><w:t>TUYỆT MẬT</w:t></w:p>".encode()), "TUYỆT MẬT"),
        ("a.pdf", PDF[:30], "bị hỏng"),
        ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog /OpenAction <</S /J#61vaScript>>"), "phần không xem được"),
        ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog /Encrypt 3 0 R"), "mật khẩu"),
        ("a.jpg", b"\xff\xd8\xff000", "bị hỏng"),
    ),
)  # fmt: skip
def test_anything_else_gets_its_sentence(name: str, data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        kind_of(name, data)


def test_a_program_in_compressed_objects_is_found_too() -> None:
    for hidden, says in (
        (zlib.compress(b"1 0 <</S /JavaScript>>"), "phần không xem được"),
        (b"\x00", "phần không xem được"),
    ):
        objects = (
            b"2 0 obj <</Type /ObjStm /Filter /FlateDecode>> stream\r\n" + hidden + b"\nendstream endobj\n"
        )
        with pytest.raises(Refused, match=says):
            kind_of("a.pdf", PDF.replace(b"startxref", objects + b"startxref"))


def test_looking_costs_as_much_as_the_file_is_long() -> None:
    began = time.process_time()
    for word in (b"stream\n", b"endstream ", b"#4a"):
        assert kind_of("a.pdf", PDF.replace(b"startxref", word * 200_000 + b" startxref")) == "pdf"
    for word in (b"<Relationship ", b"<w:p", b"</w:p>"):
        whole = zipped(word_document__xml=word * 200_000, word__rels_a__rels=word * 200_000)
        assert kind_of("a.docx", whole) == "docx"
    assert time.process_time() - began < 10


def test_addresses_that_people_press_are_no_danger() -> None:
    whole = zipped(word_document__xml=b"x", word__rels_a__rels=RELATION % b"hyperlink")
    assert kind_of("a.docx", whole) == "docx"


@pytest.mark.parametrize(
    "address",
    ("https://nơi-khác.vn/sinh-hoat/", "//x.vn/sinh-hoat/", "javascript:alert(1)", "sinh-hoat/", "/khong-co/", "/\\x.vn", "http://[", ""),
)  # fmt: skip
def test_an_address_elsewhere_is_none(address: str) -> None:
    with pytest.raises(Refused, match="không phải trang của hệ thống này"):
        checked(address, "testserver")
