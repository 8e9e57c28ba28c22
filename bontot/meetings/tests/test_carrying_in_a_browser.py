"""A meeting on a telephone whose network goes: nothing is lost, nothing is doubled, and nothing stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from bontot.access.demonstration import accounts
from bontot.access.models import Account
from bontot.kernel.period import OPEN
from bontot.ledger.sealing import unseal
from bontot.meetings.attending import Mark, attend
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
from bontot.meetings.planning import When, create
from bontot.meetings.recording import give
from bontot.members.tests.province import Province, build
from bontot.ui.clock import now, today

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "bon-tot-2030"
STORED = """async () => {
  const done = (asked) => new Promise((yes) => { asked.onsuccess = () => yes(asked.result); });
  const bytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);
  const text = (value) => bytes(value) ? new TextDecoder().decode(value)
    : value && typeof value === "object" ? Object.values(value).map(text).join(" ") : String(value);
  const names = (await indexedDB.databases()).map((each) => each.name);
  const rows = [], beside = [...Object.values(localStorage), ...Object.values(sessionStorage)];
  for (const name of names) {
    const db = await done(indexedDB.open(name));
    for (const store of db.objectStoreNames) rows.push(...await done(db.transaction(store).objectStore(store).getAll()));
    db.close();
  }
  return { names, rows: rows.length, text: [...rows, ...beside].map(text).join(" ") };
}"""
"""Everything that the browser keeps for this site, its bytes read as letters."""


@pytest.fixture
def branch(page: Page) -> Iterator[Province]:
    """A branch of five that meets today, and its secretary signed in on a telephone."""
    province = build()
    for code, name in (("DV-GIANG", "Đỗ Văn Giang"), ("DV-HANH", "Lê Thị Hạnh"), ("DV-KIEN", "Ngô Kiên")):
        province.member(code, name, ("CB1", today() - timedelta(days=900), OPEN))
    accounts(province="BG", commune="XA", branch="CB1", person="DV-AN")
    Account.objects.filter(username="chi-bo").update(password=make_password(PASSWORD))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/dang-nhap/")
    page.fill("[name=username]", "chi-bo")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    yield province


@pytest.fixture
def meeting(branch: Province) -> Meeting:
    """The meeting of this month, on this very day, with a task left from before."""
    month = today().replace(day=1)
    when = When(today(), timezone.localtime(now()).time().replace(second=0, microsecond=0), "Nhà văn hóa")
    made = create(branch.ids["CB1"], "regular", month, "chi-bo", when=when)
    give(made.id, "Sửa mái nhà văn hóa", branch.ids["DV-BINH"], today(), "chi-bo")
    Task.objects.update(meeting=None)
    return made


def test_a_meeting_goes_on_without_a_network(page: Page, branch: Province, meeting: Meeting) -> None:
    """Taken along, marked, cut off, reloaded, finished, sent twice; the office has marked the same person meanwhile."""
    carry(page, meeting)
    mark(page, "DV-AN", "present")
    page.context.set_offline(True)
    page.click("#all-present")
    mark(page, "DV-GIANG", "absent")
    stored = page.evaluate(STORED)
    assert stored["rows"] >= 6
    assert not [
        name for name in ("Giang", "Hạnh", "Bình", "Sửa mái", "DV-AN", "Chi bộ") if name in stored["text"]
    ]
    attend(meeting.id, {branch.ids["DV-GIANG"]: Mark("excused", "sick")}, None, "xa")  # at the office
    page.reload()
    page.fill("#locked-password", "mat-khau-sai-roi")
    page.click("#locked button")
    page.wait_for_selector("#problem:has-text('Mật khẩu chưa đúng')")
    page.fill("#locked-password", PASSWORD)
    page.click("#locked button")
    page.wait_for_selector("#meeting:visible")
    assert page.is_checked("[data-row=DV-GIANG] [value=absent]")
    finish(page)
    page.evaluate("document.documentElement.dataset.text = '200'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.set_offline(False)
    for _ in range(2):
        page.click("#send")
        page.wait_for_selector("#kept:has-text('Còn 1 chỗ')")
    assert (Note.objects.count(), Task.objects.filter(says="Thăm cụ Hoa ốm").count()) == (1, 1)
    assert page.locator("#torn pre").all_inner_texts() == [
        "Đỗ Văn Giang: Vắng có phép, ốm đau", "Đỗ Văn Giang: Vắng không phép",
    ]  # fmt: skip
    assert Presence.objects.get(person_id=branch.ids["DV-GIANG"]).status == "excused"
    page.click("[data-keep=mine]")
    page.wait_for_selector("#done:visible")
    left = page.evaluate(STORED)
    assert (left["names"], left["rows"]) == ([], 0)
    arrived(branch, meeting)


def test_signing_out_deletes_what_is_carried_and_asks_first(page: Page, meeting: Meeting) -> None:
    carry(page, meeting)
    assert page.evaluate(STORED)["rows"] == 1
    page.goto("/tai-khoan/")
    page.click(".account summary")
    page.click("text=Đăng xuất")
    page.click("text=Vẫn đăng xuất và xóa")
    page.wait_for_url("**/dang-nhap/")
    left = page.evaluate(STORED)
    assert (left["names"], left["rows"]) == ([], 0)


def test_what_is_typed_and_not_written_down_is_told_before_sending(page: Page, meeting: Meeting) -> None:
    """Sending shows the meeting anew: a conclusion that was only typed would have been gone."""
    carry(page, meeting)
    page.fill("#conclusions", "Làm đường trong quý.")
    page.click("#send")
    page.wait_for_selector("#problem:has-text('“Mỗi dòng một kết luận”: có chữ, số vừa gõ')")
    assert page.input_value("#conclusions") == "Làm đường trong quý."
    page.click("#conclude button")
    page.click("#send")
    page.wait_for_selector("#kept:has-text('mọi điều đã vào hồ sơ')")
    assert page.input_value("#conclusions") == "Làm đường trong quý."
    assert Conclusion.objects.get().says == "Làm đường trong quý."


def test_what_is_written_while_it_is_being_sent_is_told_as_not_sent_yet(
    page: Page, branch: Province, meeting: Meeting
) -> None:
    carry(page, meeting)
    mark(page, "DV-AN", "present")
    page.evaluate(
        "document.getElementById('send').click(); document.querySelector('[data-row=DV-GIANG] [value=absent]').click()"
    )
    page.wait_for_selector("#send:enabled")
    page.wait_for_selector("#kept:has-text('Chưa gửi: 1.')")
    assert page.is_checked("[data-row=DV-GIANG] [value=absent]")
    page.click("#send")
    page.wait_for_selector("#kept:has-text('mọi điều đã vào hồ sơ')")
    assert Presence.objects.get(person_id=branch.ids["DV-GIANG"]).status == "absent"


def carry(page: Page, meeting: Meeting) -> None:
    """Take the meeting along."""
    page.goto(f"/sinh-hoat/buoi/{meeting.id}/")
    page.click("text=Mang theo, dùng khi mất mạng")
    page.fill("#carry-password", PASSWORD)
    page.click("#taking button")
    page.wait_for_url("**/sinh-hoat/mang-theo/")
    page.wait_for_selector("#meeting:visible")


def mark(page: Page, code: str, status: str) -> None:
    """Mark one person."""
    page.click(f"[data-row={code}] label.mark-{status}")


def finish(page: Page) -> None:
    """What is left of a meeting: somebody speaks, a vote, a conclusion, an old task and a new one, the end."""
    page.select_option("#note-speaker", "DV-HANH")
    page.fill("#note-says", "Nên làm đường trước mùa mưa")
    page.click("#note button")
    page.wait_for_selector("#notes li")
    page.fill("#ballots [name=in_favour]", "6")
    page.click("#ballots button")
    page.wait_for_selector("#problem:has-text('nhiều hơn')")
    page.fill("#ballots [name=in_favour]", "3")
    page.fill("#ballots [name=against]", "1")
    page.click("#ballots button")
    page.wait_for_selector("#ballots :text('3 tán thành')")
    page.fill("#conclusions", "Làm đường trong quý.")
    page.click("#conclude button")
    page.click("#left button[value=done]")
    page.fill("#task-says", "Thăm cụ Hoa ốm")
    page.select_option("#task-owner", "DV-KIEN")
    page.click("#task button")
    page.wait_for_selector("#given li")
    page.click("#end button")
    page.wait_for_selector("#ended:has-text('kết thúc')")


def arrived(branch: Province, meeting: Meeting) -> None:
    """Everything is there once, the office's mark is in the trail, and the server has forgotten the key."""
    meeting.refresh_from_db()
    marks = dict(Presence.objects.values_list("person_id", "status"))
    assert marks.pop(branch.ids["DV-GIANG"]) == "absent"
    assert set(marks.values()) == {"present"} and len(marks) == 4
    assert unseal(Note.objects.get().says) == "Nên làm đường trước mùa mưa"
    motion = Motion.objects.get(meeting=meeting)
    assert (motion.in_favour, motion.against, motion.passed) == (3, 1, True)
    assert set(Task.objects.values_list("says", "state")) == {
        ("Sửa mái nhà văn hóa", "done"), ("Thăm cụ Hoa ốm", "open"),
    }  # fmt: skip
    assert meeting.ended is not None and meeting.state == "held"
    assert any("ốm đau" in unseal(each.before) for each in Trace.objects.filter(what="attend"))
    carried = Carried.objects.get()
    assert carried.key == "" and carried.closed_at is not None
    assert set(Operation.objects.values_list("outcome", "content")) == {("applied", ""), ("replaced", "")}
