"""Trang chuẩn bị và trang mời họp."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.kernel.finding import Finding
from bontot.meetings import planning
from bontot.meetings.agenda import Heading, Proposal, headings
from bontot.meetings.forms import WhenForm
from bontot.meetings.handed.handouts import due_by, laid_before
from bontot.meetings.keeping import Conflict
from bontot.meetings.models import Item, Meeting
from bontot.meetings.naming import title
from bontot.meetings.pages.calendar import as_ics
from bontot.meetings.pages.handouts import Shown, may_read, shown
from bontot.meetings.pages.opening import Head, attempt, choices, head, invitation, meeting, person, seen
from bontot.meetings.planning import Row, When, agenda_text
from bontot.meetings.record import record
from bontot.meetings.rolls import Roll, roll
from bontot.meetings.topics import lacking, take_up
from bontot.meetings.written.inviting import as_text, lines
from bontot.meetings.written.papers import download, invitation_paper, pack
from bontot.organisations.queries import Named
from bontot.ui.page import Page

BLANK = 2
"""Empty lines offered for what somebody wants to add."""
NEW = "new"
"""The origin of such a line: it needs no mark to be kept."""


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """The agenda as a list of lines, and when and where."""

    title: str
    head: Head
    parts: tuple[Heading, ...]
    lines: list[Row]
    lacking: list[Proposal]
    """What the superiors want and the agenda lacks."""
    handouts: list[Shown]
    seen: str
    seen_when: str
    seen_who: str
    form: Form
    problems: tuple[str, ...]


@may("meetings.read", "meetings.edit")
def agenda_page(request: Asked, id: int) -> HttpResponseBase:
    """When, where, and what about; everything is proposed already."""
    found = meeting(request, id)
    items = list(Item.objects.filter(meeting=found).order_by("place", "id"))
    people = roll(found.organisation_id, found.kind, found.day)
    codes = {line.person: line.code for line in people.lines}
    initial = {
        "day": found.day,
        "begins": found.begins,
        "place": found.place,
        "chair": codes.get(found.chair_id or 0, ""),
        "secretary": codes.get(found.secretary_id or 0, ""),
    }
    lines: list[Row] = [Row(item.part, item.says, item.origin, item.id) for item in items]
    adds = request.POST.get("do") == "topic"
    form = WhenForm(choices(people), None if adds else request.POST or None, initial=initial)
    if found.kind != planning.usual_kind(found.organisation_id, found.day):
        del form.fields["keep"]
    problems: tuple[str, ...] = ()
    if adds:
        answer, problems = _take_up(request, found)
        if answer:
            return answer
    elif request.method == "POST":
        lines = list(_said(request))
        if form.is_valid():
            answer, problems = _save(request, found.id, found.organisation_id, form, lines, people)
            if answer:
                return answer
    page = AgendaPage(
        title=_("Chuẩn bị buổi họp"),
        head=head(request, found),
        parts=headings(),
        lines=[*lines, *[Row("discussion", "", NEW)] * (0 if found.locked else BLANK)],
        lacking=lacking(found),
        handouts=shown(request, id, laid_before(found)),
        seen=request.POST.get("seen", agenda_text(items)),
        seen_when=request.POST.get("seen_when", planning.when_text(found)),
        seen_who=request.POST.get("seen_who", planning.who_text(people, found.chair_id, found.secretary_id)),
        form=form,
        problems=problems,
    )
    return Page(request, "meetings/agenda.html", page, status=422 if problems or form.errors else 200)


def _take_up(request: Asked, found: Meeting) -> tuple[HttpResponseBase | None, tuple[str, ...]]:
    says = _("Đã đưa vào chương trình.")
    if found.invited_at is not None:
        says += " " + _("Buổi này đã mời họp: hãy báo thêm nội dung này cho người dự.")
    return attempt(
        request,
        "meetings.edit",
        found.organisation_id,
        lambda: take_up(found.id, request.POST.get("topic", ""), request.user.get_username()),
        then=reverse("meeting_agenda", args=[found.id]),
        says=says,
    )


def _said(request: Asked) -> Iterator[Row]:
    """The lines that were sent and kept; a program that sends no marks keeps them all."""
    said = request.POST
    known, kept = {part.code for part in headings()}, set(said.getlist("keep"))
    lines, items = said.getlist("line"), said.getlist("item")
    rows = zip(said.getlist("says")[:200], said.getlist("part"), said.getlist("origin"), strict=False)
    for i, (says, part, origin) in enumerate(rows):
        dropped = i < len(lines) and lines[i] not in kept and origin != NEW
        item = int(items[i]) if i < len(items) and items[i].isdecimal() and len(items[i]) < 19 else 0
        if says.strip() and not dropped:
            part = part if part in known else "discussion"
            yield Row(part, says, "" if origin == NEW else origin[:80], item)


def _save(
    request: Asked, id: int, organisation: int, form: WhenForm, lines: list[Row], people: Roll
) -> tuple[HttpResponseBase | None, tuple[str, ...]]:
    said, by = form.cleaned_data, request.user.get_username()
    when_seen, who_seen = (
        seen(request, name) or None for name in ("seen_when", "seen_who")
    )  # a program may not say what it saw

    @transaction.atomic
    def work() -> None:
        torn: list[Conflict] = []
        try:
            planning.set_agenda(id, lines, seen(request), by)
        except Conflict as conflict:
            torn.append(conflict)
        when = When(said["day"], said["begins"], said["place"])
        chair, secretary = person(people, said["chair"]), person(people, said["secretary"])
        keep = said.get("keep", False)
        try:
            planning.reschedule(id, when, chair, secretary, by, keep=keep, seen=when_seen, seen_who=who_seen)
        except Conflict as conflict:
            torn.append(conflict)
        if torn:  # told together, for one press decides them all
            raise Conflict("\n".join(each.mine for each in torn), "\n".join(each.theirs for each in torn))

    return attempt(
        request,
        "meetings.edit",
        organisation,
        work,
        then=reverse("meeting_invitation", args=[id]),
        says=_("Đã lưu chương trình."),
    )


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """The invitation: as a text to send on, as a file, as paper, as an entry of a calendar."""

    title: str
    head: Head
    text: str
    link: str
    last_day: date
    people: int
    invited: bool
    handouts: list[Shown]
    findings: list[Finding]
    problems: tuple[str, ...]


@may("meetings.read", "meetings.edit")
def invitation_page(request: Asked, id: int) -> HttpResponseBase:
    """Send the invitation, then say that it was sent."""
    found = meeting(request, id)
    known = record(found)
    if request.GET.get("format"):
        if request.GET.get("paper") == "pack":
            return download(pack(known), request.GET["format"], f"tai-lieu-{found.day}")
        return download(invitation_paper(known), request.GET["format"], f"giay-moi-{found.day}")
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        by = request.user.get_username()
        if request.POST.get("do") == "drop":
            answer, problems = attempt(
                request,
                "meetings.edit",
                found.organisation_id,
                lambda: planning.drop(id, request.POST.get("reason", ""), by),
                then=reverse("meetings_of", args=[known.organisation.code]),
            )
        else:
            answer, problems = attempt(
                request,
                "meetings.edit",
                found.organisation_id,
                lambda: planning.invite(id, by),
                then=reverse("meeting", args=[id]),
                says=_("Đã ghi là đã mời họp."),
            )
        if answer:
            return answer
    page = InvitationPage(
        title=_("Mời họp"),
        head=head(request, found),
        text=f"{as_text(known)}\n{_link(request, id)}",
        link=_link(request, id),
        last_day=due_by(found.day),
        people=sum(line.must_attend for line in known.people.lines),
        invited=found.invited_at is not None,
        handouts=shown(request, id, known.handouts),
        findings=[finding for finding in known.findings if finding.rule in ("SH-01", "SH-09")],
        problems=problems,
    )
    return Page(request, "meetings/invitation.html", page, status=422 if problems else 200)


def _link(request: Asked, id: int) -> str:
    return request.build_absolute_uri(reverse("meeting_invited", args=[id]))


@dataclass(frozen=True, slots=True)
class InvitedPage:
    """The invitation as those read it who are invited."""

    title: str
    organisation: Named
    id: int
    lines: list[str]
    handouts: list[Shown]
    """For somebody who belongs to the meeting, once it has been invited to."""
    waiting: bool
    """Whether there will be some."""


@may("meetings.invited")
def invited_page(request: Asked, id: int) -> HttpResponseBase:
    """The invitation alone, for those who are invited: the address that is sent on."""
    found = invitation(request, id)
    known = record(found)
    laid = shown(request, id, known.handouts) if may_read(request, found) else []
    waiting = bool(known.handouts) and found.state == "planned" and not laid
    page = InvitedPage(title(found), known.organisation, id, lines(known), laid, waiting)
    return Page(request, "meetings/invited.html", page)


@may("meetings.invited")
def calendar_file(request: Asked, id: int) -> HttpResponseBase:
    """The meeting as an entry that any calendar takes."""
    found = invitation(request, id)
    answer = HttpResponse(as_ics(head(request, found)), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="sinh-hoat-{found.day}.ics"'
    answer["Cache-Control"] = "private, no-cache"
    return answer
