"""Changing a case: one at a time, never after it has ended, never without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bontot.ledger.traces import Values, differing
from bontot.meetings.keeping import Refused
from bontot.strengthening.models import Case, Change
from bontot.ui.clock import now
from bontot.ui.writing import day as written


class Overtaken(Refused):
    """Somebody else has changed the same thing since the page was read. Nothing has been written."""


@contextmanager
def changing(case: int) -> Iterator[Case]:
    """The case, held by this transaction alone. Raises Refused where it has ended."""
    with transaction.atomic():
        found = Case.objects.select_for_update().filter(id=case, outcome="listed").first()
        if found is None:
            raise Refused(_("Không còn hồ sơ này; hãy mở lại trang."))
        if found.ended_on is not None:
            raise Overtaken(
                _("Hồ sơ này đã kết thúc từ ngày %(day)s, do %(by)s ghi; không sửa được nữa.")
                % {"day": written(found.ended_on), "by": found.ended_by}
            )
        yield found


def trace(case: Case, by: str, what: str, before: Values, after: Values) -> None:
    """Write down who changed what; only what differs is kept. Nothing where nothing differs."""
    kept = differing(before, after)
    if kept:
        Change.objects.create(case=case, at=now(), by=by, what=what, **kept)


def not_ahead(day: date, today: date) -> list[str]:
    """What is wrong with a day of something that has happened."""
    if day > today:
        return [_("Ngày %(day)s chưa đến; hãy ghi ngày đã có quyết định.") % {"day": written(day)}]
    return []
