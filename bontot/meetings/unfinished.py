"""What of meetings an organisation leaves behind when it ends: minutes that are not approved, tasks that are not done."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext_noop as _

from bontot.ledger import bulk
from bontot.meetings.models import Meeting, Task
from bontot.members.unfinished import Work, counted

READ = "meetings.read"


def unfinished(organisations: Collection[int], day: date) -> Iterator[Work]:
    """Two statements."""
    meetings = Meeting.objects.filter(bulk.where_among("organisation_id", organisations))
    yield Work(
        _("Buổi sinh hoạt chưa duyệt biên bản"),
        _("Bên giao duyệt biên bản, hoặc ghi là không họp, trước khi bàn giao."),
        READ,
        counted(meetings.filter(state__in=("planned", "invited", "held"))),
    )
    tasks = Task.objects.filter(bulk.where_among("organisation_id", organisations), state="open")
    yield Work(
        _("Nhiệm vụ đang làm"),
        _("Bên nhận theo dõi tiếp và ghi kết quả ở trang nhiệm vụ của bên giao."),
        READ,
        counted(tasks),
    )
