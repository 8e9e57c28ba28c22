"""One measurement of an import, in a process of its own: `write`, `ours`, `floor` or `peer`. Answers one line of JSON."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # not this folder: its statistics.py is not the standard one
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bontot.config.settings")


def main() -> None:
    """What was asked, measured."""
    what, books, members = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    print(json.dumps(globals()[what](books, members)))


def write(books: Path, members: int) -> dict[str, Any]:
    """The workbooks; nothing is measured."""
    from bontot.demo import write as write_books

    return {"files": len(write_books(books, members=members))}


def ours(books: Path, members: int) -> dict[str, Any]:
    """The import that an office uses, into an empty system."""
    _empty_system()
    from bontot.demo import PAPER_DATED, PAPER_NUMBER, TOP
    from bontot.exchange.entering.importing import Import
    from bontot.ledger.authority import Operator
    from bontot.ledger.enacting import enact
    from bontot.ledger.paper import Paper

    began = time.perf_counter()
    coming = Import(sorted(books.iterdir()), PAPER_DATED)
    paper = Paper(PAPER_NUMBER, PAPER_DATED, TOP)
    outcome = enact(coming.acts(), paper, Operator("bench"), outcome=coming.outcome)
    took = time.perf_counter() - began
    assert outcome.position == 1, outcome.findings[:5]
    return {"seconds": took, "rows": coming.rows, "megabytes": _megabytes()}


def floor(books: Path, members: int) -> dict[str, Any]:
    """Reading the same cells, checking them, and writing the rows that `ours` has just written."""
    from bench import _import_floor as plain

    paths = sorted(books.iterdir())
    began = time.perf_counter()
    sheets = plain.read(paths)
    read = time.perf_counter() - began
    began = time.perf_counter()
    found = plain.check(sheets)
    check = time.perf_counter() - began
    assert not found, found[:3]
    del sheets
    _set_up()
    write = plain.write_again()
    return {"seconds": read + check + write, "read": read, "check": check, "write": write}


def peer(books: Path, members: int) -> dict[str, Any]:
    """django-import-export, in bulk, the first rows of the same members sheet into one flat table."""
    from bench import _import_peer

    Path(os.environ["BONTOT_HOME"]).mkdir(parents=True, exist_ok=True)
    return _import_peer.measure(books / "dang-vien.xlsx", 20_000, Path(os.environ["BONTOT_HOME"]))


def _set_up() -> None:
    import django

    django.setup()


def _empty_system() -> None:
    """Tables with nothing in them, whatever an earlier turn has left."""
    _set_up()
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0, interactive=False)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
