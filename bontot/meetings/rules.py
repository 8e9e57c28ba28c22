"""What a good meeting satisfies. Only what keeps a record meaningful refuses; the rest warns or hints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from bontot.kernel.finding import Finding, Severity
from bontot.law.parameters import parameter, share
from bontot.law.rules import Problem, Rule
from bontot.law.sources import cite
from bontot.meetings.handed.handouts import Laid
from bontot.meetings.models import Meeting, Motion
from bontot.meetings.rolls import Totals
from bontot.meetings.words import PROPOSING
from bontot.ui.writing import day_here, percent


@dataclass(frozen=True, slots=True)
class Seen:
    """A meeting with its counts, as the rules look at it on a day."""

    meeting: Meeting
    totals: Totals | None
    """None before attendance is taken."""
    today: date
    late: tuple[Laid, ...] = ()
    """What was laid before the meeting too late, as far as whoever asks has looked."""


def needed(about: str, base: int, on: date) -> int:
    """How many must be in favour: more than half of the base, or at least two thirds where a branch proposes."""
    if about in PROPOSING:
        part: Fraction = share("vote.proposing", on).value
        return -(-base * part.numerator // part.denominator)
    part = share("vote.deciding", on).value
    return base * part.numerator // part.denominator + 1


def vote_problems(motion: Motion, here: int) -> list[str]:
    """Why these totals cannot be, where so many of those who vote are there: sentences for whoever wrote them down."""
    if motion.votes > here:
        return [
            f"Tổng số phiếu là {motion.votes}, nhiều hơn {here} người được biểu quyết có mặt. "
            "Hãy đếm lại; điểm danh thiếu người thì sửa điểm danh trước."
        ]
    if not motion.votes:
        return ["Chưa có phiếu nào được ghi."]
    return []


def _invited_early(seen: Seen, before: None) -> Iterator[Problem]:
    if seen.meeting.kind == "committee":
        return  # the guidance is about branches
    least = parameter("meeting.papers_before", seen.meeting.day).value
    last = seen.meeting.day - timedelta(days=least)
    invited = day_here(seen.meeting.invited_at)
    if invited is None:
        if last < seen.today:
            yield Problem("Chưa mời họp.")
    elif invited > last:
        yield Problem(f"Mời họp ngày {invited:%d/%m/%Y}, chưa đủ {least} ngày trước buổi họp.")


def _laid_early(seen: Seen, before: None) -> Iterator[Problem]:
    if seen.meeting.kind == "committee":
        return  # the guidance is about branches
    least = parameter("meeting.papers_before", seen.meeting.day).value
    if seen.late:
        told = ", ".join(f"“{each.says}” ({day_here(each.at):%d/%m/%Y})" for each in seen.late)
        yield Problem(f"Tài liệu gửi chưa đủ {least} ngày trước buổi họp: {told}.")


def _long_enough(seen: Seen, before: None) -> Iterator[Problem]:
    minutes = length(seen.meeting)
    least = parameter("meeting.length", seen.meeting.day).value
    if minutes is not None and minutes < least and seen.meeting.kind in ("regular", "thematic"):
        yield Problem(f"Buổi sinh hoạt {minutes} phút, ít hơn {least} phút.")


def _well_attended(seen: Seen, before: None) -> Iterator[Problem]:
    if seen.totals is None or not seen.totals.taken:
        return
    must, came = seen.totals.must_attend, seen.totals.attended
    unmarked = f"; {seen.totals.unmarked} người chưa điểm danh" if seen.totals.unmarked else ""
    target = share("meeting.attendance_target", seen.meeting.day).value
    if seen.meeting.kind != "committee" and Fraction(came, must) < target:
        yield Problem(
            f"{came}/{must} người phải dự có mặt ({percent(came, must)}), dưới "
            f"{percent(target.numerator, target.denominator, 0)}{unmarked}."
        )
    if seen.totals.absent:
        yield Problem(f"{seen.totals.absent} người vắng không lý do.")


def _quorate(seen: Seen, before: None) -> Iterator[Problem]:
    if seen.totals is None or not seen.totals.may_vote:
        return
    here, base = seen.totals.voting_present, seen.totals.may_vote
    if here < share("meeting.quorum", seen.meeting.day).value * base:
        yield Problem(
            f"Chỉ {here}/{base} người được biểu quyết có mặt; không nên ra nghị quyết ở buổi họp này."
        )


def _in_time(seen: Seen, before: None) -> Iterator[Problem]:
    meeting = seen.meeting
    last = parameter("meeting.last_day", meeting.day).value
    if meeting.kind == "regular" and (meeting.day.replace(day=1) != meeting.month or meeting.day.day > last):
        yield Problem(f"Họp ngày {meeting.day:%d/%m/%Y}, sau ngày {last} của tháng.")


def _sent_in_time(seen: Seen, before: None) -> Iterator[Problem]:
    within = parameter("meeting.sent_within", seen.meeting.day).value
    last = seen.meeting.day + timedelta(days=within)
    sent = day_here(seen.meeting.sent_at)
    if seen.meeting.kind == "committee":
        return
    if sent is not None and sent > last:
        yield Problem(f"Gửi biên bản ngày {sent:%d/%m/%Y}, sau {within} ngày.")
    elif sent is None and last < seen.today and seen.meeting.state in ("held", "approved"):
        yield Problem(f"Biên bản chưa gửi cấp trên; hạn là {last:%d/%m/%Y}.")


def length(meeting: Meeting) -> int | None:
    """Minutes from beginning to end; past midnight too."""
    if meeting.ended is None:
        return None
    first = meeting.begins.hour * 60 + meeting.begins.minute
    return (meeting.ended.hour * 60 + meeting.ended.minute - first) % (24 * 60)


def _rule(code: str, says: str, source: str, place: str, problems: Any) -> Rule:
    return Rule(
        code=code, says=says, because=cite(source, place), problems=problems, at_most=Severity.WARNING
    )


_42 = "42-HD/BTCTW-2025"
RULES = (
    _rule("SH-01", "Mời họp và gửi tài liệu trước buổi họp.", _42, "Chuẩn bị", _invited_early),
    _rule("SH-02", "Buổi sinh hoạt đủ thời lượng.", _42, "Thời lượng", _long_enough),
    _rule("SH-03", "Đảng viên dự đông đủ, không ai vắng không lý do.", _42, "Tỷ lệ dự", _well_attended),
    _rule("SH-04", "Đủ người được biểu quyết thì mới nên ra nghị quyết.", _42, "Số dự họp", _quorate),
    _rule("SH-05", "Sinh hoạt thường kỳ trong tuần đầu tháng.", "50-CT/TW-2025", "Ngày sinh hoạt", _in_time),
    _rule("SH-06", "Biên bản xong và gửi lên đúng hạn.", _42, "Sau buổi họp", _sent_in_time),
    _rule("SH-09", "Tài liệu gửi trước buổi họp.", _42, "Chuẩn bị", _laid_early),
)
"""All rules of meetings, judged by the law of the meeting's day."""


@dataclass(frozen=True, slots=True)
class Year:
    """Which months of late a branch has met, as the rules look at it on a day."""

    regular: frozenset[date]
    """First days of the months with a regular meeting held."""
    thematic: frozenset[date]
    months: tuple[date, ...]
    """The months that are over and in which it could have met, the first first."""


def _every_month(year: Year, before: None) -> Iterator[Problem]:
    missed = [month for month in year.months if month not in year.regular]
    if missed:
        yield Problem(f"Chưa sinh hoạt thường kỳ: tháng {', '.join(f'{month:%m/%Y}' for month in missed)}.")


def _every_quarter(year: Year, before: None) -> Iterator[Problem]:
    recent = year.months[-parameter("meeting.thematic_every", year.months[-1]).value :] if year.months else ()
    if recent and not year.thematic.intersection(recent):
        yield Problem(f"Từ tháng {recent[0]:%m/%Y} đến nay chưa có kỳ sinh hoạt chuyên đề.")


YEAR_RULES = (
    _rule(
        "SH-07", "Chi bộ sinh hoạt thường kỳ mỗi tháng một lần.", "DL-2011", "Điều 24 khoản 2", _every_month
    ),
    _rule("SH-08", "Mỗi quý ít nhất một kỳ sinh hoạt chuyên đề.", _42, "Chuyên đề", _every_quarter),
)
"""Rules about the months of a branch."""


def judge_year(year: Year, on: date) -> list[Finding]:
    """Which meetings are missing."""
    return [found for rule in YEAR_RULES for found in rule.findings(year, None, on)]


def judge(seen: Seen) -> list[Finding]:
    """What should be looked at again."""
    return [found for rule in RULES for found in rule.findings(seen, None, seen.meeting.day)]
