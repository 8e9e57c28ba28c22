"""Giấy mời: the words of an invitation. It names nobody but who leads, for it travels by all kinds of ways."""

from __future__ import annotations

from bontot.meetings.record import Record
from bontot.meetings.written.phrasing import hour, long_day

NAMES = {
    "regular": "Sinh hoạt thường kỳ",
    "thematic": "Sinh hoạt chuyên đề",
    "extraordinary": "Sinh hoạt bất thường",
    "committee": "Họp cấp ủy",
}


def lines(known: Record) -> list[str]:
    """The invitation line by line, without its salutation: safe to send on, as it names nobody's case."""
    meeting = known.meeting
    about = f": {meeting.subject}" if meeting.subject else ""
    open_ = [item.says for item in known.items if _is_open(item.origin)]
    laid = [each.says for each in known.handouts if _is_open(each.origin)]
    return [
        f"{NAMES[meeting.kind]} tháng {meeting.month:%m/%Y}{about}",
        f"Thời gian: {hour(meeting.begins)}, {long_day(meeting.day)}",
        f"Địa điểm: {meeting.place or '…'}",
        "Nội dung:",
        *[f"- {says.rstrip('.')}" for says in open_],
        *(["Tài liệu kèm theo:"] if laid else []),
        *[f"- {says.rstrip('.')}" for says in laid],
        f"Đồng chí không dự được xin báo trước cho bí thư{'' if meeting.kind == 'committee' else ' chi bộ'}.",
    ]


def _is_open(origin: str) -> bool:
    """Whether a line of the agenda, and what is laid before it, may be named: it is about nobody's case."""
    return origin.split(":")[0] in ("always", "month", "topic", "subject", "")


def as_text(known: Record) -> str:
    """The invitation as a message that can be copied."""
    return "\n".join([f"{known.organisation.name} mời đồng chí dự:", *lines(known)])
