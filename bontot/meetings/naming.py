"""Tên buổi họp, lời biểu quyết: what a meeting is called, and how a vote is told, wherever they are spoken of."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bontot.meetings.models import Meeting, Motion
from bontot.meetings.words import KINDS
from bontot.ui.writing import percent

_METHODS = {"card": "giơ thẻ", "hand": "giơ tay", "secret": "bỏ phiếu kín", "": ""}


def title(meeting: Meeting) -> str:
    """The kind of a meeting and its month."""
    return _("%(kind)s tháng %(month)s") % {
        "kind": KINDS[meeting.kind],
        "month": f"{meeting.month:%m/%Y}",
    }


def voted(motion: Motion) -> str:
    """A vote in words: what on, how, how many of how many, and whether it passed."""
    passed = "được thông qua" if motion.passed else "không được thông qua"
    return f"{motion.says.rstrip('.')}: {counted(motion)}; {passed}."


def counted(motion: Motion) -> str:
    """How it was voted, and how many of how many were in favour."""
    base = motion.base or 0
    extra = [
        f"{number} {says}"
        for number, says in (
            (motion.against, "không tán thành"),
            (motion.abstained, "ý kiến khác"),
            (motion.invalid, "phiếu không hợp lệ"),
        )
        if number
    ]
    in_favour = f"{motion.in_favour}/{base} tán thành ({percent(motion.in_favour, base)})"
    return ", ".join([_METHODS[motion.method], in_favour, *extra])
