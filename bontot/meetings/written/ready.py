"""Trước khi duyệt: what stands against approving the minutes, each with the place where it is put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bontot.meetings.attending import Mark
from bontot.meetings.record import Record
from bontot.meetings.words import HERE, PAPERS

COURSE, ATTENDANCE, PREPARING = "meeting_course", "meeting_attendance", "meeting_agenda"
CARRYING = "meeting_carry"
NAMED = 5
"""Of those who are not marked, so many are named."""
LINKS: dict[str, str | Promise] = {
    COURSE: gettext_lazy("Sửa số phiếu"),
    ATTENDANCE: gettext_lazy("Sửa điểm danh"),
    CARRYING: gettext_lazy("Xem và quyết định"),
    "meeting_minutes": gettext_lazy("Đọc lại biên bản"),
    "meeting_resolution": gettext_lazy("Đọc lại nghị quyết"),
    PREPARING: gettext_lazy("Đổi chủ trì, thư ký"),
}
"""What the way to each page is called."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why the minutes cannot be approved as they stand, or should be looked at again before."""

    says: str
    ways: tuple[str, ...]
    """The names of the pages where it is put right."""


def obstacles(known: Record, torn: int, stale: Iterable[str]) -> list[Obstacle]:
    """All that stands against approving, so that nothing is locked in that contradicts itself, and nothing locked out.

    So many entries of telephones wait for a decision, and these papers were edited before the records changed.
    """
    found = [Obstacle(says, (COURSE, ATTENDANCE)) for says in overcounted(known)]
    if torn:
        found.append(Obstacle(undecided(torn), (CARRYING,)))
    says = _(
        "Dữ liệu buổi họp đã đổi sau khi văn bản được sửa (%(paper)s). Trước khi duyệt, hãy đọc lại văn bản ấy rồi lưu, "
        "hoặc lập lại từ dữ liệu."
    )
    return [
        *found,
        *[Obstacle(says % {"paper": str(PAPERS[kind]).lower()}, (f"meeting_{kind}",)) for kind in stale],
    ]


def undecided(torn: int) -> str:
    """What telephones wrote otherwise cannot be accepted any more once the minutes are locked."""
    return ngettext(
        "Còn %(number)s chỗ máy mang theo ghi khác với bản đang lưu, chưa ai quyết định. "
        "Hãy quyết định trước khi duyệt: biên bản khóa rồi thì không ghi theo máy được nữa.",
        "Còn %(number)s chỗ máy mang theo ghi khác với bản đang lưu, chưa ai quyết định. "
        "Hãy quyết định trước khi duyệt: biên bản khóa rồi thì không ghi theo máy được nữa.",
        torn,
    ) % {"number": torn}


def unmarked(known: Record) -> list[str]:
    """Who had to come and is marked neither as there nor as away: told apart everywhere, and nowhere counted as there."""
    names = [
        line.name
        for line in known.people.lines
        if line.must_attend and not known.marks.get(line.person, Mark()).status
    ]
    if not known.marks or not names:
        return []
    told = ", ".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")
    return [
        ngettext(
            "Còn %(number)s người phải dự chưa được điểm danh: %(names)s. Không tính là có mặt; hãy điểm danh cho đủ.",
            "Còn %(number)s người phải dự chưa được điểm danh: %(names)s. Không tính là có mặt; hãy điểm danh cho đủ.",
            len(names),
        )
        % {"number": len(names), "names": told}
    ]


def cautions(known: Record) -> list[Obstacle]:
    """What the minutes would say that is hardly so, and yet may be."""
    found = [Obstacle(says, (ATTENDANCE,)) for says in unmarked(known)]
    return [*found, *[Obstacle(says, (ATTENDANCE, PREPARING)) for says in leaders_away(known)]]


def at_once(known: Record) -> list[str]:
    """What is said as soon as attendance has been kept: what no longer goes together, or hardly does."""
    return [*overcounted(known), *leaders_away(known)]


def leaders_away(known: Record) -> list[str]:
    """Who is to sign the minutes as having led or written, and is marked as not there."""
    meeting = known.meeting
    roles = (
        (meeting.chair_id, _("%(name)s chủ trì buổi họp nhưng được điểm danh là: %(mark)s. Hãy xem lại.")),
        (
            meeting.secretary_id,
            _("%(name)s là thư ký buổi họp nhưng được điểm danh là: %(mark)s. Hãy xem lại."),
        ),
    )
    return [
        says % {"name": known.name(person), "mark": mark.says().lower()}
        for person, says in roles
        if person and (mark := known.marks.get(person)) and mark.status not in HERE
    ]


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
