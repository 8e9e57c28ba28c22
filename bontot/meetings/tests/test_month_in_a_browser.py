"""What a month costs a secretary: every press and every typed letter is counted, on a phone."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bontot.meetings.models import Meeting, Task
from bontot.meetings.tests.hand import MOST, TYPED, Hand, branch_of_thirty, month, signed_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BASELINE = Path(__file__).with_name("month.json")


@pytest.fixture
def hand(page: Page) -> Hand:
    """The secretary of a branch of thirty."""
    branch_of_thirty()
    return signed_in(page)


def test_a_month_costs_at_most_sixty_presses(hand: Hand) -> None:
    """From opening the meeting to sending its minutes."""
    meeting = month(hand)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.must_attend, meeting.excused, meeting.absent, meeting.speakers) == (
        "approved",
        30,
        1,
        1,
        5,
    )
    assert meeting.sent_at and Task.objects.filter(meeting=meeting).count() == 3
    cost = {"clicks": hand.clicks, "letters": hand.letters}
    print(f"\nMột tháng của bí thư: {cost}")
    if "BONTOT_RECORD" in os.environ:
        BASELINE.write_text(json.dumps(cost) + "\n", encoding="utf-8")
    assert hand.letters == sum(map(len, TYPED)), "something was typed that the system knows"
    assert hand.clicks <= MOST and cost == json.loads(BASELINE.read_text(encoding="utf-8"))


def test_a_part_is_saved_without_touching_what_is_being_written_elsewhere(hand: Hand) -> None:
    """What stands half written in one part survives saving another."""
    page = hand.page
    page.click("text=Chuẩn bị buổi họp")
    meeting = Meeting.objects.latest("id")
    page.goto(f"/sinh-hoat/buoi/{meeting.id}/dien-bien/")
    page.fill("#task_task", "Đang viết dở")
    page.fill("#conclusions-text", "Làm đường.")
    page.click("text=Lưu kết luận")
    page.wait_for_selector("input[name=seen][value='Làm đường.']", state="attached")
    assert page.input_value("#task_task") == "Đang viết dở"


@pytest.mark.parametrize("reading", ["100-normal", "200-normal"])
def test_leaving_early_is_marked_with_a_thumb_and_covers_no_name(hand: Hand, reading: str) -> None:
    """At the largest text the press stands below the marks, so that a name keeps its line."""
    page = hand.page
    page.click("text=Chuẩn bị buổi họp")
    meeting = Meeting.objects.latest("id")
    page.context.add_cookies([{"name": "reading", "value": reading, "url": page.evaluate("location.origin")}])
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto(f"/sinh-hoat/buoi/{meeting.id}/diem-danh/")
    row = page.locator(".marks li").first
    early, marks = row.locator(".early summary").bounding_box(), row.locator(".mark-choices").bounding_box()
    assert early is not None
    assert marks is not None
    assert early["height"] >= 43.5
    if reading == "200-normal":
        assert early["y"] >= marks["y"] + marks["height"]
    else:
        assert early["y"] + early["height"] <= marks["y"] + 1
