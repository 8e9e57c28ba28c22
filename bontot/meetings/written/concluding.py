"""Thông qua kết luận: the vote by which a meeting adopts its conclusions. Where it did not pass there is no resolution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from bontot.meetings.models import Motion
from bontot.meetings.words import CONCLUDING

AGAIN = "thông qua kết luận"
"""How people begin it where they put it to the vote once more."""
BEGINNINGS = (AGAIN, "thông qua nghị quyết", "thông qua dự thảo nghị quyết")
"""How people begin such a motion where they write it themselves."""


def concluding(motions: Iterable[Motion]) -> list[Motion]:
    """The motions on the conclusions, in their order: those that are marked so, and those that repeat one of them.

    Where none is marked, they are known by their words: as the motion is proposed, in any language of the pages, or as
    people write it.
    """
    all_ = list(motions)
    marked = [motion for motion in all_ if motion.about == "conclude"]
    words = (AGAIN, *map(_words, marked)) if marked else (*BEGINNINGS, *_proposed())
    return [
        motion
        for motion in all_
        if motion.about == "conclude" or (motion.about == "ordinary" and _words(motion).startswith(words))
    ]


def _words(motion: Motion) -> str:
    return motion.says.rstrip(".").casefold()


def _proposed() -> Iterator[str]:
    for code, _name in settings.LANGUAGES:
        with override(code):
            yield str(CONCLUDING).casefold()


def rejected(motions: Iterable[Motion]) -> Motion | None:
    """The last vote on the conclusions, where it did not pass; a later one that passes puts it right."""
    voted = [motion for motion in concluding(motions) if motion.passed is not None]
    return voted[-1] if voted and not voted[-1].passed else None


def adopted(motions: Iterable[Motion]) -> Motion | None:
    """The vote by which the conclusions became a resolution: where the meeting had no motion on them, its last one that
    passed."""
    all_ = list(motions)
    found = concluding(all_) or [motion for motion in all_ if motion.about == "ordinary"]
    passed = [motion for motion in found if motion.passed]
    return passed[-1] if passed else None


def why_none(motion: Motion) -> str:
    """Why there is no resolution, and what to do."""
    return _(
        "Buổi họp này không có nghị quyết vì nội dung “%(motion)s” không được thông qua (%(in_favour)s/%(base)s tán thành). "
        "Biên bản vẫn duyệt được; nếu đã biểu quyết lại thì ghi lần biểu quyết ấy ở bước Diễn biến trước khi duyệt."
    ) % {"motion": motion.says.rstrip("."), "in_favour": motion.in_favour, "base": motion.base}
