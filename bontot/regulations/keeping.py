"""Changing a regulation: one at a time, never without a trace, never of an organisation that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bontot.ledger.traces import Values, differing
from bontot.meetings.keeping import Refused
from bontot.organisations import queries as organisations
from bontot.organisations.queries import Book
from bontot.organisations.succession import became
from bontot.regulations.models import Regulation, Trace
from bontot.ui.clock import now


@contextmanager
def changing(organisation: int, state: str) -> Iterator[Regulation]:
    """The draft, or the regulation in force, held by this transaction alone. Raises Refused where there is none."""
    missing = {
        "draft": _("Không còn dự thảo nào; có thể người khác vừa thông qua hoặc bỏ. Hãy mở lại trang."),
        "in_force": _("Chưa có quy chế nào đang thi hành; hãy thông qua một quy chế trước."),
    }
    with transaction.atomic():
        found = (
            Regulation.objects.select_for_update().filter(organisation_id=organisation, state=state).first()
        )
        if found is None:
            raise Refused(missing[state])
        yield found


def trace(
    organisation: int, regulation: Regulation | None, by: str, what: str, before: Values, after: Values
) -> None:
    """Write down who changed what; only what differs is kept. Nothing where nothing differs."""
    kept = differing(before, after)
    if kept:
        Trace.objects.create(
            organisation_id=organisation, regulation=regulation, at=now(), by=by, what=what, **kept
        )


def must_exist(organisation: int, day: date) -> None:
    """Raises Refused where the organisation is not there on the day, naming its days and who took over."""
    if organisations.exists(organisation, on=day, at=None):
        return
    named = Book([organisation], at=None).on(organisation, day)
    days = organisations.days_of(organisation, at=None)
    said = {"name": named.name, "day": f"{day:%d/%m/%Y}"}
    if days and day < days[0]:
        raise Refused(
            _("%(name)s đến ngày %(first)s mới thành lập; ngày %(day)s chưa có cấp ủy để thông qua quy chế.")
            % {**said, "first": f"{days[0]:%d/%m/%Y}"}
        )
    says = _("%(name)s không hoạt động vào ngày %(day)s.") % said
    if days and days[1] <= day:
        says = _("%(name)s đã kết thúc từ ngày %(end)s.") % {**said, "end": f"{days[1]:%d/%m/%Y}"}
        heirs = became([organisation], on=day).get(organisation, [])
        book = Book(heirs, at=None)
        for heir in (book.on(id, day) for id in heirs[:3]):
            says += " " + _("Tổ chức kế thừa là %(name)s (%(code)s): hãy thông qua quy chế ở đó.") % {
                "name": heir.name,
                "code": heir.code,
            }
    raise Refused(says)
