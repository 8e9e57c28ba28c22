"""What a person's page tells of meetings: the last ones, and whether the person was there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.law.vocabulary import vocabulary
from bontot.ledger import queries as ledger
from bontot.ledger.queries import Line
from bontot.meetings.models import Meeting, Presence
from bontot.meetings.naming import title
from bontot.meetings.words import PRESENCES, REASONS
from bontot.members.models import Belonging, Person, Post
from bontot.members.page import Section
from bontot.organisations.queries import Book
from bontot.ui.clock import today

SHOWN = 16


def meetings(person: Person, on: date, at: int | None) -> Section:
    """The last meetings up to a day, and today those to come.

    They are records of work and not of the ledger, so no position changes them.
    """
    rows = Presence.objects.filter(person_id=person.id, meeting__day__lte=on).select_related("meeting")
    last = list(rows.order_by("-meeting__day")[:SHOWN])
    coming = _coming(person, on) if on == today() else []
    whose = _whose([*coming, *(row.meeting for row in last)])
    lines = [_line(each, whose(each)) for each in coming]
    for row in last:
        says = str(PRESENCES[row.status])
        if row.reason:
            says += f", {REASONS[row.reason]}"
        day = row.meeting.day
        lines.append(Line(day, day + timedelta(days=1), whose(row.meeting), says))
    return Section(_("Sinh hoạt chi bộ, cấp ủy"), tuple(lines), on_days=True)


def committees(person: Person, on: date, at: int | None) -> Section:
    """Today, the meetings to come to which the person is invited as one of a committee, the first one first."""
    section = _("Họp cấp ủy")
    if on != today():
        return Section(section, (), on_days=True)
    titles = vocabulary("title").in_group("committee_member")
    posts = Post.objects.filter(ledger.known(None), person_id=person.id, title__in=titles, valid_to__gt=on)
    seats = list(posts.values_list("organisation_id", "valid_from", "valid_to"))
    coming = Meeting.objects.filter(
        organisation_id__in={where for where, _first, _end in seats if where},
        kind="committee",
        state="invited",
        day__gte=on,
    )
    invited = [
        each
        for each in coming.order_by("day", "begins", "id")
        if any(where == each.organisation_id and first <= each.day < end for where, first, end in seats)
    ]
    whose = _whose(invited)
    lines = (_line(each, whose(each)) for each in invited)
    return Section(section, tuple(lines), on_days=True)


def _whose(told: Sequence[Meeting]) -> Callable[[Meeting], str]:
    """The words for one of these meetings, with the branch or committee that meets, as it is called on that day."""
    book = Book({each.organisation_id for each in told}, at=None) if told else None
    return lambda each: f"{title(each)}, {book.on(each.organisation_id, each.day).name}" if book else ""


def _coming(person: Person, on: date) -> list[Meeting]:
    """Meetings to which the branch has invited, on that day or later, the first one first."""
    branches = Belonging.objects.filter(ledger.holding(on), person_id=person.id).values("organisation_id")
    invited = Meeting.objects.filter(organisation_id__in=branches, day__gte=on, state="invited")
    return list(invited.exclude(kind="committee").order_by("day", "id"))


def _line(invited: Meeting, what: str) -> Line:
    return Line(
        first=invited.day,
        end=invited.day + timedelta(days=1),
        what=what,
        says=_("mời dự lúc %(hour)s") % {"hour": f"{invited.begins:%H:%M}"},
        address=reverse("meeting_invited", args=[invited.id]),
    )
