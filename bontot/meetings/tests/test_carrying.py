"""Promises about a meeting taken along: each entry is done once, where two sides differ both are kept, and the key goes."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid5

import orjson
import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bontot.access.models import Account
from bontot.access.tests.reader import Reader
from bontot.ledger.authority import Operator
from bontot.ledger.enacting import Paper, enact
from bontot.ledger.sealing import unseal
from bontot.meetings import carrying, minutes, recording
from bontot.meetings.attending import Mark, attend
from bontot.meetings.keeping import Refused
from bontot.meetings.log import Sent, read
from bontot.meetings.models import (
    Carried,
    Conclusion,
    Meeting,
    Motion,
    Note,
    Operation,
    Presence,
    Task,
    Trace,
)
from bontot.meetings.planning import create
from bontot.meetings.syncing import sync
from bontot.members.tests.province import Province
from bontot.restructuring.acts import Absorb
from bontot.ui.clock import now

type As = Callable[[str], Reader]
HERE = UUID("6f0f6f5e-0000-4000-8000-000000000000")
PRESENT, ABSENT, LATE = "present|||", "absent|||", "late|||"
PASSWORD = "bon-tot-2030"


class Phone:
    """A telephone: its log, its clock, and sending all of it as often as one likes."""

    def __init__(self, client: Reader, handed: dict[str, Any], off: timedelta = timedelta()) -> None:
        self.client, self.id, self.off = client, handed["id"], off
        self.package, self.log = handed["package"], list[dict[str, Any]]()

    def write(self, do: str, base: str = "", **says: str) -> str:
        place = len(self.log) + 1
        entry = {
            "id": str(uuid5(HERE, f"{self.id}{place}")),
            "place": place,
            "do": do,
            "base": base,
            "says": says,
        }
        self.log.append(entry | {"at": self._clock()})
        return str(entry["id"])

    def mark(self, code: str, mark: str, base: str = "|||") -> str:
        return self.write("attend", base, person=code, mark=mark)

    def send(self, choices: list[dict[str, str]] | None = None, *, last: bool = False) -> dict[str, Any]:
        said = {"clock": self._clock(), "entries": self.log, "choices": choices or [], "last": last}
        answer = self.client.post(
            f"/sinh-hoat/mang-theo/{self.id}.json", said, content_type="application/json"
        )
        assert answer.status_code == 200, answer.content.decode()
        told: dict[str, Any] = answer.json()
        return told

    def outcomes(self) -> dict[str, str]:
        return {each["id"]: each["outcome"] for each in self.send()["synced"]["answers"]}

    def _clock(self) -> int:
        return round((now() + self.off).timestamp() * 1000)


@pytest.fixture
def phone(as_: As, july: Meeting) -> Phone:
    """The secretary's telephone, which carries the meeting of July."""
    return take(as_, july)


def take(as_: As, meeting: Meeting, off: timedelta = timedelta(), user: str = "chi-bo") -> Phone:
    """Take the meeting along."""
    Account.objects.filter(username=user).update(password=make_password(PASSWORD))
    client = as_(user)
    said = {"password": PASSWORD, "clock": str(round((now() + off).timestamp() * 1000))}
    answer = client.post(f"/sinh-hoat/buoi/{meeting.id}/mang-theo.json", said)
    assert answer.status_code == 200, answer.content.decode()
    return Phone(client, answer.json(), off)


def rows() -> dict[str, Any]:
    """What the records say, without numbers of rows and moments."""
    return {
        "presence": sorted(Presence.objects.values_list("person__code", "status", "reason")),
        "notes": sorted((each.person_id, unseal(each.says)) for each in Note.objects.all()),
        "motions": sorted(Motion.objects.values_list("says", "in_favour", "against", "passed")),
        "conclusions": list(Conclusion.objects.order_by("place").values_list("says", flat=True)),
        "tasks": sorted(Task.objects.values_list("says", "owner__code", "state")),
        "ended": list(Meeting.objects.values_list("ended", "state")),
    }


def whole_evening(phone: Phone) -> None:
    """Everything that a telephone may write down."""
    motion = next(each for each in phone.package["motions"] if each["says"].startswith("Thông qua"))
    for code in ("DV-AN", "DV-BINH", "DV-EM", "DV-LAN"):
        phone.mark(code, PRESENT)
    phone.mark("DV-GIANG", ABSENT)
    phone.mark("DV-GIANG", "excused|sick||", ABSENT)
    phone.write("note", speaker="DV-BINH", says="Nên làm đường trước mùa mưa")
    wrong = phone.write("note", speaker="DV-AN", says="Ghi nhầm")
    phone.write("unnote", note=wrong)
    new = phone.write("motion", motion="Mua loa", about="ordinary")
    phone.write(
        "vote", motion=motion["id"], method="card", in_favour="2", against="0", abstained="0", invalid="0"
    )
    phone.write("vote", motion=new, method="hand", in_favour="1", against="1", abstained="0", invalid="0")
    phone.write("conclude", conclusions="Làm đường.\nMua loa.")
    phone.write("task", task="Thăm cụ Hoa", owner="DV-BINH", deadline="2024-08-02")
    phone.write("end", ended="21:10")


def test_an_evening_on_the_telephone_is_the_evening_on_the_pages(phone: Phone) -> None:
    whole_evening(phone)
    told = phone.send(last=True)
    assert {each["outcome"] for each in told["synced"]["answers"]} == {"applied"} and told["closed"]
    found = rows()
    assert found["presence"] == [
        ("DV-AN", "present", ""), ("DV-BINH", "present", ""), ("DV-EM", "present", ""), ("DV-GIANG", "excused", "sick"),
        ("DV-LAN", "present", ""),
    ]  # fmt: skip
    assert [says for _person, says in found["notes"]] == ["Nên làm đường trước mùa mưa"]
    assert ("Mua loa", 1, 1, False) in found["motions"] and found["conclusions"] == ["Làm đường.", "Mua loa."]
    assert found["tasks"] == [("Thăm cụ Hoa", "DV-BINH", "open")] and found["ended"] == [
        (time(21, 10), "held")
    ]
    assert Carried.objects.get().key == ""
    assert set(Operation.objects.values_list("content", flat=True)) == {""}


def test_what_was_sent_before_changes_nothing(phone: Phone) -> None:
    whole_evening(phone)
    phone.send()
    before, traces = rows(), Trace.objects.count()
    assert set(phone.outcomes().values()) == {"already"}
    assert (rows(), Trace.objects.count()) == (before, traces)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), times=st.integers(1, 5))
def test_any_order_of_sendings_and_repetitions_writes_the_same(phone: Phone, seed: int, times: int) -> None:
    """The network may deliver a part, lose the answer, and deliver all of it again."""
    dice = random.Random(seed)
    carried = Carried.objects.get(id=phone.id)
    phone.log.clear()
    Operation.objects.all().delete()
    for model in (Presence, Note, Conclusion, Task):
        model.objects.all().delete()
    Motion.objects.filter(says="Mua loa").delete()
    Motion.objects.update(passed=None, in_favour=None, against=None, abstained=None, invalid=None, method="")
    Meeting.objects.update(ended=None, state="planned")
    whole_evening(phone)
    sent = 0
    for _ in range(times):
        sent = dice.randint(sent, len(phone.log))
        for _again in range(dice.randint(1, 2)):
            sync(carried, _sending(phone.log[:sent]), "chi-bo")
    synced = sync(carried, _sending(phone.log), "chi-bo")
    assert not synced.torn
    found = rows()
    assert len(found["notes"]) == len(found["tasks"]) == 1 and len(found["presence"]) == 5
    assert sorted(each[0] for each in found["motions"]).count("Mua loa") == 1
    assert found["ended"] == [(time(21, 10), "held")]


def _sending(entries: list[dict[str, Any]]) -> Sent:
    return read(orjson.dumps({"clock": round(now().timestamp() * 1000), "entries": entries}))


def test_what_the_office_changed_meanwhile_is_shown_with_both_sides(
    phone: Phone, july: Meeting, branch: Province
) -> None:
    an, binh = branch.ids["DV-AN"], branch.ids["DV-BINH"]
    attend(july.id, {an: Mark("late"), binh: Mark("present")}, None, "xa")
    torn = phone.mark("DV-AN", ABSENT)
    same = phone.mark("DV-BINH", PRESENT)
    told = phone.send(last=True)
    answers = {each["id"]: each for each in told["synced"]["answers"]}
    assert answers[same]["outcome"] == "applied" and answers[torn]["outcome"] == "conflict"
    assert (answers[torn]["mine"], answers[torn]["theirs"]) == (
        "Nguyễn Văn An: Vắng không phép",
        "Nguyễn Văn An: Đến muộn",
    )
    assert not told["closed"] and told["synced"]["torn"] == 1
    assert Presence.objects.get(person_id=an).status == "late"
    assert "absent" in unseal(Operation.objects.get(id=torn).content)  # kept even if the telephone drowns
    attend(july.id, {an: Mark("excused")}, None, "xa")  # and once more, before the choice arrives
    again = phone.send([{"id": torn, "keep": "mine", "seen": answers[torn]["seen"]}])
    (now_told,) = [each for each in again["synced"]["answers"] if each["id"] == torn]
    assert (now_told["outcome"], now_told["theirs"]) == ("conflict", "Nguyễn Văn An: Vắng có phép")
    done = phone.send([{"id": torn, "keep": "mine", "seen": now_told["seen"]}], last=True)
    assert done["closed"] and Presence.objects.get(person_id=an).status == "absent"


def test_who_gives_way_is_kept_in_the_trail(phone: Phone, july: Meeting, branch: Province) -> None:
    recording.conclude(july.id, "Bản của văn phòng.", "", "xa")
    torn = phone.write("conclude", conclusions="Bản của máy.")
    phone.send()
    told = phone.send([{"id": torn, "keep": "theirs", "seen": ""}], last=True)
    assert told["closed"] and [each.says for each in Conclusion.objects.all()] == ["Bản của văn phòng."]
    assert any("Bản của máy." in unseal(each.before) for each in Trace.objects.filter(what="carry"))
    assert phone.outcomes()[torn] == "yielded"


def test_two_secretaries_with_two_telephones_conflict_only_over_the_same_name(as_: As, july: Meeting) -> None:
    one, other = take(as_, july), take(as_, july, user="xa")
    one.mark("DV-AN", PRESENT)
    one.mark("DV-BINH", PRESENT)
    other.mark("DV-GIANG", LATE)
    torn = other.mark("DV-BINH", ABSENT)
    one.send()
    answers = other.outcomes()
    assert [id for id, outcome in answers.items() if outcome == "conflict"] == [torn]
    assert dict(Presence.objects.values_list("person__code", "status")) == {
        "DV-AN": "present", "DV-BINH": "present", "DV-GIANG": "late",
    }  # fmt: skip


def test_marking_anew_settles_what_was_torn(phone: Phone, july: Meeting, branch: Province) -> None:
    attend(july.id, {branch.ids["DV-AN"]: Mark("late")}, None, "xa")
    torn = phone.mark("DV-AN", ABSENT)
    phone.send()
    phone.mark("DV-AN", LATE, ABSENT)
    assert phone.outcomes()[torn] == "replaced"
    assert phone.send(last=True)["closed"]


@pytest.mark.parametrize(
    ("off", "says"), ((timedelta(hours=-3), "chậm 180 phút"), (timedelta(days=400), "nhanh 576000 phút"))
)
def test_a_wrong_clock_is_told_and_put_right(as_: As, july: Meeting, off: timedelta, says: str) -> None:
    here = timezone.localtime(now())
    Meeting.objects.update(begins=here.time())
    phone = take(as_, july, off)
    phone.write("note", speaker="DV-AN", says="Ý kiến")
    phone.write("end", ended="03:00", clock="1")
    told = phone.send()
    assert says in told["synced"]["clock"]
    assert abs(Note.objects.get().at - now()) < timedelta(minutes=1)
    july.refresh_from_db()
    assert july.ended is not None and july.ended.hour in (here.hour, (here.hour + 1) % 24)


def test_a_clock_that_jumps_keeps_the_order(phone: Phone) -> None:
    phone.off = timedelta(days=-2)
    phone.write("note", speaker="DV-AN", says="Một")
    phone.off = timedelta(days=2)
    phone.write("note", speaker="DV-AN", says="Hai")
    phone.off = timedelta(hours=1)
    assert "thứ tự vẫn đúng" in phone.send()["synced"]["clock"]
    first, second = Note.objects.order_by("id")
    carried = Carried.objects.get()
    assert carried.taken_at <= first.at <= second.at <= now()


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
        (many, "nhiều hơn 3 người"), (letters, "Tán thành"), (late, "trước ngày họp"), (empty, "Hãy chọn người"),
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


@pytest.fixture
def ended(province: Province) -> Callable[[date], None]:
    """CB1 is absorbed by CB2 from a day on, under a paper."""

    def absorb(day: date) -> None:
        paper = Paper("07-QĐ/HU", date(2024, 6, 20), "HL")
        outcome = enact([Absorb(on=day, absorbed=("CB1",), into="CB2")], paper, Operator("thu"))
        assert outcome.position == 2, outcome.findings

    return absorb


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


def test_a_long_list_costs_no_more_statements_than_a_short_one(as_: As, july: Meeting) -> None:
    costs = []
    for marks in (2, 40):
        phone = take(as_, july)
        Presence.objects.all().delete()
        before = "|||"
        for turn in range(marks):
            mark = (PRESENT, ABSENT)[turn % 2]
            phone.mark("DV-AN", mark, before)
            before = mark
        with CaptureQueriesContext(connection) as asked:
            sync(Carried.objects.get(id=phone.id), _sending(phone.log), "chi-bo")
        costs.append(len(asked))
    assert costs[1] <= costs[0]


def test_before_its_day_only_what_is_drafted_is_written(as_: As, branch: Province) -> None:
    august = create(branch.ids["CB1"], "regular", date(2024, 8, 1), "chi-bo")
    phone = take(as_, august)
    drafted = phone.write("conclude", conclusions="Dự kiến làm đường.")
    early = [phone.write("note", speaker="DV-AN", says="Sớm"), phone.mark("DV-AN", PRESENT)]
    told = {each["id"]: each for each in phone.send()["synced"]["answers"]}
    assert told[drafted]["outcome"] == "applied"
    assert all("Chưa đến ngày họp" in told[id]["says"] for id in early)
