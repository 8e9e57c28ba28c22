"""Giờ giấc: the hours of a meeting. It may go past midnight, but nothing in it happens before it begins."""

from __future__ import annotations

from datetime import time

from django.utils.translation import gettext as _

from bontot.meetings.attending import Mark
from bontot.meetings.keeping import Refused
from bontot.meetings.models import Meeting

LONG = 8 * 60
"""Minutes that no meeting lasts, not even one past midnight."""


def after(begins: time, at: time) -> int:
    """Minutes from one hour to another, past midnight too."""
    return (at.hour * 60 + at.minute - begins.hour * 60 - begins.minute) % (24 * 60)


def must_be_an_end(meeting: Meeting, ended: time) -> None:
    """Raises Refused for an hour that is no end of the meeting."""
    if after(meeting.begins, ended) >= LONG:
        says = _(
            "Buổi họp bắt đầu lúc %(begins)s nên không kết thúc lúc %(ended)s; hãy sửa giờ kết thúc, hoặc giờ họp."
        )
        raise Refused(says % {"begins": f"{meeting.begins:%H:%M}", "ended": f"{ended:%H:%M}"})


def must_fit(meeting: Meeting, name: str, mark: Mark) -> None:
    """Raises Refused where somebody came late before it began, or left before that or before coming."""
    told = {"name": name, "begins": f"{meeting.begins:%H:%M}"}
    if mark.came and after(meeting.begins, mark.came) >= LONG:
        says = _(
            "%(name)s đến lúc %(came)s, trước giờ bắt đầu %(begins)s, nên không phải đến muộn; hãy chọn Có mặt, hoặc sửa giờ."
        )
        raise Refused(says % {**told, "came": f"{mark.came:%H:%M}"})
    if mark.left is None:
        return
    if after(meeting.begins, mark.left) >= LONG:
        says = _("%(name)s về lúc %(left)s, trước giờ bắt đầu %(begins)s; hãy sửa giờ, hoặc giờ họp.")
        raise Refused(says % {**told, "left": f"{mark.left:%H:%M}"})
    if mark.came and after(meeting.begins, mark.left) < after(meeting.begins, mark.came):
        says = _("%(name)s về lúc %(left)s, trước khi đến lúc %(came)s; hãy sửa một trong hai giờ.")
        raise Refused(says % {**told, "left": f"{mark.left:%H:%M}", "came": f"{mark.came:%H:%M}"})
