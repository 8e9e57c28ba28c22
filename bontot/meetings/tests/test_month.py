"""Promises about the month of a branch: from opening the meeting to sending its minutes."""

from __future__ import annotations

from collections.abc import Callable

import orjson

from bontot.access.tests.reader import Reader
from bontot.ledger.sealing import unseal
from bontot.meetings.models import Meeting, Motion, Presence, Task, Trace
from bontot.meetings.words import TOLD
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]


def test_a_month_from_opening_to_sending(as_: As, branch: Province) -> None:
    """Nothing is typed that the system knows: day, list, votes, minutes are there already."""
    secretary = as_("chi-bo")
    opened = secretary.post("/sinh-hoat/CB1/", {"month": "2024-07"})
    meeting = Meeting.objects.get()
    where = f"/sinh-hoat/buoi/{meeting.id}/"
    assert opened.headers["Location"] == f"{where}chuan-bi/"
    agenda = secretary.get(f"{where}chuan-bi/").data
    assert any("công nhận chính thức: Vũ Thị Em" in line.says for line in agenda.lines)
    said = {
        "says": [line.says for line in agenda.lines],
        "part": [line.part for line in agenda.lines],
        "origin": [line.origin for line in agenda.lines],
        "seen": agenda.seen,
        "day": "03/07/2024",
        "begins": "19:30",
        "place": "Nhà văn hóa thôn Đông",
        "chair": "DV-AN",
        "secretary": "DV-BINH",
        "keep": "on",
    }
    assert secretary.post(f"{where}chuan-bi/", said).headers["Location"] == f"{where}moi-hop/"
    invitation = secretary.get(f"{where}moi-hop/").data
    assert "19 giờ 30" in invitation.text and invitation.text.endswith(f"{where}giay-moi/")
    assert "Vũ Thị Em" not in invitation.text
    secretary.post(f"{where}moi-hop/", {"do": "invite"})
    marks = {
        f"s-{each.line.code}": each.mark.status for each in secretary.get(f"{where}diem-danh/").data.lines
    }
    assert marks == {
        "s-DV-AN": "present", "s-DV-BINH": "present", "s-DV-EM": "present", "s-DV-GIANG": "present",
        "s-DV-HOA": "", "s-DV-KHANH": "", "s-DV-LAN": "present",
    }  # fmt: skip
    marks |= {"s-DV-GIANG": "excused", "r-DV-GIANG": "sick"}
    secretary.post(f"{where}diem-danh/", marks)
    assert Presence.objects.count() == 5
    course = secretary.get(f"{where}dien-bien/").data
    for ballot in course.ballots:
        secretary.post(f"{where}dien-bien/", {"do": f"vote-{ballot.id}", **_as_shown(ballot.form)})
    assert [(m.base, m.in_favour, m.passed) for m in Motion.objects.order_by("id")] == [
        (3, 2, True),
        (3, 2, True),
    ]
    task = {"do": "task", "task": "Vận động hiến đất mở đường", "owner": "DV-BINH", "deadline": "02/08/2024"}
    secretary.post(f"{where}dien-bien/", task)
    secretary.post(
        f"{where}dien-bien/", {"do": "conclude", "conclusions": "Làm đường trong quý III.", "seen": ""}
    )
    secretary.post(f"{where}dien-bien/", {"do": "end", "ended": "21:10"})
    score = secretary.get(f"{where}cham-diem/").data
    secretary.post(
        f"{where}cham-diem/", {"step": "self", **{f"p-{each.code}": each.value for each in score.lines}}
    )
    minutes = secretary.get(f"{where}bien-ban/").content.decode()
    for words in (
        "Phải dự: 5. Có mặt: 4.",
        "Đỗ Văn Giang, ốm đau",
        "2/3 tán thành",
        "Trần Thị Bình, hạn 02/08/2024",
    ):
        assert words in minutes, words
    secretary.post(f"{where}bien-ban/", {"do": "approve", "send": "1"})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.must_attend, meeting.may_vote, meeting.present, meeting.excused) == (
        "approved",
        5,
        3,
        4,
        1,
    )
    assert meeting.sent_at and len(meeting.digest) == 64 and meeting.number == 1
    assert Task.objects.get().state == "open"
    trail = secretary.get(f"{where}dau-vet/").content.decode()
    for words in (
        "Trạng thái: Đã duyệt biên bản",
        "Hạn: 02/08/2024",
        "DV-GIANG: Vắng có phép",
    ):
        assert words in trail, words
    sides = [side for each in Trace.objects.all() for side in (each.before, each.after) if side]
    unnamed = {name for side in sides for name in orjson.loads(unseal(side))} - set(TOLD)
    assert unnamed == {f"DV-{name}" for name in ("AN", "BINH", "EM", "GIANG", "LAN")}
    again = secretary.post("/sinh-hoat/CB1/", {"month": "2024-08"}).headers["Location"]
    assert any("Vận động hiến đất" in line.says for line in secretary.get(again).data.lines)


def _as_shown(form: object) -> dict[str, object]:
    return {field.name: field.value() for field in form}  # type: ignore[attr-defined]  # the context of the test client
