"""Thông qua kết luận: the vote by which a meeting adopts its conclusions. Where it did not pass there is no resolution."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from bontot.meetings.models import Motion
from bontot.meetings.words import CONCLUDING

BEGINNINGS = ("thông qua kết luận", "thông qua nghị quyết", "thông qua dự thảo nghị quyết")
"""How people begin such a motion where they write it themselves."""


def concludes(motion: Motion) -> bool:
    """Whether a motion is the one on the conclusions: as it is proposed, in any language of the pages, or as people write it."""
    says = motion.says.casefold()
    return motion.about == "ordinary" and (says.startswith(BEGINNINGS) or says.startswith(_proposed()))


def _proposed() -> tuple[str, ...]:
    found = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.append(str(CONCLUDING).casefold())
    return tuple(found)


def rejected(motions: Iterable[Motion]) -> Motion | None:
    """The last vote on the conclusions, where it did not pass; a later one that passes puts it right."""
    voted = [motion for motion in motions if motion.passed is not None and concludes(motion)]
    return voted[-1] if voted and not voted[-1].passed else None


def why_none(motion: Motion) -> str:
    """Why there is no resolution, and what to do."""
    return _(
        "Buổi họp này không có nghị quyết vì nội dung “%(motion)s” không được thông qua (%(in_favour)s/%(base)s tán thành). "
        "Biên bản vẫn duyệt được; nếu đã biểu quyết lại thì ghi lần biểu quyết ấy ở bước Diễn biến trước khi duyệt."
    ) % {"motion": motion.says.rstrip("."), "in_favour": motion.in_favour, "base": motion.base}
