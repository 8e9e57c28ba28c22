"""Thay giá trị: entries of a telephone's log that replace what stands in the records.

Each carries the value that was seen before it. A value is one word or one text, so that two can be compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from bontot.kernel.text import said
from bontot.meetings import recording
from bontot.meetings.attending import Mark, tidy
from bontot.meetings.carried.desk import Desk, Entry
from bontot.meetings.forms import HourField, VoteForm, must_be_valid
from bontot.meetings.hours import must_be_an_end, must_fit
from bontot.meetings.keeping import Refused
from bontot.meetings.marking import read, written
from bontot.meetings.models import Motion, Task
from bontot.meetings.words import METHODS, PRESENCES, REASONS, TASK_STATES
from bontot.ui.clock import today


@dataclass(frozen=True, slots=True)
class Replacing:
    """A kind of entry that replaces a value: the one that stands, the one wanted, and either in words."""

    about: Callable[[Entry], str]
    standing: Callable[[Desk, Entry], str]
    wanted: Callable[[Desk, Entry], str]
    write: Callable[[Desk, Entry], None]
    tell: Callable[[Desk, Entry, str], str]


# --- a vote -------------------------------------------------------------------------------------------


def _ballot(desk: Desk, entry: Entry) -> Motion:
    number = desk.number(entry.says.get("motion", ""))
    found = desk.motion(number)
    if found is None:
        raise Refused(_("Không có nội dung biểu quyết này."))
    return found


def vote_word(motion: Motion) -> str:
    """The totals of a vote as one word; blank before it."""
    if motion.passed is None:
        return ""
    counted = (motion.in_favour, motion.against, motion.abstained, motion.invalid)
    return "/".join([motion.method, *(str(number or 0) for number in counted)])


def _counted(entry: Entry) -> recording.Count:
    form = VoteForm(dict(entry.says))
    must_be_valid(form)
    told = form.cleaned_data
    return recording.Count(
        told["method"], told["in_favour"], told["against"], told["abstained"], told["invalid"] or 0
    )


def _vote_wanted(desk: Desk, entry: Entry) -> str:
    count = _counted(entry)
    numbers = (count.in_favour, count.against, count.abstained, count.invalid)
    return "/".join([count.method, *map(str, numbers)])


def _vote(desk: Desk, entry: Entry) -> None:
    recording.vote(desk.meeting.id, _ballot(desk, entry).id, _counted(entry), desk.by, at=entry.at)


def _vote_told(desk: Desk, entry: Entry, word: str) -> str:
    says = _ballot(desk, entry).says
    method, for_, against, other, invalid = [*word.split("/"), "", "", "", ""][:5]
    if not method:
        return f"{says}: {_('chưa biểu quyết')}"
    counts = _(
        "tán thành %(for)s, không tán thành %(against)s, ý kiến khác %(other)s, không hợp lệ %(invalid)s"
    )
    told = counts % {"for": for_, "against": against, "other": other, "invalid": invalid}
    return f"{says}: {METHODS.get(method, method)}, {told}"


# --- a mark, the conclusions, the end, the report of a task -------------------------------------------


def mark_of(entry: Entry) -> Mark:
    """The mark that an entry gives. Raises Refused where there is none such."""
    mark = read(entry.says.get("mark", ""))
    for word, known in ((mark.status, PRESENCES), (mark.reason, REASONS)):
        if word and word not in known:
            raise Refused(_("Không có cách điểm danh “%(word)s”.") % {"word": word[:20]})
    return tidy(mark)


def _marked(desk: Desk, entry: Entry) -> str:
    return written(desk.marks.get(desk.person(entry.says.get("person", "")) or 0, Mark()))


def _mark(desk: Desk, entry: Entry) -> None:
    person = desk.person(entry.says.get("person", ""))
    if person is None:
        raise Refused(_("Người này không có trong danh sách của buổi họp."))
    mark = mark_of(entry)
    line = desk.people.of(person)
    must_fit(desk.meeting, line.name if line else "", mark)
    desk.marks[person] = mark
    desk.changed.add(person)


def _mark_told(desk: Desk, entry: Entry, word: str) -> str:
    code = entry.says.get("person", "")
    name = next((line.name for line in desk.people.lines if line.code == code), code)
    return f"{name}: {read(word).says()}"


def _conclude(desk: Desk, entry: Entry) -> None:
    recording.conclude(desk.meeting.id, entry.says.get("conclusions", ""), None, desk.by)


def _ended(desk: Desk, entry: Entry) -> str:
    """The hour as it was typed; as the telephone's clock had it, that clock put right, where nobody typed one."""
    if entry.says.get("clock"):
        return f"{timezone.localtime(entry.at):%H:%M}"
    try:
        return f"{HourField().clean(entry.says.get('ended', '')):%H:%M}"
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong


def _end(desk: Desk, entry: Entry) -> None:
    ended = HourField().clean(_ended(desk, entry))
    must_be_an_end(desk.meeting, ended)
    recording.end(desk.meeting.id, ended, desk.by)
    desk.meeting.ended = ended


def _duty(desk: Desk, entry: Entry) -> Task:
    number = desk.number(entry.says.get("task", ""))
    found = desk.duty(number)
    if found is None:
        raise Refused(_("Nhiệm vụ này đã được báo cáo rồi, hoặc không còn."))
    return found


def _reported(desk: Desk, entry: Entry) -> str:
    task = _duty(desk, entry)
    return "" if task.state == "open" else f"{task.state}|{task.result}"


def _report(desk: Desk, entry: Entry) -> None:
    meeting, told = desk.meeting, entry.says
    recording.report(
        meeting.organisation_id, _duty(desk, entry).id, told.get("state", ""), told.get("result", ""), desk.by,
        meeting=meeting, on=min(meeting.day, today()),
    )  # fmt: skip


def _report_told(desk: Desk, entry: Entry, word: str) -> str:
    state, _bar, result = word.partition("|")
    told = str(TASK_STATES.get(state or "open", state))
    return f"{_duty(desk, entry).says}: {told}" + (f" ({result})" if result else "")


REPLACING: dict[str, Replacing] = {
    "attend": Replacing(
        lambda entry: f"attend:{entry.says.get('person', '')[:60]}", _marked,
        lambda _desk, entry: written(mark_of(entry)), _mark, _mark_told,
    ),
    "vote": Replacing(
        lambda entry: f"vote:{entry.says.get('motion', '')[:60]}",
        lambda desk, entry: vote_word(_ballot(desk, entry)), _vote_wanted, _vote, _vote_told,
    ),
    "conclude": Replacing(
        lambda _entry: "conclude", lambda desk, _entry: desk.concluded(),
        lambda _desk, entry: recording.concluded(entry.says.get("conclusions", "")), _conclude, lambda _desk, _entry, text: text,
    ),
    "end": Replacing(
        lambda _entry: "end", lambda desk, _entry: f"{desk.meeting.ended:%H:%M}" if desk.meeting.ended else "",
        _ended, _end, lambda _desk, _entry, word: word,
    ),
    "report": Replacing(
        lambda entry: f"report:{entry.says.get('task', '')[:60]}", _reported,
        lambda _desk, entry: f"{entry.says.get('state', '')}|{said(entry.says.get('result', ''), 400)}", _report, _report_told,
    ),
}  # fmt: skip
"""Every kind of entry that replaces something."""
