"""A plan in a real browser: the tree by drag, by keys and without a script; every page sound, wide and narrow."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bontot.access.demonstration import PASSWORD, accounts
from bontot.reforms.models import Reform
from bontot.reforms.seeing import looked, see
from bontot.reforms.tests.plans import DAY, organisation
from bontot.reforms.versions import Saving, planned, save
from bontot.ui.clock import now
from bontot.ui.tests.axe import violations
from tests import world

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINES = [
    organisation("XA1", "hợp nhất", related="XA9"),
    organisation("XA2", "hợp nhất", related="XA9"),
    organisation("XA9", "lập mới", name="Đảng bộ xã Mới", kind="đảng bộ cơ sở", parent="HUYEN"),
    organisation("KHOI", "giải thể"),
]


@pytest.fixture(autouse=True)
def plan(transactional_db: None, monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: Path) -> Reform:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2024, 6, 30))
    settings.HOME = tmp_path / "home"  # type: ignore[attr-defined]  # settings are of any type
    world.build()
    accounts(province="TINH", commune="XA1", branch="THON1", person="DV02")
    made = Reform.objects.create(
        code="thu", title="Sắp xếp thử", day=DAY, organisation="TINH", created=now(), created_by="lan"
    )
    save(made, Saving("lan", "Lập", 0, put=looked(LINES, see(DAY, LINES))))
    return made


def sign_in(page: Page) -> None:
    page.goto("/dang-nhap/")
    page.fill("#id_username", "lap-phuong-an")
    page.fill("#id_password", PASSWORD)
    page.click("main button")


def parent_of(plan: Reform, code: str) -> str:
    plan.refresh_from_db()
    return next((line.says("parent") for line in planned(plan) if line.subject == code), "")


AFTER = ".leaf[data-side=after][data-code='{}']"


def test_an_organisation_is_dragged_to_another(page: Page, plan: Reform) -> None:
    sign_in(page)
    page.goto("/phuong-an/thu/cay/?den=XA9")
    page.drag_and_drop(AFTER.format("SO1"), AFTER.format("HUYEN"))
    page.get_by_text("Đã chuyển SO1.").wait_for()
    assert parent_of(plan, "SO1") == "HUYEN"


def test_nothing_moves_under_the_pointer_while_dragging_and_the_line_that_opens_a_branch_stands_for_it(
    page: Page, plan: Reform
) -> None:
    sign_in(page)
    page.goto("/phuong-an/thu/cay/?den=XA9")
    row = page.locator(AFTER.format("HUYEN"))
    before = row.bounding_box()
    page.locator(AFTER.format("SO1")).hover()
    page.mouse.down()
    page.locator("li", has=row).last.locator("summary").first.hover()
    page.get_by_text("Đang nhấc: Chi bộ Sở Thử Nghiệm").wait_for()
    assert row.bounding_box() == before
    page.mouse.up()
    page.get_by_text("Đã chuyển SO1.").wait_for()
    assert parent_of(plan, "SO1") == "HUYEN"


def test_an_organisation_is_moved_by_keys_and_a_branch_comes_when_it_is_opened(
    page: Page, plan: Reform
) -> None:
    sign_in(page)
    page.goto("/phuong-an/thu/cay/?den=XA9")
    page.locator("li", has=page.locator(AFTER.format("XA9"))).last.locator("summary").click()
    page.locator(f"{AFTER.format('THON1')} a").focus()
    page.keyboard.press("m")
    page.get_by_text("Đang nhấc: Chi bộ thôn Bản Trên").wait_for()
    page.locator(f"{AFTER.format('SO1')} a").focus()
    page.keyboard.press("Escape")
    page.locator(f"{AFTER.format('DN1')} a").focus()
    page.keyboard.press("m")
    page.locator(f"{AFTER.format('XA9')} a").focus()
    page.keyboard.press("p")
    page.get_by_text("không được đặt dưới").or_(page.get_by_text("Đã chuyển DN1.")).first.wait_for()
    assert parent_of(plan, "DN1") == "XA9"


def test_without_a_script_a_branch_is_a_page_and_moving_a_form(
    browser: Browser, live_server: LiveServer, plan: Reform
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    page.goto("/phuong-an/thu/cay/")
    page.locator("details details summary").first.click()
    page.get_by_role("link", name="Mở nhánh này").first.click()
    page.get_by_role("heading", name="Đảng bộ huyện Suối Trong").wait_for()
    page.goto("/phuong-an/thu/cay/?den=XA9")
    page.locator(f"{AFTER.format('SO1')} a").click()
    page.locator(f"{AFTER.format('HUYEN')} button").click()
    page.get_by_text("Đã chuyển SO1.").wait_for()
    assert parent_of(plan, "SO1") == "HUYEN"
    context.close()


@pytest.mark.slow
def test_every_page_is_sound(page: Page) -> None:
    sign_in(page)
    for address in ("", "thu/", "thu/cay/?den=XA9", "thu/cay/?chuyen=THON1", "thu/dong/organisation/", "thu/tep/",
                    "thu/dong/organisation/ghi/?way=establish", "thu/phien-ban/", "thu/phien-ban/1/", "thu/thay-doi/"):  # fmt: skip
        page.goto(f"/phuong-an/{address}")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert violations(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address


def test_moving_is_pressed_with_a_thumb_on_a_phone(page: Page, plan: Reform) -> None:
    sign_in(page)
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto(f"/phuong-an/{plan.code}/cay/?den=XA9")
    box = page.locator(".leaf .button").first.bounding_box()
    assert box is not None
    assert box["height"] >= 43.5
