"""A secretary's month in a real browser: how many presses it costs, and whether anything is typed that the system knows."""

from __future__ import annotations

import os
import sys
import tempfile
import time
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

        from bench._server import serving
        from bench.measure import Bench
        from bontot.meetings.tests.hand import MOST, TYPED, branch_of_thirty, month, signed_in
        from tests import browser

        program = browser.find()
        if program is None:
            raise SystemExit("A browser is needed: install Chromium or Chrome.")
        call_command("migrate", verbosity=0)
        branch_of_thirty()
        with serving("bontot.config.wsgi:application") as port, browser.opened(program) as chromium:
            address = f"http://127.0.0.1:{port}"
            _until_answered(address)
            hand = signed_in(chromium.new_page(base_url=address, locale="vi-VN"))
            meeting = month(hand)
            meeting.refresh_from_db()
        if meeting.sent_at is None:
            raise SystemExit("The month did not end with minutes that were sent.")
    bench = Bench("month")
    bench.counted("presses of a month, from opening the meeting to sending its minutes", hand.clicks, MOST)
    bench.counted("letters typed that the system knows", hand.letters - sum(map(len, TYPED)), 0)
    return bench.finish()


def _until_answered(address: str) -> None:
    for _ in range(600):
        try:
            urlopen(f"{address}/dang-nhap/", timeout=60).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server does not answer.")


if __name__ == "__main__":
    sys.exit(main())
