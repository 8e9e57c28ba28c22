"""Promises about approving minutes: nothing is locked in that contradicts itself, and it is said how to put it right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest

from bontot.access.tests.reader import Reader
from bontot.meetings import recording
from bontot.meetings.attending import Mark, attend
from bontot.meetings.models import Meeting, Motion, Presence
from bontot.meetings.tests.phone import ABSENT, PRESENT, Phone
from bontot.meetings.words import BY_MAJORITY
from bontot.meetings.written import minutes
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]
VOTERS = ("DV-AN", "DV-BINH", "DV-GIANG")


def _at(meeting: Meeting, step: str = "") -> str:
    return f"/sinh-hoat/buoi/{meeting.id}/{step}"


def _approve(client: Reader, meeting: Meeting, **said: str) -> Any:
    return client.post(_at(meeting, "bien-ban/"), {"do": "approve", **said})


def _vote(meeting: Meeting, *count: int) -> Motion:
    motion = Motion.objects.filter(meeting=meeting, about__in=BY_MAJORITY).latest("id")
    return recording.vote(meeting.id, motion.id, recording.Count("card", *count), "chi-bo")


def _locked(meeting: Meeting) -> bool:
    meeting.refresh_from_db()
    return meeting.locked


@pytest.fixture
def held(july: Meeting, branch: Province) -> Meeting:
    """The meeting of July: its three voters were there, and it has ended."""
    attend(july.id, {branch.ids[code]: Mark("present") for code in VOTERS}, {}, "chi-bo")
    recording.end(july.id, time(21, 30), "chi-bo")
    return july


def _only(client: Reader, meeting: Meeting, *here: str) -> Any:
    """Attendance as somebody mends it on its page."""
    page = client.get(_at(meeting, "diem-danh/")).data
    said = {f"o-{each.line.code}": each.old for each in page.lines}
    said |= {f"s-{code}": "present" if code in here else "excused" for code in VOTERS}
    return client.post(_at(meeting, "diem-danh/"), said)


def test_attendance_mended_below_the_votes_warns_and_keeps_everything(as_: As, held: Meeting) -> None:
    _vote(held, 2, 1)
    secretary = as_("chi-bo")
    assert _only(secretary, held, "DV-AN", "DV-BINH").status_code == 302
    told = secretary.get(_at(held, "dien-bien/")).content.decode()
    assert "“Thông qua kết luận của buổi họp” ghi 3 phiếu, nhiều hơn 2 người được biểu quyết có mặt" in told
    assert Presence.objects.filter(meeting=held, status="excused").count() == 1
    assert Motion.objects.get(meeting=held, about="conclude").in_favour == 2


def test_whoever_had_to_come_and_is_not_marked_is_named(as_: As, held: Meeting, branch: Province) -> None:
    """A telephone sent half of the list: the minutes would count the others nowhere."""
    secretary = as_("chi-bo")
    assert _only(secretary, held, *VOTERS).status_code == 302
    told = "Còn 2 người phải dự chưa được điểm danh: Vũ Thị Em, Tạ Thị Lan."
    assert told in secretary.get(_at(held, "dien-bien/")).content.decode()
    assert told in secretary.get(_at(held, "bien-ban/")).content.decode()
    everybody = {branch.ids[code]: Mark("present") for code in (*VOTERS, "DV-EM", "DV-LAN")}
    attend(held.id, everybody, None, "chi-bo")
    assert "chưa được điểm danh" not in secretary.get(_at(held, "bien-ban/")).content.decode()


OVER = "ghi 3 phiếu, nhiều hơn 2 người được biểu quyết có mặt"


def test_a_telephone_is_told_at_once_of_votes_above_those_who_are_there(
    as_: As, phone: Phone, july: Meeting
) -> None:
    motion = next(each["id"] for each in phone.package["motions"] if each["says"].startswith("Thông qua"))
    for code in VOTERS:
        phone.mark(code, PRESENT)
    count = {"method": "card", "in_favour": "3", "against": "0", "abstained": "0", "invalid": "0"}
    phone.write("vote", motion=motion, **count)
    assert phone.send()["cautions"] == []
    phone.mark("DV-GIANG", ABSENT, PRESENT)
    told = phone.send()
    assert len(told["cautions"]) == 1 and OVER in told["cautions"][0]
    assert {each["outcome"] for each in told["synced"]["answers"]} <= {"applied", "already"}
    assert phone.send()["cautions"] == told["cautions"], "until it is put right"


def test_whoever_decides_for_a_telephone_is_told_at_once_too(
    as_: As, phone: Phone, held: Meeting, branch: Province
) -> None:
    _vote(held, 2, 1)
    phone.mark("DV-GIANG", ABSENT)
    phone.send()
    secretary, where = as_("chi-bo"), _at(held, "mang-theo/")
    (torn,) = secretary.get(where).data.waiting
    decided = {"operation": str(torn.id), "keep": "mine", "seen": torn.seen}
    assert OVER in secretary.post(where, decided, follow=True).content.decode()


def test_minutes_with_more_votes_than_voters_are_not_approved(as_: As, held: Meeting) -> None:
    _vote(held, 2, 1)
    secretary = as_("chi-bo")
    _only(secretary, held, "DV-AN", "DV-BINH")
    shown = secretary.get(_at(held, "bien-ban/"))
    assert {href for each in shown.data.against for href, _says in each.ways} == {
        _at(held, "dien-bien/"),
        _at(held, "diem-danh/"),
    }
    answer = _approve(secretary, held)
    assert answer.status_code == 422 and "ghi 3 phiếu, nhiều hơn 2 người" in answer.content.decode()
    assert not _locked(held)
    _vote(held, 2, 0)
    assert not secretary.get(_at(held, "bien-ban/")).data.against
    assert _approve(secretary, held).status_code == 302 and _locked(held)


def test_without_a_majority_for_the_conclusions_there_is_no_resolution(as_: As, held: Meeting) -> None:
    secretary, where = as_("chi-bo"), _at(held, "nghi-quyet/")
    drafted = secretary.get(where).data
    secretary.post(where, {"do": "edit", "text": f"{drafted.text}\nThêm.", "seen": drafted.seen})
    _vote(held, 1, 2)
    page = secretary.get(where)
    why = "không có nghị quyết vì nội dung “Thông qua kết luận của buổi họp” không được thông qua (1/3 tán thành)"
    assert why in page.content.decode() and "Tải bản Word" not in page.content.decode()
    assert secretary.get(f"{where}?format=docx").status_code == 404
    refused = secretary.post(where, {"do": "edit", "text": "Vẫn quyết nghị.", "seen": drafted.seen})
    assert refused.status_code == 422 and why in refused.content.decode()
    assert _approve(secretary, held, send="1").status_code == 302 and _locked(held)
    assert minutes.sound(held) and why in secretary.get(where).content.decode()
    assert secretary.get(f"{where}?format=docx").status_code == 404


def test_a_second_vote_that_passes_makes_the_resolution(as_: As, held: Meeting) -> None:
    _vote(held, 1, 2)
    recording.put(held.id, "Thông qua kết luận của buổi họp, lần hai", "ordinary", "chi-bo")
    assert not as_("chi-bo").get(_at(held, "nghi-quyet/")).data.there
    _vote(held, 3)
    assert as_("chi-bo").get(_at(held, "nghi-quyet/")).data.there
    assert _approve(as_("chi-bo"), held).status_code == 302 and minutes.sound(held)
    assert {draft.kind for draft in minutes.drafts(held, "resolution")} == {"resolution"}


def test_another_matter_that_fails_takes_no_resolution_away(as_: As, held: Meeting) -> None:
    _vote(held, 3)
    recording.put(held.id, "Mua loa", "ordinary", "chi-bo")
    _vote(held, 0, 3)
    assert as_("chi-bo").get(_at(held, "nghi-quyet/")).data.there


def test_the_vote_on_the_conclusions_is_known_whatever_it_is_called(as_: As, held: Meeting) -> None:
    Motion.objects.filter(meeting=held, about="conclude").update(says="Biểu quyết toàn bộ nội dung")
    _vote(held, 1, 2)
    assert not as_("chi-bo").get(_at(held, "nghi-quyet/")).data.there
    recording.put(held.id, "Lấy ý kiến lần hai", "conclude", "chi-bo")
    _vote(held, 3)
    assert as_("chi-bo").get(_at(held, "nghi-quyet/")).data.there


def test_another_resolution_that_fails_takes_none_away_where_the_conclusions_are_marked(
    as_: As, held: Meeting
) -> None:
    _vote(held, 3)
    recording.put(held.id, "Thông qua nghị quyết về quỹ hội", "ordinary", "chi-bo")
    _vote(held, 0, 3)
    assert as_("chi-bo").get(_at(held, "nghi-quyet/")).data.there


def test_a_meeting_without_the_mark_is_read_by_its_words(as_: As, held: Meeting) -> None:
    Motion.objects.filter(meeting=held).update(about="ordinary", says="Thông qua dự thảo nghị quyết.")
    _vote(held, 1, 2)
    assert not as_("chi-bo").get(_at(held, "nghi-quyet/")).data.there


def test_the_resolution_tells_the_vote_on_the_conclusions_and_no_later_one(as_: As, held: Meeting) -> None:
    secretary, where = as_("chi-bo"), _at(held, "nghi-quyet/")
    recording.put(held.id, "Mua loa", "ordinary", "chi-bo")
    _vote(held, 2, 1)
    assert "được hội nghị biểu quyết thông qua" not in secretary.get(where).data.text
    motion = Motion.objects.get(meeting=held, about="conclude")
    recording.vote(held.id, motion.id, recording.Count("card", 3), "chi-bo")
    told = "Nghị quyết được hội nghị biểu quyết thông qua: giơ thẻ, 3/3 tán thành (100,0\xa0%)."
    assert told in secretary.get(where).data.text


def test_a_resolution_approved_under_the_rule_of_before_stays_as_it_is(as_: As, held: Meeting) -> None:
    assert _approve(as_("chi-bo"), held).status_code == 302
    motion = Motion.objects.get(meeting=held, about="conclude")
    Motion.objects.filter(id=motion.id).update(passed=False, in_favour=1, against=2, base=3)
    held.refresh_from_db()
    assert minutes.sound(held) and as_("chi-bo").get(_at(held, "nghi-quyet/")).data.there


def test_a_missing_quorum_stays_readable_after_locking(as_: As, held: Meeting) -> None:
    secretary = as_("chi-bo")
    _only(secretary, held, "DV-AN")
    assert _approve(secretary, held).status_code == 302 and _locked(held)
    for step in ("", "bien-ban/", "nghi-quyet/"):
        assert "Chỉ 1/3 người được biểu quyết có mặt" in secretary.get(_at(held, step)).content.decode()


def test_a_chair_or_a_secretary_who_was_away_is_named(as_: As, held: Meeting, branch: Province) -> None:
    Meeting.objects.filter(id=held.id).update(secretary=branch.ids["DV-GIANG"])
    secretary = as_("chi-bo")
    assert "được điểm danh là" not in str(secretary.get(_at(held, "bien-ban/")).data.notes)
    _only(secretary, held, "DV-BINH")
    for step in ("dien-bien/", "bien-ban/"):
        text = secretary.get(_at(held, step)).content.decode()
        assert "chủ trì buổi họp nhưng được điểm danh là: vắng có phép" in text
        assert "Đỗ Văn Giang là thư ký buổi họp nhưng được điểm danh là: vắng có phép" in text
    assert _approve(secretary, held).status_code == 302, "it is a warning"


def test_nothing_is_locked_out_that_a_telephone_wrote_and_nobody_decided(
    as_: As, phone: Phone, july: Meeting, branch: Province
) -> None:
    phone.mark("DV-GIANG", ABSENT)
    attend(july.id, {branch.ids[code]: Mark("present") for code in VOTERS}, None, "xa")
    recording.end(july.id, time(21, 30), "xa")
    phone.send()
    secretary, says = as_("chi-bo"), "Còn 1 chỗ máy mang theo ghi khác với bản đang lưu, chưa ai quyết định."
    answer = _approve(secretary, july)
    assert answer.status_code == 422 and says in answer.content.decode() and not _locked(july)
    ((href, _says),) = answer.data.against[0].ways
    (torn,) = secretary.get(href).data.waiting
    decided = {"operation": str(torn.id), "keep": "mine", "seen": torn.seen}
    assert secretary.post(href, decided).status_code == 302
    assert _approve(secretary, july).status_code == 302 and _locked(july)


def _edited(client: Reader, meeting: Meeting, kind: str) -> str:
    page = client.get(_at(meeting, f"{kind}/")).data
    text: str = f"{page.text}\nGhi thêm."
    client.post(_at(meeting, f"{kind}/"), {"do": "edit", "text": text, "seen": page.seen})
    return text


@pytest.mark.parametrize("kind", ("bien-ban", "nghi-quyet"))
def test_an_edited_text_is_read_again_once_the_records_have_changed(
    as_: As, held: Meeting, kind: str
) -> None:
    secretary, where = as_("chi-bo"), _at(held, f"{kind}/")
    text = _edited(secretary, held, kind)
    recording.conclude(held.id, "Làm đường.", None, "chi-bo")
    answer = _approve(secretary, held)
    assert answer.status_code == 422 and "hãy đọc lại văn bản ấy rồi lưu" in answer.content.decode()
    page = secretary.get(where).data
    assert page.stale and ("+", "- Làm đường.") in page.fresh
    secretary.post(where, {"do": "edit", "text": page.seen, "seen": page.seen})
    page = secretary.get(where).data
    assert not page.stale and page.text == text
    assert _approve(secretary, held).status_code == 302 and _locked(held)


def test_an_edited_text_may_be_made_anew_instead(as_: As, held: Meeting) -> None:
    secretary = as_("chi-bo")
    _edited(secretary, held, "bien-ban")
    recording.conclude(held.id, "Làm đường.", None, "chi-bo")
    page = secretary.get(_at(held, "bien-ban/")).data
    secretary.post(_at(held, "bien-ban/"), {"do": "renew", "seen": page.seen})
    assert _approve(secretary, held).status_code == 302 and _locked(held)


def test_a_text_that_nobody_edited_follows_the_records(as_: As, held: Meeting) -> None:
    recording.conclude(held.id, "Làm đường.  ", None, "chi-bo")
    recording.speak(held.id, None, "Ý kiến.  \n\n  Thêm. ", "chi-bo")
    assert _approve(as_("chi-bo"), held).status_code == 302 and _locked(held)


def test_points_given_before_attendance_was_mended_are_to_be_looked_at_again(as_: As, held: Meeting) -> None:
    secretary, where = as_("chi-bo"), _at(held, "cham-diem/")
    page = secretary.get(where).data
    points = {f"p-{line.code}": str(line.value) for line in page.lines}
    secretary.post(where, {"step": "self", "seen": page.seen, **points})
    assert not secretary.get(where).data.overtaken
    _only(secretary, held, "DV-AN")
    shown = secretary.get(where)
    assert shown.data.overtaken and "Hồ sơ buổi họp đã đổi sau khi chấm điểm" in shown.content.decode()
    page = secretary.get(f"{where}?step=self").data
    secretary.post(where, {"step": "self", "seen": page.seen, **points})
    assert not secretary.get(where).data.overtaken, "they have been looked at"
