"""Trước khi duyệt: what stands against approving the minutes, each with the place where it is put right."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bontot.meetings.record import Record

COURSE, ATTENDANCE = "meeting_course", "meeting_attendance"
LINKS: dict[str, str | Promise] = {
    COURSE: gettext_lazy("Sửa số phiếu"),
    ATTENDANCE: gettext_lazy("Sửa điểm danh"),
}
"""What the way to each page is called."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why the minutes cannot be approved as they stand."""

    says: str
    ways: tuple[str, ...]
    """The names of the pages where it is put right."""


def obstacles(known: Record) -> list[Obstacle]:
    """All that stands against approving, so that nothing is locked in that contradicts itself."""
    return [Obstacle(says, (COURSE, ATTENDANCE)) for says in overcounted(known)]


def overcounted(known: Record) -> list[str]:
    """Votes that were counted before attendance was mended, and are now more than those who could cast them."""
    if known.totals is None:
        return []
    here = known.totals.voting_present
    return [
        _(
            "Nội dung “%(motion)s” ghi %(votes)s phiếu, nhiều hơn %(here)s người được biểu quyết có mặt theo điểm danh. "
            "Hãy sửa số phiếu hoặc điểm danh trước khi duyệt biên bản."
        )
        % {"motion": motion.says.rstrip("."), "votes": motion.votes, "here": here}
        for motion in known.motions
        if motion.passed is not None and motion.votes > here
    ]
