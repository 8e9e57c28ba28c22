"""A secretary's hand on a telephone: it presses and types the month of a branch, and counts. For tests and for `bench/month.py`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password

from bontot.access.demonstration import accounts
from bontot.access.models import Account
from bontot.kernel.period import OPEN
from bontot.meetings.models import Meeting
from bontot.meetings.recording import give
from bontot.members.tests.province import build
from bontot.ui.clock import today

if TYPE_CHECKING:
    from playwright.sync_api import Page

TYPED = ("Làm đường ngõ trong quý", "Vận động hiến đất", "Thăm cụ Hoa ốm", "Nộp đảng phí")
"""What only people know: one conclusion and three tasks."""
MOST = 60
"""Presses that a month may cost."""


class Hand:
    """Presses and types as a thumb does, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.letters = page, 0, 0

    def press(self, what: str) -> None:
        self.page.locator(what).first.click()
        self.clicks += 1

    def write(self, where: str, text: str) -> None:
        self.press(where)
        self.page.locator(where).first.fill(text)
        self.letters += len(text)

    def choose(self, where: str, value: str) -> None:
        """A list costs two presses: to open it, and to choose."""
        self.page.locator(where).first.select_option(value)
        self.clicks += 2


def branch_of_thirty() -> None:
    """A branch that meets today, with a task left from last month, and the account of its secretary."""
    province = build()
    for i in range(28):
        province.member(f"DV-{i:02}", f"Nguyễn Văn {chr(65 + i % 25)}{i}", ("CB1", date(2010, 1, 1), OPEN))
    accounts(province="BG", commune="XA", branch="CB1", person="DV-AN")
    Account.objects.filter(username="chi-bo").update(password=make_password("bon-tot-2030"))
    month = today().replace(day=1)
    last = Meeting.objects.create(
        organisation_id=province.ids["CB1"], kind="regular", month=_before(month), day=_before(month), begins="19:30",
        place="Nhà văn hóa", state="held",
    )  # fmt: skip
    give(last.id, "Rà soát quần chúng ưu tú", province.ids["DV-00"], month, "chi-bo")
    Meeting.objects.filter(id=last.id).update(state="approved")


def signed_in(page: Page) -> Hand:
    """The secretary, signed in on a telephone; signing in is not counted, it is done once and not every month."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/dang-nhap/")
    page.fill("[name=username]", "chi-bo")
    page.fill("[name=password]", "bon-tot-2030")
    page.click("main button")
    return Hand(page)


def _before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 3)


def month(hand: Hand) -> Meeting:
    """Open, invite, attendance of thirty with two away, a vote, a conclusion, three tasks, score, minutes, sent."""
    hand.press("text=Chuẩn bị buổi họp")
    meeting = Meeting.objects.latest("id")
    Meeting.objects.filter(id=meeting.id).update(day=today())
    hand.press("text=Lưu và mời họp")
    Meeting.objects.filter(id=meeting.id).update(day=today())
    hand.press("button:has-text('Đã mời họp')")
    hand.press("a.button-big")
    hand.press("label.mark-excused >> nth=3")
    hand.choose(
        "select[name='r-DV-01']"
        if hand.page.locator("select[name='r-DV-01']").is_visible()
        else ".why:visible select",
        "sick",
    )
    hand.press("label.mark-absent >> nth=7")
    hand.press("text=Lưu điểm danh")
    hand.press("button:has-text('Đã xong')")
    hand.press("text=Đánh dấu người phát biểu")
    for i in range(5):
        hand.press(f".ticks label >> nth={i}")
    hand.press("text=Ghi người phát biểu")
    hand.press("button:has-text('Ghi số phiếu')")
    hand.write("#conclusions-text", TYPED[0])
    hand.press("text=Lưu kết luận")
    for i, says in enumerate(TYPED[1:]):
        hand.write("#task_task", says)
        hand.choose("#task_owner", f"DV-{i:02}")
        hand.press("button:has-text('Giao việc')")
    hand.page.fill("#ended", "21:15")  # on the evening itself the clock has filled it in
    hand.press("button:has-text('Kết thúc buổi họp')")
    hand.press("button:has-text('Lưu điểm')")
    hand.press("button:has-text('Duyệt biên bản')")
    hand.page.wait_for_selector(".message:has-text('đã gửi cấp trên')")
    return meeting
