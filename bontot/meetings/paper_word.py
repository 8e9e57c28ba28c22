"""A paper of the Party as a Word file."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from bontot.meetings.layout import Paper, is_heading

_CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


def as_docx(paper: Paper) -> bytes:
    """A4, Times New Roman 14, margins as for papers of offices."""
    made = Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    _heading(made, paper)
    _say(made, paper.title.upper(), bold=True, align=_CENTRE, size=16)
    if paper.subject:
        _say(made, paper.subject, bold=True, align=_CENTRE)
    for line in paper.body:
        _say(made, line, bold=is_heading(line), align=_BOTH)
    _feet(made, paper)
    out = io.BytesIO()
    made.core_properties.title = f"{paper.title} {paper.subject}".strip()
    made.core_properties.language = "vi"
    made.save(out)
    return out.getvalue()


def _say(
    where: Any, text: str, *, bold: bool = False, align: Any = None, size: float = 14, italic: bool = False
) -> None:
    paragraph = where.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if align is not None:
        paragraph.alignment = align


def _heading(made: Any, paper: Paper) -> None:
    left, right = made.add_table(rows=1, cols=2).rows[0].cells
    for text, bold in (
        (paper.above.upper(), False),
        (paper.organisation.upper(), True),
        ("*", True),
        (paper.symbol, False),
    ):
        if text:
            _say(left, text, bold=bold, align=_CENTRE, size=13)
    _say(right, PARTY, bold=True, align=_CENTRE, size=13)
    _say(right, "", size=6)
    _say(right, paper.place_and_day, italic=True, align=_CENTRE, size=13)
    for cell in (left, right):  # a cell begins with an empty paragraph
        cell._element.remove(cell.paragraphs[0]._element)


def _feet(made: Any, paper: Paper) -> None:
    left, right = made.add_table(rows=1, cols=2).rows[0].cells
    if paper.left:
        _signature(left, paper.left, paper.left_name)
    else:
        _recipients(left, paper)
    _signature(right, paper.right, paper.right_name)
    for cell in (left, right):
        cell._element.remove(cell.paragraphs[0]._element)
    if paper.left:
        _recipients(made, paper)


def _recipients(where: Any, paper: Paper) -> None:
    _say(where, "Nơi nhận:", size=12)
    for says in paper.recipients:
        _say(where, f"- {says}", size=12)


def _signature(where: Any, says: str, name: str) -> None:
    _say(where, says.upper(), bold=True, align=_CENTRE)
    _say(where, "\n\n", size=14)
    _say(where, name, bold=True, align=_CENTRE)
