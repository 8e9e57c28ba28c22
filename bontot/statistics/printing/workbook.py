"""The printed form as a workbook, ready for A4."""

from __future__ import annotations

import io
import textwrap
from typing import Any

import xlsxwriter

from bontot.statistics.printing.sheet import Sheet

_FONT = {"font_name": "Times New Roman", "font_size": 12}
_WIDTHS = (8, 52)
_NUMBER_WIDTH = 14
_LINE = 17
"""Height of a line of text, in points; a spreadsheet does not grow merged or wrapped heads by itself."""


def as_xlsx(sheet: Sheet) -> bytes:
    """Header block, title, period, table with numbered columns, notes, signatures. Text is never a formula."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    page = book.add_worksheet(sheet.code)
    styles = _styles(book)
    last = 1 + len(sheet.columns)
    _page(page, sheet, last)
    y = _head(page, sheet, styles, last)
    y = _table(page, sheet, styles, y)
    _feet(page, sheet, styles, y + 1, last)
    book.set_properties({"title": f"{sheet.code}. {sheet.title}", "subject": sheet.period})
    book.close()
    return out.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    made: dict[str, dict[str, object]] = {
        "plain": {},
        "bold": {"bold": True, "align": "center", "text_wrap": True},
        "title": {"bold": True, "font_size": 14, "align": "center", "text_wrap": True},
        "period": {"italic": True, "align": "center"},
        "head": {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True},
        "code": {"border": 1, "align": "center", "valign": "top"},
        "number": {"border": 1, "num_format": "#,##0", "valign": "top"},
        "decimal": {"border": 1, "num_format": "#,##0.0", "valign": "top"},
        "sign": {"italic": True, "font_size": 10, "align": "center", "text_wrap": True},
        "note": {"italic": True, "font_size": 10, "text_wrap": True},
    }
    styles = {name: book.add_format(_FONT | style) for name, style in made.items()}
    for depth in range(3):
        style = {"border": 1, "indent": depth, "bold": depth == 0, "text_wrap": True, "valign": "top"}
        styles[f"says{depth}"] = book.add_format(_FONT | style)
    return styles


def _page(page: Any, sheet: Sheet, last: int) -> None:
    page.set_paper(9)
    if len(sheet.columns) > 4:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.8, right=0.4, top=0.6, bottom=0.6)
    page.set_footer("&C&P/&N")
    for x, width in enumerate(_WIDTHS):
        page.set_column(x, x, width)
    page.set_column(2, last, _NUMBER_WIDTH)


def _head(page: Any, sheet: Sheet, styles: dict[str, Any], last: int) -> int:
    page.write_string(0, 1, sheet.heading.above.upper(), styles["plain"])
    page.write_string(1, 1, sheet.heading.organisation.upper(), styles["bold"])
    page.write_string(0, last, f"Biểu {sheet.code}", styles["bold"])
    page.merge_range(3, 0, 3, last, sheet.title.upper(), styles["title"])
    page.merge_range(4, 0, 4, last, sheet.period, styles["period"])
    return 6


def _table(page: Any, sheet: Sheet, styles: dict[str, Any], y: int) -> int:
    heads = [("Mã", "Mã"), ("Chỉ tiêu", "Chỉ tiêu"), *sheet.columns]
    for x, (code, says) in enumerate(heads):
        page.write_string(y, x, says, styles["head"])
        page.write_string(y + 1, x, f"({x + 1}) {code}" if x > 1 else f"({x + 1})", styles["head"])
    page.set_row(y, _LINE * max(_lines(says, _NUMBER_WIDTH) for _, says in heads))
    page.repeat_rows(y, y + 1)
    page.freeze_panes(y + 2, 2)
    for place, row in enumerate(sheet.rows):
        line = y + 2 + place
        page.write_string(line, 0, row.code, styles["code"])
        page.write_string(line, 1, row.says, styles[f"says{min(row.depth, 2)}"])
        for x, cell in enumerate(row.cells):
            style = styles["decimal" if (place, x) in sheet.decimal else "number"]
            if cell is None:
                page.write_blank(line, x + 2, None, style)
            else:
                page.write_number(line, x + 2, cell, style)
    return y + 2 + len(sheet.rows)


def _feet(page: Any, sheet: Sheet, styles: dict[str, Any], y: int, last: int) -> None:
    for says in (*sheet.notes, *[f"Không khớp: {failed}" for failed in sheet.failed], sheet.foot):
        page.merge_range(y, 0, y, last, says, styles["note"])
        page.set_row(y, _LINE * _lines(says, sum(_WIDTHS) + _NUMBER_WIDTH * (last - 1)))
        y += 1
    signs = max(last - 1, 2)
    page.write_string(y + 1, 1, sheet.heading.made_by.upper(), styles["bold"])
    page.write_string(y + 2, 1, "(ký, ghi rõ họ tên, điện thoại)", styles["sign"])
    for line, says, style in (
        (y + 1, sheet.heading.signed_by.upper(), "bold"),
        (y + 2, "(ký, ghi rõ họ tên, đóng dấu)", "sign"),
    ):
        if signs < last:
            page.merge_range(line, signs, line, last, says, styles[style])
        else:
            page.write_string(line, last, says, styles[style])


def _lines(says: str, width: int) -> int:
    """How many lines a text takes in a column of this width, in characters."""
    return len(textwrap.wrap(says, max(width - 2, 1))) or 1
