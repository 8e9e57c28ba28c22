"""Promises before the day of a meeting: what can be done is offered, the rest says since when, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bontot.access.tests.reader import Reader
from bontot.meetings.models import Conclusion, Meeting, Motion, Note, Score, Task
from bontot.meetings.planning import create
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]
AUGUST = date(2024, 8, 1)


@pytest.fixture
def august(branch: Province) -> Meeting:
    return create(branch.ids["CB1"], "regular", AUGUST, "chi-bo")


def _at(meeting: Meeting, step: str = "") -> str:
    return f"/sinh-hoat/buoi/{meeting.id}/{step}"


def test_attendance_shows_the_list_and_what_can_be_done_now(as_: As, august: Meeting) -> None:
    page = as_("chi-bo").get(_at(august, "diem-danh/")).content.decode()
    assert "bước này làm được từ ngày ấy" in page and "03/08/2024" in page
    assert 'type="radio"' not in page and "Lưu điểm danh" not in page
    assert as_("chi-bo").get(_at(august, "mang-theo/")).status_code == 200 and "mang-theo/" in page
    assert page.count("<li>") >= 7 and "Vũ Thị Em" in page and "in phiếu điểm danh" in page


@pytest.mark.parametrize("step", ("diem-danh/", "cham-diem/", "bien-ban/", "nghi-quyet/", "phieu/"))
def test_a_step_of_the_day_has_no_button_before_it(as_: As, august: Meeting, step: str) -> None:
    page = as_("chi-bo").get(_at(august, step)).content.decode()
    assert "bước này làm được từ ngày ấy" in page or "chụp ảnh hoặc gõ lại từ ngày họp 03/08/2024" in page
    buttons = ("Duyệt biên bản", "Lưu điểm<", "Sửa văn bản", "Lưu điểm danh", "Ghi theo phiếu")
    assert not any(says in page for says in buttons)


def test_conclusions_and_motions_are_drafted_before_and_the_rest_waits(as_: As, august: Meeting) -> None:
    secretary, course = as_("chi-bo"), _at(august, "dien-bien/")
    page = secretary.get(course).content.decode()
    assert "Dự thảo kết luận" in page and "Giờ kết thúc" not in page and "Ghi ý kiến" not in page
    assert (
        secretary.post(course, {"do": "conclude", "conclusions": "Làm đường", "seen": ""}).status_code == 302
    )
    assert (
        secretary.post(course, {"do": "motion", "motion": "Góp quỹ", "about": "ordinary"}).status_code == 302
    )
    assert Conclusion.objects.get().says == "Làm đường" and Motion.objects.filter(says="Góp quỹ").exists()
    for said in (
        {"do": "note", "says": "ý kiến"},
        {"do": "task", "task": "Việc", "deadline": "30/08/2024"},
        {"do": "end", "ended": "21:00"},
    ):
        answer = secretary.post(course, said)
        assert answer.status_code == 422 and "Chưa đến ngày họp 03/08/2024" in answer.content.decode()
    assert not Note.objects.exists() and not Task.objects.exists()


def test_nothing_is_scored_or_approved_before_the_day(as_: As, august: Meeting) -> None:
    points = {"step": "self", "p-1": "10", "p-2": "10", "p-3": "10", "p-4": "10"}
    for step, said in (("cham-diem/", points), ("bien-ban/", {"do": "approve"})):
        answer = as_("chi-bo").post(_at(august, step), said)
        assert answer.status_code == 422 and "Chưa đến ngày họp" in answer.content.decode()
    assert not Score.objects.exists()


def test_once_invited_the_meeting_says_what_comes_when(as_: As, august: Meeting) -> None:
    secretary = as_("chi-bo")
    assert secretary.get(_at(august)).data.head.next.href.endswith("/chuan-bi/")
    secretary.post(_at(august, "moi-hop/"), {"do": "invite"})
    page = secretary.get(_at(august))
    assert page.data.head.next is None
    assert "Điểm danh, ghi diễn biến, biên bản: từ ngày 03/08/2024" in page.content.decode()


def test_approving_names_both_papers(as_: As, july: Meeting) -> None:
    assert "Duyệt biên bản và nghị quyết" in as_("chi-bo").get(_at(july, "bien-ban/")).content.decode()
