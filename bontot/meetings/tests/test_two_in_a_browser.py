"""Two secretaries in two browsers: on each page that is edited the second one sees both versions, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bontot.meetings import recording
from bontot.meetings.attending import Mark, attend
from bontot.meetings.models import Conclusion, Item, Meeting, Motion, Presence, Score
from bontot.meetings.planning import When, create
from bontot.meetings.rolls import roll
from bontot.meetings.tests.hand import branch_of_thirty, signed_in
from bontot.organisations.models import Organisation
from bontot.ui.clock import now, today

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

type Two = "tuple[Page, Page]"


@pytest.fixture
def two(page: Page, browser: Browser, live_server: LiveServer) -> Iterator[Two]:
    """Both signed in; the second one is a browser of its own, in which an answer of 409 is no complaint."""
    branch_of_thirty()
    context = browser.new_context(base_url=live_server.url, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    yield signed_in(page).page, signed_in(context.new_page()).page
    context.close()


@pytest.fixture
def meeting(two: Two) -> Meeting:
    """The meeting of today, begun two hours ago."""
    branch = Organisation.objects.get(code="CB1")
    begins = (now() - timedelta(hours=2)).astimezone().time().replace(second=0, microsecond=0)
    return create(
        branch.pk, "regular", today().replace(day=1), "chi-bo", when=When(today(), begins, "Nhà văn hóa")
    )


def _open(two: Two, meeting: Meeting, step: str) -> Two:
    for each in two:
        each.goto(f"/sinh-hoat/buoi/{meeting.id}/{step}/")
    return two


def _torn(second: Page, theirs: str, mine: str) -> None:
    """The page of both texts."""
    second.wait_for_selector(".both")
    assert second.locator("[aria-labelledby=theirs] pre").inner_text().find(theirs) >= 0
    assert second.locator("[aria-labelledby=mine] pre").inner_text().find(mine) >= 0
    assert second.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _keep_mine(second: Page) -> None:
    second.click("text=Lưu bản của tôi")
    second.wait_for_selector(".both", state="detached")


def test_the_agenda(two: Two, meeting: Meeting) -> None:
    first, second = _open(two, meeting, "chuan-bi")
    for each, words in ((first, "Bàn việc làm đường"), (second, "Bàn việc trồng cây")):
        each.fill("textarea:visible >> nth=0", words)
        each.click("text=Lưu và mời họp")
    first.wait_for_url("**/moi-hop/")
    _torn(second, "Bàn việc làm đường", "Bàn việc trồng cây")
    _keep_mine(second)
    assert Item.objects.filter(meeting=meeting, says="Bàn việc trồng cây").exists()


def test_attendance_of_two_is_put_together_and_only_the_same_name_asked_about(
    two: Two, meeting: Meeting
) -> None:
    first, second = _open(two, meeting, "diem-danh")
    first.click("label.mark-excused >> nth=1")
    first.click("label.mark-absent >> nth=2")
    first.click("text=Lưu điểm danh")
    first.wait_for_url("**/dien-bien/")
    second.click("label.mark-absent >> nth=1")
    second.click("label.mark-absent >> nth=3")
    second.click("text=Lưu điểm danh")
    _torn(second, "Vắng có phép", "Vắng không phép")
    _keep_mine(second)
    away = Presence.objects.exclude(status="present").values_list("status", flat=True)
    assert list(away) == ["absent"] * 3, "what the second one never touched stays as the first one wrote it"


@pytest.fixture
def held(meeting: Meeting) -> Meeting:
    """Attendance is taken."""
    people = roll(meeting.organisation_id, meeting.kind, meeting.day)
    attend(meeting.id, {line.person: Mark("present") for line in people.lines}, None, "chi-bo")
    return meeting


def test_votes_conclusions_and_the_end(two: Two, held: Meeting) -> None:
    first, second = _open(two, held, "dien-bien")
    for each, number in ((first, "20"), (second, "19")):
        each.fill(".ballot [name=in_favour]", number)
        each.click("button:has-text('Ghi số phiếu')")
        each.wait_for_selector(".ballot .badge, .both")
    _torn(second, "20/", "19/")
    second.click("text=Giữ bản đang lưu")
    assert Motion.objects.get(meeting=held).in_favour == 20
    _open(two, held, "dien-bien")
    for each, words in ((first, "Làm đường."), (second, "Trồng cây.\nMua loa.")):
        each.fill("#conclusions-text", words)
        each.click("text=Lưu kết luận")
        each.wait_for_timeout(500)
    _torn(second, "Làm đường.", "Trồng cây.\nMua loa.")
    _keep_mine(second)
    assert Conclusion.objects.filter(meeting=held).count() == 2
    _open(two, held, "dien-bien")
    hours = [(now() - timedelta(minutes=minutes)).astimezone().strftime("%H:%M") for minutes in (20, 10)]
    for each, hour in zip((first, second), hours, strict=True):
        each.fill("#ended", hour)
        each.click("text=Kết thúc buổi họp")
        each.wait_for_selector(".both, .score-line")
    _torn(second, *hours)


def test_a_task_and_the_points(two: Two, held: Meeting) -> None:
    first, second = _open(two, held, "dien-bien")
    for each, words in ((first, "xong cả"), (second, "mới được nửa")):
        each.fill("#part-left input[name=result]", words)
        each.click("#part-left button[value=done]")
        each.wait_for_timeout(700)
    text = second.inner_text("#problems")
    assert (
        "đã được báo cáo rồi: Rà soát quần chúng ưu tú – Đã xong, xong cả." in text
        and "“mới được nửa”" in text
    )
    _open(two, held, "cham-diem")
    for each, points in ((first, "9"), (second, "8")):
        each.fill(".score-line input >> nth=0", points)
        each.click("text=Lưu điểm")
        each.wait_for_selector(".both, .paper")
    _torn(second, ": 9", ": 8")
    _keep_mine(second)
    assert Score.objects.get(meeting=held).self_total is not None


def test_the_minutes(two: Two, held: Meeting) -> None:
    recording.end(held.id, (now() - timedelta(minutes=5)).astimezone().time(), "chi-bo")
    first, second = _open(two, held, "bien-ban")
    for each, words in ((first, "Một dòng thêm"), (second, "Hai dòng thêm")):
        each.click("text=Sửa văn bản")
        each.fill("#text", f"{each.input_value('#text')}\n{words}")
    first.click("text=Lưu văn bản")
    first.wait_for_selector(".message:has-text('Đã lưu văn bản')")
    second.click("text=Lưu văn bản")
    _torn(second, "Một dòng thêm", "Hai dòng thêm")
    _keep_mine(second)
    second.wait_for_selector(".paper:has-text('Hai dòng thêm')")
    recording.conclude(held.id, "Trồng cây.", None, "xa")
    second.goto(f"/sinh-hoat/buoi/{held.id}/nghi-quyet/")
    recording.conclude(held.id, "Mua loa.", None, "xa")
    second.click("button:has-text('Duyệt biên bản')")
    second.wait_for_selector("#problems:has-text('hãy đọc lại văn bản ấy rồi lưu')")
    second.click(".notice a:has-text('Đọc lại biên bản')")
    second.click("button:has-text('Đã đọc lại, giữ văn bản này')")
    second.wait_for_selector(".message:has-text('Đã lưu văn bản')")
    second.click("button:has-text('Duyệt biên bản')")
    second.wait_for_selector(".message:has-text('Đã duyệt')")
    held.refresh_from_db()
    assert held.locked
