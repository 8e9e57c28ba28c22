"""Trang quanh các buổi họp: another meeting, tasks, contacts, and what a committee wants every branch to speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bontot.access import readings
from bontot.access.doors import Asked, may, organisation
from bontot.kernel.period import months_later
from bontot.kernel.text import clean
from bontot.ledger.sealing import seal, unseal
from bontot.meetings import planning, recording
from bontot.meetings.forms import Choices, ContactForm, NewForm, TopicForm
from bontot.meetings.keeping import Refused, trace
from bontot.meetings.models import Contact, Meeting, Presence, Task, Topic
from bontot.meetings.months import is_branch_on
from bontot.meetings.pages.opening import attempt, person, writes
from bontot.meetings.planning import When
from bontot.meetings.record import Duty, duty
from bontot.meetings.rolls import roll
from bontot.meetings.words import KINDS, TASK_STATES, WAYS
from bontot.members.models import Person
from bontot.organisations.queries import Book, Named
from bontot.ui.clock import now, today
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page that is one form about an organisation."""

    title: str
    organisation: Named
    form: Form
    problems: tuple[str, ...]


@may("meetings.read", "meetings.edit")
def new_page(request: Asked, code: str) -> HttpResponseBase:
    """A thematic or extraordinary meeting, or one of the committee."""
    found = organisation(request, code)
    branch = is_branch_on(found.id, today())
    kinds: Choices = [
        (key, says) for key, says in KINDS.items() if key != "regular" and (branch or key == "committee")
    ]
    usual = planning.usual(found.id, today().replace(day=1))
    initial = {"day": today(), "begins": usual.begins, "place": usual.place}
    form = NewForm(kinds, request.POST or None, initial=initial)
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made: list[Meeting] = []

        def work() -> None:
            when = When(said["day"], said["begins"], said["place"])
            by = request.user.get_username()
            made.append(
                planning.create(found.id, said["kind"], said["day"], by, when=when, subject=said["subject"])
            )

        answer, problems = attempt(
            request, "meetings.edit", found.id, work, then=reverse("meetings_of", args=[code])
        )
        if answer:
            if made:
                answer["Location"] = reverse("meeting_agenda", args=[made[0].id])
            return answer
    named = Book([found.id], at=None).on(found.id, today())
    page = FormPage(_("Lập buổi họp khác"), named, form, problems)
    return Page(request, "meetings/new.html", page, status=422 if problems or form.errors else 200)


@dataclass(frozen=True, slots=True)
class TasksPage:
    """The tasks of an organisation."""

    title: str
    organisation: Named
    left: list[Duty]
    finished: list[Duty]
    states: dict[str, str | Promise]
    edits: bool
    problems: tuple[str, ...]


@may("meetings.read", "meetings.edit")
def tasks_page(request: Asked, code: str) -> HttpResponseBase:
    """What is to be done by whom, and what became of the rest."""
    found = organisation(request, code)
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        said, by = request.POST, request.user.get_username()
        key = said.get("task", "")
        task = int(key) if key.isdecimal() and len(key) < 19 else 0
        state, result = said.get("state", ""), said.get("result", "")
        answer, problems = attempt(
            request,
            "meetings.edit",
            found.id,
            lambda: recording.report(found.id, task, state, result, by, meeting=None, on=today()),
            then=reverse("meeting_tasks", args=[code]),
        )
        if answer:
            return answer
    rows = list(Task.objects.filter(organisation_id=found.id).order_by("-deadline", "-id")[:200])
    people = roll(found.id, "regular", today())
    names = {line.person: line.name for line in people.lines}
    codes = dict(
        Person.objects.filter(id__in={t.owner_id for t in rows if t.owner_id}).values_list("id", "code")
    )
    duties = [duty(row, names, codes) for row in rows]
    page = TasksPage(
        title=_("Nhiệm vụ được giao"),
        organisation=Book([found.id], at=None).on(found.id, today()),
        left=[each for each in reversed(duties) if each.state == "open"],
        finished=[each for each in duties if each.state != "open"],
        states={key: says for key, says in TASK_STATES.items() if key != "open"},
        edits=writes(request, "meetings.edit", found.id),
        problems=problems,
    )
    return Page(request, "meetings/tasks.html", page, status=422 if problems else 200)


@dataclass(frozen=True, slots=True)
class Contacted:
    """A contact as people read it."""

    day: date
    name: str
    way: str
    says: str
    by: str


@dataclass(frozen=True, slots=True)
class ContactsPage:
    """Who was called or visited, and who should be."""

    title: str
    organisation: Named
    contacts: list[Contacted]
    waiting: list[str]
    """Exempt members and those who are away, of whom no contact is known for three months."""
    form: Form
    edits: bool
    problems: tuple[str, ...]


def _missed(organisation_id: int) -> tuple[set[int], str]:
    """Who was away from the last regular meeting, and for which month that was."""
    held = Meeting.objects.filter(
        organisation_id=organisation_id, kind="regular", state__in=("held", "approved")
    )
    last = held.order_by("-day").first()
    if last is None:
        return set(), ""
    away = Presence.objects.filter(meeting=last, status__in=("excused", "absent"))
    return set(away.values_list("person_id", flat=True)), f"{last.month:%m/%Y}"


@may("meetings.read", "meetings.edit")
def contacts_page(request: Asked, code: str) -> HttpResponseBase:
    """Keep in touch with those who cannot come."""
    found = organisation(request, code)
    people = roll(found.id, "regular", today())
    far = [line for line in people.lines if not line.must_attend]
    near = [line for line in people.lines if line.must_attend]
    missed, month = _missed(found.id)
    absent = [line for line in near if line.person in missed]
    offered = [
        *[(line.code, line.name) for line in far],
        *[
            (line.code, _("%(name)s, vắng kỳ %(month)s") % {"name": line.name, "month": month})
            for line in absent
        ],
        *[(line.code, line.name) for line in near if line.person not in missed],
    ]
    form = ContactForm(list(offered), today(), request.POST or None)
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        said, by = form.cleaned_data, request.user.get_username()

        def work() -> None:
            if said["day"] > today():
                raise Refused(_("Ngày liên hệ chưa đến."))
            who = person(people, said["person"])
            text = seal(said["says"].strip())
            Contact.objects.create(
                organisation_id=found.id, person_id=who or 0, day=said["day"], way=said["way"], says=text, at=now(), by=by
            )  # fmt: skip
            trace(None, by, "proceed", {}, {"contact": said["person"], "way": said["way"]}, found.id)

        answer, problems = attempt(
            request,
            "meetings.edit",
            found.id,
            work,
            then=reverse("meeting_contacts", args=[code]),
            says=_("Đã ghi."),
        )
        if answer:
            return answer
    rows = list(Contact.objects.filter(organisation_id=found.id).order_by("-day", "-id")[:200])
    names = {line.person: line.name for line in people.lines}
    codes = {line.person: line.code for line in people.lines}
    readings.note(request, sorted({codes[row.person_id] for row in rows if row.person_id in codes}))
    fresh = {row.person_id for row in rows if (today() - row.day).days < 92}
    page = ContactsPage(
        title=_("Liên hệ với đảng viên vắng"),
        organisation=Book([found.id], at=None).on(found.id, today()),
        contacts=[
            Contacted(r.day, names.get(r.person_id, ""), str(WAYS[r.way]), unseal(r.says), r.by) for r in rows
        ],
        waiting=[line.name for line in far if line.person not in fresh],
        form=form,
        edits=writes(request, "meetings.edit", found.id),
        problems=problems,
    )
    return Page(request, "meetings/contacts.html", page, status=422 if problems or form.errors else 200)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A topic as people read it."""

    says: str
    first: date
    last: date
    by: str


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """What a committee wants its branches to speak of."""

    title: str
    organisation: Named
    topics: list[Wanted]
    form: Form
    edits: bool
    problems: tuple[str, ...]


@may("meetings.read", "meetings.grade")
def topics_page(request: Asked, code: str) -> HttpResponseBase:
    """Topics come by themselves onto the agenda of every branch below, in their months."""
    found = organisation(request, code)
    month = today().replace(day=1)
    form = TopicForm(request.POST or None, initial={"first": month, "last": months_later(month, 1)})
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        said, by = form.cleaned_data, request.user.get_username()

        def work() -> None:
            if said["last"] < said["first"]:
                raise Refused(_("Ngày cuối trước ngày đầu."))
            Topic.objects.create(
                organisation_id=found.id, first=said["first"].replace(day=1), last=said["last"], says=clean(said["says"]), at=now(), by=by
            )  # fmt: skip

        answer, problems = attempt(
            request,
            "meetings.grade",
            found.id,
            work,
            then=reverse("meeting_topics", args=[code]),
            says=_("Đã giao nội dung."),
        )
        if answer:
            return answer
    rows = Topic.objects.filter(organisation_id=found.id).order_by("-last", "-id")[:100]
    page = TopicsPage(
        title=_("Nội dung yêu cầu các chi bộ sinh hoạt"),
        organisation=Book([found.id], at=None).on(found.id, today()),
        topics=[Wanted(row.says, row.first, row.last, row.by) for row in rows],
        form=form,
        edits=writes(request, "meetings.grade", found.id),
        problems=problems,
    )
    return Page(request, "meetings/topics.html", page, status=422 if problems or form.errors else 200)
