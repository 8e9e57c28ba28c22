"""One answer, many renderings: the printed form as a workbook, a PDF or a Word file, and plain text, CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable

from bontot.statistics.form import Answer
from bontot.statistics.printing import paper, plain, word, workbook
from bontot.statistics.printing.sheet import Heading, sheet
from bontot.statistics.printing.template import TemplateMismatch, fill

FORMATS: dict[str, Callable[[Answer, Heading], bytes]] = {
    "json": lambda answer, heading: plain.as_json(answer),
    "csv": lambda answer, heading: plain.as_csv(sheet(answer, heading)),
    "text": lambda answer, heading: plain.as_text(sheet(answer, heading)),
    "xlsx": lambda answer, heading: workbook.as_xlsx(sheet(answer, heading)),
    "pdf": lambda answer, heading: paper.as_pdf(sheet(answer, heading)),
    "docx": lambda answer, heading: word.as_docx(sheet(answer, heading)),
}
"""How an answer may leave the house, by the name of the format."""


def render(answer: Answer, form: str, heading: Heading) -> bytes:
    """The answer in a format of `FORMATS`. Raises KeyError for another."""
    return FORMATS[form](answer, heading)


__all__ = ["FORMATS", "Heading", "TemplateMismatch", "fill", "render", "sheet"]
