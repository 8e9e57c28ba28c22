"""Empty workbooks to fill in: the headers of a table, and lists to choose the words from."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bontot.exchange.export.writing import OPTIONS, Formats
from bontot.exchange.reading.columns import place_name
from bontot.exchange.sheets import LISTS, OURS, Column, Layout, Read
from bontot.law.vocabulary import vocabulary

BLANKS = {layout.code: layout for layout in OURS}
_ROWS = 5_000
"""Rows in which a cell offers its list."""
_WIDTH = 18


def blank(layout: Layout) -> bytes:
    """An .xlsx with the table's headers, what is required marked by a star, and nothing in it yet."""
    return blank_of(layout)


def blank_of(*layouts: Layout) -> bytes:
    """The same for several tables, each on a sheet of its own; one sheet more lists the words to choose from."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {**OPTIONS, "constant_memory": False, "in_memory": True}) as book:
        formats = Formats(book)
        must = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#E9C46A"}
        )
        pages = {layout: book.add_worksheet(layout.sheet) for layout in layouts}
        listed = {c: words for layout in layouts for c in layout.columns if (words := _words(c))}
        for layout, page in pages.items():
            _head(page, layout, formats, must)
        if listed:
            _lists(book.add_worksheet(LISTS), listed, formats)
        for layout, page in pages.items():
            for place, column in enumerate(layout.columns):
                if column in listed:
                    _offer(page, place, list(listed).index(column), len(listed[column]))
    return out.getvalue()


def _head(page: Worksheet, layout: Layout, formats: Formats, must: Format) -> None:
    page.freeze_panes(1, 0)
    page.set_row(0, 36)
    for place, column in enumerate(layout.columns):
        page.set_column(place, place, max(_WIDTH, len(column.header) // 2 + 4), formats.text)
        star = column.required and not column.may_be_empty
        title = f"{column.header} *" if star else column.header
        page.write_string(0, place, title, must if column.required else formats.header)


def _words(column: Column) -> tuple[str, ...]:
    if column.read is Read.CHOICE:
        return tuple(word for word, _ in column.choices)
    return vocabulary(column.vocabulary).values if column.read is Read.WORD else ()


def _lists(page: Worksheet, listed: dict[Column, tuple[str, ...]], formats: Formats) -> None:
    page.freeze_panes(1, 0)
    for place, (column, words) in enumerate(listed.items()):
        page.set_column(place, place, max(_WIDTH, min(40, max(map(len, words)) + 2)))
        page.write_string(0, place, column.header, formats.header)
        for row, word in enumerate(words, 1):
            page.write_string(row, place, word)


def _offer(page: Worksheet, place: int, list_place: int, count: int) -> None:
    """The cells of a column offer the words of its list, and take others too: reading knows more spellings."""
    from_list = f"='{LISTS}'!${place_name(list_place)}$2:${place_name(list_place)}${count + 1}"
    rule: dict[str, Any] = {
        "validate": "list",
        "source": from_list,
        "error_type": "information",
        "show_error": False,
    }
    page.data_validation(1, place, _ROWS, place, rule)
