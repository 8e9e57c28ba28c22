"""Everything that is known of one meeting, read in a constant number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bontot.kernel.finding import Finding
from bontot.ledger import queries as ledger
from bontot.ledger.sealing import unseal
from bontot.meetings.attending import Mark, marks, statuses
from bontot.meetings.handed.handouts import Laid, laid_before
from bontot.meetings.models import Conclusion, Item, Meeting, Motion, Note, Score, Task
from bontot.meetings.naming import title
from bontot.meetings.rolls import Roll, Totals, kept, roll
from bontot.meetings.rules import Seen, judge
from bontot.members.models import Person, Profile
from bontot.organisations import queries as organisations
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import lasting_tree
from bontot.ui.clock import today

TASKS = 400
"""Of the latest tasks of an organisation, so many are looked at."""


@dataclass(frozen=True, slots=True)
class Said:
    """A contribution to the discussion."""

    id: int
    speaker: str
    says: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A task as people read it."""

    id: int
    says: str
    owner: str
    owner_code: str
    deadline: date
    state: str
    result: str
    done_on: date | None
    carried: bool
    late: bool
    reported: int | None = None
    """The meeting at which it was reported."""


@dataclass(frozen=True, slots=True)
class Record:
    """A meeting with all that belongs to it."""

    meeting: Meeting
    organisation: Named
    above: Named | None
    place: str
    """Where papers are issued: the commune."""
    people: Roll
    marks: dict[int, Mark]
    totals: Totals | None
    items: list[Item]
    handouts: list[Laid]
    said: list[Said]
    speakers: int
    motions: list[Motion]
    conclusions: list[str]
    given: list[Duty]
    left: list[Duty]
    """Tasks of earlier meetings that are still open."""
    reported: list[Duty]
    """Tasks of earlier meetings that were reported at this one, or that its month has seen done."""
    score: Score | None
    findings: list[Finding]
    names: dict[int, str]

    @property
    def title(self) -> str:
        """Which meeting it is, in words: the kind and the month, or the subject."""
        return title(self.meeting)

    def name(self, person: int | None) -> str:
        """What a person is called; nothing for nobody."""
        return self.names.get(person, "") if person else ""


def record(meeting: Meeting) -> Record:
    """All of a meeting."""
    on, organisation = meeting.day, meeting.organisation_id
    path = lasting_tree(today()).path(organisation)
    above = path[-2] if len(path) > 1 else None
    book = Book([id for id in (organisation, above) if id], at=None)
    people = roll(organisation, meeting.kind, on)
    marked = marks(meeting)
    notes = list(Note.objects.filter(meeting=meeting).order_by("id"))
    tasks = list(Task.objects.filter(organisation_id=organisation).order_by("-deadline", "-id")[:TASKS])[::-1]
    names = {line.person: line.name for line in people.lines}
    wanted = {*marked, *(n.person_id for n in notes), *(t.owner_id for t in tasks)}
    wanted |= {meeting.chair_id, meeting.secretary_id}
    names |= _names({id for id in wanted if id is not None and id not in names}, on)
    codes = dict(
        Person.objects.filter(id__in={t.owner_id for t in tasks if t.owner_id}).values_list("id", "code")
    )
    duties = {task.id: duty(task, names, codes) for task in tasks}
    counted = _totals(meeting, people, marked)
    laid = laid_before(meeting)
    return Record(
        meeting=meeting,
        organisation=book.on(organisation, on),
        above=book.on(above, on) if above else None,
        place=_place(organisation, above, on),
        people=people,
        marks=marked,
        totals=counted,
        items=list(Item.objects.filter(meeting=meeting).order_by("place", "id")),
        handouts=laid,
        said=[Said(n.id, names.get(n.person_id or 0, ""), unseal(n.says)) for n in notes],
        speakers=meeting.speakers
        if meeting.speakers is not None
        else len({n.person_id for n in notes if n.person_id}),
        motions=list(Motion.objects.filter(meeting=meeting).order_by("id")),
        conclusions=list(
            Conclusion.objects.filter(meeting=meeting).order_by("place").values_list("says", flat=True)
        ),
        given=[duties[t.id] for t in tasks if t.meeting_id == meeting.id],
        left=[duties[t.id] for t in tasks if t.state == "open" and t.meeting_id != meeting.id],
        reported=[duties[t.id] for t in tasks if _reported(t, meeting)],
        score=Score.objects.filter(meeting=meeting).first(),
        findings=judge(Seen(meeting, counted, today(), tuple(each for each in laid if each.late))),
        names=names,
    )


def _reported(task: Task, meeting: Meeting) -> bool:
    if task.reported_id is not None:
        return task.reported_id == meeting.id
    return task.done_on is not None and task.done_on.replace(day=1) == meeting.month


def duty(task: Task, names: dict[int, str], codes: dict[int, str]) -> Duty:
    """A task as people read it."""
    late = task.deadline < (task.done_on or today()) and task.state in ("open", "done")
    owner = task.owner_id or 0
    return Duty(
        task.id, task.says, names.get(owner, ""), codes.get(owner, ""), task.deadline, task.state, task.result,
        task.done_on, task.carried_from_id is not None, late, task.reported_id,
    )  # fmt: skip


def _names(ids: set[int], on: date) -> dict[int, str]:
    """Of those who are not on the list of that day any more, or not yet."""
    if not ids:
        return {}
    rows = Profile.objects.filter(ledger.known(None), person_id__in=ids, valid_from__lte=on).order_by(
        "valid_from"
    )
    return dict(rows.values_list("person_id", "full_name"))


def _totals(meeting: Meeting, people: Roll, marked: dict[int, Mark]) -> Totals | None:
    if meeting.locked and (known := kept(meeting)):
        return known
    return people.totals(statuses(marked)) if marked else None


def _place(organisation: int, above: int | None, on: date) -> str:
    for id in (above, organisation):
        found = organisations.territory(id, on=on, at=None) if id else ""
        if found:
            return found.partition(",")[0]
    return ""
