"""What only a browser can tell: axe, narrow phones, 200 % text, the keyboard, pages without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bontot.ui.tests.axe import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = "/mau/2024-06-30/"


def wears(page: Page, reading: str) -> None:
    """The reader has chosen this before."""
    home = page.evaluate("location.origin")
    page.context.add_cookies([{"name": "reading", "value": reading, "url": home}])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("reading", ["100-normal", "200-normal", "100-more"])
def test_axe_finds_nothing(page: Page, scheme: str, reading: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(HERE)
    wears(page, reading)
    page.goto(HERE)
    assert violations(page) == []


@pytest.mark.parametrize(
    ("width", "reading"), [(375, "100-normal"), (375, "200-normal"), (320, "200-normal")]
)
def test_nothing_runs_out_of_a_phone(page: Page, width: int, reading: str) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(HERE)
    wears(page, reading)
    page.goto(HERE)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert violations(page) == []


def test_text_grows_at_once_and_stays_grown(page: Page) -> None:
    page.goto(HERE)
    before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    page.get_by_role("button", name="Chữ to hơn").click()
    page.wait_for_selector("html[data-text='115']")
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)") > before
    assert page.get_by_role("status").filter(has_text="115 %").count() == 1
    page.reload()
    assert page.evaluate("document.documentElement.dataset.text") == "115"


def test_contrast_can_be_raised_by_keyboard_alone(page: Page) -> None:
    page.goto(HERE + "?empty")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.get_by_role("button", name="Tăng tương phản").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-contrast='more']")
    assert page.get_by_role("button", name="Giảm tương phản").is_visible()


def test_everything_can_be_pressed_with_a_thumb(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto(HERE)
    small = page.evaluate(
        "[...document.querySelectorAll('button, .button, input:not([type=hidden], [type=radio], [type=checkbox]), select')]"
        ".map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])"
        ".filter(([, box]) => box.width && (box.height < 43.5 || box.width < 43.5)).map(([html]) => html)"
    )
    assert small == []


def test_text_size_and_day_work_without_a_script(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(HERE)
    page.get_by_role("button", name="Chữ to hơn").click()
    assert page.locator("html").get_attribute("data-text") == "115"
    page.get_by_label("Xem ngày khác").fill("1/2/2023")
    page.get_by_role("button", name="Xem", exact=True).click()
    assert page.url.endswith("/mau/2023-02-01/")
    context.close()


ACCOUNT = '<details class="account" open><summary>chi-bo</summary><div class="account-menu"><a href="/">Đăng xuất</a></div></details>'


@pytest.mark.parametrize("reading", ["100-normal", "200-normal"])
def test_the_menu_of_the_account_opens_inside_a_phone(page: Page, reading: str) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto(HERE)
    wears(page, reading)
    page.goto(HERE)
    page.evaluate(
        "html => document.querySelector('.masthead-inside').insertAdjacentHTML('beforeend', html)", ACCOUNT
    )
    box = page.locator(".account-menu").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 375


def test_the_largest_text_leaves_room_to_type_a_name(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto(HERE)
    wears(page, "200-normal")
    page.goto(HERE)
    page.evaluate(
        "document.querySelector('.masthead-inside').insertAdjacentHTML('beforeend',"
        " '<form class=search><input aria-label=x><button>Tìm</button></form>')"
    )
    box = page.locator(".masthead .search input").last.bounding_box()
    assert box is not None
    assert box["width"] >= 250


def test_the_sign_of_a_trail_stands_before_its_name(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 740})
    page.goto(HERE)
    wears(page, "200-normal")
    page.goto(HERE)
    step = page.locator(".trail li").last
    outer, inner = step.bounding_box(), step.locator("a").bounding_box()
    assert outer is not None
    assert inner is not None
    assert inner["x"] > outer["x"]
    assert inner["height"] >= outer["height"] - 4


def test_what_is_long_has_room_in_a_table_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto(HERE)
    page.evaluate("document.querySelector('.table-scroll tbody td:nth-child(2)').className = 'long'")
    box = page.locator(".table-scroll td.long").first.bounding_box()
    assert box is not None
    assert box["width"] >= 144
