"""The pages of a demonstration province: how many SQL statements each takes, and how many requests a server answers."""

from __future__ import annotations

import http.client
import os
import sys
import threading
import time
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import TextIO

from bench._server import serving
from bontot.demo.structure import TOP

ON = "2024-06-30"
PAGES = {
    "home": "/",
    "home of a past day": f"/?on={ON}",
    "organisation": f"/to-chuc/{{branch}}/{ON}/",
    "form": f"/bieu/CL/{TOP}/{ON}/",
    "person": f"/dang-vien/{{person}}/{ON}/",
    "search": "/tim/?q=nguyen+thi+hoa",
}
"""The home of today has everything on it that waits for somebody: meetings, duties, commitments, cards, grounds."""
SERVED = ("home", "home of a past day", "organisation", "form", "person")
CONNECTIONS, SECONDS = 4, 4.0


def measure(size: int, home: Path, out: TextIO, *, served: bool) -> None:
    """Load the demonstration, ask every page; lines of `statements`, and where `served` of `requests`."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bontot.config.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bontot.access.models import Account
    from bontot.cli.loading import demonstrated, load_demonstration

    call_command("migrate", verbosity=0)
    with redirect_stdout(sys.stderr):
        load_demonstration(size)
    branch, person = demonstrated()[1], _trained_secretary()
    addresses = {name: path.format(branch=branch, person=person) for name, path in PAGES.items()}
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Account.objects.get(username="tinh"))
    for name, address in addresses.items():
        for _ in range(2):  # the first one fills what every process keeps
            with CaptureQueriesContext(connection) as asked:
                answered = client.get(address)
            assert answered.status_code == 200, f"{address}: {answered.status_code}"
        out.write(f"statements\t{name}\t{len(asked)}\t{size}\n")
    out.flush()
    if served:
        cookie = client.cookies.output(header="", sep=";").strip()
        asked_for = {name: addresses[name] for name in SERVED} | {"plain": f"/plain/{person}/"}
        for name, rate in _serve(cookie, asked_for).items():
            out.write(f"requests\t{name}\t{rate}\t{size}\n")


def _trained_secretary() -> str:
    """The code of somebody with a post and classes: a file with every section asks the most statements."""
    from bontot.ledger.queries import holding
    from bontot.members.models import Post
    from bontot.training.models import Attendance

    on = date.fromisoformat(ON)
    trained = Attendance.objects.filter(valid_from__lte=on).values("person_id")
    found = Post.objects.filter(holding(on), title="bí thư", person_id__in=trained).order_by("person__code")
    return str(found.values_list("person__code", flat=True)[0])


def _serve(cookie: str, addresses: dict[str, str]) -> dict[str, float]:
    """Requests in a second for each page and for the plain one, taken in turn, the best of three."""
    best = dict.fromkeys(addresses, 0.0)
    options = ("--workers", "2", "--blocking-threads", "4", "--backpressure", "64")
    with serving("bench._plain_site:application", *options) as port:
        for address in addresses.values():
            _until_answered(port, address, cookie)
        for _ in range(3):
            for name, address in addresses.items():
                best[name] = max(best[name], _rate(port, address, cookie))
    return best


def _until_answered(port: int, address: str, cookie: str) -> None:
    """Wait until every worker has answered the page at least once, more or less."""
    for _ in range(600):
        try:
            for _ in range(12):
                _get(http.client.HTTPConnection("127.0.0.1", port, timeout=120), address, cookie)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def _rate(port: int, address: str, cookie: str) -> float:
    done = [0] * CONNECTIONS
    end = time.perf_counter() + SECONDS

    def ask(place: int) -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while time.perf_counter() < end:
            _get(link, address, cookie)
            done[place] += 1
        link.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=ask, args=(place,)) for place in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - began)


def _get(link: http.client.HTTPConnection, address: str, cookie: str) -> None:
    link.request("GET", address, headers={"Cookie": cookie})
    answer = link.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status} {body[:200]!r}")
