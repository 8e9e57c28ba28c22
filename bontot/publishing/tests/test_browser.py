"""The portal in a browser: axe, copying the address, rating without a reload and without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bontot.publishing.articles import publish
from bontot.publishing.tests.conftest import NUMBERS, answering, draft
from bontot.ui.tests.axe import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = "/tin/dang-vien-o-thon-ban/"


@pytest.fixture(autouse=True)
def articles(transactional_db: None) -> None:
    publish(draft(), answering(NUMBERS))
    publish(draft("Bài khác", "Nội dung."), answering(NUMBERS))


@pytest.mark.parametrize("address", ["/tin/", "/tin/tim/?q=thon", HERE])
def test_axe_finds_nothing(page: Page, address: str) -> None:
    page.goto(address)
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 740})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_copying_the_address_is_confirmed(page: Page) -> None:
    page.goto(HERE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Sao chép địa chỉ").click()
    page.get_by_text("Đã sao chép địa chỉ.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_rating_is_thanked_for_without_a_reload(page: Page) -> None:
    page.goto(HERE)
    page.evaluate("window.same = true")
    page.get_by_label("4 sao – có ích").check()
    page.get_by_role("button", name="Gửi đánh giá").click()
    page.get_by_text("Cảm ơn bạn đã đánh giá bài viết.").wait_for()
    assert page.evaluate("window.same")
    page.get_by_label("5 sao – rất có ích").check()
    page.get_by_role("button", name="Đổi đánh giá").click()
    page.get_by_text("Đã đổi đánh giá của bạn.").wait_for()


def test_a_rating_is_thanked_for_without_a_script(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(HERE)
    assert page.get_by_role("button", name="Sao chép địa chỉ").count() == 0, (
        "a button that does nothing is not shown"
    )
    assert page.get_by_label("Địa chỉ của bài").input_value() == page.url
    page.get_by_label("4 sao – có ích").check()
    page.get_by_role("button", name="Gửi đánh giá").click()
    assert page.get_by_text("Cảm ơn bạn đã đánh giá bài viết.").count() == 1
    context.close()


def test_a_number_leads_to_its_day(page: Page) -> None:
    page.goto(HERE)
    page.get_by_role("link", name="Xem số liệu 2 trong bảng").first.click()
    assert page.locator("#so-lieu-2").evaluate("e => e.matches(':target')")
