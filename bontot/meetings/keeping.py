"""Changing a meeting: one at a time, never after it is locked, never without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bontot.kernel.period import months_later
from bontot.ledger.traces import Values, differing
from bontot.meetings.models import Meeting, Trace
from bontot.ui.clock import now, today


class Refused(Exception):
    """What cannot be done, as sentences that say what to do instead. Nothing has been written."""

    def __init__(self, *says: str) -> None:
        super().__init__(*says)
        self.says = says


class Conflict(Exception):
    """Somebody else has changed the same thing meanwhile. Both texts are here; nothing has been written."""

    def __init__(self, mine: str, theirs: str) -> None:
        super().__init__(_("Người khác vừa sửa cùng chỗ này."))
        self.mine, self.theirs = mine, theirs


ON_THE_DAY = frozenset({"note", "spoke", "unnote", "vote", "task", "end"})
"""What can only be written down once the day has come; conclusions and motions are drafted before."""


def must_have_come(meeting: Meeting) -> None:
    """Raises Refused before the day of the meeting."""
    if meeting.day > today():
        raise Refused(
            _("Chưa đến ngày họp %(day)s. Nếu họp sớm hơn, hãy đổi ngày ở bước chuẩn bị.")
            % {"day": f"{meeting.day:%d/%m/%Y}"}
        )


def must_be_near(kind: str, month: date, day: date) -> None:
    """Raises Refused where the day is of another year than was meant: far ahead, or far from the month it is held for."""
    told = {"day": f"{day:%d/%m/%Y}", "month": f"{month:%m/%Y}"}
    if day > months_later(today(), 12):
        raise Refused(_("Ngày họp %(day)s còn hơn một năm nữa; hãy xem lại năm.") % told)
    first = month.replace(day=1)
    if kind == "regular" and not months_later(first, -1) <= day < months_later(first, 2):
        raise Refused(
            _("Buổi của tháng %(month)s không thể họp ngày %(day)s; hãy xem lại tháng, năm.") % told
        )


def must_be_open(meeting: Meeting) -> None:
    """Raises Refused where the minutes are approved, or no meeting was held."""
    if meeting.locked:
        raise Refused(_("Biên bản đã duyệt nên không sửa được nữa; hãy ghi phần bổ sung."))
    if meeting.state == "dropped":
        raise Refused(_("Kỳ này đã ghi là không họp; hãy lập buổi họp khác."))


@contextmanager
def changing(meeting: int, *, even_locked: bool = False) -> Iterator[Meeting]:
    """The meeting, held by this transaction alone. Raises Refused where its minutes are approved."""
    with transaction.atomic():
        found = Meeting.objects.select_for_update().get(id=meeting)
        if not even_locked:
            must_be_open(found)
        yield found


def trace(
    meeting: Meeting | None, by: str, what: str, before: Values, after: Values, organisation: int = 0
) -> None:
    """Write down who changed what; only what differs is kept. Nothing where nothing differs."""
    kept = differing(before, after)
    if kept:
        whose = meeting.organisation_id if meeting else organisation
        Trace.objects.create(organisation_id=whose, meeting=meeting, at=now(), by=by, what=what, **kept)
