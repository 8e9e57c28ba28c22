"""Danh sách tải về: the overview as a workbook, and as a list that is printed, in Word and as PDF. Files are Vietnamese."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from bontot.kernel.text import file_name
from bontot.organisations.queries import Named
from bontot.strengthening.overviewing import Line, Overview
from bontot.strengthening.words import STATES
from bontot.ui.papers import FORMATS, TYPES, Column, Paper, Signature, Table, Text
from bontot.ui.writing import day as written

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = (
    "Mã",
    "Tổ chức",
    "Cấp trên",
    "Tình trạng",
    "Căn cứ",
    "Từ ngày",
    "Số ngày",
    "Hạn kế hoạch",
    "Biện pháp quá hạn",
)
CRITERIA = (
    "Tiêu chí",
    "Ngưỡng",
    "Dẫn chiếu",
    "Mức độ chắc chắn",
    "Số tổ chức có dấu hiệu",
    "Đã ở trong danh sách",
    "Đủ số liệu",
    "Được xem xét",
)
_WIDTHS = (16, 44, 36, 26, 60, 12, 10, 14, 12)


def download(seen: Overview, named: Named, wanted: str) -> HttpResponse:
    """The overview as a file. Raises Http404 for a format that there is not."""
    if wanted != "xlsx" and wanted not in TYPES:
        raise Http404(_("Không có định dạng “%(wanted)s”.") % {"wanted": wanted[:20]})
    made = _workbook(seen, named) if wanted == "xlsx" else FORMATS[wanted](paper(seen, named))
    answer = HttpResponse(made, content_type=XLSX if wanted == "xlsx" else TYPES[wanted])
    name = f"cung-co-{named.code}-{seen.assessment.on.isoformat()}.{wanted}"
    answer["Content-Disposition"] = f'attachment; filename="{file_name(name)}"'
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _cells(line: Line) -> tuple[str | int | date | None, ...]:
    return (
        line.named.code,
        line.named.name,
        line.above.name if line.above else "",
        str(STATES[line.state]),
        "; ".join(line.grounds),
        line.since,
        line.days or None,
        line.deadline,
        line.overdue or None,
    )


def _workbook(seen: Overview, named: Named) -> bytes:
    """Two sheets: the organisations, and the criteria with what they came to. Text is never a formula."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"})
    text = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "border": 1})
    sheet = book.add_worksheet("Danh sách")
    sheet.write_string(0, 0, f"Củng cố tổ chức đảng: {named.name}")
    sheet.write_string(1, 0, _version_says(seen))
    for x, (says, width) in enumerate(zip(HEADS, _WIDTHS, strict=True)):
        sheet.set_column(x, x, width)
        sheet.write_string(3, x, says, head)
    for y, line in enumerate((*seen.gone, *seen.lines), 4):
        for x, value in enumerate(_cells(line)):
            if isinstance(value, date):
                sheet.write_datetime(y, x, value, day)
            elif isinstance(value, int):
                sheet.write_number(y, x, value, text)
            else:
                sheet.write_string(y, x, value or "", text)
    sheet.freeze_panes(4, 2)
    _criteria(book.add_worksheet("Tiêu chí"), seen, head, text)
    book.set_properties(
        {"title": f"Củng cố tổ chức đảng {named.code}", "subject": written(seen.assessment.on)}
    )
    book.close()
    return out.getvalue()


def _criteria(sheet: xlsxwriter.worksheet.Worksheet, seen: Overview, head: object, text: object) -> None:
    sheet.write_string(0, 0, _version_says(seen))
    for x, says in enumerate(CRITERIA):
        sheet.set_column(x, x, 40 if x < 4 else 14)
        sheet.write_string(2, x, says, head)
    for y, each in enumerate(seen.counts, 3):
        numbers: Sequence[int] = (each.weak, each.listed, each.known, each.looked_at)
        for x, says in enumerate((each.says, each.threshold, each.source, each.sure)):
            sheet.write_string(y, x, says, text)
        for x, number in enumerate(numbers, 4):
            sheet.write_number(y, x, number, text)
        if each.silent:
            sheet.write_string(y, 4, each.silence, text)
            sheet.write_string(y, 5, "", text)


def _version_says(seen: Overview) -> str:
    version = seen.assessment.version
    template = "; các ngưỡng là mẫu, chưa có văn bản quy định được đọc" if version.demonstration else ""
    return (
        f"Căn cứ tính đến ngày {written(seen.assessment.on)}, theo {version.says}, có từ ngày {written(version.first)}"
        f" ({version.because}){template}. Căn cứ không phải kết luận; cấp ủy có thẩm quyền quyết định."
    )


def paper(seen: Overview, named: Named) -> Paper:
    """The list as a paper: who is on it, and whose grounds wait to be looked at."""
    on = seen.assessment.on
    listed = [*seen.gone, *(line for line in seen.lines if line.state == "listed")]
    waiting = [line for line in seen.lines if line.state == "grounds"]
    return Paper(
        above="",
        organisation=named.name,
        symbol="Số …-DS/…",
        place_and_day=f"…, ngày {on.day:02} tháng {on.month:02} năm {on.year}",
        title="Danh sách",
        subject="tổ chức đảng cần củng cố",
        body=(
            Text(_version_says(seen)),
            Text(f"I. Trong danh sách cần củng cố: {len(listed)}", heading=True),
            _table("Tổ chức trong danh sách", listed),
            Text(f"II. Có căn cứ, chờ xem xét: {len(waiting)}", heading=True),
            _table("Tổ chức có căn cứ, chờ xem xét", waiting),
        ),
        recipients=("Cấp ủy cấp trên (để báo cáo)", "Lưu"),
        right=Signature(("T/M cấp ủy",)),
    )


def _table(caption: str, lines: Sequence[Line]) -> Table:
    columns = (
        Column("TT", 3, number=True),
        Column("Tổ chức", 16),
        Column("Cấp trên", 12),
        Column("Căn cứ", 18),
        Column("Từ ngày", 8),
    )
    rows = tuple(
        (
            str(place),
            line.named.name,
            line.above.name if line.above else "",
            "; ".join(line.grounds) or "không còn căn cứ theo tiêu chí",
            written(line.since),
        )
        for place, line in enumerate(lines, 1)
    )
    return Table(caption, columns, rows or (("", "Không có tổ chức nào.", "", "", ""),))
