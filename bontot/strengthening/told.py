"""What the page of an organisation tells of strengthening: since when it was on the list, and until when."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from bontot.ledger.queries import Line
from bontot.members.page import Section
from bontot.strengthening.models import Case


def strengthening(id: int, on: date, at: int | None) -> Section:
    """The times on the list up to a day. They are records of work and not of the ledger, so no position changes them."""
    rows = Case.objects.filter(organisation_id=id, outcome="listed", decided_on__lte=on).order_by(
        "-decided_on"
    )
    lines = []
    for case in rows:
        end = case.ended_on if case.ended_on and case.ended_on <= on else None
        lines.append(Line(case.decided_on, end, _("Danh sách cần củng cố"), case.paper))
    return Section(_("Củng cố tổ chức"), tuple(lines))
