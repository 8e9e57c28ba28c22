"""What is written is read back, and nothing that is written is executed."""

from __future__ import annotations

import datetime
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bontot.exchange.export.writing import Sheet, write_csv, write_workbook
from bontot.exchange.sheets import OURS
from bontot.exchange.tests.books import AN, MEMBER, all_of
from bontot.kernel.text import clean

HEADERS = ("Mã lớp", "Loại lớp", "Từ ngày", "Mã người", "Tên lớp")
SINCE = datetime.date(2023, 5, 1)
DANGEROUS = [
    "=1+1",
    "+84912345678",
    "-5 điểm",
    "@SUM(A1)",
    "=cmd|' /C calc'!A1",
    "'=trích dẫn",
    "'tên'",
    "==",
    "+x(y|z",
]


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    row = ("Nguyễn Văn An", "nam", "1962", "CB1", SINCE, "001062000123", "00001234")
    write_workbook(path, [Sheet("Đảng viên", (*MEMBER, "Số CCCD", "Số thẻ đảng viên"), [row, row])])
    rows, findings, _ = all_of(path)
    assert findings == []
    assert list(rows[1].values()) == [3, *row]


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_could_be_executed_is_written_so_that_it_is_not(tmp_path: Path, text: str) -> None:
    sheet = Sheet("Bồi dưỡng", HEADERS, [("L1", "khác", SINCE, "DV1", text)])
    write_workbook(tmp_path / "a.xlsx", [sheet])
    write_csv(tmp_path / "a.csv", sheet)
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["E2"]
    assert (cell.value, cell.data_type) == (text, "s")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert ",'" in (tmp_path / "a.csv").read_text("utf-8-sig") or ",\"'" in (tmp_path / "a.csv").read_text(
        "utf-8-sig"
    )
    for name in ("a.xlsx", "a.csv"):
        rows, findings, _ = all_of(tmp_path / name)
        assert (rows[0]["name"], findings) == (text, [])


INVISIBLE = dict.fromkeys(map(ord, "\u200c\u200d\u2060\ufeff\u00ad"))
ORDINARY = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(ORDINARY, st.sampled_from(DANGEROUS)), min_size=1, max_size=5))
def test_any_text_comes_back_as_one_spelling_of_itself(texts: list[str]) -> None:
    sheet = Sheet("Bồi dưỡng", HEADERS, [("L1", "khác", SINCE, "DV1", text) for text in texts])
    with tempfile.TemporaryDirectory() as folder:
        workbook, text_file = Path(folder, "a.xlsx"), Path(folder, "a.csv")
        write_workbook(workbook, [sheet])
        write_csv(text_file, sheet)
        for path in (workbook, text_file):
            rows, findings, _ = all_of(path)
            wrong = {found.row for found in findings if found.rule in ("O-LOI", "TEP-MAT")}
            for row in rows:
                text = texts[row["row"] - 2].translate(INVISIBLE)
                assert row["row"] in wrong or row.get("name") == (clean(text) or None)


def test_a_sheet_of_each_kind_is_known_by_what_is_written(tmp_path: Path) -> None:
    write_workbook(
        tmp_path / "a.xlsx", [Sheet(table.sheet, [c.header for c in table.columns], []) for table in OURS]
    )
    rows, findings, sheets = all_of(tmp_path / "a.xlsx")
    assert [sheet.layout for sheet in sheets] == [table.code for table in OURS]
    assert (rows, findings) == ([], [])
    assert all(len(sheet.columns) == len(table.columns) for sheet, table in zip(sheets, OURS, strict=True))


def test_the_header_stays_in_sight_and_filters(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", [Sheet("Đảng viên", MEMBER, [AN, AN])])
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:E3"


def test_days_before_spreadsheets_agree_are_written_as_text(tmp_path: Path) -> None:
    row = ("L1", "khác", datetime.date(1899, 5, 1), "DV1", "x")
    write_workbook(tmp_path / "a.xlsx", [Sheet("Bồi dưỡng", HEADERS, [row])])
    assert all_of(tmp_path / "a.xlsx")[0][0]["since"] == datetime.date(1899, 5, 1)


def test_text_that_no_cell_can_hold_is_not_cut_silently(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at most"):
        write_workbook(tmp_path / "a.xlsx", [Sheet("x", ["a"], [("x" * 40_000,)])])
