"""Promises about who reads a meeting that is taken along: its key is handed to one account and goes in the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bontot.access.models import Account
from bontot.access.tests.reader import Reader
from bontot.meetings.attending import Mark, attend
from bontot.meetings.models import (
    Carried,
    Meeting,
    Presence,
)
from bontot.meetings.tests.phone import (
    ABSENT,
    PRESENT,
    Phone,
    take,
)
from bontot.members.tests.province import Province
from bontot.ui.clock import now

type As = Callable[[str], Reader]


def test_a_strangers_telephone_finds_nothing(as_: As, phone: Phone) -> None:
    phone.mark("DV-AN", PRESENT)
    where = f"/sinh-hoat/mang-theo/{phone.id}.json"
    for user, status in (("xa", 404), ("tinh", 404), ("dang-vien", 404), ("doc", 404)):
        client = as_(user)
        assert client.get(where).status_code == status
        answer = client.post(where, {"clock": 1, "entries": phone.log}, content_type="application/json")
        assert answer.status_code == status
    assert Reader().get(where).status_code == 401
    assert not Presence.objects.exists()
    assert as_("xa").get(where).json()["says"].endswith("máy vẫn giữ nguyên.")


def test_an_entry_of_another_telephone_is_not_taken_over(as_: As, phone: Phone, july: Meeting) -> None:
    phone.mark("DV-AN", PRESENT)
    phone.send()
    other = take(as_, july, user="xa")
    other.log = phone.log
    assert list(other.outcomes().values()) == ["refused"]


def test_who_lost_the_branch_is_told_and_nothing_is_written(as_: As, phone: Phone) -> None:
    Account.objects.get(username="chi-bo").grants.all().delete()
    phone.mark("DV-AN", PRESENT)
    answer = phone.client.post(
        f"/sinh-hoat/mang-theo/{phone.id}.json",
        {"clock": 1, "entries": phone.log},
        content_type="application/json",
    )
    assert answer.status_code == 404 and not Presence.objects.exists()


def test_the_key_is_handed_again_to_the_same_account_and_forgotten_in_the_end(as_: As, phone: Phone) -> None:
    where = f"/sinh-hoat/mang-theo/{phone.id}.json"
    key = phone.client.get(where).json()["key"]
    assert len(key) == 44 and as_("chi-bo").get(where).json()["key"] == key
    assert key not in Carried.objects.get().key
    Carried.objects.update(until=now() - timedelta(seconds=1))
    answer = phone.client.get(where)
    assert answer.status_code == 422 and "đã hết hạn" in answer.json()["says"]
    assert Carried.objects.get().key == ""
    phone.mark("DV-AN", PRESENT)
    assert list(phone.outcomes().values()) == ["applied"]  # what the telephone still has is not refused


def test_a_wrong_password_hands_out_nothing(as_: As, july: Meeting) -> None:
    where = f"/sinh-hoat/buoi/{july.id}/mang-theo.json"
    answer = as_("chi-bo").post(where, {"password": "khong-phai-day", "clock": "1"})
    assert answer.status_code == 422 and "Mật khẩu chưa đúng" in answer.json()["says"]
    assert not Carried.objects.exists()


def test_the_shell_holds_no_name_and_its_worker_is_served_for_its_scope(as_: As, phone: Phone) -> None:
    shell, stranger = as_("chi-bo").get("/sinh-hoat/mang-theo/"), Reader().get("/sinh-hoat/mang-theo/")
    assert shell.content == stranger.content
    worker = Reader().get("/sinh-hoat/mang-theo.js")
    assert worker.headers["Content-Type"].startswith("text/javascript") and b"FILES" in worker.content
    said = Reader().get("/sinh-hoat/mang-theo.webmanifest").json()
    assert (said["start_url"], said["scope"]) == ("/sinh-hoat/mang-theo/", "/sinh-hoat/")
    policy = shell.headers["Content-Security-Policy"]
    assert "worker-src 'self'" in policy and "manifest-src 'self'" in policy


def test_the_page_tells_who_carries_the_meeting(
    as_: As, phone: Phone, july: Meeting, branch: Province
) -> None:
    attend(july.id, {branch.ids["DV-AN"]: Mark("late")}, None, "xa")
    phone.mark("DV-AN", ABSENT)
    phone.send()
    text = as_("xa").get(f"/sinh-hoat/buoi/{july.id}/mang-theo/").content.decode()
    assert "chi-bo, từ" in text and "Hai bên ghi khác nhau 1" in text


def test_signing_out_asks_first_while_something_is_carried_and_then_clears_the_browser(phone: Phone) -> None:
    asked = phone.client.post("/dang-xuat/")
    assert asked.status_code == 200 and "điều gì chưa gửi sẽ mất" in asked.content.decode()
    gone = phone.client.post("/dang-xuat/", {"sure": "1"})
    assert gone.status_code == 302 and gone.headers["Clear-Site-Data"] == '"storage"'


def test_signing_out_asks_nothing_once_all_is_sent(phone: Phone) -> None:
    phone.send(last=True)
    assert phone.client.post("/dang-xuat/").status_code == 302
