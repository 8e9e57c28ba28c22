"""What the pages of a meeting share: finding it, its steps, and doing something with it that may be refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from django.contrib.messages import success
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked
from bontot.meetings.forms import Choices
from bontot.meetings.keeping import Conflict, Refused
from bontot.meetings.models import Meeting, Score
from bontot.meetings.naming import title
from bontot.meetings.planning import must_exist
from bontot.meetings.rolls import Roll, roll
from bontot.meetings.words import HERE, STATES
from bontot.meetings.written.beside import Told, beside
from bontot.organisations.queries import Book, Named
from bontot.ui.clock import today
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class Step:
    """One of the few steps of a meeting."""

    says: str
    href: str
    done: bool
    now: bool
    """Whether it is the next thing to do."""
    later: bool
    """Whether it waits for the day of the meeting."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over every page of a meeting."""

    id: int
    organisation: Named
    says: str
    subject: str
    day: date
    begins: time
    place: str
    state: str
    state_says: str
    locked: bool
    ahead: bool
    """Whether its day is yet to come: until then it can only be prepared."""
    ended: str
    """Why it cannot be held, where the organisation is no more on its day; else blank."""
    edits: bool
    steps: tuple[Step, ...]

    @property
    def next(self) -> Step | None:
        """The next thing to do, None where all is done, or waits for the day."""
        return next((step for step in self.steps if step.now), None)


def meeting(request: Asked, id: int) -> Meeting:
    """The meeting, where it may be seen. Raises Http404."""
    found = Meeting.objects.filter(id=id).first() if id < 2**62 else None
    if found is None or found.organisation_id not in request.scope:
        raise Http404(_("Không có buổi họp này."))
    return found


def invitation(request: Asked, id: int) -> Meeting:
    """The meeting, where the reader is invited to it or may read meetings there. Raises Http404.

    To a meeting of a branch everybody of the branch is invited, and who visits it; to one of a committee whoever stands
    on its list.
    """
    found = Meeting.objects.filter(id=id).first() if id < 2**62 else None
    if found is None or not _invited(request, found):
        raise Http404(_("Không có buổi họp này."))
    if found.state == "dropped":
        raise Http404(_("Kỳ này không họp."))
    return found


def _invited(request: Asked, found: Meeting) -> bool:
    if found.organisation_id in request.grants.scope("meetings.read"):
        return True
    of_branch = found.kind != "committee" and found.organisation_id in request.scope
    return of_branch or on_list(request, found)


def on_list(request: Asked, found: Meeting) -> bool:
    """Whether the reader is somebody on the list of the meeting."""
    code = request.grants.person_code
    return bool(code) and any(
        line.code == code for line in roll(found.organisation_id, found.kind, found.day).lines
    )


def writes(request: Asked, permission: str, organisation: int) -> bool:
    """Whether the reader may do so over this organisation."""
    return organisation in request.grants.scope(permission)


def head(request: Asked, found: Meeting) -> Head:
    """What stands over every page of the meeting."""
    organisation = found.organisation_id
    return Head(
        id=found.id,
        organisation=Book([organisation], at=None).on(organisation, found.day),
        says=title(found),
        subject=found.subject,
        day=found.day,
        begins=found.begins,
        place=found.place,
        state=found.state,
        state_says=str(STATES[found.state]),
        locked=found.locked,
        ahead=ahead(found),
        ended=_ended(found),
        edits=writes(request, "meetings.edit", organisation),
        steps=_steps(found),
    )


def ahead(found: Meeting) -> bool:
    """Whether the day of the meeting is yet to come."""
    return found.day > today() and found.state in ("planned", "invited")


def _ended(found: Meeting) -> str:
    if found.state not in ("planned", "invited"):
        return ""
    try:
        must_exist(found.organisation_id, found.day)
    except Refused as refused:
        return " ".join(refused.says)
    return ""


_FIRST = ("meeting_agenda", "meeting_invitation")
"""Steps before the day of the meeting."""


def _steps(found: Meeting) -> tuple[Step, ...]:
    if found.state == "dropped":
        return ()
    held, committee = found.state in ("held", "approved"), found.kind == "committee"
    scored = Score.objects.filter(meeting=found, self_total__isnull=False).exists()
    ways: tuple[tuple[str, str, bool], ...] = (
        (_("Chuẩn bị"), "meeting_agenda", found.state != "planned"),
        (_("Mời họp"), "meeting_invitation", found.invited_at is not None or held),
        (_("Điểm danh"), "meeting_attendance", held),
        (_("Diễn biến"), "meeting_course", held and found.ended is not None),
        (_("Chấm điểm"), "meeting_score", scored or found.locked),
        (_("Biên bản"), "meeting_minutes", found.locked and (committee or found.sent_at is not None)),
    )
    ways = tuple(way for way in ways if not (committee and way[1] == "meeting_score"))
    later = {name for _says, name, _done in ways if ahead(found) and name not in _FIRST}
    due = next((name for _says, name, done in ways if not done), "")
    return tuple(
        Step(says, reverse(name, args=[found.id]), done, name == due and name not in later, name in later)
        for says, name, done in ways
    )


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """Both texts, where two people changed the same thing."""

    title: str
    mine: str
    theirs: str
    mine_lines: list[Told]
    theirs_lines: list[Told]
    again: str
    """The page with what stands there now."""
    said: list[tuple[str, str]]
    """What was sent, to be sent once more by whoever has seen both."""


def attempt(
    request: Asked,
    permission: str,
    organisation: int,
    work: Callable[[], object],
    *,
    then: str,
    says: str = "",
) -> tuple[HttpResponseBase | None, tuple[str, ...]]:
    """Do `work` and lead to `then`; or the page of both texts; or the sentences that say why not, for the same page."""
    if not writes(request, permission, organisation):
        raise Http404(_("Không có trang này."))
    try:
        work()
    except Refused as refused:
        return None, refused.says
    except Conflict as conflict:
        said = [
            (name, value)
            for name in request.POST
            if name not in ("csrfmiddlewaretoken", "both_seen")
            for value in request.POST.getlist(name)
        ]
        mine_lines, theirs_lines = beside(conflict.mine, conflict.theirs)
        page = ConflictPage(
            _("Hai bản khác nhau ở một chỗ"), conflict.mine, conflict.theirs, mine_lines, theirs_lines, request.path, said
        )  # fmt: skip
        answer = Page(request, "meetings/conflict.html", page, status=409)
        for name, value in (("Retarget", "#main"), ("Reselect", "#main > *"), ("Reswap", "innerHTML")):
            answer[f"HX-{name}"] = value  # a part of the page was to be replaced; both texts take all of it
        return answer, ()
    if says:
        success(request, says)
    return HttpResponseRedirect(then), ()


def seen(request: Asked, name: str = "seen") -> str | None:
    """The text that the writer had before them; None for whoever has seen both texts and decides."""
    return None if request.POST.get("both_seen") else request.POST.get(name, "")


def choices(people: Roll, *, here: dict[int, str] | None = None) -> Choices:
    """People of a list to choose from; with `here`, those who were there alone."""
    return [(line.code, line.name) for line in people.lines if here is None or here.get(line.person) in HERE]


def person(people: Roll, code: str) -> int | None:
    """The id of somebody chosen from a list."""
    return next((line.person for line in people.lines if line.code == code), None)
