"""Ảnh chụp phiếu: what was read of each page, and every sentence about what could not be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from bontot.meetings.models import Meeting
from bontot.meetings.rolls import Roll
from bontot.meetings.sheets import sheet
from bontot.meetings.sheets.photo import boxes, finding, pictures, plan
from bontot.meetings.sheets.photo.codes import Sheet
from bontot.meetings.sheets.photo.finding import ENOUGH, Found


@dataclass(frozen=True, slots=True)
class Photo:
    """A file that was sent."""

    name: str
    weight: int
    file: IO[bytes]


@dataclass(frozen=True, slots=True)
class Reading:
    """The signs of each page that could be read, and what was wrong with the photographs."""

    pages: dict[int, str]
    problems: tuple[str, ...]


def read(
    photos: Sequence[Photo], kept: Mapping[int, str], meeting: Meeting, people: Roll, most: int
) -> Reading:
    """Read photographs, of which `most` are looked at; `kept` are pages read before, which newer photographs replace."""
    if len(photos) > most:
        says = _("Đã gửi %(sent)s ảnh; phiếu này cần nhiều nhất %(most)s ảnh một lần. Hãy chọn lại.")
        return Reading(dict(kept), (says % {"sent": len(photos), "most": most},))
    if not photos:
        return Reading(dict(kept), (_("Hãy chọn ít nhất một ảnh chụp phiếu."),))
    places: dict[int, list[int]] = {}
    signs: dict[int, str] = {}
    problems: list[str] = []
    for place, photo in enumerate(photos, 1):
        which = _("Ảnh %(place)s (%(name)s)") % {"place": place, "name": photo.name[:60]}
        read_of, wrong = _one(photo, meeting, people)
        problems += [f"{which}: {says}" for says in wrong]
        signs |= read_of
        for page in read_of:
            places.setdefault(page, []).append(place)
    for page, twice in sorted(places.items()):
        if len(twice) > 1:
            del signs[page]
            says = _("Trang %(page)s có trong các ảnh %(photos)s. Hãy gửi lại, mỗi trang chỉ một ảnh.")
            problems.append(says % {"page": page, "photos": ", ".join(map(str, twice))})
    return Reading({**kept, **signs}, tuple(problems))


def missing(pages: Iterable[int], people: Roll) -> list[int]:
    """The pages of the sheet that are not among these."""
    return sorted(set(range(1, plan.pages(len(people)) + 1)) - set(pages))


def fourth(people: Roll, page: int) -> list[bool]:
    """Which lines of a page have the box of those who need not come."""
    return [not line.must_attend for line in plan.of_page(people.lines, page)]


def _one(photo: Photo, meeting: Meeting, people: Roll) -> tuple[dict[int, str], list[str]]:
    try:
        picture = pictures.grey(photo.file, photo.weight)
    except pictures.Unreadable as reason:
        return {}, [_unreadable(reason.why)]
    all_ = finding.pages(picture)
    if not all_:
        return {}, [
            _(
                "không thấy ô mã nào của phiếu. Ảnh có thể bị mờ, tối, hoặc không phải ảnh chụp phiếu. "
                "Hãy chụp lại ở chỗ sáng, từ trên xuống, giữ chắc máy, thấy đủ bốn góc trang."
            )
        ]
    wrong = list(dict.fromkeys(says for each in all_ if (says := _not_ours(each.sheet, meeting, people))))
    last = plan.pages(len(people))
    ours = [each for each in all_ if not _not_ours(each.sheet, meeting, people) and 0 < each.page <= last]
    whole = [each for each in ours if len(each.corners) >= ENOUGH]
    if ours and not whole:
        wrong += [_cut(each) for each in ours]
    return {each.page: boxes.read(picture, each, fourth(people, each.page)) for each in whole}, wrong


def _unreadable(why: str) -> str:
    return {
        "kind": _("không phải ảnh JPEG, PNG hay WebP. Hãy chọn ảnh do máy ảnh chụp, hoặc chụp lại."),
        "heavy": _("nặng quá %(limit)s MB. Hãy chụp lại với cỡ ảnh thường.")
        % {"limit": pictures.WEIGHT // 2**20},
        "large": _("có quá %(limit)s triệu điểm ảnh. Hãy chụp lại với cỡ ảnh thường.")
        % {"limit": pictures.AREA // 10**6},
        "spoilt": _("tệp ảnh bị hỏng hoặc gửi chưa hết. Hãy gửi lại, hoặc chụp lại."),
    }[why]


def _not_ours(found: Sheet, meeting: Meeting, people: Roll) -> str:
    """Why a sheet is not the one of this meeting; nothing where it is."""
    if found == sheet.printed(meeting, people):
        return ""
    numbers = {"sheet": sheet.spelt(found.meeting, found.check), "wanted": sheet.number(meeting, people)}
    if found.meeting != meeting.id:
        return (
            _(
                "là phiếu %(sheet)s của buổi họp khác; phiếu của buổi này là %(wanted)s. "
                "Hãy chụp đúng phiếu, hoặc mở buổi họp kia."
            )
            % numbers
        )
    if found.form != plan.FORM:
        return _("phiếu in theo mẫu khác nên không đọc từ ảnh được. Hãy gõ lại theo số dòng và số phiếu.")
    return (
        _(
            "danh sách đã thay đổi từ khi in phiếu %(sheet)s nên số dòng không còn đúng. "
            "Hãy điểm danh theo tên, hoặc in phiếu mới."
        )
        % numbers
    )


def _cut(found: Found) -> str:
    says = _(
        "chỉ thấy %(seen)s trong bốn ô mã của trang %(page)s. "
        "Hãy chụp lại cả trang, không cắt góc, không che ô mã, không lóa."
    )
    return says % {"seen": len(found.corners), "page": found.page}
