"""A paper as a Word file, for those who go on writing in it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from bontot.ui.papers.markup import WIDTH, clean, gap, paragraph, told, words
from bontot.ui.papers.paper import Paper, Signature

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_FONT = "Times New Roman"
_MARK, _TITLE = "BONTOT-MARK", "BONTOT-TITLE"
_SECTION = re.compile(r"<w:sectPr.*?</w:sectPr>", re.DOTALL)


def as_docx(paper: Paper) -> bytes:
    """A4, Times New Roman 14, margins 20, 20, 30 and 15 mm, numbered from the second page on."""
    parts = dict(_empty())
    document = parts["word/document.xml"].decode()
    found = _SECTION.search(document)
    assert found is not None
    upright = found[0]
    said = [*_front(paper)]
    section = upright
    for annex in paper.annexes:
        said.append(gap(section))
        section = _turned(upright, wide=annex.wide)
        heading = words(f"{annex.number}\n{annex.title}".upper(), bold=True)
        said.append(paragraph(heading, align="center", style="Heading1"))
        said.append(paragraph(words(annex.beside, italic=True), align="center", after=200))
        said += told(annex.body, wide=annex.wide)
    head, _, rest = document.partition("<w:body>")
    tail = rest[rest.index("</w:body>") :]
    parts["word/document.xml"] = "".join([head, "<w:body>", *said, section, tail]).encode()
    title = f"{paper.title} {paper.subject}".strip()[:255]
    return _packed(parts, {_MARK: paper.mark, _TITLE: title})


def _packed(parts: Mapping[str, bytes], says: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            if name != "word/document.xml" and b"BONTOT-" in data:
                text = data.decode()
                for word, said in says.items():
                    text = text.replace(word, escape(clean(said)))
                data = text.encode()
            file.writestr(name, data)
    return out.getvalue()


@lru_cache(maxsize=1)
def _empty() -> Mapping[str, bytes]:
    """The parts of a file without a word, with the page and the fonts of a Party paper.

    python-docx makes it, once; what a paper says is put in as text, since moving elements one by one is quadratic.
    """
    made = Document()
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        style = made.styles[name]
        style.font.size, style.font.color.rgb = Pt(14), RGBColor(0, 0, 0)
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        fonts.attrib.clear()
        for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(attribute), _FONT)
    properties = made.styles["Normal"].element.get_or_add_rPr()
    properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="vi-VN" w:eastAsia="vi-VN"/>'))
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True
    header = section.header._element
    for old in list(header):
        header.remove(old)
    header.append(parse_xml(_numbering()))
    made.core_properties.title, made.core_properties.language = _TITLE, "vi"
    out = io.BytesIO()
    made.save(out)
    with zipfile.ZipFile(out) as file:
        return {name: file.read(name) for name in file.namelist()}


def _numbering() -> str:
    """The number of the page in the middle, from the second page on; whether it is a draft, at the left."""
    tab = '<w:tabs><w:tab w:val="center" w:pos="4677"/></w:tabs>'
    number = '<w:fldSimple w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    said = f"{words(_MARK, size=10)}<w:r><w:tab/></w:r>{number}"
    return f"<w:p {nsdecls('w')}><w:pPr>{tab}</w:pPr>{said}</w:p>"


def _turned(section: str, *, wide: bool) -> str:
    """The same section with its pages upright or lying, and a number on each of them."""
    found = re.sub(r"<w:titlePg[^>]*/>", "", section)
    if not wide:
        return found
    size = re.search(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"[^>]*/>', found)
    assert size is not None
    lying = f'<w:pgSz w:w="{size[2]}" w:h="{size[1]}" w:orient="landscape"/>'
    return found.replace(size[0], lying)


def _front(paper: Paper) -> Iterator[str]:
    yield _beside(_issuer(paper), _party(paper), 0.45)
    yield paragraph("", after=120)
    yield paragraph(words(paper.title.upper(), bold=True, size=16), align="center", style="Heading1")
    if paper.subject:
        yield paragraph(words(paper.subject, bold=True), align="center", after=0)
    yield paragraph(words("-----"), align="center", after=200)
    yield from told(paper.body, signed=True)
    yield paragraph("", after=120, kept=True)
    recipients = "".join(_recipients(paper))
    left = "".join(_signature(paper.left)) if paper.left else recipients
    yield _beside(left, "".join(_signature(paper.right)), 0.5)
    yield recipients if paper.left else ""
    if not paper.annexes:
        yield gap()


def _issuer(paper: Paper) -> str:
    lines = [(paper.above.upper(), False), (paper.organisation.upper(), True), ("*", True)]
    lines += [(paper.symbol, False), (paper.mark, True)]
    return "".join(
        paragraph(words(says, bold=bold, size=13), align="center", after=0) for says, bold in lines if says
    )


def _party(paper: Paper) -> str:
    party = paragraph(words(PARTY, bold=True, size=13, underlined=True), align="center", after=120)
    return party + paragraph(words(paper.place_and_day, italic=True, size=13), align="center", after=0)


def _recipients(paper: Paper) -> Iterator[str]:
    yield paragraph(words("Nơi nhận:", italic=True, size=12), after=0)
    for says in paper.recipients:
        yield paragraph(words(f"- {says}", size=12), after=0)


def _signature(of: Signature) -> Iterator[str]:
    for says in of.says:
        yield paragraph(words(says.upper(), bold=True), align="center", after=0)
    yield paragraph(words("\n\n"), align="center")
    yield paragraph(words(of.name, bold=True), align="center")


def _beside(left: str, right: str, share: float) -> str:
    """Two columns without lines; a table for layout alone."""
    widths = [int(WIDTH * share), WIDTH - int(WIDTH * share)]
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{said}</w:tc>'
        for width, said in zip(widths, (left, right), strict=True)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    whole = f'<w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl>{whole}<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>"
