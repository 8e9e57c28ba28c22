"""Importing in a browser: axe, a report that comes by itself, and all of it without a script."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from bontot.access.demonstration import PASSWORD, accounts
from bontot.exchange.tests.office import LAN, book, work
from bontot.ui.tests.axe import violations
from tests import world

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIKE_AM = ("Nông Thị Ẩm", "Nữ", "30/11/1992", "THON2", "10/04/2021")
WRONG = ("Vàng A Sai", "Nam", "31/02/1990", "THON1", "19/05/2024")


@pytest.fixture(autouse=True)
def office(transactional_db: None, monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: Path) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2024, 6, 30))
    settings.HOME = tmp_path / "home"  # type: ignore[attr-defined]  # settings are of any type
    world.build()
    accounts(province="TINH", commune="XA1", branch="THON1", person="DV02")


@contextmanager
def somebody_works() -> Iterator[None]:
    """Beside the pages somebody does what waits."""
    over = threading.Event()

    def go_on() -> None:
        while not over.is_set():
            work()
            time.sleep(0.2)
        connection.close()

    worker = threading.Thread(target=go_on)
    worker.start()
    try:
        yield
    finally:
        over.set()
        worker.join()


def sign_in(page: Page) -> None:
    page.goto("/dang-nhap/")
    page.fill("#id_username", "xa")
    page.fill("#id_password", PASSWORD)
    page.click("main button")


def send(page: Page, path: Path) -> None:
    page.goto("/nhap/")
    page.set_input_files("#id_books", str(path))
    page.fill("#id_number", "07-QĐ/ĐU")
    page.get_by_role("button", name="Gửi và kiểm tra").click()
    page.get_by_role("heading", name="Nhập theo quyết định 07-QĐ/ĐU").wait_for()


def is_sound(page: Page) -> None:
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_report_comes_by_itself_and_every_page_is_sound(page: Page, tmp_path: Path) -> None:
    sign_in(page)
    page.goto("/nhap/")
    is_sound(page)
    send(page, book(tmp_path, LAN, LIKE_AM, WRONG))
    is_sound(page)
    with somebody_works():
        page.get_by_text("dòng đã đọc").wait_for()
    is_sound(page)
    page.get_by_role("link", name="Phân định từng dòng").click()
    is_sound(page)
    page.goto("/xuat/")
    page.get_by_role("button", name="Viết tệp").click()
    with somebody_works():
        page.get_by_role("link", name="Tải về").wait_for()
    is_sound(page)


def test_all_of_it_works_without_a_script(browser: Browser, live_server: LiveServer, tmp_path: Path) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    send(page, book(tmp_path, LAN, LIKE_AM))
    work()
    page.get_by_role("link", name="Tải lại").click()
    page.get_by_role("link", name="Phân định từng dòng").click()
    page.get_by_label("Cùng một người với").check()
    page.get_by_role("button", name="Lưu và kiểm tra lại").click()
    work()
    page.get_by_role("link", name="Tải lại").click()
    page.get_by_role("button", name="Ghi vào sổ").click()
    work()
    page.get_by_role("link", name="Tải lại").click()
    page.get_by_role("link", name="Xem quyết định số thứ tự 2").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Quyết định 07-QĐ/ĐU"
    context.close()
