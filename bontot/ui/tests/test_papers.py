"""A paper of the Party says the same in Word and as PDF, and both can be read by a screen reader."""

from __future__ import annotations

import io
import json
import re
import time
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from bontot.ui.papers import FORMATS, Annex, Column, Paper, Signature, Table, Text, pdf

ROWS = tuple((str(place), f"Chi bộ thôn {place} & <Bản>", "12") for place in range(1, 90))
TABLE = Table("Các chi bộ", (Column("TT", 4, True), Column("Tên", 20), Column("Đảng viên", 6, True)), ROWS)
PAPER = Paper(
    above="Tỉnh ủy Ví Dụ",
    organisation="Đảng ủy xã Suối Mây",
    symbol="Số 05-QĐ/ĐU",
    place_and_day="Suối Mây, ngày 03 tháng 02 năm 2026",
    title="Quyết định",
    subject="về việc sắp xếp chi bộ",
    body=(
        Text("Căn cứ Điều lệ Đảng;", italic=True),
        Text("I. Sắp xếp", heading=True),
        Text("Điều 1. =SUM(A1)\x07"),
    ),
    recipients=("Như Điều 2", "Lưu"),
    right=Signature(("T/M ban thường vụ", "Bí thư"), "Nguyễn Văn A"),
    mark="DỰ THẢO (phiên bản 3)",
    annexes=(Annex("Phụ lục I", "Danh sách", "kèm theo Quyết định số 05-QĐ/ĐU", (TABLE,), wide=True),),
)


def test_word_has_the_heading_the_text_the_signature_and_the_annex_on_pages_that_lie() -> None:
    made: Any = Document(io.BytesIO(FORMATS["docx"](PAPER)))
    heading, feet = ([cell.text for cell in table.rows[0].cells] for table in made.tables[:2])
    assert heading[0].split("\n") == [
        "TỈNH ỦY VÍ DỤ",
        "ĐẢNG ỦY XÃ SUỐI MÂY",
        "*",
        "Số 05-QĐ/ĐU",
        "DỰ THẢO (phiên bản 3)",
    ]
    assert heading[1].split("\n") == ["ĐẢNG CỘNG SẢN VIỆT NAM", "Suối Mây, ngày 03 tháng 02 năm 2026"]
    assert "- Như Điều 2" in feet[0] and feet[1].startswith("T/M BAN THƯỜNG VỤ\nBÍ THƯ")
    said = [(p.style.name, p.text) for p in made.paragraphs if p.text and p.style]
    assert said[0] == ("Heading 1", "QUYẾT ĐỊNH") and ("Heading 2", "I. Sắp xếp") in said
    assert ("Normal", "Điều 1. =SUM(A1)") in said, (
        "what no file may hold is left out, everything else is text"
    )
    table = made.tables[2]
    assert [cell.text for cell in table.rows[-1].cells] == list(ROWS[-1]) and len(table.rows) == 90
    assert "w:tblHeader" in table.rows[0]._tr.xml
    first, second = made.sections
    assert [round(side.mm) for side in (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)] == [
        20, 20, 30, 15,
    ]  # fmt: skip
    assert second.page_width > second.page_height and "DỰ THẢO" in first.header.paragraphs[0].text
    assert (made.core_properties.title, made.core_properties.language) == (
        "Quyết định về việc sắp xếp chi bộ",
        "vi",
    )


def test_pdf_is_tagged_and_its_table_has_a_head_on_every_page() -> None:
    made: Any = PdfReader(io.BytesIO(FORMATS["pdf"](PAPER)))
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"] and made.trailer["/Root"]["/Lang"] == "vi"
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in made.pages]
    assert "QUYẾT ĐỊNH" in pages[0] and "DỰ THẢO (phiên bản 3)" in pages[0] and "Nguyễn Văn A" in pages[0]
    assert len(pages) > 2 and all("Đảng viên" in page and "DỰ THẢO" in page for page in pages[1:])
    assert "Chi bộ thôn 89 & <Bản>" in pages[-1]
    assert made.pages[1].mediabox.width > made.pages[1].mediabox.height


def test_what_is_left_blank_is_left_out() -> None:
    bare = Paper(
        "",
        "Chi bộ thôn Một",
        "Số …-BB/CB",
        "",
        "Biên bản",
        "",
        (),
        (),
        Signature(("Chủ trì",)),
        Signature(("Thư ký",)),
    )
    made: Any = Document(io.BytesIO(FORMATS["docx"](bare)))
    assert made.tables[0].rows[0].cells[0].text == "CHI BỘ THÔN MỘT\n*\nSố …-BB/CB"
    assert [cell.text.strip() for cell in made.tables[1].rows[0].cells] == ["THƯ KÝ", "CHỦ TRÌ"]
    assert FORMATS["pdf"](bare).startswith(b"%PDF")


@pytest.mark.parametrize(
    "paper", [PAPER, Paper("", "", "", "", "", "", (), (), Signature(()), Signature(()))]
)
def test_a_paper_that_was_kept_is_read_back(paper: Paper) -> None:
    assert Paper.from_json(json.loads(json.dumps(paper.as_json()))) == paper


def test_a_long_table_takes_no_more_than_its_share_of_time_in_word() -> None:
    FORMATS["docx"](PAPER)
    short, long = (_seconds(rows) for rows in (1_000, 8_000))
    assert long < 24 * short, f"{long:.2f} s for eight times what took {short:.2f} s"


def _seconds(rows: int) -> float:
    table = replace(TABLE, rows=ROWS[:1] * rows)
    paper = replace(PAPER, annexes=(replace(PAPER.annexes[0], body=(table,)),))
    began = time.process_time()
    FORMATS["docx"](paper)
    return time.process_time() - began


def test_a_paper_too_large_for_a_worker_is_set_in_a_process_of_its_own_and_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def text() -> list[str]:
        made = PdfReader(io.BytesIO(FORMATS["pdf"](PAPER)))
        root: Any = made.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        return [page.extract_text() for page in made.pages]

    here = text()
    monkeypatch.setattr(pdf, "LARGE", 0)
    monkeypatch.setattr(pdf, "_compiler", None)  # nothing is left to set it here
    assert text() == here
