"""Workbooks are read whatever they look like, and everything that is wrong is said at once."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt  # type: ignore[import-untyped]  # it has no types

from bontot.exchange.reading.workbook import read
from bontot.exchange.tests.books import AN, MEMBER, all_of, members, ods, rules, xlsx

DAY = datetime.date


def test_a_row_becomes_fields_and_empty_cells_are_absent(tmp_path: Path) -> None:
    rows, findings, sheets = all_of(members(tmp_path / "a.xlsx", (*AN, None), more=["Dân tộc"]))
    assert rows == [
        {
            "row": 2,
            "full_name": "Nguyễn Văn An",
            "sex": "nam",
            "born": "1962-08-15",
            "organisation": "CB1",
            "admitted": DAY(1990, 2, 3),
        }
    ]
    assert findings == []
    assert (sheets[0].kind, sheets[0].header_row) == ("members", 1)


@pytest.mark.parametrize("order", list(permutations(range(5)))[::17])
def test_columns_may_stand_in_any_order(tmp_path: Path, order: tuple[int, ...]) -> None:
    table = [[row[place] for place in order] for row in (MEMBER, AN)]
    rows, _, _ = all_of(xlsx(tmp_path / "a.xlsx", table))
    assert rows[0]["full_name"] == "Nguyễn Văn An"
    assert rows[0]["born"] == "1962-08-15"


def test_headers_are_known_without_diacritics_by_capitals_stars_and_line_breaks(tmp_path: Path) -> None:
    header = ["HO VA TEN (*)", "Gioi tinh", "Ngày\nsinh", "ma chi bo *", "Ngày vào  Đảng"]
    rows, findings, _ = all_of(xlsx(tmp_path / "a.xlsx", [header, AN], "Sheet1"))
    assert (len(rows), findings) == (1, [])


def test_titles_above_and_signatures_below_the_table_are_not_data(tmp_path: Path) -> None:
    table: list[Sequence[Any]] = [
        ["ĐẢNG BỘ XÃ TÂN AN", None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
        [],
        ["DANH SÁCH ĐẢNG VIÊN"],
        MEMBER,
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        AN,
        MEMBER,
        AN,
        ["Tổng cộng: 2 đảng viên"],
        [None, None, None, "Tân An, ngày 5 tháng 6 năm 2024"],
        ["Người lập biểu", None, None, "Bí thư"],
        ["Trần Thị B", None, None, "Lê Văn C"],
    ]
    rows, findings, sheets = all_of(xlsx(tmp_path / "a.xlsx", table, "Sheet1"))
    assert [row["row"] for row in rows] == [6, 8]
    assert sheets[0].header_row == 4
    assert set(rules(findings)) == {"TEP-HANG-THUA"}


def test_a_header_of_two_merged_rows_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append([*MEMBER, "Trình độ", None])
    page.append([None] * 5 + ["Phổ thông", "Chuyên môn"])
    page.merge_cells("F1:G1")
    page.append([*AN, "12/12", "đại học"])
    book.save(tmp_path / "a.xlsx")
    rows, findings, sheets = all_of(tmp_path / "a.xlsx")
    assert (rows[0]["general_schooling"], rows[0]["professional"]) == ("12/12", "đại học")
    assert (findings, sheets[0].header_row, rows[0]["row"]) == ([], 2, 3)


def test_missing_doubled_and_unknown_columns_are_said_once_each(tmp_path: Path) -> None:
    header = ["Họ và tên", "Ngày sinh", "Ngày sinh", "Mã chi bộ", "Ngày vô Đảng", "Ghi chú"]
    row = ["Nguyễn Văn An", "1962", "1962", "CB1", "03/02/1990", "x"]
    rows, findings, sheets = all_of(xlsx(tmp_path / "a.xlsx", [header, row, row]))
    assert rules(findings) == ["TEP-THIEU-COT", "TEP-THIEU-COT", "TEP-COT-TRUNG", "TEP-COT-LA", "TEP-COT-LA"]
    assert "có phải “Ngày vào Đảng”?" in findings[3].says
    assert sheets[0].unknown_columns == ("Ngày vô Đảng", "Ghi chú")
    assert len(rows) == 2


def test_unknown_columns_are_kept_when_asked(tmp_path: Path) -> None:
    path = members(tmp_path / "a.xlsx", (*AN, "hay vắng"), more=["Ghi chú"])
    sheet = next(read([path], keep_unknown=True))
    assert [fields["unknown"] for _, fields in sheet.rows] == [{"Ghi chú": "hay vắng"}]


def test_everything_wrong_is_said_at_once_with_row_column_and_value(tmp_path: Path) -> None:
    path = members(
        tmp_path / "a.xlsx",
        ("Trần Thị B", "Nử", "30/02/1970", "CB1", "05/2001", "12345", "Kinhh"),
        (None, "Nam", "hôm qua", "CB1", "03/02/1990", None, None),
        more=["Số CCCD", "Dân tộc"],
    )
    rows, findings, _ = all_of(path)
    seen = [(found.row, found.column, found.value, found.rule) for found in findings if found.refuses]
    assert (2, "Ngày sinh", "30/02/1970", "O-NGAY-KHONG-CO") in seen
    assert (2, "Ngày vào Đảng", "05/2001", "O-NGAY-THIEU") in seen
    assert (2, "Số CCCD", "12345", "O-CCCD") in seen
    assert (3, "Họ và tên", "", "O-TRONG") in seen
    assert (3, "Ngày sinh", "hôm qua", "O-NGAY") in seen
    assert all(found.file == "a.xlsx" and found.sheet == "Đảng viên" and found.source for found in findings)
    assert [row["row"] for row in rows] == [2, 3], "rows with problems are still given, with what is good"


def test_findings_of_a_row_are_told_when_the_row_is_given(tmp_path: Path) -> None:
    bad = ("Trần Thị B", "Nữ", "30/02/1970", "CB1", "03/02/1990")
    sheet = next(read([members(tmp_path / "a.xlsx", AN, bad, AN, bad)]))
    assert [(number, len(sheet.findings)) for number, _ in sheet.rows] == [(2, 0), (3, 1), (4, 1), (5, 2)]


def test_hidden_and_foreign_sheets_are_mentioned_not_read(tmp_path: Path) -> None:
    path = members(tmp_path / "a.xlsx", AN)
    book = openpyxl.load_workbook(path)
    book.create_sheet("TINH").sheet_state = "hidden"
    book.create_sheet("Ghi nhớ").append(["mua", "giấy"])
    book.create_sheet("Trống")
    book.save(path)
    rows, findings, _ = all_of(path)
    assert len(rows) == 1
    assert [(found.rule, found.sheet) for found in findings] == [
        ("TEP-TRANG-AN", "TINH"),
        ("TEP-TRANG-LA", "Ghi nhớ"),
    ]


def test_a_file_without_any_table_says_which_columns_are_wanted(tmp_path: Path) -> None:
    rows, findings, _ = all_of(xlsx(tmp_path / "a.xlsx", [["mua", "giấy"], ["1", "2"]], "Sheet1"))
    assert (rows, rules(findings)) == ([], ["TEP-KHONG-NHAN-RA"])
    assert "“Họ và tên”" in findings[0].says


def test_real_dates_are_read_in_both_calendars_of_excel(tmp_path: Path) -> None:
    for since_1904 in (False, True):
        path = tmp_path / f"{since_1904}.xlsx"
        with xlsxwriter.Workbook(path, {"date_1904": since_1904}) as book:
            page = book.add_worksheet("Đảng viên")
            form = book.add_format({"num_format": "dd/mm/yyyy"})
            page.write_row(0, 0, MEMBER)
            page.write_row(1, 0, AN)
            page.write_datetime(1, 2, datetime.datetime(1962, 8, 15), form)
            page.write_number(1, 4, 32907 - (1462 if since_1904 else 0))
        rows, findings, _ = all_of(path)
        assert (rows[0]["born"], rows[0]["admitted"], findings) == ("1962-08-15", DAY(1990, 2, 3), [])


def test_cells_that_show_an_error_or_an_unfinished_formula_are_said(tmp_path: Path) -> None:
    path = members(tmp_path / "a.xlsx", AN, AN)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    page["D2"].value, page["D2"].data_type = "#REF!", "e"
    page["A3"] = '=CONCATENATE("Nguyễn"," An")'
    book.save(path)
    _, findings, _ = all_of(path)
    seen = [(found.rule, found.row, found.column) for found in findings]
    assert seen == [
        ("TEP-CO-CONG-THUC", None, ""),
        ("O-LOI", 2, "Mã chi bộ"),
        ("O-CONG-THUC-TRONG", 3, "Họ và tên"),
    ]
    assert "#REF!" in findings[1].says


def test_empty_rows_and_columns_do_not_move_the_numbers_of_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for place, (title, value) in enumerate(zip(MEMBER, AN, strict=True), 3):
        page.cell(4, place, title)
        page.cell(7, place, value)
    page.cell(7, 6).value, page.cell(7, 6).data_type = "#N/A", "e"
    page.cell(900, 3, "  ")
    book.save(tmp_path / "a.xlsx")
    rows, findings, sheets = all_of(tmp_path / "a.xlsx")
    assert [row["row"] for row in rows] == [7]
    assert [(found.rule, found.row, found.column) for found in findings] == [("O-LOI", 7, "Mã chi bộ")]
    assert sheets[0].places["full_name"] == 2


def test_ods_is_read(tmp_path: Path) -> None:
    rows, findings, _ = all_of(ods(tmp_path / "a.ods", [MEMBER, AN]))
    assert (rows[0]["full_name"], rows[0]["admitted"], findings) == ("Nguyễn Văn An", DAY(1990, 2, 3), [])


def test_ods_of_quantities_days_and_errors_is_read(tmp_path: Path) -> None:
    plain = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    cell = '<table:table-cell office:value-type="{}" office:{}="{}"><text:p>x</text:p></table:table-cell>'
    error = plain.format("#N/A").replace(">", ' calcext:value-type="error">', 1)
    path = ods(tmp_path / "a.ods", [(*MEMBER, "Số CCCD"), (*AN, "số")])
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode()
    content = content.replace(plain.format(AN[2]), cell.format("date", "date-value", "1962-08-15"))
    content = content.replace(plain.format("số"), cell.format("float", "value", "24062000123"))
    content = content.replace(plain.format("CB1"), error)
    rows, findings, _ = all_of(ods(tmp_path / "b.ods", [], **{"content.xml": content}))
    assert (rows[0]["born"], rows[0]["identity_number"]) == ("1962-08-15", "024062000123")
    assert [(found.rule, found.column) for found in findings] == [("O-LOI", "Mã chi bộ")]


def test_xls_is_read(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("Đảng viên")
    form = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for place, (title, value) in enumerate(zip((*MEMBER, "Số CCCD"), (*AN, 24062000123), strict=True)):
        page.write(0, place, title)
        page.write(1, place, value)
    page.write(2, 0, "Trần Thị B")
    page.write(2, 2, datetime.date(1970, 1, 2), form)
    hidden = book.add_sheet("TINH")
    hidden.write(0, 0, "Mã")
    hidden.visibility = 1
    book.save(str(tmp_path / "a.xls"))
    rows, findings, _ = all_of(tmp_path / "a.xls")
    assert (rows[0]["full_name"], rows[0]["identity_number"]) == ("Nguyễn Văn An", "024062000123")
    assert rows[1]["born"] == "1970-01-02"
    assert sorted(rules(findings)) == ["O-TRONG", "O-TRONG", "O-TRONG", "TEP-TRANG-AN"]


def test_the_top_of_the_tree_has_no_superior(tmp_path: Path) -> None:
    header = ["Mã tổ chức", "Tên tổ chức", "Loại tổ chức", "Mã cấp trên"]
    table: list[list[Any]] = [header, ["BG", "Đảng bộ tỉnh Bắc Giang", "đảng bộ tỉnh", None]]
    rows, findings, sheets = all_of(xlsx(tmp_path / "a.xlsx", table, "Tổ chức đảng"))
    assert (len(rows), findings) == (1, [])
    assert sheets[0].required == ("code", "name", "kind")


def test_our_own_history_sheets_are_known(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    tables: dict[str, list[list[str]]] = {
        "Thay đổi": [
            ["Mã người", "Trường", "Giá trị", "Từ ngày"],
            ["DV1", "Ngày sinh", "15/08/1962", "01/01/2020"],
        ],
        "Tình trạng": [
            ["Mã người", "Tình trạng", "Từ ngày", "Đến ngày", "Ngày quyết định", "Vào bằng", "Ra bằng"],
            ["DV1", "dự bị", "01/01/2020", "01/01/2021", "20/12/2019", "kết nạp", "xóa tên"],
        ],
        "Lịch sử tổ chức": [
            ["Mã tổ chức", "Trường", "Giá trị", "Từ ngày"],
            ["CB1", "Loại", "chi bộ", "01/01/2020"],
        ],
        "Miễn sinh hoạt": [["Mã người", "Từ ngày"], ["DV1", "01/01/2020"]],
    }
    for name, table in tables.items():
        page = book.create_sheet(name)
        for row in table:
            page.append(row)
    book.save(tmp_path / "a.xlsx")
    rows, findings, sheets = all_of(tmp_path / "a.xlsx")
    assert [sheet.kind for sheet in sheets] == ["changes", "standings", "organisation_history", "exemptions"]
    assert findings == []
    assert rows[0] == {
        "row": 2,
        "person": "DV1",
        "field": "born",
        "value": "1962-08-15",
        "since": DAY(2020, 1, 1),
    }
    assert (rows[1]["status"], rows[1]["began"], rows[1]["ended"]) == ("probationary", "admit", "strike_off")
    assert (rows[2]["field"], rows[2]["value"]) == ("kind", "chi bộ")
