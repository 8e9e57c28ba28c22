"""The demonstration's workbooks into an empty system, beside their floor and beside django-import-export, in one run.

python bench/import.py [--members 89455] [--no-peer]
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

FLOOR, PEER, MEMORY = 4.0, 6.0, 1024.0
"""At most so many times the floor; at least so many times as fast as the peer, per row; at most so many MB."""


def main() -> int:
    """Each measurement in a process of its own, one after the other; three turns, the shortest of each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--members", type=int, default=89_455)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--no-peer", action="store_true")
    asked = parser.parse_args()
    bench = Bench("import")
    with tempfile.TemporaryDirectory() as folder:
        books = Path(folder) / "books"
        _run("write", books, asked.members, {})
        ours = _measure(bench, "SQLite", books, asked, Path(folder), {})
        _measure(bench, "PostgreSQL", books, asked, Path(folder), {"DATABASE_URL": address()})
        if not asked.no_peer:
            peer = _run("peer", books, asked.members, {"BONTOT_HOME": f"{folder}/peer"})
            per_row = ours["seconds"] / ours["rows"]
            name = f"per row beside django-import-export in bulk, {peer['rows']} members into one flat table"
            bench.at_least(name, per_row, peer["seconds"] / peer["rows"], PEER)
    return bench.finish()


def _measure(
    bench: Bench, name: str, books: Path, asked: Any, folder: Path, environment: dict[str, str]
) -> dict[str, Any]:
    best: dict[str, Any] = {}
    floor: dict[str, Any] = {}
    for turn in range(asked.turns):
        home = {"BONTOT_HOME": str(folder / f"{name}-{turn}"), **environment}
        best = min(filter(None, (best, _run("ours", books, asked.members, home))), key=lambda r: r["seconds"])
        floor = min(
            filter(None, (floor, _run("floor", books, asked.members, home))), key=lambda r: r["seconds"]
        )
    bench.at_most(
        f"{name}: {best['rows']} rows, everything checked and written",
        best["seconds"],
        floor["seconds"],
        FLOOR,
    )
    bench.at_most(f"{name}: peak memory in MB beside 1 GB", best["megabytes"], MEMORY, 1.0)
    print(
        f"    floor: read {floor['read']:.1f} s, check {floor['check']:.1f} s, write {floor['write']:.1f} s"
    )
    return best


def _run(what: str, books: Path, members: int, environment: dict[str, str]) -> dict[str, Any]:
    call = [sys.executable, str(ROOT / "bench" / "_import_one.py"), what, str(books), str(members)]
    done = subprocess.run(call, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.exit(main())
