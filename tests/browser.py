"""A real browser for tests: any Chromium or Chrome that is installed, reaching nothing but the server under test.

`python -m tests.browser` installs one where it may (Debian or Ubuntu, as root) and says what to do where it may not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# A test's browser asks nobody for updates, and may run as root.
_ALONE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
_MISSING = (
    "Chưa có trình duyệt cho phần kiểm thử: hãy cài Chromium hoặc Chrome.\n"
    "The tests need a browser: please install Chromium or Chrome."
)


def find() -> str | None:
    """The program of an installed browser, if there is one."""
    named = [found for name in _NAMES for found in [shutil.which(name)] if found]
    return next((place for place in [*named, *_PLACES] if Path(place).exists()), None)


@contextmanager
def opened(program: str) -> Iterator[Browser]:
    """The browser, running."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, which Django would take for an asynchronous caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_ALONE)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    program = find()
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(_MISSING)
    with opened(program) as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A fresh visitor's page on the server under test: `page.goto("/tin/")`.

    The test fails where a script or the security policy complained, or where a page asked anyone else for anything.
    """
    context = browser.new_context(base_url=live_server.url, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: _watch(asked.url, live_server.url, complaints))
    yield page
    context.close()
    assert not complaints, "\n".join(complaints)


def _watch(url: str, home: str, complaints: list[str]) -> None:
    if not url.startswith((home, "data:", "blob:", "about:")):
        complaints.append(f"asked a stranger: {url}")


def install() -> int:
    """Make sure that there is a browser; 0 if there is one now."""
    apt = shutil.which("apt-get")
    if find() is None and apt and os.geteuid() == 0:
        print("Đang cài Chromium … / Installing Chromium …", file=sys.stderr, flush=True)
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run([apt, "-qq", *command], env=quiet, stdout=subprocess.DEVNULL, check=False)
    if find() is None:
        print(_MISSING, file=sys.stderr)
    return 0 if find() else 1


if __name__ == "__main__":
    sys.exit(install())
