"""Promises about what a telephone sends and cannot be written: each line is told why, and the rest is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from bontot.access.tests.reader import Reader
from bontot.ledger.sealing import unseal
from bontot.meetings import recording
from bontot.meetings.attending import Mark, attend
from bontot.meetings.carried import carrying
from bontot.meetings.keeping import Refused
from bontot.meetings.models import (
    Meeting,
    Operation,
    Presence,
)
from bontot.meetings.planning import create
from bontot.meetings.tests.phone import (
    PRESENT,
    Phone,
    rows,
    take,
)
from bontot.meetings.written import minutes
from bontot.members.tests.province import Province
from bontot.ui.clock import today

type As = Callable[[str], Reader]


def test_what_cannot_be_written_is_told_line_by_line_and_the_rest_is(phone: Phone, july: Meeting) -> None:
    motion = phone.package["motions"][-1]["id"]
    stranger = phone.mark("DV-DUNG", PRESENT)
    odd = phone.mark("DV-AN", "flown|||")
    early = phone.write("vote", motion=motion, method="card", in_favour="2", against="0", abstained="0")
    phone.mark("DV-AN", PRESENT)
    many = phone.write("vote", motion=motion, method="card", in_favour="9", against="0", abstained="0")
    letters = phone.write("vote", motion=motion, method="card", in_favour="hai", against="0", abstained="0")
    late = phone.write("task", task="Việc", owner="DV-AN", deadline="2024-07-01")
    empty = phone.write("note")
    nobody = phone.write("vote", motion="99", method="card", in_favour="1", against="0", abstained="0")
    gone = phone.write("report", task="99", state="done")
    noon = phone.write("end", ended="12:00")
    told = {each["id"]: each for each in phone.send()["synced"]["answers"]}
    for id, says in (
        (stranger, "không có trong danh sách"), (odd, "Không có cách điểm danh"), (early, "Hãy điểm danh trước"),
        (many, "nhiều hơn 1 người"), (letters, "Tán thành"), (late, "trước ngày họp"), (empty, "Hãy chọn người"),
        (nobody, "Không có nội dung"), (gone, "đã được báo cáo"), (noon, "nên không kết thúc lúc 12:00"),
    ):  # fmt: skip
        assert told[id]["outcome"] == "refused" and says in told[id]["says"], told[id]
    assert rows()["presence"] == [("DV-AN", "present", "")]
    assert unseal(Operation.objects.get(id=late).content)  # what was refused is not lost


def test_approved_minutes_take_nothing_more(phone: Phone, july: Meeting, branch: Province) -> None:
    attend(july.id, {branch.ids["DV-AN"]: Mark("present")}, None, "xa")
    recording.end(july.id, time(21), "xa")
    minutes.approve(july.id, "xa", send=False)
    phone.mark("DV-BINH", PRESENT)
    phone.write("note", speaker="DV-AN", says="Muộn")
    told = phone.send()
    assert all("Biên bản đã duyệt" in each["says"] for each in told["synced"]["answers"])
    assert told["package"]["meeting"]["locked"]
    with pytest.raises(Refused, match="Biên bản đã duyệt"):
        carrying.take(july.id, "chi-bo", timedelta())


def test_a_branch_that_ended_yesterday_still_gets_its_last_meeting(
    as_: As, province: Province, monkeypatch: pytest.MonkeyPatch, ended: Callable[[date], None]
) -> None:
    """It met on the third, was merged on the fourth, and its secretary finds a network on the fifth."""
    phone = take(as_, create(province.ids["CB1"], "regular", date(2024, 7, 1), "chi-bo"))
    phone.mark("DV-AN", PRESENT)
    ended(date(2024, 7, 4))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2024, 7, 5))
    assert list(phone.outcomes().values()) == ["applied"]
    assert phone.send(last=True)["closed"]


def test_a_branch_that_was_no_more_on_the_day_is_told_with_its_successor(
    as_: As, province: Province, ended: Callable[[date], None]
) -> None:
    phone = take(as_, create(province.ids["CB1"], "regular", date(2024, 7, 1), "chi-bo"))
    note = phone.write("note", speaker="", says="Chuyện bàn giao")
    phone.mark("DV-AN", PRESENT)
    ended(date(2024, 7, 3))
    answers = {each["id"]: each for each in phone.send()["synced"]["answers"]}
    assert answers.pop(note)["outcome"] == "applied"
    (answer,) = answers.values()
    assert answer["outcome"] == "refused" and not Presence.objects.exists()
    assert "đã kết thúc từ ngày 03/07/2024. Tổ chức kế thừa là" in answer["says"]


@pytest.mark.parametrize(
    "body",
    (
        b"",
        b"[]",
        b"{}",
        b'{"clock": "x"}',
        b'{"clock": 1e40}',
        b'{"clock": 1, "entries": [{}]}',
        b"[" * 5000,
        b"\xff",
    ),
)
def test_what_no_telephone_sends_is_answered_with_a_sentence(phone: Phone, body: bytes) -> None:
    answer = phone.client.post(f"/sinh-hoat/mang-theo/{phone.id}.json", body, content_type="application/json")
    assert answer.status_code == 422 and "chưa ghi gì" in answer.json()["says"]
    assert phone.client.post(f"/sinh-hoat/mang-theo/{phone.id}.json", {"clock": "1"}).status_code == 422


def test_before_its_day_what_is_drafted_is_written(as_: As, branch: Province) -> None:
    august = create(branch.ids["CB1"], "regular", date(2024, 8, 1), "chi-bo")
    phone = take(as_, august)
    drafted = phone.write("conclude", conclusions="Dự kiến làm đường.")
    assert phone.outcomes()[drafted] == "applied"


def test_a_meeting_held_before_its_day_stays_on_the_telephone_until_the_day_is_put_right(
    as_: As, branch: Province
) -> None:
    august = create(branch.ids["CB1"], "regular", date(2024, 8, 1), "chi-bo")
    phone = take(as_, august)
    drafted = phone.write("conclude", conclusions="Dự kiến làm đường.")
    early = [phone.write("note", speaker="DV-AN", says="Sớm"), phone.mark("DV-AN", PRESENT)]
    said = {"clock": phone.log[0]["at"], "entries": phone.log}
    answer = phone.client.post(f"/sinh-hoat/mang-theo/{phone.id}.json", said, content_type="application/json")
    assert answer.status_code == 422 and "Chưa đến ngày họp" in answer.json()["says"]
    assert "máy vẫn giữ nguyên" in answer.json()["says"] and not Operation.objects.exists()
    Meeting.objects.filter(id=august.id).update(day=today())
    assert set(phone.outcomes().values()) == {"applied"} and len(phone.log) == len([drafted, *early])
