"""What of a work regulation an organisation leaves behind when it ends: duties that would have come due."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext_noop as _

from bontot.ledger import bulk
from bontot.members.unfinished import Work, counted
from bontot.regulations.models import Occurrence


def unfinished(organisations: Collection[int], day: date) -> Iterator[Work]:
    """One statement."""
    rows = Occurrence.objects.filter(bulk.where_among("organisation_id", organisations))
    yield Work(
        _("Việc, báo cáo theo quy chế đến hạn từ ngày ấy"),
        _("Lịch theo quy chế của bên giao dừng; bên nhận rà soát quy chế của mình để nhận các việc ấy."),
        "regulations.read",
        counted(rows.filter(due__gte=day, state="open")),
    )
