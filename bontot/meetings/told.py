"""What a person's page tells of meetings: the last ones, and whether the person was there."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.ledger import queries as ledger
from bontot.ledger.queries import Line
from bontot.meetings.models import Meeting, Presence
from bontot.meetings.record import title
from bontot.meetings.words import PRESENCES, REASONS
from bontot.members.models import Belonging, Person
from bontot.members.page import Section
from bontot.ui.clock import today

SHOWN = 16


def meetings(person: Person, on: date, at: int | None) -> Section:
    """The last meetings up to a day, and today those to come.

    They are records of work and not of the ledger, so no position changes them.
    """
    rows = Presence.objects.filter(person_id=person.id, meeting__day__lte=on).select_related("meeting")
    lines = _coming(person, on) if on == today() else []
    for row in rows.order_by("-meeting__day")[:SHOWN]:
        says = str(PRESENCES[row.status])
        if row.reason:
            says += f", {REASONS[row.reason]}"
        lines.append(Line(row.meeting.day, row.meeting.day + timedelta(days=1), title(row.meeting), says))
    return Section(_("Sinh hoạt chi bộ"), tuple(lines), on_days=True)


def _coming(person: Person, on: date) -> list[Line]:
    """Meetings to which the branch has invited, on that day or later, the first one first."""
    branches = Belonging.objects.filter(ledger.holding(on), person_id=person.id).values("organisation_id")
    invited = Meeting.objects.filter(organisation_id__in=branches, day__gte=on, state="invited")
    return [
        Line(
            first=each.day,
            end=each.day + timedelta(days=1),
            what=title(each),
            says=_("mời dự lúc %(hour)s") % {"hour": f"{each.begins:%H:%M}"},
            address=reverse("meeting_invited", args=[each.id]),
        )
        for each in invited.exclude(kind="committee").order_by("day", "id")
    ]
