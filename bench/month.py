"""A secretary's month in a real browser: how many presses it costs, and whether anything is typed that the system knows."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # not this folder: `statistics` here must not hide the standard library's


def main() -> int:
    """One month of one branch of thirty, on a page as wide as a telephone, served as an office serves it."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"BONTOT_HOME": home, "DJANGO_SETTINGS_MODULE": "bontot.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command

        from bench.measure import Bench
        from bontot.meetings.tests.hand import MOST, TYPED, branch_of_thirty, month, signed_in
        from tests import browser

        program = browser.find()
        if program is None:
            raise SystemExit("A browser is needed: install Chromium or Chrome.")
        call_command("migrate", verbosity=0)
        branch_of_thirty()
        with _served() as address, browser.opened(program) as chromium:
            hand = signed_in(chromium.new_page(base_url=address, locale="vi-VN"))
            meeting = month(hand)
            meeting.refresh_from_db()
        if meeting.sent_at is None:
            raise SystemExit("The month did not end with minutes that were sent.")
    bench = Bench("month")
    bench.counted("presses of a month, from opening the meeting to sending its minutes", hand.clicks, MOST)
    bench.counted("letters typed that the system knows", hand.letters - sum(map(len, TYPED)), 0)
    return bench.finish()


@contextmanager
def _served() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    server = subprocess.Popen(
        [*call, "--no-ws", "--log-level", "warning", "bontot.config.wsgi:application"], cwd=ROOT
    )
    try:
        for _ in range(600):
            try:
                urlopen(f"http://127.0.0.1:{port}/dang-nhap/", timeout=60).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
