"""Promises about what a telephone wrote otherwise than the office: both sides stay until somebody decides, at either place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bontot.access.tests.reader import Reader
from bontot.ledger.sealing import unseal
from bontot.meetings import recording
from bontot.meetings.attending import Mark, attend
from bontot.meetings.keeping import Refused
from bontot.meetings.models import Carried, Meeting, Motion, Operation, Presence, Task, Trace
from bontot.meetings.tests.phone import ABSENT, LATE, PRESENT, Phone, rows
from bontot.meetings.written import minutes
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]


def _page(as_: As, july: Meeting, user: str = "chi-bo") -> Any:
    return as_(user).get(f"/sinh-hoat/buoi/{july.id}/").data


def _decide(as_: As, july: Meeting, each: Any, keep: str, user: str = "chi-bo", **more: str) -> Any:
    said = {"operation": str(each.id), "keep": keep, "seen": each.seen, **more}
    return as_(user).post(f"/sinh-hoat/buoi/{july.id}/mang-theo/", said)


@pytest.fixture
def torn(phone: Phone, july: Meeting, branch: Province) -> Phone:
    """The telephone and the office have both written: a mark, a vote, the conclusions, the end, a task."""
    task = recording.give(july.id, "Sửa mái", None, date(2024, 7, 20), "chi-bo")
    motion = Motion.objects.filter(meeting=july, about="conclude").get()
    phone.mark("DV-AN", PRESENT)
    phone.mark("DV-BINH", PRESENT)
    phone.mark("DV-GIANG", ABSENT)
    phone.write(
        "vote", motion=str(motion.id), method="card", in_favour="2", against="0", abstained="0", invalid="0"
    )
    phone.write("conclude", conclusions="Làm đường.\nMua loa.")
    phone.write("end", ended="21:10")
    phone.write("report", task=str(task.id), state="done", result="lợp tôn")
    here = {branch.ids[code]: Mark("present") for code in ("DV-AN", "DV-BINH")}
    attend(july.id, {**here, branch.ids["DV-GIANG"]: Mark("excused", "sick")}, None, "xa")
    recording.vote(july.id, motion.id, recording.Count("hand", 1, 1), "xa")
    recording.conclude(july.id, "Trồng cây.\nMua ghế.", None, "xa")
    recording.end(july.id, time(21, 30), "xa")
    recording.report(july.organisation_id, task.id, "dropped", "không cần", "xa", meeting=july, on=july.day)
    assert phone.send()["synced"]["torn"] == 5
    return phone


def test_the_office_sees_who_carries_the_meeting_and_what_waits(as_: As, july: Meeting, torn: Phone) -> None:
    page = _page(as_, july)
    assert [(each.account, ("Hai bên ghi khác nhau", 5) in each.sent) for each in page.carried] == [
        ("chi-bo", True)
    ]
    told = {each.what: (each.mine, each.theirs) for each in page.waiting}
    assert told["Điểm danh"] == ("Đỗ Văn Giang: Vắng không phép", "Đỗ Văn Giang: Vắng có phép, ốm đau")
    assert told["Kết luận"] == ("Làm đường.\nMua loa.", "Trồng cây.\nMua ghế.")
    assert told["Kết thúc"] == ("21:10", "21:30")
    assert "Giơ thẻ, tán thành 2" in told["Biểu quyết"][0] and "Giơ tay, tán thành 1" in told["Biểu quyết"][1]
    assert told["Kết quả nhiệm vụ"] == ("Sửa mái: Đã xong (lợp tôn)", "Sửa mái: Thôi không làm (không cần)")
    assert [each.what for each in _page(as_, july, "xa").waiting] == [each.what for each in page.waiting]
    assert as_("chi-bo").get(f"/sinh-hoat/buoi/{july.id}/bien-ban/").data.torn == 5
    assert as_("dang-vien").get(f"/sinh-hoat/buoi/{july.id}/mang-theo/").status_code == 404


def test_the_office_decides_and_the_telephone_hears_of_it(as_: As, july: Meeting, torn: Phone) -> None:
    waiting = {each.what: each for each in _page(as_, july).waiting}
    assert _decide(as_, july, waiting["Điểm danh"], "mine", "xa").status_code == 302
    browser = waiting["Kết luận"].seen.replace("\n", "\r\n")
    assert _decide(as_, july, waiting["Kết luận"], "mine", seen=browser).status_code == 302
    assert _decide(as_, july, waiting["Biểu quyết"], "theirs").status_code == 302
    assert ("DV-GIANG", "absent", "") in rows()["presence"] and rows()["conclusions"] == [
        "Làm đường.",
        "Mua loa.",
    ]
    assert Motion.objects.get(meeting=july, about="conclude").in_favour == 1
    assert {each.what for each in _page(as_, july).waiting} == {"Kết thúc", "Kết quả nhiệm vụ"}
    again = torn.send(
        [{"id": str(waiting["Biểu quyết"].id), "keep": "mine", "seen": waiting["Biểu quyết"].seen}]
    )
    assert again["synced"]["torn"] == 2 and Motion.objects.get(meeting=july, about="conclude").in_favour == 1
    assert any("tán thành 2" in unseal(each.before) for each in Trace.objects.filter(what="carry"))


def test_whoever_decides_second_is_told(as_: As, july: Meeting, torn: Phone) -> None:
    end = next(each for each in _page(as_, july).waiting if each.what == "Kết thúc")
    torn.send([{"id": str(end.id), "keep": "theirs", "seen": end.seen}])
    answer = _decide(as_, july, end, "mine")
    assert answer.status_code == 422
    assert "đã được quyết định rồi: Giữ bản đang lưu" in answer.content.decode()
    july.refresh_from_db()
    assert july.ended == time(21, 30)


def test_a_third_change_is_shown_before_it_gives_way(as_: As, july: Meeting, torn: Phone) -> None:
    end = next(each for each in _page(as_, july).waiting if each.what == "Kết thúc")
    recording.end(july.id, time(22, 0), "xa")
    answer = _decide(as_, july, end, "mine")
    assert answer.status_code == 422 and "vừa được sửa nữa" in answer.content.decode()
    (now_,) = [each for each in answer.data.waiting if each.what == "Kết thúc"]
    assert now_.theirs == "22:00" and _decide(as_, july, now_, "mine").status_code == 302
    july.refresh_from_db()
    assert july.ended == time(21, 10)


def test_what_cannot_be_written_any_more_keeps_waiting_and_can_be_put_aside(
    as_: As, july: Meeting, torn: Phone
) -> None:
    report = next(each for each in _page(as_, july).waiting if each.what == "Kết quả nhiệm vụ")
    assert "đã được báo cáo rồi" in _decide(as_, july, report, "mine").content.decode()
    with pytest.raises(Refused, match="Còn 5 chỗ máy mang theo"):
        minutes.approve(july.id, "chi-bo", send=False)
    Meeting.objects.filter(id=july.id).update(
        state="approved"
    )  # as it could be, and as a telephone sends afterwards
    mark = next(each for each in _page(as_, july).waiting if each.what == "Điểm danh")
    assert "Biên bản đã duyệt" in _decide(as_, july, mark, "mine").content.decode()
    for each in _page(as_, july).waiting:
        assert _decide(as_, july, each, "theirs").status_code == 302
    assert not _page(as_, july).waiting and Task.objects.get(says="Sửa mái").state == "dropped"


def test_both_sides_stay_though_the_telephone_is_lost(as_: As, july: Meeting, torn: Phone) -> None:
    Carried.objects.update(key="", until=datetime(2024, 7, 2).astimezone())
    assert len(_page(as_, july).waiting) == 5 and _page(as_, july).carried
    assert all(each.content.startswith("s1.") for each in Operation.objects.filter(outcome="conflict"))


def test_nobody_decides_for_another_branch_or_with_nonsense(as_: As, july: Meeting, torn: Phone) -> None:
    where, before = f"/sinh-hoat/buoi/{july.id}/mang-theo/", rows()
    assert as_("doc").post(where, {"keep": "mine"}).status_code == 404
    for said in (
        {"keep": "mine"},
        {"keep": "x", "operation": "x"},
        {"keep": "mine", "operation": str(torn.id)},
    ):
        answer = as_("chi-bo").post(where, said)
        assert answer.status_code == 422 and "Không có dòng này" in answer.content.decode()
    assert rows() == before


def test_what_waits_costs_the_same_however_much_it_is(
    as_: As, july: Meeting, phone: Phone, branch: Province
) -> None:
    counts = []
    for codes in (("DV-AN",), ("DV-BINH", "DV-GIANG", "DV-EM")):
        for code in codes:
            phone.mark(code, LATE)
        attend(july.id, {branch.ids[code]: Mark("present") for code in codes}, None, "xa")
        phone.send()
        client = as_("chi-bo")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(f"/sinh-hoat/buoi/{july.id}/")
        counts.append(len(asked))
    assert counts[0] == counts[1] and Presence.objects.filter(status="late").count() == 0
