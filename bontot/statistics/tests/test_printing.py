"""One answer leaves the house in every format, and an office's own workbook comes back filled and otherwise untouched."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from bontot.statistics.form import Answer, Cells, checked, derive, in_order
from bontot.statistics.forms import FORMS
from bontot.statistics.printing import FORMATS, Heading, TemplateMismatch, fill, render
from bontot.statistics.questions import Ratio
from bontot.statistics.viewing import AS_WAS, View

HEADING = Heading("Đảng bộ xã Hợp Đức", "Đảng bộ huyện Tân Yên")


def made_up(code: str) -> Answer:
    """An answer whose cells are all different."""
    form = FORMS[code]
    cells: Cells = {
        row.code: {
            column.code: 1000 + 10 * y + x
            for x, column in enumerate(form.columns)
            if not isinstance(column, Ratio)
        }
        for y, row in enumerate(form.rows)
    }
    derive(form, cells)
    cells = in_order(form, cells)
    since = date(2024, 1, 1) if form.flow else None
    return Answer(form, "HD", date(2024, 6, 30), since, 7, cells, checked(form, cells))


@pytest.mark.parametrize("code", sorted(FORMS))
@pytest.mark.parametrize("wanted", sorted(FORMATS))
def test_every_form_leaves_in_every_format(code: str, wanted: str) -> None:
    assert len(render(made_up(code), wanted, HEADING)) > 200


@pytest.mark.parametrize(
    ("view", "says"),
    [
        (AS_WAS, "Theo cơ cấu tổ chức của chính ngày được hỏi."),
        (View(structure=date(2025, 7, 1)), "Quy về cơ cấu tổ chức ngày 01/07/2025."),
        (
            View(unchanged=(date(2023, 12, 31), date(2024, 6, 30))),
            "Chỉ tính các tổ chức không thay đổi từ 31/12/2023 đến 30/06/2024.",
        ),
    ],
)
def test_the_text_of_a_form_names_its_view_whichever_it_is(view: View, says: str) -> None:
    assert says in render(replace(made_up("TG"), view=view), "text", HEADING).decode().splitlines()


def test_json_says_what_the_interface_promises() -> None:
    told = json.loads(render(made_up("TG"), "json", HEADING))
    assert {
        "form",
        "organisation",
        "on",
        "since",
        "position",
        "rows",
        "columns",
        "cells",
        "checks",
    } <= told.keys()
    codes = " ".join(row["code"] for row in told["rows"])
    assert codes == "A B B1 B2 B2r B3 C C1 C2 C3 C4 C5 C5r D D1 D2 D3"
    assert [column["code"] for column in told["columns"]] == ["KY", "NT", "TL"]
    assert told["cells"]["A"]["KY"] == 1000


def test_the_workbook_carries_title_period_numbers_and_signatures() -> None:
    page = load_workbook(io.BytesIO(render(made_up("TG"), "xlsx", HEADING)))["TG"]
    text = [str(cell.value) for line in page.iter_rows() for cell in line if cell.value is not None]
    for wanted in (
        "ĐẢNG BỘ XÃ HỢP ĐỨC",
        "TĂNG, GIẢM ĐẢNG VIÊN",
        "Từ ngày 01/01/2024 đến ngày 30/06/2024",
        "1000",
        "NGƯỜI LẬP BIỂU",
    ):
        assert wanted in text
    assert any(says.startswith("Không khớp: A + B − C = D") for says in text)


def test_the_pdf_is_tagged_and_in_vietnamese() -> None:
    root: Any = PdfReader(io.BytesIO(render(made_up("TG"), "pdf", HEADING))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("vi")


def test_csv_can_be_read_back() -> None:
    rows = list(csv.reader(io.StringIO(render(made_up("DT"), "csv", HEADING).decode("utf-8-sig"))))
    assert rows[0][:3] == ["Mã", "Chỉ tiêu", "Tổng số"]
    assert rows[2][0] == "T" and rows[2][2] == "1000"


def offices_own(path: Path) -> Path:
    """A workbook as a superior office sends it: other numbering, a formula, a second sheet."""
    book = Workbook()
    page = book.active
    assert page is not None
    page["A1"] = "BIỂU 1 - TĂNG, GIẢM ĐẢNG VIÊN"
    page.append([])
    page.append(["TT", "Tiêu chí", "Kỳ này", "Cùng kỳ năm trước", "Ghi chú"])
    for number, says in (
        ("A", "Đảng viên có đầu kỳ"),
        ("B", "Đảng viên tăng trong kỳ"),
        ("", "1. Kết nạp"),
        ("", "2. Chuyển đến"),
    ):
        page.append([number, says, None, None, "giữ nguyên"])
    page["C5"] = "=SUM(C6:C7)"
    book.create_sheet("Hướng dẫn")["A1"] = "Không sửa tệp này"
    book.save(path)
    return path


def test_a_template_is_filled_and_nothing_else_changes(tmp_path: Path) -> None:
    template = offices_own(tmp_path / "mau.xlsx")
    filled = fill(made_up("TG"), template)
    before, after = load_workbook(template), load_workbook(io.BytesIO(filled.data))
    page = after.worksheets[0]
    assert [page[place].value for place in ("C4", "D4", "C6", "D6", "C7")] == [1000, 1001, 1020, 1021, 1030]
    assert page["C5"].value == "=SUM(C6:C7)"
    assert "Từ trần" in filled.rows_without_place
    changed = {
        cell.coordinate
        for line in page.iter_rows()
        for cell in line
        if cell.value != before.worksheets[0][cell.coordinate].value
    }
    assert changed == {"C4", "D4", "D5", "C6", "D6", "C7", "D7"}
    assert after["Hướng dẫn"]["A1"].value == "Không sửa tệp này"


def test_a_workbook_of_something_else_is_refused_with_the_labels_that_are_missing(tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "khac.xlsx")
    with pytest.raises(TemplateMismatch) as refused:
        fill(made_up("TG"), tmp_path / "khac.xlsx")
    assert "Kết nạp" in refused.value.rows
    (tmp_path / "hong.xlsx").write_bytes(b"PK not a workbook")
    with pytest.raises(TemplateMismatch):
        fill(made_up("TG"), tmp_path / "hong.xlsx")


def test_word_repeats_its_header_row() -> None:
    with ZipFile(io.BytesIO(render(made_up("CL"), "docx", HEADING))) as parts:
        assert b"tblHeader" in parts.read("word/document.xml")
