"""The clerk gets back the same file, with what is wrong beside the row it is about."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from bontot.exchange.reading.foreign import CLEANING
from bontot.exchange.remarked.remarks import write, write_remarks
from bontot.exchange.tests.books import AN, MEMBER, all_of, csv_file, members, ods, raw_xlsx
from bontot.kernel.finding import Finding, Severity

BAD = ("Trần Thị B", "Nữ", "30/02/1970", "CB1", "03/02/1990")


def opened(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path).worksheets[0]


def remarked(path: Path, out: Path) -> Worksheet:
    write_remarks([path], all_of(path)[1], out)
    return opened(out)


def test_remarks_stand_in_a_new_last_column_and_nothing_else_changes(tmp_path: Path) -> None:
    path = members(tmp_path / "a.xlsx", AN, BAD, AN)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    page["A2"].font = Font(bold=True, color="FFDA251D")
    page["B3"] = "=1+1"
    page.merge_cells("A6:C6")
    page.row_dimensions[3].height = 40
    page.auto_filter.ref = "A1:E4"
    book.create_sheet("Ghi nhớ").append(["mua giấy"])
    book.save(path)
    write(
        path,
        [Finding("x", "Không có ngày này.", column="Ngày sinh", sheet="Đảng viên", row=3)],
        tmp_path / "b.xlsx",
    )
    before, after = opened(path), opened(tmp_path / "b.xlsx")
    assert after["F1"].value == "Nhận xét"
    assert after["F3"].value == "[Phải sửa] Ngày sinh: Không có ngày này."
    assert after["F3"].alignment.wrap_text
    assert after["F2"].value is None and after["F4"].value is None
    for row in before.iter_rows(max_col=5):
        for cell in row:
            other = after[cell.coordinate]
            assert (other.value, other.font.b, other.font.color) == (cell.value, cell.font.b, cell.font.color)
    assert after.merged_cells.ranges == before.merged_cells.ranges
    assert (after.row_dimensions[3].height, after.auto_filter.ref) == (40, "A1:E4")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.xlsx") as new:
        assert old.namelist() == new.namelist()
        assert old.read("xl/worksheets/sheet2.xml") == new.read("xl/worksheets/sheet2.xml")


def test_the_file_with_remarks_can_be_imported_again_and_old_remarks_go(tmp_path: Path) -> None:
    first = members(tmp_path / "a.xlsx", AN, BAD)
    page = remarked(first, tmp_path / "b.xlsx")
    assert "30/02/1970" in str(page["F3"].value)
    rows, findings, sheets = all_of(tmp_path / "b.xlsx")
    assert (len(rows), len(findings), sheets[0].unknown_columns) == (2, 1, ())
    fixed = openpyxl.load_workbook(tmp_path / "b.xlsx")
    fixed.worksheets[0]["C3"] = "28/02/1970"
    fixed.worksheets[0]["C2"] = "30/02/1970"
    fixed.save(tmp_path / "c.xlsx")
    page = remarked(tmp_path / "c.xlsx", tmp_path / "d.xlsx")
    assert page.max_column == 6
    assert "30/02/1970" in str(page["F2"].value) and page["F3"].value is None


def test_remarks_about_a_sheet_or_the_file_stand_at_its_header(tmp_path: Path) -> None:
    path = members(tmp_path / "a.xlsx", AN)
    found = [
        Finding("x", "Trang có công thức.", Severity.HINT, file="a.xlsx", sheet="Đảng viên"),
        Finding("y", "Quyết định thiếu số.", Severity.REFUSAL),
    ]
    write_remarks([path], found, tmp_path / "b.xlsx")
    said = str(opened(tmp_path / "b.xlsx")["F1"].value)
    assert (
        said.startswith("Nhận xét\n")
        and "[Lưu ý] Trang có công thức." in said
        and "Quyết định thiếu số." in said
    )


def test_a_remark_is_text_whatever_it_says(tmp_path: Path) -> None:
    path = members(tmp_path / "a.xlsx", AN)
    found = [Finding("x", "=1+1 <b> & \x07", sheet="Đảng viên", row=2)]
    write(path, found, tmp_path / "b.xlsx")
    assert opened(tmp_path / "b.xlsx")["F2"].value == "[Phải sửa] =1+1 <b> & "


def test_csv_and_ods_come_back_as_copies_with_remarks(tmp_path: Path) -> None:
    paths = (
        csv_file(tmp_path / "a.csv", "\n".join(";".join(row) for row in (MEMBER, AN, BAD))),
        ods(tmp_path / "b.ods", [MEMBER, AN, BAD]),
    )
    for path in paths:
        page = remarked(path, tmp_path / f"{path.stem}-out.xlsx")
        assert page["A2"].value == "Nguyễn Văn An" and page["C3"].value == "30/02/1970"
        assert page["F1"].value == "Nhận xét" and "30/02/1970" in str(page["F3"].value)
    write_remarks(paths[:1], all_of(paths[0])[1], tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].endswith(",Nhận xét") and "30/02/1970" in lines[2].split(",")[-1]


def test_several_files_come_back_as_one_workbook(tmp_path: Path) -> None:
    paths = [members(tmp_path / "a.xlsx", BAD), members(tmp_path / "b.xlsx", AN), tmp_path / "none.xlsx"]
    write_remarks(paths, all_of(*paths)[1], tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["a Đảng viên", "b Đảng viên", "Nhận xét chung"]
    assert "30/02/1970" in str(book["a Đảng viên"]["F2"].value)
    assert "Không tìm thấy tệp" in str(book["Nhận xét chung"]["A1"].value)


def test_a_refused_file_comes_back_as_the_sentence_alone(tmp_path: Path) -> None:
    path = raw_xlsx(tmp_path / "a.xlsx", "", **{"xl/vbaProject.bin": b"x"})
    page = remarked(path, tmp_path / "b.xlsx")
    assert "macro" in str(page["A1"].value)


def test_an_unusually_written_workbook_is_copied(tmp_path: Path) -> None:
    head = "".join(
        f'<c r="{"ABCDE"[n]}1" t="inlineStr"><is><t>{title}</t></is></c>' for n, title in enumerate(MEMBER)
    )
    data = "".join(
        f'<c s="0" r="{"ABCDE"[n]}2" t="inlineStr"><is><t>{cell}</t></is></c>' for n, cell in enumerate(BAD)
    )
    path = raw_xlsx(tmp_path / "a.xlsx", f'<row r="1">{head}</row><row r="2">{data}</row>')
    page = remarked(path, tmp_path / "b.xlsx")
    assert page["A2"].value == "Trần Thị B" and "30/02/1970" in str(page["F2"].value)


def cleaning_workbook(path: Path) -> Path:
    """The layout of the national cleaning workbook with one good and one bad member."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "DANH SÁCH ĐẢNG VIÊN"
    page.append(["DANH SÁCH THÔNG TIN ĐẢNG VIÊN"])
    for _ in range(4):
        page.append([None])
    titles = ["STT", *(column.header for column in CLEANING.columns)]
    for place, title in enumerate(titles, 1):
        above, _, below = title.partition(": ")
        if not below or below == "Quốc gia":
            page.cell(6, place, above)
        if below:
            page.cell(7, place, below)
    good = {
        "STT": 1, "ID (UUID)": "0b6f", "Họ và tên": "Nguyễn Văn An", "Giới tính": "Nam", "Sinh ngày": "15/08/1962",
        "Số định danh cá nhân": "024062000123", "Số thẻ Đảng": "024062000123", "Dân tộc": "Kinh",
        "Tổ chức Đảng sinh hoạt": "Chi bộ thôn Đông", "Quê quán: Quốc gia": "Việt Nam",
        "Quê quán: Tỉnh/Thành": "Bắc Giang", "Quê quán: Chi tiết": "Xã Tân An", "Ngày vào Đảng": "03/02/1990",
        "Trạng thái hoạt động": "Đang sinh hoạt Đảng", "Đề nghị xóa (Có/Không)": "Không", "Kết quả kiểm tra": "cũ",
        "Chi tiết lỗi": "cũ",
    }  # fmt: skip
    for row in (good, good | {"Sinh ngày": "30/02/1970"}):
        page.append([row.get(title) for title in titles])
    assert page.max_column == 31
    book.save(path)
    return path


def test_the_cleaning_workbook_is_read_as_members(tmp_path: Path) -> None:
    rows, findings, sheets = all_of(cleaning_workbook(tmp_path / "a.xlsx"))
    assert (sheets[0].kind, sheets[0].layout, sheets[0].header_row) == ("members", "cleaning", 7)
    assert (sheets[0].unknown_columns, len(sheets[0].columns)) == ((), 30)
    assert rows[0]["native_place"] == "Xã Tân An, Bắc Giang"
    assert (rows[0]["organisation"], rows[0]["admitted"]) == ("Chi bộ thôn Đông", datetime.date(1990, 2, 3))
    assert [(found.row, found.column) for found in findings] == [(9, "Sinh ngày")]


def test_the_cleaning_workbook_comes_back_with_its_two_result_columns(tmp_path: Path) -> None:
    page = remarked(cleaning_workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx")
    assert page.max_column == 31
    assert (page["AD8"].value, page["AE8"].value) == ("HỢP LỆ", None)
    assert page["AD9"].value == "LỖI" and "30/02/1970" in str(page["AE9"].value)
    assert (page["AD6"].value, page["AE6"].value) == ("Kết quả kiểm tra", "Chi tiết lỗi")


def test_the_short_list_is_read_as_members(tmp_path: Path) -> None:
    header = ["Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp", "Chi bộ đang sinh hoạt",
              "Chi bộ nơi cư trú", "Trạng thái"]  # fmt: skip
    book = openpyxl.Workbook()
    book.worksheets[0].append(header)
    book.worksheets[0].append(
        ["Nguyễn Văn An", 1234567, 24062000123, 1962, "3/2/1990", "CB1", None, "Đang sinh hoạt"]
    )
    book.save(tmp_path / "DS_DANGVIEN.xlsx")
    rows, findings, sheets = all_of(tmp_path / "DS_DANGVIEN.xlsx")
    assert (sheets[0].kind, sheets[0].layout, findings) == ("members", "short_list", [])
    assert rows[0] == {
        "row": 2, "full_name": "Nguyễn Văn An", "card_number": "01234567", "identity_number": "024062000123",
        "born": "1962", "admitted": datetime.date(1990, 2, 3), "organisation": "CB1", "state": "Đang sinh hoạt",
    }  # fmt: skip
