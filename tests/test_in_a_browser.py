"""What only a real browser can tell: that the pages obey their own security policy and ask nobody else for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("address", ["/dang-nhap/", "/tin/"])
def test_a_visitor_sees_a_page_and_no_complaint(page: Page, address: str) -> None:
    """The `page` fixture itself fails on a complaint of the browser's or a request to a stranger."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "vi"


def test_a_visitor_without_an_account_is_asked_to_sign_in(page: Page) -> None:
    """The way in from any address leads through the sign-in page."""
    page.goto("/")
    assert "/dang-nhap/" in page.url
