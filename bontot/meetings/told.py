"""What a person's page tells of meetings: the last ones, and whether the person was there."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from bontot.ledger.queries import Line
from bontot.meetings.models import Presence
from bontot.meetings.record import title
from bontot.meetings.words import PRESENCES, REASONS
from bontot.members.models import Person
from bontot.members.page import Section

SHOWN = 16


def meetings(person: Person, on: date, at: int | None) -> Section:
    """The last meetings up to a day. They are records of work and not of the ledger, so no position changes them."""
    rows = Presence.objects.filter(person_id=person.id, meeting__day__lte=on).select_related("meeting")
    lines = []
    for row in rows.order_by("-meeting__day")[:SHOWN]:
        says = str(PRESENCES[row.status])
        if row.reason:
            says += f", {REASONS[row.reason]}"
        lines.append(Line(row.meeting.day, row.meeting.day + timedelta(days=1), title(row.meeting), says))
    return Section(_("Sinh hoạt chi bộ"), tuple(lines), on_days=True)
