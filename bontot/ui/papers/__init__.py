"""Văn bản: papers of the Party as they are printed, in Word and as tagged PDF. They are Vietnamese whatever the page is.

The heading, the symbol, where the draft is marked, "nơi nhận" and the margins follow 399-QĐ/TW and 05-HD/VPTW of 2026 as far
as they are known; an office that wants its own layout edits the Word file.
"""

from __future__ import annotations

from collections.abc import Callable

from bontot.ui.papers.paper import Annex, Block, Column, Paper, Signature, Table, Text
from bontot.ui.papers.pdf import as_pdf
from bontot.ui.papers.word import as_docx

FORMATS: dict[str, Callable[[Paper], bytes]] = {"docx": as_docx, "pdf": as_pdf}
"""How a paper may leave the house, by the name of the format."""
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}

__all__ = ["FORMATS", "TYPES", "Annex", "Block", "Column", "Paper", "Signature", "Table", "Text"]
