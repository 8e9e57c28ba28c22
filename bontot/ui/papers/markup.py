"""Paragraphs and tables of a Word file, written as text: asking python-docx cell by cell takes a hundred times as long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from bontot.ui.papers.paper import Block, Table, Text

WIDTH, WIDTH_WIDE = 9354, 14287
"""How wide the text is on an upright page and on one that lies, in twentieths of a point."""
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def clean(text: str) -> str:
    """Text without what no XML file may hold."""
    return _NOT_IN_XML.sub("", text)


def words(
    text: str, *, bold: bool = False, italic: bool = False, underlined: bool = False, size: float = 14
) -> str:
    """A run; a line break where the text has one."""
    marks = f"{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
    line = '<w:u w:val="single"/>' if underlined else ""
    half = int(size * 2)
    lines = clean(text).split("\n")
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f'<w:r><w:rPr>{marks}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>{line}</w:rPr>{said}</w:r>'


def paragraph(
    run: str, *, align: str = "", style: str = "", after: int = 80, more: str = "", kept: bool = False
) -> str:
    """A paragraph: `align` is both, center or right; `after` the space below in twentieths of a point; `kept` with the next."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    together = "<w:keepNext/>" if style or kept else ""
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    return f'<w:p><w:pPr>{styled}{together}<w:spacing w:before="0" w:after="{after}"/>{aligned}{more}</w:pPr>{run}</w:p>'


def gap(section: str = "") -> str:
    """What has to stand behind a table, a few points high so that it never needs a page; it may end a section."""
    spacing = '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{spacing}{section}</w:pPr></w:p>"


def told(body: tuple[Block, ...], *, wide: bool = False, signed: bool = False) -> Iterator[str]:
    """Paragraphs and tables in their order; where it is signed, the last paragraph stays with those who sign."""
    for i, block in enumerate(body, 1):
        if isinstance(block, Text):
            yield _text(block, kept=signed and i == len(body))
        else:
            yield from _table(block, WIDTH_WIDE if wide else WIDTH)


def _text(block: Text, *, kept: bool = False) -> str:
    run = words(block.says, bold=block.heading, italic=block.italic)
    align = "center" if block.centred else "both"
    return paragraph(run, align=align, style="Heading2" if block.heading else "", kept=kept)


def _table(table: Table, whole: int) -> Iterator[str]:
    if table.caption:
        yield paragraph(words(table.caption, bold=True, size=12), style="Heading3")
    widths = _widths(table, whole)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{whole}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"{_read_aloud(table)}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )
    heads = (
        _cell(column.says, width, "center", bold=True)
        for column, width in zip(table.columns, widths, strict=True)
    )
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(heads)}</w:tr>"
    aligns = ["right" if column.number else "left" for column in table.columns]
    for row in table.rows:
        cells = (_cell(says, width, align) for says, width, align in zip(row, widths, aligns, strict=True))
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
    yield "</w:tbl>" + gap()


def _read_aloud(table: Table) -> str:
    return f"<w:tblCaption w:val={quoteattr(clean(table.caption))}/>" if table.caption else ""


def _widths(table: Table, whole: int) -> list[int]:
    total = sum(column.width for column in table.columns)
    return [whole * column.width // total for column in table.columns]


def _cell(says: str, width: int, align: str, *, bold: bool = False) -> str:
    said = paragraph(words(says, bold=bold, size=11), align=align, after=0)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{said}</w:tc>'
