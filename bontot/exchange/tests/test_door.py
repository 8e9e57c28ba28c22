"""A hostile or unfit file gets one clear sentence, is not opened, and costs little."""

from __future__ import annotations

import os
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from bontot.exchange.tests.books import AN, MEMBER, all_of, csv_file, members, ods, raw_xlsx, rules, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(path: Path) -> list[str]:
    """The rules by which a file is refused: one, with no row given, in little time."""
    started = time.perf_counter()
    rows, findings, _ = all_of(path)
    assert time.perf_counter() - started < 5
    assert rows == []
    assert all(found.says and found.file == path.name for found in findings)
    return rules(findings)


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.xlsx") == ["TEP-KHONG-CO"]
    (tmp_path / "folder.xlsx").mkdir()
    assert refused(tmp_path / "folder.xlsx") == ["TEP-THU-MUC"]
    (tmp_path / "empty.xlsx").touch()
    assert refused(tmp_path / "empty.xlsx") == ["TEP-RONG"]
    os.mkfifo(tmp_path / "pipe.csv")
    assert refused(tmp_path / "pipe.csv") == ["TEP-LOAI"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    path = members(tmp_path / "a.xlsx", AN)
    path.chmod(0)
    assert refused(path) == ["TEP-KHONG-DOC"]


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.docx", b"PK\x03\x04", "TEP-LOAI"),
        ("a.xlsm", b"PK\x03\x04", "TEP-MACRO"),
        ("a.xlsx", b"%PDF-1.7", "TEP-DUOI-SAI"),
        ("a.xlsx", OLE + b"\x00" * 600, "TEP-DUOI-SAI"),
        ("a.xlsx", OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "TEP-MA-HOA"),
        ("a.xls", b"<html><table><tr><td>x", "TEP-DUOI-SAI"),
        ("a.xls", b"PK\x03\x04rest", "TEP-DUOI-SAI"),
        ("a.xls", OLE + b"\x00" * 600 + "_VBA_PROJECT".encode("utf-16-le"), "TEP-MACRO"),
        ("a.xls", OLE + b"\x00" * 5000, "TEP-HONG"),
        ("a.csv", b"MZ\x90\x00", "TEP-DUOI-SAI"),
        ("a.xlsx", b"PK\x03\x04" + b"\x00" * 100, "TEP-HONG"),
    ],
)
def test_what_is_inside_is_looked_at_not_the_name(
    tmp_path: Path, name: str, content: bytes, rule: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert refused(tmp_path / name) == [rule]


def test_a_workbook_of_another_kind_under_this_name_is_said(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", [MEMBER, AN]).rename(tmp_path / "a.xlsx")
    assert refused(path) == ["TEP-DUOI-SAI"]
    path = members(tmp_path / "b.xlsx", AN).rename(tmp_path / "b.ods")
    assert refused(path) == ["TEP-DUOI-SAI"]


def test_a_truncated_workbook_is_said(tmp_path: Path) -> None:
    path = members(tmp_path / "a.xlsx", *[AN] * 50)
    whole = path.read_bytes()
    for length in (len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:length])
        assert refused(path) == ["TEP-HONG"]


def test_a_broken_part_is_said(tmp_path: Path) -> None:
    path = members(tmp_path / "a.xlsx", *[AN] * 50)
    whole = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    whole[start + 80 : start + 120] = b"\xff" * 40
    path.write_bytes(whole)
    assert refused(path) == ["TEP-HONG"]


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = raw_xlsx(
        tmp_path / "a.xlsx", "", xl__sharedStrings_xml="x", **{"xl/sharedStrings.xml": b"\x20" * 60_000_000}
    )
    assert refused(path) == ["TEP-NEN"]


def test_a_zip_that_lies_about_its_sizes_is_not_unpacked(tmp_path: Path) -> None:
    path = raw_xlsx(tmp_path / "a.xlsx", "<row>" + " " * 50_000_000 + "</row>")
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    assert refused(path) == ["TEP-NEN"]


def test_cells_that_never_end_cost_little(tmp_path: Path) -> None:
    data = '<row r="1">' + '<c r="A1" t="e">' * 200_000 + "<f>1</f></row>"
    assert refused(raw_xlsx(tmp_path / "a.xlsx", data))[0] in ("TEP-HONG", "TEP-QUA-LON", "TEP-KHONG-NHAN-RA")


def test_a_header_of_four_hundred_columns_costs_little(tmp_path: Path) -> None:
    table = [[f"cột {row} {place}" for place in range(390)] for row in range(60)]
    assert refused(xlsx(tmp_path / "a.xlsx", table, "Sheet1")) == ["TEP-KHONG-NHAN-RA"]


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = raw_xlsx(tmp_path / "a.xlsx", "", **{f"xl/media/{n}.png": b"x" for n in range(4000)})
    assert refused(path) == ["TEP-NEN"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_an_entity_bomb_is_refused(tmp_path: Path, part: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert refused(raw_xlsx(tmp_path / "a.xlsx", "", **{part: bomb})) == ["TEP-XML"]
    assert refused(ods(tmp_path / "a.ods", [MEMBER], **{"styles.xml": bomb})) == ["TEP-XML"]


def test_macros_and_links_outside_are_refused_pictures_are_not(tmp_path: Path) -> None:
    assert refused(raw_xlsx(tmp_path / "a.xlsx", "", **{"xl/vbaProject.bin": b"x"})) == ["TEP-MACRO"]
    assert refused(raw_xlsx(tmp_path / "b.xlsx", "", **{"xl/externalLinks/externalLink1.xml": "<x/>"})) == [
        "TEP-LIEN-KET"
    ]
    locked = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    assert refused(ods(tmp_path / "c.ods", [MEMBER], **locked)) == ["TEP-MA-HOA"]
    assert refused(ods(tmp_path / "a.ods", [MEMBER], **{"Basic/Standard/Module1.xml": "<x/>"})) == [
        "TEP-MACRO"
    ]
    path = members(tmp_path / "d.xlsx", AN)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG")
    assert len(all_of(path)[0]) == 1


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        '<c r="ABC7"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<c s="1" r="XFD1048576"><v>1</v></c>',
        '<c r="&#88;FD1048576"><v>1</v></c>',
    ],
)
def test_a_million_columns_are_never_laid_out(tmp_path: Path, cell: str) -> None:
    path = raw_xlsx(
        tmp_path / "a.xlsx", f'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">{cell}</row>'
    )
    assert refused(path)[0] in ("TEP-QUA-LON", "TEP-HONG")


def test_a_few_cells_far_apart_are_never_laid_out(tmp_path: Path) -> None:
    data = '<row r="1"><c r="A1"><v>1</v></c></row><row r="999999"><c r="CZ999999"><v>1</v></c></row>'
    assert refused(raw_xlsx(tmp_path / "a.xlsx", data)) == ["TEP-QUA-LON"]


@pytest.mark.parametrize("times", [1_000_000_000, 1_000_000])
def test_rows_repeated_a_million_times_in_ods_are_never_laid_out(tmp_path: Path, times: int) -> None:
    row = f'<table:table-row table:number-rows-repeated="{times}">'
    path = ods(tmp_path / "b.ods", [[*MEMBER, *["x"] * 300]], row=row)
    assert refused(path)[0] in ("TEP-QUA-LON", "TEP-HONG")


def test_formulas_that_call_out_are_refused(tmp_path: Path) -> None:
    for formula in ('WEBSERVICE("http://a")', "cmd|'/c calc'!A1", 'HYPERLINK("http://a")'):
        path = raw_xlsx(tmp_path / "a.xlsx", f'<row r="1"><c r="A1"><f>{formula}</f><v>1</v></c></row>')
        assert refused(path) == ["TEP-CONG-THUC"]


@pytest.mark.parametrize("stamp", ["MẬT", "Tối mật", "TUYỆT MẬT", "Độ mật: MẬT"])
def test_state_secrets_are_refused_by_their_stamp(tmp_path: Path, stamp: str) -> None:
    assert refused(xlsx(tmp_path / "a.xlsx", [[None, stamp], MEMBER, AN])) == ["TEP-MAT"]
    if ":" not in stamp:
        assert refused(xlsx(tmp_path / "b.xlsx", [MEMBER, AN], stamp)) == ["TEP-MAT"]


def test_a_stamp_at_the_head_of_the_printed_page_is_found(tmp_path: Path) -> None:
    path = members(tmp_path / "a.xlsx", AN)
    book = openpyxl.load_workbook(path)
    header = book.worksheets[0].oddHeader
    assert header is not None
    header.right.text, header.right.font, header.right.size = "TUYỆT MẬT", "Times New Roman,Bold", 14
    book.save(path)
    assert refused(path) == ["TEP-MAT"]


def test_a_stamp_among_the_rows_is_found_and_names_are_no_stamps(tmp_path: Path) -> None:
    path = members(tmp_path / "a.xlsx", ("Trần Văn Mật", *AN[1:]), AN)
    assert all_of(path)[1] == []
    _, findings, _ = all_of(members(tmp_path / "b.xlsx", AN, ("MẬT", None, None, None, None)))
    assert "TEP-MAT" in rules(findings)


def test_text_without_line_breaks_or_with_many_columns_is_refused(tmp_path: Path) -> None:
    assert refused(csv_file(tmp_path / "a.csv", "x" * 3_000_000)) == ["TEP-QUA-LON"]
    assert refused(csv_file(tmp_path / "b.csv", "x," * 5_000)) == ["TEP-QUA-LON"]


def test_a_quote_that_never_closes_is_said(tmp_path: Path) -> None:
    text = ",".join(MEMBER) + '\n"Nguyễn Văn An,Nam\n' + "x,y\n" * 100_000
    _, findings, _ = all_of(csv_file(tmp_path / "a.csv", text))
    assert "TEP-CSV-HONG" in rules(findings)


def test_one_bad_file_does_not_silence_the_others(tmp_path: Path) -> None:
    good = members(tmp_path / "b.xlsx", AN)
    rows, findings, _ = all_of(tmp_path / "none.xlsx", good)
    assert (len(rows), rules(findings)) == (1, ["TEP-KHONG-CO"])


def test_a_sheet_with_only_formatted_far_columns_is_read(tmp_path: Path) -> None:
    path = members(tmp_path / "a.xlsx", AN)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(1, 380).font = openpyxl.styles.Font(bold=True)
    book.save(path)
    assert len(all_of(path)[0]) == 1
