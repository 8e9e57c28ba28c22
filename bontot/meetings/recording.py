"""Diễn biến: who spoke, what was put to the vote, what was concluded, who is to do what by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from bontot.kernel.period import months_later
from bontot.kernel.text import said
from bontot.ledger.sealing import seal, unseal
from bontot.meetings.attending import marks, statuses
from bontot.meetings.keeping import Conflict, Refused, changing, trace
from bontot.meetings.models import Conclusion, Meeting, Motion, Note, Task
from bontot.meetings.rolls import Totals, kept, roll
from bontot.meetings.rules import needed, vote_problems
from bontot.meetings.words import MATTERS, METHODS, TASK_STATES
from bontot.members.models import Person
from bontot.ui.clock import now
from bontot.ui.writing import number

LONGEST = 4000
"""Characters of one contribution to the discussion."""
LONGEST_CONCLUSION, MOST_CONCLUSIONS = 1000, 100
"""Characters of one conclusion, and how many of them a meeting has."""


def totals(meeting: Meeting) -> Totals | None:
    """The counts of a meeting: as kept with the approved minutes, else as they are; None before attendance is taken."""
    if meeting.locked and (known := kept(meeting)):
        return known
    marked = statuses(marks(meeting))
    return roll(meeting.organisation_id, meeting.kind, meeting.day).totals(marked) if marked else None


def speak(meeting_id: int, person: int | None, says: str, by: str, *, at: datetime | None = None) -> Note:
    """Somebody spoke; what was said may be left out. Raises Refused where nothing at all is said."""
    says = says.replace("\r\n", "\n").strip()  # a browser counts the end of a line as one
    if len(says) > LONGEST:
        raise Refused(
            _("Ý kiến dài %(size)s ký tự, nhiều hơn %(most)s. Hãy chia làm hai lần ghi.")
            % {"size": number(len(says)), "most": number(LONGEST)}
        )
    if person is None and not says:
        raise Refused(_("Hãy chọn người phát biểu, hoặc ghi ý kiến."))
    with changing(meeting_id) as meeting:
        _known(meeting, person)
        note = Note.objects.create(meeting=meeting, person_id=person, says=seal(says), at=at or now())
        trace(meeting, by, "proceed", {}, {"note": says, "person": _code(person)})
        return note


def unspeak(meeting_id: int, note: int, by: str) -> None:
    """Take back a note that was written by mistake."""
    with changing(meeting_id) as meeting:
        found = Note.objects.filter(meeting=meeting, id=note).first()
        if found:
            trace(meeting, by, "proceed", {"note": unseal(found.says), "person": _code(found.person_id)}, {})
            found.delete()


def _code(person: int | None) -> str:
    """Of who spoke, as the trail tells it."""
    return Person.objects.get(id=person).code if person else ""


def put(meeting_id: int, says: str, about: str, by: str) -> Motion:
    """Put something to the vote."""
    says = said(says, 400)
    if not says or about not in MATTERS:
        raise Refused(_("Hãy ghi nội dung cần biểu quyết và chọn loại việc."))
    with changing(meeting_id) as meeting:
        motion = Motion.objects.create(meeting=meeting, says=says, about=about)
        trace(meeting, by, "vote", {}, {"motion": says, "about": about})
        return motion


def unput(meeting_id: int, motion_id: int, by: str) -> None:
    """Take back what was put to the vote by mistake. Raises Refused once it was voted on."""
    with changing(meeting_id) as meeting:
        motion = Motion.objects.filter(meeting=meeting, id=motion_id).first()
        if motion is None:
            return
        if motion.passed is not None:
            raise Refused(_("Nội dung này đã biểu quyết nên không bỏ được; sai số phiếu thì sửa số phiếu."))
        trace(meeting, by, "vote", {"motion": motion.says, "about": motion.about}, {})
        motion.delete()


@dataclass(frozen=True, slots=True)
class Count:
    """The totals of a vote."""

    method: str
    in_favour: int
    against: int = 0
    abstained: int = 0
    invalid: int = 0


def vote(meeting_id: int, motion_id: int, count: Count, by: str, *, at: datetime | None = None) -> Motion:
    """Keep the totals of a vote; base and threshold follow from the list and the law of the day. Raises Refused."""
    if count.method not in METHODS:
        raise Refused(_("Hãy chọn hình thức biểu quyết."))
    with changing(meeting_id) as meeting:
        motion = Motion.objects.filter(meeting=meeting, id=motion_id).first()
        known = totals(meeting)
        if motion is None:
            raise Refused(_("Không có nội dung biểu quyết này."))
        if known is None:
            raise Refused(_("Hãy điểm danh trước: số người có mặt cho biết ai được biểu quyết."))
        before = {"in_favour": motion.in_favour, "against": motion.against, "abstained": motion.abstained}
        motion.method = count.method
        motion.in_favour, motion.against = count.in_favour, count.against
        motion.abstained, motion.invalid = count.abstained, count.invalid
        if wrong := vote_problems(motion, known.voting_present):
            raise Refused(*wrong)
        motion.base = known.may_vote
        motion.passed = count.in_favour >= needed(motion.about, motion.base, meeting.day)
        motion.voted_at = at or now()
        motion.save()
        after = {"in_favour": count.in_favour, "against": count.against, "abstained": count.abstained}
        trace(meeting, by, "vote", before, after | {"motion": motion.says})
        return motion


def conclusions_text(meeting: Meeting) -> str:
    """The conclusions, one a line."""
    return "\n".join(
        Conclusion.objects.filter(meeting=meeting).order_by("place").values_list("says", flat=True)
    )


def concluded(text: str) -> str:
    """Conclusions as they are stored: one a line. Raises Refused for more, or longer ones, than are kept."""
    found = [line for each in text.splitlines() if (line := said(each, len(each)))]
    if len(found) > MOST_CONCLUSIONS:
        raise Refused(
            _("Có %(size)s kết luận, nhiều hơn %(most)s dòng. Hãy gộp lại.")
            % {"size": number(len(found)), "most": number(MOST_CONCLUSIONS)}
        )
    if long := [line for line in found if len(line) > LONGEST_CONCLUSION]:
        raise Refused(
            _("Kết luận “%(says)s…” dài %(size)s ký tự, nhiều hơn %(most)s. Hãy tách thành nhiều dòng.")
            % {"says": long[0][:60], "size": number(len(long[0])), "most": number(LONGEST_CONCLUSION)}
        )
    return "\n".join(found)


def conclude(meeting_id: int, text: str, seen: str | None, by: str) -> None:
    """Replace the conclusions, one a line; `seen` as for the agenda. Raises Conflict, Refused."""
    mine = concluded(text)
    with changing(meeting_id) as meeting:
        theirs = conclusions_text(meeting)
        if theirs == mine:
            return
        if seen is not None and "\n".join(seen.splitlines()) != theirs:
            raise Conflict(mine, theirs)
        Conclusion.objects.filter(meeting=meeting).delete()
        Conclusion.objects.bulk_create(
            Conclusion(meeting=meeting, place=i, says=says) for i, says in enumerate(mine.splitlines())
        )
        trace(meeting, by, "proceed", {"conclusions": theirs}, {"conclusions": mine})


def end(meeting_id: int, ended: time, by: str, *, seen: str | None = None) -> None:
    """When the meeting ended; `seen` as for the agenda. Raises Conflict, Refused."""
    with changing(meeting_id) as meeting:
        mine, theirs = f"{ended:%H:%M}", f"{meeting.ended:%H:%M}" if meeting.ended else ""
        if seen is not None and theirs not in ("", seen, mine):
            raise Conflict(mine, theirs)
        before, meeting.ended = meeting.ended, ended
        meeting.save(update_fields=["ended"])
        trace(meeting, by, "proceed", {"ended": before}, {"ended": ended})


def give(meeting_id: int, says: str, owner: int | None, deadline: date, by: str) -> Task:
    """A task with an owner and a deadline. Raises Refused where it says nothing or is due before it is given."""
    says = said(says, 400)
    with changing(meeting_id) as meeting:
        if not says:
            raise Refused(_("Hãy ghi việc cần làm."))
        if deadline < meeting.day:
            raise Refused(_("Hạn %(day)s trước ngày họp.") % {"day": f"{deadline:%d/%m/%Y}"})
        _known(meeting, owner)
        task = Task.objects.create(
            organisation_id=meeting.organisation_id,
            meeting=meeting,
            says=says,
            owner_id=owner,
            deadline=deadline,
        )
        trace(meeting, by, "task", {}, {"task": says, "deadline": deadline})
        return task


def ungive(meeting_id: int, task_id: int, by: str) -> None:
    """Take back a task that was given at the meeting by mistake. Raises Refused once something became of it."""
    with changing(meeting_id) as meeting:
        task = Task.objects.select_for_update().filter(meeting=meeting, id=task_id).first()
        if task is None:
            return
        if task.state != "open" or task.carried_from_id is not None:
            raise Refused(
                _("Nhiệm vụ này đã có kết quả, hoặc chuyển từ kỳ trước sang, nên không bỏ ở đây được.")
            )
        trace(meeting, by, "task", {"task": task.says, "deadline": task.deadline}, {})
        task.delete()


def unreport(meeting_id: int, task_id: int, by: str) -> None:
    """Open again a task that was reported at the meeting by mistake. Raises Refused where it was carried on from there."""
    with changing(meeting_id) as meeting:
        task = (
            Task.objects.select_for_update()
            .filter(reported=meeting, id=task_id)
            .exclude(state="open")
            .first()
        )
        if task is None:
            return
        carried = Task.objects.select_for_update().filter(carried_from=task)
        if carried.exclude(state="open").exists():
            raise Refused(_("Nhiệm vụ chuyển sang từ đây đã có kết quả nên không ghi lại được."))
        carried.delete()
        before = {"state": task.state, "result": task.result}
        task.state, task.result, task.done_on, task.reported = "open", "", None, None
        task.save(update_fields=["state", "result", "done_on", "reported"])
        trace(meeting, by, "task", before, {"state": "open", "result": "", "task": task.says})


@transaction.atomic
def report(
    organisation: int, task_id: int, state: str, result: str, by: str, *, meeting: Meeting | None, on: date
) -> None:
    """What became of a task: done, given up, or carried forward to the next month as a new task. Raises Refused."""
    waiting = Task.objects.select_for_update().filter(organisation_id=organisation, state="open")
    task = waiting.filter(id=task_id).first()
    if task is None or state not in TASK_STATES:
        raise _reported_already(organisation, task_id, result)
    task.state, task.result = state, said(result, 400)
    task.done_on = on if state == "done" else None
    task.reported = meeting
    task.save(update_fields=["state", "result", "done_on", "reported"])
    if state == "carried":
        Task.objects.create(
            organisation_id=organisation,
            meeting=meeting,
            says=task.says,
            owner_id=task.owner_id,
            deadline=months_later(max(on, task.deadline), 1),
            carried_from=task,
        )
    trace(meeting, by, "task", {"state": "open"}, {"state": state, "task": task.says}, organisation)


def _reported_already(organisation: int, task_id: int, mine: str) -> Refused:
    """What somebody else has reported meanwhile, and what the second one wrote, so that neither is lost."""
    task = Task.objects.filter(organisation_id=organisation, id=task_id).exclude(state="open").first()
    if task is None:
        return Refused(_("Nhiệm vụ này đã được báo cáo rồi, hoặc không còn."))
    told = str(TASK_STATES[task.state]) + (f", {task.result}" if task.result else "")
    says = _("Nhiệm vụ này đã được báo cáo rồi: %(task)s – %(told)s.") % {"task": task.says, "told": told}
    if mine := said(mine, 400):
        says += " " + _("Kết quả đồng chí vừa viết chưa được ghi: “%(mine)s”.") % {"mine": mine}
    return Refused(says)


def _known(meeting: Meeting, person: int | None) -> None:
    if person is not None and roll(meeting.organisation_id, meeting.kind, meeting.day).of(person) is None:
        raise Refused(_("Người này không có trong danh sách của buổi họp."))
