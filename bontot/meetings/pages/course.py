"""Trang diễn biến: who spoke, votes, conclusions, tasks, the end. Each part is a form of its own and is saved by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.kernel.finding import Finding
from bontot.kernel.period import months_later
from bontot.meetings import recording
from bontot.meetings.attending import statuses
from bontot.meetings.forms import (
    Choices,
    Data,
    HourField,
    MotionForm,
    NoteForm,
    TaskForm,
    VoteForm,
    must_be_valid,
)
from bontot.meetings.hours import must_be_an_end
from bontot.meetings.keeping import ON_THE_DAY, Conflict, Refused, changing, must_have_come
from bontot.meetings.models import Meeting, Motion
from bontot.meetings.naming import voted
from bontot.meetings.pages.opening import Head, attempt, choices, head, meeting, person, seen
from bontot.meetings.record import Duty, Record, Said, record
from bontot.meetings.rolls import Totals
from bontot.meetings.rules import needed
from bontot.meetings.words import TASK_STATES
from bontot.ui.clock import now, today
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class Ballot:
    """Something to be voted on, or voted on."""

    id: int
    says: str
    told: str
    """The outcome in words; blank before the vote."""
    passed: bool | None
    needed: int
    form: BaseForm


@dataclass(frozen=True, slots=True)
class CoursePage:
    """What happens at the meeting."""

    title: str
    head: Head
    totals: Totals | None
    said: list[Said]
    speakers: int
    unheard: Choices
    """Those who were there and have not spoken yet."""
    note: BaseForm
    ballots: list[Ballot]
    motion: BaseForm
    conclusions: str
    left: list[Duty]
    reported: list[Duty]
    """Tasks that were reported at this very meeting."""
    given: list[Duty]
    states: dict[str, str | Promise]
    task: BaseForm
    ends: str
    ended: str
    """The hour that stands there; blank before the end."""
    findings: list[Finding]
    problems: tuple[str, ...]


@may("meetings.read", "meetings.edit")
def course_page(request: Asked, id: int) -> HttpResponseBase:
    """Write down what happens."""
    found = meeting(request, id)
    known = record(found)
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        work, after = _work(request, known)
        if request.POST.get("do", "").partition("-")[0] in ON_THE_DAY:
            work = _once_come(known.meeting, work)
        answer, problems = attempt(request, "meetings.edit", found.organisation_id, work, then=after)
        if answer:
            return answer
    return Page(
        request, "meetings/course.html", _page(request, known, problems), status=422 if problems else 200
    )


def _page(request: Asked, known: Record, problems: tuple[str, ...]) -> CoursePage:
    found, here = known.meeting, statuses(known.marks)
    said = request.POST if problems else None
    do = request.POST.get("do", "")
    spoken = {each.speaker for each in known.said}
    present = choices(known.people, here=here) if here else choices(known.people)
    deadline = months_later(found.day, 1) - timedelta(days=1)
    return CoursePage(
        title=_("Diễn biến buổi họp"),
        head=head(request, found),
        totals=known.totals,
        said=known.said,
        speakers=known.speakers,
        unheard=[(code, name) for code, name in present if name not in spoken],
        note=NoteForm(present, said if do == "note" else None),
        ballots=[
            _ballot(motion, known, said if do == f"vote-{motion.id}" else None) for motion in known.motions
        ],
        motion=MotionForm(said if do == "motion" else None),
        conclusions=request.POST.get("conclusions", "")
        if said and do == "conclude"
        else "\n".join(known.conclusions),
        left=known.left,
        reported=[each for each in known.reported if each.reported == found.id],
        given=known.given,
        states={key: says for key, says in TASK_STATES.items() if key != "open"},
        task=TaskForm(choices(known.people), said if do == "task" else None, initial={"deadline": deadline}),
        ends=f"{found.ended or _ending(found):%H:%M}",
        ended=f"{found.ended:%H:%M}" if found.ended else "",
        findings=known.findings,
        problems=problems,
    )


def _ending(found: Meeting) -> time:
    """The end as the clock has it on the day itself; before it has begun, the hour that it begins at."""
    at = timezone.localtime(now()).time()
    return at if found.day == today() and at > found.begins else found.begins


def _ballot(motion: Motion, known: Record, said: Data) -> Ballot:
    counted = known.totals
    here = counted.voting_present if counted else 0
    voted_on = motion.passed is not None
    initial = {
        "method": motion.method or "card",
        "in_favour": motion.in_favour if voted_on else here,
        "against": motion.against or 0,
        "abstained": motion.abstained or 0,
        "invalid": motion.invalid or 0,
    }
    return Ballot(
        id=motion.id,
        says=motion.says,
        told=voted(motion) if voted_on else "",
        passed=motion.passed,
        needed=needed(motion.about, counted.may_vote, known.meeting.day) if counted else 0,
        form=VoteForm(said, motion=motion.id, initial=initial),
    )


def _work(request: Asked, known: Record) -> tuple[Callable[[], object], str]:
    """What was asked to be done, and where it leads."""
    said, by, id = request.POST, request.user.get_username(), known.meeting.id
    here = reverse("meeting_course", args=[id])
    do, _dash, number = said.get("do", "").partition("-")
    key = int(number) if number.isdecimal() and len(number) < 19 else 0
    match do:
        case "note":
            speaker = person(known.people, said.get("speaker", ""))
            return lambda: recording.speak(id, speaker, said.get("says", ""), by), f"{here}#discussion"
        case "spoke":
            ids = [found for code in said.getlist("spoke") if (found := person(known.people, code))]
            return lambda: _spoke(id, ids, by), f"{here}#discussion"
        case "unnote":
            return lambda: recording.unspeak(id, key, by), f"{here}#discussion"
        case "unput":
            return lambda: recording.unput(id, key, by), f"{here}#votes"
        case "ungive":
            return lambda: recording.ungive(id, key, by), f"{here}#tasks"
        case "unreport":
            return lambda: recording.unreport(id, key, by), f"{here}#left"
        case "motion":
            text, about = said.get("motion", ""), said.get("about", "")
            return lambda: recording.put(id, text, about, by), f"{here}#votes"
        case "vote":
            return lambda: _vote(id, key, VoteForm(said), seen(request), by), f"{here}#votes"
        case "conclude":
            text = said.get("conclusions", "")
            return lambda: recording.conclude(id, text, seen(request), by), f"{here}#tasks"
        case "task":
            return lambda: _give(known, TaskForm(choices(known.people), said), by), f"{here}#tasks"
        case "report":
            return lambda: _report(
                known, key, said.get("state", ""), said.get("result", ""), by
            ), f"{here}#left"
        case "end":
            return lambda: _end(
                known.meeting, said.get("ended", ""), seen(request), by
            ), f"{reverse(_after_end(known.meeting), args=[id])}#top"
    return _nothing, here


def _once_come(found: Meeting, work: Callable[[], object]) -> Callable[[], object]:
    def checked() -> object:
        must_have_come(found)
        return work()

    return checked


def _after_end(found: Meeting) -> str:
    """What comes next: only meetings of branches are scored."""
    return "meeting_minutes" if found.kind == "committee" else "meeting_score"


def _nothing() -> None:
    raise Refused(_("Không rõ cần làm gì; hãy thử lại."))


def _spoke(id: int, people: list[int], by: str) -> None:
    if not people:
        raise Refused(_("Hãy chọn người phát biểu, hoặc ghi ý kiến."))
    for each in people:
        recording.speak(id, each, "", by)


def _vote(id: int, motion: int, form: VoteForm, seen: str | None, by: str) -> None:
    """Raises Conflict where somebody else has written down other totals than those that the writer saw."""
    must_be_valid(form)
    said = form.cleaned_data
    count = recording.Count(
        said["method"], said["in_favour"], said["against"], said["abstained"], said["invalid"] or 0
    )
    with changing(id):
        before = Motion.objects.filter(meeting_id=id, id=motion).first()
        theirs = voted(before) if before and before.passed is not None else ""
        mine = voted(recording.vote(id, motion, count, by))
        if seen is not None and theirs not in ("", seen, mine):
            raise Conflict(mine, theirs)


def _give(known: Record, form: TaskForm, by: str) -> None:
    must_be_valid(form)
    said = form.cleaned_data
    owner = person(known.people, said["owner"])
    recording.give(known.meeting.id, said["task"], owner, said["deadline"], by)


def _report(known: Record, task: int, state: str, result: str, by: str) -> None:
    found = known.meeting
    on = min(found.day, today())
    recording.report(found.organisation_id, task, state, result, by, meeting=found, on=on)


def _end(found: Meeting, text: str, seen: str | None, by: str) -> None:
    try:
        ended = HourField().clean(text)
    except ValidationError as wrong:
        raise Refused(*[f"{_('Giờ kết thúc')}: {says}" for says in wrong.messages]) from wrong
    must_be_an_end(found, ended)
    recording.end(found.id, ended, by, seen=seen)
