"""Văn bản: how a paper of the Party is laid out, and its files in Word and PDF.

The form of the heading, the symbol (two digits, hyphen before the kind, stroke before the issuer) and "nơi nhận" follow
399-QĐ/TW of 2026 as far as it is known; an office that wants its own layout edits the Word file.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from bontot.meetings import paper_pdf, paper_word
from bontot.meetings.inviting import lines
from bontot.meetings.layout import Paper
from bontot.meetings.minutes import text
from bontot.meetings.phrasing import long_day
from bontot.meetings.record import Record

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of paper is called, its symbol, and who signs."""

    title: str
    symbol: str
    left: str
    right: str


KINDS = {
    "minutes": Kind("Biên bản", "BB", "Thư ký", "Chủ trì"),
    "resolution": Kind("Nghị quyết", "NQ", "", "T/M chi bộ"),
}
SUBJECTS = {
    "regular": "sinh hoạt chi bộ thường kỳ tháng {month}",
    "thematic": "sinh hoạt chuyên đề {month}",
    "extraordinary": "sinh hoạt chi bộ bất thường {month}",
    "committee": "họp cấp ủy tháng {month}",
}


def paper(known: Record, kind: str) -> Paper:
    """The minutes or the resolution as a paper, with the text as it stands."""
    about, meeting = KINDS[kind], known.meeting
    number = f"{meeting.number:02}" if meeting.number else "…"
    issuer = "CB" if "chi bộ" in known.organisation.kind else "ĐU"
    signed = about.right if issuer == "CB" or kind == "minutes" else "T/M đảng ủy"
    return Paper(
        above=known.above.name if known.above else "",
        organisation=known.organisation.name,
        symbol=f"Số {number}-{about.symbol}/{issuer}",
        place_and_day=f"{known.place or '…'}, {long_day(meeting.day)}",
        title=about.title,
        subject=SUBJECTS[meeting.kind].format(month=f"{meeting.month:%m/%Y}"),
        body=tuple(text(known, kind).splitlines()),
        recipients=("Cấp ủy cấp trên (để báo cáo)", "Đảng viên chi bộ", "Lưu"),
        left=about.left,
        left_name=known.name(meeting.secretary_id) if about.left else "",
        right=signed,
        right_name=known.name(meeting.chair_id),
    )


def invitation_paper(known: Record) -> Paper:
    """The invitation as a paper."""
    meeting = known.meeting
    issuer = "CB" if "chi bộ" in known.organisation.kind else "ĐU"
    return Paper(
        above=known.above.name if known.above else "",
        organisation=known.organisation.name,
        symbol=f"Số …-GM/{issuer}",
        place_and_day=f"{known.place or '…'}, ngày … tháng … năm {meeting.day.year}",
        title="Giấy mời",
        subject="",
        body=(f"{known.organisation.name} kính mời đồng chí: ……………………………………", *lines(known)),
        recipients=("Như trên", "Lưu"),
        left="",
        left_name="",
        right="T/M cấp ủy",
        right_name=known.name(meeting.chair_id),
    )


def download(made: Paper, wanted: str, name: str) -> HttpResponse:
    """The paper as a file. Raises Http404 for a format that there is not."""
    if wanted not in TYPES:
        raise Http404(_("Không có định dạng “%(wanted)s”.") % {"wanted": wanted[:20]})
    data = paper_word.as_docx(made) if wanted == "docx" else paper_pdf.as_pdf(made)
    answer = HttpResponse(data, content_type=TYPES[wanted])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{wanted}"'
    answer["Cache-Control"] = "private, no-cache"
    return answer
