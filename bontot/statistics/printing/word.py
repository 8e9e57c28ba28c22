"""The printed form as a Word file, for those who paste it into a report."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from bontot.statistics.printing.sheet import Sheet, number

_CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def as_docx(sheet: Sheet) -> bytes:
    """The same paper as the workbook and the PDF."""
    paper = Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    if len(sheet.columns) > 4:
        section = paper.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    _say(paper, f"{sheet.heading.organisation.upper()}\tBiểu {sheet.code}", bold=True)
    _say(paper, sheet.title.upper(), bold=True, centred=True)
    _say(paper, sheet.period, centred=True)
    _table(paper, sheet)
    for says in (*sheet.notes, *[f"Không khớp: {failed}" for failed in sheet.failed], sheet.foot):
        _say(paper, says)
    _say(paper, f"{sheet.heading.made_by.upper()}\t\t\t\t{sheet.heading.signed_by.upper()}", bold=True)
    out = io.BytesIO()
    paper.core_properties.title = f"{sheet.code}. {sheet.title}"
    paper.core_properties.language = "vi"
    paper.save(out)
    return out.getvalue()


def _say(paper: Any, text: str, *, bold: bool = False, centred: bool = False) -> None:
    paragraph = paper.add_paragraph()
    paragraph.add_run(text).bold = bold
    if centred:
        paragraph.alignment = _CENTRE


def _table(paper: Any, sheet: Sheet) -> None:
    table = paper.add_table(rows=1 + len(sheet.rows), cols=2 + len(sheet.columns))
    table.style = "Table Grid"
    for cell, says in zip(
        table.rows[0].cells, ["Mã", "Chỉ tiêu", *[c[1] for c in sheet.columns]], strict=True
    ):
        cell.paragraphs[0].add_run(says).bold = True
        cell.paragraphs[0].alignment = _CENTRE
    _repeats(table.rows[0])
    cells = table._cells  # asking row by row is quadratic
    width = 2 + len(sheet.columns)
    for y, row in enumerate(sheet.rows):
        here = cells[(y + 1) * width : (y + 2) * width]
        here[0].text = row.code
        here[1].paragraphs[0].add_run("    " * row.depth + row.says).bold = row.depth == 0
        for x, value in enumerate(row.cells):
            here[x + 2].text = number(value, decimal=(y, x) in sheet.decimal)
            here[x + 2].paragraphs[0].alignment = _RIGHT


def _repeats(row: Any) -> None:
    """The first row is a header on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
