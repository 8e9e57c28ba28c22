"""Promises to two secretaries at once: whoever saves second sees both, and decides; and slips get their sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from bontot.access.tests.reader import Reader
from bontot.meetings import recording
from bontot.meetings.attending import Mark, attend
from bontot.meetings.models import Item, Meeting, Motion, Score
from bontot.meetings.pages import sheet as sheet_page
from bontot.meetings.planning import create, invite
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]
AUGUST = date(2024, 8, 1)
VOTE = {"method": "card", "in_favour": "3", "against": "0", "abstained": "0", "invalid": "0", "seen": ""}
POINTS = {"step": "self", "p-1": "10", "p-2": "20", "p-3": "40", "p-4": "20", "seen": ""}


def _at(meeting: Meeting, step: str = "") -> str:
    return f"/sinh-hoat/buoi/{meeting.id}/{step}"


@pytest.fixture
def held(july: Meeting, branch: Province) -> Meeting:
    attend(
        july.id,
        {branch.ids[code]: Mark("present") for code in ("DV-AN", "DV-BINH", "DV-GIANG")},
        {},
        "chi-bo",
    )
    return july


def test_totals_of_a_vote_are_not_written_over_unseen(as_: As, held: Meeting) -> None:
    secretary, motion = as_("chi-bo"), Motion.objects.filter(meeting=held, about="conclude").get()
    said = {**VOTE, "do": f"vote-{motion.id}"}
    assert secretary.post(_at(held, "dien-bien/"), said).status_code == 302
    other = {**said, "in_favour": "2", "against": "1"}
    answer = secretary.post(_at(held, "dien-bien/"), other)
    assert answer.status_code == 409
    assert "3/3 tán thành" in answer.data.theirs and "2/3 tán thành" in answer.data.mine
    motion.refresh_from_db()
    assert (motion.in_favour, motion.against) == (3, 0)
    assert secretary.post(_at(held, "dien-bien/"), {**other, "both_seen": "1"}).status_code == 302
    motion.refresh_from_db()
    assert (motion.in_favour, motion.against) == (2, 1)


def test_points_are_not_written_over_unseen(as_: As, held: Meeting) -> None:
    secretary = as_("chi-bo")
    assert secretary.post(_at(held, "cham-diem/"), POINTS).status_code == 302
    other = {**POINTS, "p-4": "15"}
    answer = secretary.post(_at(held, "cham-diem/"), other)
    assert answer.status_code == 409 and Score.objects.get().self_total == 90
    assert secretary.post(_at(held, "cham-diem/"), {**other, "both_seen": "1"}).status_code == 302
    assert Score.objects.get().self_total == 85


def test_the_day_is_not_moved_over_somebody_elses(as_: As, branch: Province) -> None:
    meeting = create(branch.ids["CB1"], "regular", AUGUST, "chi-bo")
    secretary, address = as_("chi-bo"), _at(meeting, "chuan-bi/")
    seen = secretary.get(address).data.seen_when
    agenda = {
        "says": [i.says for i in Item.objects.order_by("place")],
        "part": [i.part for i in Item.objects.order_by("place")],
    }
    agenda |= {
        "origin": [i.origin for i in Item.objects.order_by("place")],
        "seen": secretary.get(address).data.seen,
    }
    first = {**agenda, "day": "05/08/2024", "begins": "19:30", "place": "Nhà văn hóa", "seen_when": seen}
    assert secretary.post(address, first).status_code == 302
    second = {**first, "day": "06/08/2024"}
    answer = secretary.post(address, second)
    assert answer.status_code == 409 and "05/08/2024" in answer.data.theirs
    meeting.refresh_from_db()
    assert meeting.day == date(2024, 8, 5)


def test_who_leads_is_not_changed_over_somebody_elses_and_all_of_it_is_told_together(
    as_: As, branch: Province
) -> None:
    meeting = create(branch.ids["CB1"], "regular", AUGUST, "chi-bo")
    secretary, address = as_("chi-bo"), _at(meeting, "chuan-bi/")
    page = secretary.get(address).data
    seen = {"seen": page.seen, "seen_when": page.seen_when, "seen_who": page.seen_who}
    lines = {
        name: [getattr(line, name) for line in page.lines if line.says] for name in ("says", "part", "origin")
    }
    when = {"day": "03/08/2024", "begins": "19:30", "place": ""}
    first = {
        **lines,
        **seen,
        **when,
        "chair": "DV-BINH",
        "place": "Nhà văn hóa",
        "says": [*lines["says"][:-1], "Bế mạc"],
    }
    assert secretary.post(address, first).status_code == 302
    second = {
        **lines,
        **seen,
        **when,
        "chair": "DV-GIANG",
        "place": "Trường học",
        "says": [*lines["says"][:-1], "Chào cờ"],
    }
    answer = secretary.post(address, second)
    assert answer.status_code == 409
    for theirs, mine in (
        ("Bế mạc", "Chào cờ"),
        ("Nhà văn hóa", "Trường học"),
        ("chủ trì: trần thị bình", "chủ trì: đỗ văn giang"),
    ):
        assert theirs in answer.data.theirs.lower() or theirs in answer.data.theirs
        assert mine in answer.data.mine.lower() or mine in answer.data.mine
    untouched = {**lines, **seen, **when, "says": first["says"], "place": "Nhà văn hóa", "chair": "DV-AN"}
    assert (
        secretary.post(address, untouched).status_code == 302
    )  # whoever changed nothing of it changes nothing back
    meeting.refresh_from_db()
    assert meeting.chair_id == branch.ids["DV-BINH"]


def test_the_hour_of_the_end_is_not_written_over_unseen(as_: As, held: Meeting) -> None:
    secretary, address = as_("chi-bo"), _at(held, "dien-bien/")
    assert secretary.post(address, {"do": "end", "ended": "21:00", "seen": ""}).status_code == 302
    other = {"do": "end", "ended": "21:30", "seen": ""}
    answer = secretary.post(address, other)
    assert answer.status_code == 409 and (answer.data.mine, answer.data.theirs) == ("21:30", "21:00")
    assert secretary.post(address, {**other, "seen": secretary.get(address).data.ended}).status_code == 302


def test_the_second_report_of_a_task_tells_the_first_and_loses_no_word(as_: As, held: Meeting) -> None:
    task = recording.give(held.id, "Làm đường", None, date(2024, 7, 20), "chi-bo")
    secretary = as_("chi-bo")
    for address, said in (
        (_at(held, "dien-bien/"), {"do": f"report-{task.id}"}),
        ("/sinh-hoat/CB1/nhiem-vu/", {"task": str(task.id)}),
    ):
        first = {**said, "state": "done", "result": "xong 200 m"}
        secretary.post(address, first)
        answer = secretary.post(address, {**said, "state": "carried", "result": "mới được 50 m"})
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "Làm đường – Đã xong, xong 200 m." in text and "“mới được 50 m”" in text


def test_a_sheet_is_not_typed_over_marks_and_votes_unseen(as_: As, held: Meeting) -> None:
    secretary, address = as_("chi-bo"), _at(held, "phieu/")
    assert (
        secretary.post(
            _at(held, "dien-bien/"), {**VOTE, "do": f"vote-{Motion.objects.latest('id').id}"}
        ).status_code
        == 302
    )
    place = Motion.objects.filter(meeting=held).count()
    said = {"typed": f"2k b{place} 2/0/0"}
    answer = secretary.post(address, said)
    assert answer.status_code == 409
    assert (
        "Trần Thị Bình: Có mặt" in answer.data.theirs and "Trần Thị Bình: Vắng không phép" in answer.data.mine
    )
    answer = secretary.post(address, {"typed": f"b{place} 2/0/0"})
    assert answer.status_code == 409 and "3/3 tán thành" in answer.data.theirs
    assert secretary.post(address, {**said, "both_seen": "1"}).status_code == 302
    assert Motion.objects.latest("id").in_favour == 2


def test_a_vote_written_while_a_sheet_is_read_is_not_written_over(
    as_: As, held: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    motion = Motion.objects.filter(meeting=held).latest("id")
    place = Motion.objects.filter(meeting=held).count()

    def slow(*said: Any, **how: Any) -> Meeting:
        recording.vote(held.id, motion.id, recording.Count("card", 3), "xa")
        return attend(*said, **how)

    monkeypatch.setattr(sheet_page, "attend", slow)
    answer = as_("chi-bo").post(_at(held, "phieu/"), {"typed": f"b{place} 2/0/0"})
    assert answer.status_code == 409 and "3/3 tán thành" in answer.data.theirs


def test_nobody_approves_what_they_have_not_read(as_: As, held: Meeting) -> None:
    recording.end(held.id, time(21, 30), "chi-bo")
    secretary, address = as_("chi-bo"), _at(held, "bien-ban/")
    page = secretary.get(address).data
    edited = f"{page.text}\nBế mạc."
    assert secretary.post(address, {"do": "edit", "text": edited, "seen": page.seen}).status_code == 302
    answer = secretary.post(address, {"do": "approve", "seen_both": page.seen_both})
    assert answer.status_code == 422 and "Hãy đọc lại rồi duyệt" in answer.content.decode()
    recording.conclude(held.id, "Làm đường.", None, "chi-bo")
    stale = secretary.get(address).data
    assert stale.stale
    renewed = secretary.post(address, {"do": "renew", "seen": page.seen})
    assert renewed.status_code == 409 and "Bế mạc." in renewed.data.theirs
    assert secretary.post(address, {"do": "edit", "text": stale.text, "seen": stale.seen}).status_code == 302
    assert secretary.post(address, {"do": "approve", "seen_both": stale.seen_both}).status_code == 302
    held.refresh_from_db()
    assert held.locked


def test_what_was_written_while_somebody_approved_is_given_back(as_: As, held: Meeting) -> None:
    recording.end(held.id, time(21, 30), "chi-bo")
    secretary = as_("chi-bo")
    page = secretary.get(_at(held, "bien-ban/")).data
    secretary.post(_at(held, "bien-ban/"), {"do": "approve"})
    for step, said in (
        ("bien-ban/", {"do": "edit", "text": "Cả buổi tối gõ", "seen": page.seen}),
        ("dien-bien/", {"do": "note", "says": "Cả buổi tối gõ"}),
        ("dien-bien/", {"do": "conclude", "conclusions": "Cả buổi tối gõ", "seen": ""}),
    ):
        answer = secretary.post(_at(held, step), said)
        assert answer.status_code == 422
        assert '<pre class="unsaved">Cả buổi tối gõ</pre>' in answer.content.decode()


def test_a_superiors_reason_is_not_written_over_unseen(as_: As, held: Meeting) -> None:
    as_("chi-bo").post(_at(held, "cham-diem/"), POINTS)
    above, said = as_("xa"), {**POINTS, "step": "superior", "p-4": "10", "reason": "Ghi thiếu ý kiến"}
    recording.end(held.id, time(21, 30), "chi-bo")
    as_("chi-bo").post(_at(held, "bien-ban/"), {"do": "approve"})
    assert above.post(_at(held, "cham-diem/"), said).status_code == 302
    answer = above.post(_at(held, "cham-diem/"), {**said, "reason": "Họp ngắn"})
    assert answer.status_code == 409 and "Ghi thiếu ý kiến" in answer.data.theirs


def test_who_was_invited_is_invited_anew_where_the_day_moves(as_: As, branch: Province) -> None:
    meeting = create(branch.ids["CB1"], "regular", AUGUST, "chi-bo")
    invite(meeting.id, "chi-bo")
    address = _at(meeting, "chuan-bi/")
    said = {"day": "06/08/2024", "begins": "19:30", "place": "", "both_seen": "1"}
    as_("chi-bo").post(address, said)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.invited_at) == ("planned", None)
    invite(meeting.id, "chi-bo")
    as_("chi-bo").post(address, said)
    meeting.refresh_from_db()
    assert meeting.state == "invited"


def test_a_meeting_does_not_last_all_day_but_may_pass_midnight(as_: As, held: Meeting) -> None:
    Meeting.objects.filter(id=held.id).update(begins=time(20, 0))
    secretary = as_("chi-bo")
    answer = secretary.post(_at(held, "dien-bien/"), {"do": "end", "ended": "19:32"})
    assert answer.status_code == 422
    assert "Buổi họp bắt đầu lúc 20:00 nên không kết thúc lúc 19:32" in answer.content.decode()
    assert secretary.post(_at(held, "dien-bien/"), {"do": "end", "ended": "00:15"}).status_code == 302


def test_minutes_without_a_quorum_say_so_and_can_still_be_kept(
    as_: As, july: Meeting, branch: Province
) -> None:
    marks = {"DV-AN": "present", "DV-BINH": "excused", "DV-GIANG": "absent"}
    attend(july.id, {branch.ids[code]: Mark(status) for code, status in marks.items()}, {}, "chi-bo")
    recording.end(july.id, time(21, 30), "chi-bo")
    page = as_("chi-bo").get(_at(july, "bien-ban/"))
    assert "Chỉ 1/3 người được biểu quyết có mặt; không nên ra nghị quyết" in page.content.decode()
    assert as_("chi-bo").post(_at(july, "bien-ban/"), {"do": "approve"}).status_code == 302


@pytest.mark.parametrize("kind", ("thematic", "extraordinary"))
def test_a_meeting_beside_the_plan_says_what_for(as_: As, branch: Province, kind: str) -> None:
    said = {"kind": kind, "day": "20/07/2024", "begins": "19h30"}
    answer = as_("chi-bo").post("/sinh-hoat/CB1/moi/", said)
    assert answer.status_code == 422 and "Hãy ghi chuyên đề, hoặc lý do" in answer.content.decode()
    assert as_("chi-bo").post("/sinh-hoat/CB1/moi/", {**said, "subject": "Bão số 3"}).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.kind, meeting.subject) == (kind, "Bão số 3")


@pytest.mark.parametrize(("format", "begins"), (("docx", b"PK"), ("pdf", b"%PDF")))
def test_papers_for_those_who_come_leave_as_word_and_pdf(
    as_: As, july: Meeting, format: str, begins: bytes
) -> None:
    answer = as_("chi-bo").get(_at(july, f"moi-hop/?paper=pack&format={format}"))
    assert (
        answer.content.startswith(begins) and "tai-lieu-2024-07-03" in answer.headers["Content-Disposition"]
    )
