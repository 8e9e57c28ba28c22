"""Finding people and organisations in a browser: suggestions by keyboard, the same without a script, axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bontot.access.demonstration import PASSWORD, accounts
from bontot.members.tests.province import build
from bontot.ui.tests.axe import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TRANSFER, ABSORB = "/quyet-dinh/moi/member.transfer/", "/quyet-dinh/moi/organisation.absorb/"


@pytest.fixture(autouse=True)
def _province(transactional_db: None) -> None:
    build()
    accounts(province="BG", commune="XA", branch="CB1", person="DV-AN")


def _sign_in(page: Page, where: str) -> None:
    page.goto(f"/dang-nhap/?next={where}")
    page.fill("[name=username]", "tinh")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")


def test_a_suggestion_is_chosen_by_keyboard(page: Page) -> None:
    _sign_in(page, TRANSFER)
    field = page.get_by_role("combobox", name="Đảng viên")
    field.press_sequentially("nguyen van an")
    page.get_by_role("option").first.wait_for()
    assert violations(page) == []
    field.press("ArrowDown")
    assert page.locator("[aria-selected=true]").count() == 1
    field.press("Enter")
    assert page.locator("[name=member-chosen]").input_value() == "DV-AN"
    assert field.get_attribute("aria-expanded") == "false"


def test_several_are_chosen_one_after_the_other(page: Page) -> None:
    _sign_in(page, ABSORB)
    field = page.get_by_role("combobox", name="Các tổ chức được sáp nhập")
    for asked in ("CB1", "CB2"):
        field.press_sequentially(asked)
        page.locator(f"[role=option]:has-text('({asked})')").wait_for()
        field.press("ArrowDown")
        field.press("Enter")
    assert page.locator("[name=absorbed-chosen]:checked").count() == 2
    page.set_viewport_size({"width": 320, "height": 740})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_without_a_script_one_looks_and_ticks(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    _sign_in(page, ABSORB)
    page.fill("[name=absorbed]", "tan")
    page.fill("[name=into]", "XA")
    page.locator(".pick-look").first.click()
    page.locator("[name=absorbed-chosen]").first.check()
    page.get_by_role("button", name="Xem trước").click()
    assert page.locator("[name=absorbed-chosen]:checked").count() == 1
    assert page.locator("[name=into-chosen]").get_attribute("value") == "XA"
    context.close()
