"""The reform of 1 July 2025 over the demonstration province, and over a nation: rehearsed, executed and taken back.

python bench/reform.py [--members 89455] [--no-nation]

Communes merge into committees directly under the province, branches of villages become grassroots branches, districts end.
The floor are the rows that this wrote and closed, by `executemany` in one transaction, into the same tables filled as
before. How long they take in tables without guards is told beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # not this folder: its statistics.py is not the standard one

from bench.measure import Bench  # noqa: E402  (the path had to come first)
from tests.postgres import address  # noqa: E402  (the path had to come first)

FLOOR, MINUTE, MEMORY, ROWS = 3.0, 60.0, 2048.0, 8.0
"""At most so many times the floor; seconds and MB for a nation; rows for each organisation and post that is changed."""
PROVINCE, NATION = 58, 3_300
"""How many communes there are afterwards."""


def main() -> int:
    """Each database in a process of its own, one after the other."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--members", type=int, default=89_455)
    parser.add_argument("--no-nation", action="store_true")
    asked = parser.parse_args()
    bench = Bench("reform")
    with tempfile.TemporaryDirectory() as folder:
        books = Path(folder) / "books"
        _write(books, asked.members)
        for name, database in (("SQLite", {}), ("PostgreSQL", {"DATABASE_URL": address()})):
            home = {"BONTOT_HOME": f"{folder}/{name}", **database}
            _province(bench, f"{name}, {asked.members:,} members", _measure(PROVINCE, books, home))
            _mistakes(bench, name, _one("mistakes", PROVINCE, books, home))
            if not asked.no_nation:
                home["BONTOT_HOME"] += "-nation"
                _nation(bench, name, _measure(NATION, Path(folder) / "none", home))
    return bench.finish()


def _province(bench: Bench, name: str, found: dict[str, Any]) -> None:
    for what in ("rehearse", "enact"):
        bench.at_most(f"{name}: {what} beside its rows by executemany", found[what], found["guarded"], FLOOR)
        bench.told(
            f"{name}: its rows by executemany without guards beside {what}", found["bare"], found[what]
        )
        bench.within(f"{name}: {what} within five seconds", found[what], 5.0)
    _common(bench, name, found)


def _mistakes(bench: Bench, name: str, found: dict[str, Any]) -> None:
    what = "reading the cells of a plan of 100,000 lines beside telling its 1,000 mistakes, nothing written"
    bench.told(f"{name}: {what}", found["cells"], found["told"])


def _nation(bench: Bench, name: str, found: dict[str, Any]) -> None:
    whole = f"{name}, a nation of {found['acts']:,} acts"
    for what in ("rehearse", "enact", "revoke"):
        bench.within(f"{whole}: {what} within a minute", found[what], MINUTE)
    bench.told(f"{whole}: its rows by executemany without guards beside enact", found["bare"], found["enact"])
    bench.at_most(f"{whole}: memory in MB beside 2 GB", found["megabytes"], MEMORY, 1.0)
    _common(bench, whole, found)


def _common(bench: Bench, name: str, found: dict[str, Any]) -> None:
    bench.at_most(f"{name}: revoke beside enact", found["revoke"], found["enact"], 1.0)
    changed = found["organisations"] + found["people"]
    bench.at_most(f"{name}: rows for each organisation and holder changed", found["rows"], changed, ROWS)
    one, other = found["tree_statements"]
    bench.at_most(f"{name}: statements for the tree under a branch beside those for all", one, other, 1.0)


def _write(books: Path, members: int) -> None:
    script = f"from bontot.demo import write; from pathlib import Path; write(Path({str(books)!r}), members={members})"
    call = [sys.executable, "-c", script]
    environment = {"DJANGO_SETTINGS_MODULE": "bontot.config.settings", "BONTOT_HOME": f"{books}-home"}
    subprocess.run(call, env={**os.environ, **environment}, cwd=ROOT, check=True)


def _measure(into: int, books: Path, environment: dict[str, str]) -> dict[str, Any]:
    return _one("fill", into, books, environment) | _one("measure", into, books, environment)


def _one(what: str, into: int, books: Path, environment: dict[str, str]) -> dict[str, Any]:
    call = [sys.executable, str(ROOT / "bench" / "_reform_one.py"), what, str(into), str(books)]
    done = subprocess.run(call, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.exit(main())
