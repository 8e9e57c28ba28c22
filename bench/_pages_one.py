"""The pages over one size: how many SQL statements each takes, and how many requests a server answers in a second."""

from __future__ import annotations

import http.client
import os
import sqlite3
import threading
import time
from pathlib import Path
from typing import TextIO

from bench._server import serving

ON = "2024-06-30"
PAGES = {
    "home": f"/?on={ON}",
    "organisation": f"/to-chuc/{{branch}}/{ON}/",
    "form": f"/bieu/CL/T1/{ON}/",
    "person": f"/dang-vien/P1/{ON}/",
    "search": "/tim/?q=nguyen+thi+hoa",
}
SERVED = ("home", "organisation", "form", "person")
CONNECTIONS, SECONDS = 4, 4.0


def measure(size: int, home: Path, out: TextIO, *, served: bool) -> None:
    """Write the province, ask every page; lines of `statements`, and where `served` of `requests`."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bontot.config.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench import _invented
    from bontot.access.demonstration import accounts
    from bontot.access.models import Account
    from bontot.statistics import copy

    call_command("migrate", verbosity=0)
    _invented.write(home / "bontot.sqlite3", size)
    branch = _fullest(home / "bontot.sqlite3")
    accounts(province="T1", commune="T2", branch=branch, person="P1")
    copy.current()
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Account.objects.get(username="tinh"))
    for name, path in PAGES.items():
        address = path.format(branch=branch)
        for _ in range(2):  # the first one fills what every process keeps
            with CaptureQueriesContext(
                connection,
            ) as asked:
                answered = client.get(address)
            assert answered.status_code == 200, f"{address}: {answered.status_code}"
        out.write(f"statements\t{name}\t{len(asked)}\t{size}\n")
    out.flush()
    if served:
        for name, rate in _serve(client.cookies.output(header="", sep=";").strip(), branch).items():
            out.write(f"requests\t{name}\t{rate}\t{size}\n")


def _fullest(database: Path) -> str:
    """The code of the branch with the most members, among those where somebody holds a post: there, all is asked."""
    link = sqlite3.connect(database)
    (branch,) = link.execute(
        "SELECT organisation_id FROM members_belonging WHERE valid_to = '9999-12-31' AND organisation_id IN "
        "(SELECT organisation_id FROM members_post WHERE valid_to = '9999-12-31') GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()
    link.close()
    return f"T{branch}"


def _serve(cookie: str, branch: str) -> dict[str, float]:
    """Requests in a second for each page and for the plain one, taken in turn, the best of three."""
    addresses = {name: PAGES[name].format(branch=branch) for name in SERVED} | {"plain": "/plain/"}
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
