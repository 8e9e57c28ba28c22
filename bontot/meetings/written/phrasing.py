"""Lời văn: the words of minutes and resolutions. They are Vietnamese whatever the language of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from itertools import groupby

from bontot.meetings.agenda import headings
from bontot.meetings.attending import Mark
from bontot.meetings.frames import frame
from bontot.meetings.handed.handouts import Laid
from bontot.meetings.naming import counted, voted
from bontot.meetings.record import Duty, Record
from bontot.meetings.words import HERE, PROPOSING
from bontot.meetings.written.concluding import adopted

KINDS = {
    "regular": "tổ chức sinh hoạt thường kỳ",
    "thematic": "tổ chức sinh hoạt chuyên đề",
    "extraordinary": "tổ chức sinh hoạt bất thường",
    "committee": "họp cấp ủy",
}
REASONS = {
    "sick": "ốm đau",
    "work": "bận việc cơ quan",
    "family": "việc gia đình",
    "away": "đi xa",
    "duty": "làm nhiệm vụ đặc biệt",
}
RESULTS = {
    "done": "đã xong",
    "carried": "chuyển sang kỳ sau",
    "dropped": "thôi không làm",
    "open": "đang làm",
}
_REPORT = "- Các đồng chí được phân công báo cáo kết quả tại kỳ sinh hoạt tới."


def long_day(day: date) -> str:
    """`ngày 03 tháng 02 năm 2026`, as papers of the Party write it."""
    return f"ngày {day.day:02} tháng {day.month:02} năm {day.year}"


def hour(at: time | None) -> str:
    """`19 giờ 30`; dots to be filled in where it is not known."""
    return f"{at.hour} giờ {at.minute:02}" if at else "… giờ …"


def minutes(known: Record) -> str:
    """The minutes as the records tell them. Headings begin with a Roman number."""
    meeting = known.meeting
    about = f" “{meeting.subject}”" if meeting.subject and meeting.kind != "regular" else ""
    first = f"Hôm nay, {long_day(meeting.day)}, {known.organisation.name} {KINDS[meeting.kind]}{about}."
    parts = [
        ("THÀNH PHẦN", _attendance(known)),
        ("NỘI DUNG", _agenda(known)),
        ("THẢO LUẬN", _discussion(known)),
        ("BIỂU QUYẾT", [f"- {voted(m)}" for m in known.motions if m.passed is not None]),
        ("KẾT LUẬN", _concluded(known)),
        ("NHIỆM VỤ KỲ TRƯỚC", _before(known)),
        ("NHIỆM VỤ ĐƯỢC GIAO", [f"- {_duty(d)}." for d in known.given]),
        ("CHẤT LƯỢNG BUỔI SINH HOẠT", _score(known)),
    ]
    last = f"Buổi họp kết thúc hồi {hour(meeting.ended)} cùng ngày. Biên bản đã được đọc và thông qua."
    opening = f"Bắt đầu: {hour(meeting.begins)}, tại {meeting.place or '…'}."
    return "\n".join([first, opening, *_numbered(parts), last])


def resolution(known: Record) -> str:
    """The resolution: what was concluded and who does what, and by how many votes."""
    meeting = known.meeting
    by = adopted(known.motions)
    parts = [
        ("KẾT LUẬN", _concluded(known)),
        ("PHÂN CÔNG", [f"- {_duty(d)}." for d in known.given]),
        ("ĐỀ NGHỊ CẤP TRÊN", [f"- {voted(m)}" for m in known.motions if m.passed and m.about in PROPOSING]),
        ("TỔ CHỨC THỰC HIỆN", [_REPORT] if known.given else []),
    ]
    first = f"Tại buổi họp {long_day(meeting.day)}, {known.organisation.name} thảo luận và quyết nghị:"
    last = [f"Nghị quyết được hội nghị biểu quyết thông qua: {counted(by)}."] if by else []
    return "\n".join([first, *_numbered(parts), *last])


def prepared(known: Record) -> str:
    """What is known before the meeting, for those who come."""
    parts = [
        ("CHƯƠNG TRÌNH", _agenda(known)),
        ("NHIỆM VỤ KỲ TRƯỚC", [f"- {_duty(d)}: {RESULTS[d.state]}." for d in known.left]),
        ("NỘI DUNG BIỂU QUYẾT", [f"- {m.says.rstrip('.')}." for m in known.motions]),
        ("DỰ THẢO KẾT LUẬN", _concluded(known)),
        ("TÀI LIỆU KÈM THEO", [_handout(each) for each in known.handouts]),
    ]
    when = (
        f"Họp {hour(known.meeting.begins)}, {long_day(known.meeting.day)}, tại {known.meeting.place or '…'}."
    )
    return "\n".join([when, *_numbered(parts)])


def _handout(each: Laid) -> str:
    about = f" (kèm: {each.about.rstrip('.')})" if each.about else ""
    return f"- {each.says.rstrip('.')}{about}."


def _numbered(parts: list[tuple[str, list[str]]]) -> Iterator[str]:
    roman = iter(("I", "II", "III", "IV", "V", "VI", "VII", "VIII"))
    for says, lines in parts:
        if lines:
            yield f"{next(roman)}. {says}"
            yield from lines


def _attendance(known: Record) -> list[str]:
    meeting, totals = known.meeting, known.totals
    lines = []
    if totals:
        lines = [
            f"Tổng số: {totals.on_list} (chính thức {totals.official}, dự bị {totals.probationary}); được miễn sinh hoạt "
            f"{totals.exempt}; sinh hoạt tạm thời ở nơi khác {totals.away}; nơi khác đến sinh hoạt tạm thời {totals.guests}.",
            f"Phải dự: {totals.must_attend}. Có mặt: {totals.present}{_besides(known)}" + _late(known, totals.late)
            + f". Vắng có lý do: {totals.excused}{_absent(known, 'excused')}. "
            f"Vắng không lý do: {totals.absent}{_absent(known, 'absent')}."
            + (f" Chưa điểm danh: {totals.unmarked}." if totals.unmarked else ""),
            f"Được tính biểu quyết: {totals.may_vote}, có mặt {totals.voting_present}.",
        ]  # fmt: skip
    early = [
        f"{known.name(p)}, {hour(m.left)}" for p, m in known.marks.items() if m.status in HERE and m.left
    ]
    lines += [f"Về sớm: {'; '.join(early)}."] if early else []
    chair, secretary = known.name(meeting.chair_id), known.name(meeting.secretary_id)
    return [*lines, f"Chủ trì: {_comrade(chair)}. Thư ký: {_comrade(secretary)}."]


def _besides(known: Record) -> str:
    """How many came who need not attend, where so many more may be there than must be."""
    free = {line.person for line in known.people.lines if not line.must_attend}
    number = sum(mark.status in HERE for person, mark in known.marks.items() if person in free)
    return f" (trong đó {number} không bắt buộc dự)" if number else ""


def _late(known: Record, number: int) -> str:
    """How many came late; who and when, where that was written down."""
    when = [
        f"{known.name(p)}, {hour(m.came)}" for p, m in known.marks.items() if m.status == "late" and m.came
    ]
    who = f": {'; '.join(when)}" if when else ""
    return f" (đến muộn {number}{who})" if number else ""


def _absent(known: Record, status: str) -> str:
    """Who was away, of those who are counted: nobody misses a meeting that they need not attend."""
    must = {line.person for line in known.people.lines if line.must_attend}
    who = [
        f"{known.name(person)}{_reason(mark)}"
        for person, mark in known.marks.items()
        if mark.status == status and person in must
    ]
    return f" ({'; '.join(who)})" if who else ""


def _reason(mark: Mark) -> str:
    return f", {REASONS[mark.reason]}" if mark.reason in REASONS else ""


def _agenda(known: Record) -> list[str]:
    names = {heading.code: heading.says for heading in headings()}
    lines = []
    for part, items in groupby(known.items, key=lambda item: item.part):
        lines.append(f"{names.get(part, 'Nội dung khác')}:")
        lines += [f"- {item.says.rstrip('.')}." for item in items]
    return lines


def _discussion(known: Record) -> list[str]:
    """Contributions in their order; who spoke and is not quoted, in one line."""
    quoted = {each.speaker for each in known.said if each.says}
    others = dict.fromkeys(each.speaker for each in known.said if each.speaker not in quoted)
    lines = [f"- {_who(each.speaker)}{each.says}" for each in known.said if each.says]
    if others:
        also = " cũng" if lines else ""
        lines.append(f"- Các đồng chí{also} phát biểu ý kiến: {', '.join(others)}.")
    return lines


def _concluded(known: Record) -> list[str]:
    return [f"- {says.rstrip('.')}." for says in known.conclusions]


def _before(known: Record) -> list[str]:
    """Earlier tasks: what was reported, and what had fallen due and was not."""
    due = [each for each in known.left if each.deadline <= known.meeting.day and not known.meeting.locked]
    told = [f"- {_duty(d)}: {RESULTS[d.state]}{_result(d)}." for d in known.reported]
    return [*told, *[f"- {_duty(d)}: chưa xong." for d in due]]


def _score(known: Record) -> list[str]:
    score = known.score
    if score is None:
        return []
    total = score.branch_total if score.branch_total is not None else score.self_total
    if total is None:
        return []
    used = frame(score.frame)
    return [
        f"Chi bộ tự chấm {total}/{used.whole} điểm, mức {used.band(total).says.lower()} ({used.because})."
    ]


def _who(name: str) -> str:
    return f"Đồng chí {name}: " if name else ""


def _comrade(name: str) -> str:
    return f"đồng chí {name}" if name else "…"


def _duty(duty: Duty) -> str:
    owner = f" ({duty.owner}" if duty.owner else " ("
    return f"{duty.says.rstrip('.')}{owner}{', ' if duty.owner else ''}hạn {duty.deadline:%d/%m/%Y})"


def _result(duty: Duty) -> str:
    return f", {duty.result.rstrip('.')}" if duty.result else ""
