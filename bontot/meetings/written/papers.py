"""Văn bản: what stands on the papers of a meeting. Their symbol has two digits, a hyphen before the kind, a stroke before
the issuer; how they look is the same for all papers of the house."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from bontot.kernel.text import file_name
from bontot.meetings.record import Record
from bontot.meetings.written.inviting import lines
from bontot.meetings.written.layout import paragraphs
from bontot.meetings.written.minutes import text
from bontot.meetings.written.phrasing import long_day, prepared
from bontot.ui.papers import FORMATS, TYPES, Paper, Signature


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
    committee = meeting.kind == "committee"
    signed: tuple[str, ...] = (about.right,)
    if kind == "resolution":
        signed = _for_all(known)
    return Paper(
        above=known.above.name if known.above else "",
        organisation=known.organisation.name,
        symbol=f"Số {number}-{about.symbol}/{issuer}",
        place_and_day=f"{known.place or '…'}, {long_day(meeting.day)}",
        title=about.title,
        subject=SUBJECTS[meeting.kind].format(month=f"{meeting.month:%m/%Y}"),
        body=paragraphs(text(known, kind).splitlines()),
        recipients=("Cấp ủy viên", "Lưu")
        if committee
        else ("Cấp ủy cấp trên (để báo cáo)", "Đảng viên chi bộ", "Lưu"),
        left=Signature((about.left,), known.name(meeting.secretary_id)) if about.left else None,
        right=Signature(signed, known.name(meeting.chair_id)),
        mark="" if meeting.locked else "Dự thảo",
    )


def _for_all(known: Record) -> tuple[str, ...]:
    """For whom whoever leads signs, and as what: the post in the organisation on the day."""
    branch = "chi bộ" in known.organisation.kind
    body = "chi ủy" if known.meeting.kind == "committee" else "chi bộ"
    line = known.people.of(known.meeting.chair_id) if known.meeting.chair_id else None
    return (f"T/M {body if branch else 'đảng ủy'}", *([line.title] if line and line.title else []))


def invitation_paper(known: Record) -> Paper:
    """The invitation as a paper."""
    meeting = known.meeting
    first, *rest = lines(known)
    issuer = "CB" if "chi bộ" in known.organisation.kind else "ĐU"
    return Paper(
        above=known.above.name if known.above else "",
        organisation=known.organisation.name,
        symbol=f"Số …-GM/{issuer}",
        place_and_day=f"{known.place or '…'}, ngày … tháng … năm {meeting.day.year}",
        title="Giấy mời",
        subject="",
        body=paragraphs(
            ["Kính mời đồng chí: ………………………………………………", f"Dự: {first[0].lower()}{first[1:]}", *rest]
        ),
        recipients=("Như trên", "Lưu"),
        right=Signature(_for_all(known), known.name(meeting.chair_id)),
    )


def pack(known: Record) -> Paper:
    """What is handed out before the meeting: the agenda, the tasks left, what is voted on, the draft conclusions."""
    meeting = known.meeting
    issuer = "CB" if "chi bộ" in known.organisation.kind else "ĐU"
    return Paper(
        above=known.above.name if known.above else "",
        organisation=known.organisation.name,
        symbol=f"Số …-TL/{issuer}",
        place_and_day=f"{known.place or '…'}, {long_day(meeting.day)}",
        title="Tài liệu họp",
        subject=SUBJECTS[meeting.kind].format(month=f"{meeting.month:%m/%Y}"),
        body=paragraphs(prepared(known).splitlines()),
        recipients=("Các đồng chí dự họp", "Lưu"),
        right=Signature(_for_all(known), known.name(meeting.chair_id)),
    )


def download(made: Paper, wanted: str, name: str) -> HttpResponse:
    """The paper as a file. Raises Http404 for a format that there is not."""
    if wanted not in TYPES:
        raise Http404(_("Không có định dạng “%(wanted)s”.") % {"wanted": wanted[:20]})
    answer = HttpResponse(FORMATS[wanted](made), content_type=TYPES[wanted])
    answer["Content-Disposition"] = f'attachment; filename="{file_name(name)}.{wanted}"'
    answer["Cache-Control"] = "private, no-cache"
    return answer
