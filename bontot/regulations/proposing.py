"""Đề xuất: what the next meeting should speak of, because the regulation's duties are due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from bontot.kernel.period import months_later
from bontot.meetings.agenda import Proposal
from bontot.regulations.models import Occurrence
from bontot.regulations.words import FROM_RECORDS

MOST = 12
"""Lines that a meeting is asked to take on; a longer list is read on the page of the regulation."""
BEHIND = 2
"""Months after which nobody is reminded at a meeting any more."""


def proposals(organisation: int, day: date) -> Iterator[Proposal]:
    """Duties that nobody has done and that fall due up to a month after the meeting, the earliest first.

    What the records prove by themselves is not proposed: to meet is no item of an agenda.
    """
    rows = Occurrence.objects.filter(
        organisation_id=organisation,
        state="open",
        due__gte=months_later(day, -BEHIND),
        due__lt=months_later(day, 1),
    ).exclude(duty__proof__in=FROM_RECORDS)
    first: dict[int, tuple[int, date, str]] = {}
    for id, due, duty, says in rows.order_by("due", "id").values_list("id", "due", "duty_id", "duty__says"):
        first.setdefault(duty, (id, due, says))  # what comes again next month is one line of an agenda
    for id, due, says in list(first.values())[:MOST]:
        line = _("Theo quy chế: %(duty)s (hạn %(day)s)") % {"duty": says[:300], "day": f"{due:%d/%m/%Y}"}
        yield Proposal("tasks", line, f"duty:{id}")
