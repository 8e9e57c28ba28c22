"""Promises about the page of photographs: nothing is written unseen, and every bad photograph gets its sentence."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from bontot.access.tests.reader import Reader
from bontot.meetings.attending import Mark, attend
from bontot.meetings.models import Meeting, Presence, Trace
from bontot.meetings.rolls import roll
from bontot.meetings.sheets.photo import plan
from bontot.meetings.sheets.photo.codes import REST, Sheet, drawn
from bontot.meetings.sheets.sheet import printed
from bontot.meetings.tests import pens
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]


def _at(meeting: Meeting) -> str:
    return f"/sinh-hoat/buoi/{meeting.id}/phieu/anh/"


def _sheet(meeting: Meeting) -> Sheet:
    return printed(meeting, roll(meeting.organisation_id, meeting.kind, meeting.day))


def _pages(sheet: Sheet, optional: list[bool]) -> list[pens.Picture]:
    """The sheet as it comes out of the printer. Names do not matter: they are not read."""
    lines = [{"place": i, "name": f"Dòng {i}", "note": "x" * no} for i, no in enumerate(optional, 1)]
    pages = range(1, plan.pages(len(lines)) + 1)
    said: dict[str, object] = {"title": "Phiếu", "day": "03/07/2024", "number": "", "motions": []}
    said["pages"] = [plan.of_page(lines, page) for page in pages]
    said["codes"] = [drawn(sheet, page) for page in (*pages, REST)]
    return pens.printed({**said, "plan": plan.measures()}, 110)


SEVEN = [False, False, False, False, True, True, False]
"""An, Bình, Em and Giang must attend, Hoa and Khánh need not, Lan is a guest who must."""


def _ticked(page: pens.Picture, marks: str) -> bytes:
    """A photograph of a page with a sign for each line."""
    by = Random(11)
    for row, letter in enumerate(marks):
        if letter in plan.COLUMNS:
            pens.tick(page, row, letter, by)
    return pens.jpeg(pens.photographed(page, by, size=(1200, 1600)))


def _send(client: Reader, meeting: Meeting, *photos: bytes, **more: object) -> Any:
    files = [SimpleUploadedFile(f"anh{i}.jpg", photo) for i, photo in enumerate(photos, 1)]
    return client.post(_at(meeting), {"photos": files, **more})


def _confirmed(page: Any, **changed: str) -> dict[str, object]:
    """What the form of a proposal sends."""
    said: dict[str, object] = {"write": "1", "sheet": page.number, "kept": page.kept}
    for each in page.lines:
        if not each.undecided:
            said |= {f"s-{each.line.code}": each.mark.status, f"r-{each.line.code}": each.mark.reason}
        said[f"o-{each.line.code}"] = each.old
    return said | {f"s-{code.replace('_', '-')}": status for code, status in changed.items()}


def test_a_photograph_becomes_a_proposal_and_is_written_when_it_is_confirmed(as_: As, july: Meeting) -> None:
    secretary = as_("chi-bo")
    (page,) = _pages(_sheet(july), SEVEN)
    answer = _send(secretary, july, _ticked(page, ".pk.x.m"))
    assert (
        answer.status_code == 200
        and not Presence.objects.exists()
        and not Trace.objects.filter(what="attend")
    )
    shown = {each.line.code: each.mark.status for each in answer.data.lines}
    assert list(shown.values()) == ["present", "excused", "absent", "present", "present", "", "late"]
    assert secretary.post(_at(july), _confirmed(answer.data)).status_code == 302
    marks = dict(Presence.objects.values_list("person__code", "status"))
    assert marks == {code: status for code, status in shown.items() if status}
    assert Trace.objects.filter(what="attend").count() == 1


def test_what_is_not_sure_has_to_be_chosen(as_: As, july: Meeting) -> None:
    secretary = as_("chi-bo")
    (page,) = _pages(_sheet(july), SEVEN)
    pens.tick(page, 1, "m", Random(1))
    answer = _send(secretary, july, _ticked(page, ".p....."))
    text = answer.content.decode()
    assert "có dấu ở nhiều ô" in text and answer.data.summary.doubtful == 1
    said = _confirmed(answer.data)
    answer = secretary.post(_at(july), said)
    assert answer.status_code == 422 and "Còn dòng chưa chọn: 2 (" in answer.content.decode()
    assert len(answer.data.lines) == 7 and not Presence.objects.exists()
    assert secretary.post(_at(july), {**said, "s-DV-BINH": "late"}).status_code == 302
    assert Presence.objects.get(person__code="DV-BINH").status == "late"


def test_what_the_records_say_otherwise_is_shown_and_what_they_say_more_is_kept(
    as_: As, july: Meeting, branch: Province
) -> None:
    attend(july.id, {branch.ids["DV-BINH"]: Mark("excused", "sick")}, None, "xa")
    attend(july.id, {branch.ids["DV-EM"]: Mark("excused", "work")}, None, "xa")
    (page,) = _pages(_sheet(july), SEVEN)
    secretary = as_("chi-bo")
    data = _send(secretary, july, _ticked(page, ".p.....")).data
    assert data.lines[1].mark == Mark("excused", "sick") and not data.lines[1].differs
    assert data.lines[2].differs == "Vắng có phép, bận việc cơ quan"
    attend(july.id, {branch.ids["DV-EM"]: Mark("absent")}, None, "xa")
    answer = secretary.post(_at(july), _confirmed(data))
    assert answer.status_code == 409 and Presence.objects.get(person__code="DV-EM").status == "absent"
    assert secretary.post(_at(july), {**_confirmed(data), "both_seen": "1"}).status_code == 302
    assert Presence.objects.get(person__code="DV-EM").status == "present"


def _bomb() -> bytes:
    """A picture of 400 million pixels in a hundred bytes."""
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    made = (struct.pack(">I", len(v)) + k + v + struct.pack(">I", zlib.crc32(k + v)) for k, v in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


def test_every_bad_photograph_gets_its_sentence_and_all_at_once(as_: As, july: Meeting) -> None:
    ours = _sheet(july)
    (page,) = _pages(ours, SEVEN)
    good = _ticked(page.copy(), "")
    bad = {
        "Ảnh 1 (anh1.jpg): không phải ảnh JPEG": b"%PDF-1.7 not a picture",
        "Ảnh 2 (anh2.jpg): có quá 50 triệu điểm ảnh": _bomb(),
        "Ảnh 3 (anh3.jpg): tệp ảnh bị hỏng hoặc gửi chưa hết": good[: len(good) // 3],
    }
    answer = _send(as_("chi-bo"), july, *bad.values())
    text = answer.content.decode()
    assert answer.status_code == 422 and all(says in text for says in bad)
    blurred = pens.jpeg(pens.photographed(page, Random(2), size=(1200, 1600), blur=7))
    whole = Image.open(io.BytesIO(good))
    cut = whole.crop((0, 0, whole.width, whole.height * 3 // 5))
    bad = {
        "Ảnh 1 (anh1.jpg): không thấy ô mã nào của phiếu": blurred,
        "Ảnh 2 (anh2.jpg): chỉ thấy 2 trong bốn ô mã của trang 1": pens.jpeg(cut),
        "Ảnh 3 (anh3.jpg): nặng quá 20 MB": b"\xff" * (20 * 2**20 + 1),
    }
    answer = _send(as_("chi-bo"), july, *bad.values())
    text = answer.content.decode()
    assert answer.status_code == 422 and all(says in text for says in bad), text
    assert not Presence.objects.exists()


def test_a_sheet_of_another_meeting_of_an_older_list_or_of_another_plan_is_told_apart(
    as_: As, july: Meeting
) -> None:
    ours = _sheet(july)
    sheets = {
        "của buổi họp khác": Sheet(ours.form, july.id + 1, ours.check),
        "danh sách đã thay đổi từ khi in": Sheet(ours.form, july.id, ours.check ^ 1),
        "in theo mẫu khác": Sheet("BT9", july.id, ours.check),
    }
    answer = _send(as_("chi-bo"), july, *(_ticked(_pages(sheet, SEVEN)[0], "") for sheet in sheets.values()))
    text = answer.content.decode()
    assert (
        answer.status_code == 422 and all(says in text for says in sheets) and not Presence.objects.exists()
    )


def _thirty(branch: Province, july: Meeting) -> list[bytes]:
    """Photographs of the two pages of a sheet of thirty-odd lines, the first line of each page ticked."""
    for i in range(24):
        branch.member(f"DV-Z{i:02}", f"Nguyễn Văn Z{i:02}", ("CB1", date(2001, 1, 1), date(9999, 12, 31)))
    people = roll(july.organisation_id, july.kind, july.day)
    pages = _pages(printed(july, people), [not line.must_attend for line in people.lines])
    assert len(pages) == 2 and len(people) == 31
    return [_ticked(page, mark) for page, mark in zip(pages, "pk", strict=True)]


def test_a_page_that_is_missing_is_asked_for_and_the_other_need_not_be_sent_again(
    as_: As, july: Meeting, branch: Province
) -> None:
    one, two = _thirty(branch, july)
    secretary = as_("chi-bo")
    answer = _send(secretary, july, one)
    assert answer.status_code == 422 and "Còn thiếu ảnh trang 2" in answer.content.decode()
    answer = _send(secretary, july, two, kept=answer.data.kept)
    statuses = [each.mark.status for each in answer.data.lines]
    assert answer.status_code == 200 and (statuses[0], statuses[25]) == ("excused", "absent")
    answer = _send(secretary, july, one, two, one)
    assert "Trang 1 có trong các ảnh 1, 3" in answer.content.decode()
    assert answer.data.read_pages == [2]
    answer = _send(secretary, july, *[b"x"] * 5)
    assert "Đã gửi 5 ảnh; phiếu này cần nhiều nhất 4" in answer.content.decode()
    answer = _send(secretary, july, two, kept=["1:...", "7/7:?"])
    assert answer.status_code == 422 and "hãy gửi lại ảnh chụp tất cả các trang" in answer.content.decode()
    assert not Presence.objects.exists()


def test_without_a_photograph_before_the_day_and_after_approval_nothing_is_read(
    as_: As, july: Meeting
) -> None:
    secretary = as_("chi-bo")
    assert "Hãy chọn ít nhất một ảnh" in _send(secretary, july).content.decode()
    (page,) = _pages(_sheet(july), SEVEN)
    proposal = _send(secretary, july, _ticked(page, "")).data
    Meeting.objects.update(state="approved")
    for answer in (_send(secretary, july, b"x"), secretary.post(_at(july), _confirmed(proposal))):
        assert answer.status_code == 422 and "Biên bản đã duyệt" in answer.content.decode()
    Meeting.objects.update(state="planned", day="2024-07-20")
    assert "Chưa đến ngày họp 20/07/2024" in _send(secretary, july, b"x").content.decode()
    assert not Presence.objects.exists()


def test_the_page_is_for_those_who_may_write_down_the_meeting(as_: As, july: Meeting) -> None:
    assert as_("chi-bo").get(_at(july)).status_code == 200
    for stranger in ("doc", "dang-vien"):
        assert as_(stranger).get(_at(july)).status_code == 404
        assert _send(as_(stranger), july, b"x").status_code == 404
    assert as_("chi-bo").get("/sinh-hoat/buoi/999999/phieu/anh/").status_code == 404
    assert b'type="file"' not in as_("doc").get(f"/sinh-hoat/buoi/{july.id}/phieu/").content


def test_a_list_without_anybody_has_nothing_to_be_read(as_: As, july: Meeting, branch: Province) -> None:
    Meeting.objects.update(kind="committee", organisation_id=branch.ids["CB2"])
    answer = _send(as_("tinh"), july, b"x")
    assert answer.status_code == 422 and "Không có ai trong danh sách" in answer.content.decode()
