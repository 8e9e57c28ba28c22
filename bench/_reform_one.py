"""One measurement of a reform, in a process of its own. Answers one line of JSON."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # not this folder: its statistics.py is not the standard one
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bontot.config.settings")

ISSUED = date(2025, 6, 20)


def main() -> None:
    """What was asked, measured."""
    what, into, books = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    import django

    django.setup()
    print(json.dumps({"fill": _fill, "measure": _measure, "mistakes": _mistakes}[what](into, books)))


def _fill(into: int, books: Path) -> dict[str, Any]:
    """The demonstration province from its workbooks, or, where there are none, an invented nation."""
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0, interactive=False)
    if not books.is_dir():
        from bench import _reform_nation

        return _reform_nation.write()
    from bontot.demo import PAPER_DATED, PAPER_NUMBER, TOP
    from bontot.exchange.entering.importing import Import
    from bontot.ledger.authority import Operator
    from bontot.ledger.enacting import enact
    from bontot.ledger.paper import Paper

    coming = Import(sorted(books.iterdir()), PAPER_DATED)
    paper = Paper(PAPER_NUMBER, PAPER_DATED, TOP)
    outcome = enact(coming.acts(), paper, Operator("bench"), outcome=coming.outcome)
    assert outcome.position == 1, outcome.findings[:5]
    return {"rows": coming.rows}


def _measure(into: int, books: Path) -> dict[str, Any]:
    """Of the rehearsal, the execution, its floors and taking it back the shortest of some turns, each turn all of them."""
    from bench import _reform_acts

    acts = _reform_acts.reform(into)
    floors = ("guarded", "bare") if books.is_dir() else ("bare",)
    turns = [_turn(acts, floors) for _ in range(5 if books.is_dir() else 1)]
    best = {name: min(turn[name] for turn in turns) for name in ("rehearse", "enact", "revoke", *floors)}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"acts": len(acts), **turns[0], **best, "megabytes": memory, **_trees()}


def _mistakes(into: int, books: Path) -> dict[str, Any]:
    from bench import _reform_mistakes

    return _reform_mistakes.tell(books.parent)


def _turn(acts: list[Any], names: tuple[str, ...]) -> dict[str, Any]:
    from bench import _reform_floor
    from bontot.ledger.authority import Operator
    from bontot.ledger.enacting import enact, rehearse
    from bontot.ledger.paper import Paper
    from bontot.ledger.revoking import revoke

    by, paper = Operator("bench"), Paper("R", ISSUED, "BG", "Sắp xếp")
    found: dict[str, Any] = {}
    rehearsed, found["rehearse"] = _timed(lambda: rehearse(acts, by))
    assert not rehearsed.refused, [f for f in rehearsed.findings if f.refuses][:5]
    floors = [_reform_floor.Floor(name) for name in names]
    outcome, found["enact"] = _timed(lambda: enact(acts, paper, by))
    assert outcome.position, [f for f in outcome.findings if f.refuses][:5]
    found |= {floor.name: floor.seconds(outcome.position) for floor in floors}
    found |= _reform_floor.proportion(outcome.position)
    back, found["revoke"] = _timed(lambda: revoke(outcome.position, paper, by, "đo"))
    assert back.position, back.findings[:5]
    return found


def _trees() -> dict[str, Any]:
    """Statements for the subtree and the ancestors of the largest and of the smallest organisation, on an old day."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bontot.organisations import tree as trees

    tree = trees.tree(date(2025, 6, 30))
    smallest = max(tree.parents, key=lambda id: len(tree.path(id)))
    counted = []
    for id, day in ((tree.children(None)[0], date(2025, 6, 28)), (smallest, date(2025, 6, 29))):
        with CaptureQueriesContext(connection) as queries:
            whole = trees.tree(day)
            assert whole.under(id) and whole.path(id)
        counted.append(len(queries))
    return {"tree_statements": counted}


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    done = work()
    return done, time.perf_counter() - began


if __name__ == "__main__":
    main()
