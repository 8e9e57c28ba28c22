"""Tên buổi họp: what a meeting is called wherever it is spoken of."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bontot.meetings.models import Meeting
from bontot.meetings.words import KINDS


def title(meeting: Meeting) -> str:
    """The kind of a meeting and its month."""
    return _("%(kind)s tháng %(month)s") % {
        "kind": KINDS[meeting.kind],
        "month": f"{meeting.month:%m/%Y}",
    }
