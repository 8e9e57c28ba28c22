"""The measurement of one size: the same counts asked three ways, compared number by number before they are timed."""

from __future__ import annotations

import os
import resource
import sqlite3
import time
from pathlib import Path
from typing import Any, TextIO

from bench._statistics_across import REFORM, reform
from bench._statistics_discipline import discipline
from bench._statistics_facts import FACTS
from bench._statistics_grades import grades
from bench._statistics_sql import HAND, ON, SINCE

PROVINCE = 89_455
"""The size that bounds are for. Below it all is so quick that fixed costs are most of it: asking the ledger for its end,
planning, starting threads; above it a tenth of a second is no promise."""


PATIENCE = 60.0
"""Seconds after which SQL over the facts is given up: beyond a province its joins outgrow whatever holds them."""


def measure(size: int, home: Path, out: TextIO) -> None:
    """Write the province, ask, compare, time; one line of results for each measure."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bontot.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from bench import _invented
    from bench.measure import seconds
    from bontot.ledger import queries as ledger
    from bontot.statistics import copy

    def note(kind: str, name: str, ours: float, floor: float, bound: float | None = None) -> None:
        out.write(f"{kind}\t{size:,} members: {name}\t{ours}\t{floor}\t{'' if bound is None else bound}\n")
        out.flush()

    def bound(limit: float, kind: str, name: str, ours: float, floor: float) -> None:
        """A bound for a province and more; told of less."""
        note(*((kind, name, ours, floor, limit) if size >= PROVINCE else ("told", name, ours, floor)))

    call_command("migrate", verbosity=0)
    database = home / "bontot.sqlite3"
    _invented.write(database, size)
    rebuilding = seconds(lambda: copy.Copy().build(ledger.edge()), times=2)
    if size < _invented.NATION:
        _forms(size, database, copy.current()._connection.cursor(), note, bound)
    _restated(database, size, bound if size > PROVINCE else lambda limit, kind, *said: note("told", *said))
    refreshed = _one_decision(database)
    bound(0.05, "at_most", "up to date after one decision, beside rebuilding", refreshed, rebuilding)
    out.write(
        f"memory\t{size:,} members: memory of the process\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}\t\t\n"
    )


def _forms(size: int, database: Path, cursor: Any, note: Any, bound: Any) -> None:
    """Every form for everybody, beside the same counts by hand over the copy and over the facts."""
    from bench.measure import interleaved
    from bontot.statistics import engine
    from bontot.statistics.forms import FORMS

    link = sqlite3.connect(database)
    link.execute("PRAGMA cache_size = -1000000")  # a gigabyte, so that it need not wait for the disk
    by_hand = HAND | {"KL": discipline, "XL": grades}
    for code, form in FORMS.items():

        def ours(form: Any = form) -> Any:
            return engine.answer(form, "T1", ON, SINCE)

        wanted = [n for row in ours().cells.values() for n in row.values()]
        hand = by_hand[code]()
        assert _numbers(cursor, hand) <= set(wanted), f"{code}: the hand-written SQL counts otherwise"
        mine, floor = interleaved(ours, lambda hand=hand: _numbers(cursor, hand), times=15)
        bound(1.5, "at_most", f"form {code} beside hand-written DuckDB SQL", mine, floor)
        if size <= PROVINCE:
            note("within", f"form {code} within a tenth of a second", mine, 0.1)
        if code in FACTS:
            slow, found = _patiently(link, FACTS[code]())
            assert found is None or found <= set(wanted), f"{code}: the SQL over the facts counts otherwise"
            ended = "" if found is not None else f", which was given up after {PATIENCE:.0f} seconds"
            bound(10, "at_least", f"form {code} beside SQL over the facts in SQLite{ended}", mine, slow)
    link.close()


def _restated(database: Path, size: int, bound: Any) -> None:
    """One form for everybody on the structure of another day, beside the same as it was.

    What is bounded is that of a nation; of a province the few milliseconds of asking twice are a good part.
    """
    from datetime import date

    from bench.measure import interleaved
    from bontot.statistics import copy, engine
    from bontot.statistics.forms import FORMS
    from bontot.statistics.viewing import View

    reform(database, size)
    copy.current().build(copy.current().edge)
    view = View(structure=date.fromisoformat(REFORM))
    for code in ("TG", "CL"):
        restated = engine.answer(FORMS[code], "T1", ON, SINCE, view=view)
        assert restated.cells == engine.answer(FORMS[code], "T1", ON, SINCE).cells
        mine, plain = interleaved(
            lambda code=code: engine.answer(FORMS[code], "T1", ON, SINCE, view=view),
            lambda code=code: engine.answer(FORMS[code], "T1", ON, SINCE),
            times=9,
        )
        bound(1.5, "at_most", f"form {code} restated beside the same as it was", mine, plain)


def _one_decision(database: Path) -> float:
    """Seconds to bring the copy up to date after a member has been transferred."""
    from bench.measure import seconds
    from bontot.statistics import copy

    link = sqlite3.connect(database, isolation_level=None)
    done = [1]

    def transfer() -> None:
        position = done[0] = done[0] + 1
        person = position * 7
        found = link.execute(
            "SELECT id, valid_from, organisation_id FROM members_belonging WHERE person_id = ? AND known_to = ? "
            "ORDER BY valid_from DESC LIMIT 1",
            (person, 2**62),
        ).fetchone()
        link.execute("BEGIN")
        link.execute("UPDATE members_belonging SET known_to = ? WHERE id = ?", (position, found[0]))
        link.execute(
            "INSERT INTO members_belonging (id, valid_from, valid_to, known_from, known_to, person_id, organisation_id, "
            "temporary) SELECT max(id) + 1, ?, '2031-01-01', ?, ?, ?, ?, 0 FROM members_belonging",
            (found[1], position, 2**62, person, found[2] - 1),
        )
        link.execute(
            'INSERT INTO ledger_decision SELECT ?, number, dated, "by", says, revokes, recorded_at, recorded_by, summary, '
            "tables, schema, ? FROM ledger_decision WHERE position = 1",
            (position, f"{position:064}x"),
        )
        link.execute("UPDATE ledger_head SET position = ?, digest = ?", (position, f"{position:064}x"))
        link.execute("COMMIT")

    took = seconds(copy.current, times=4, before=transfer)
    assert copy.current().edge[0] == done[0]
    link.close()
    return took


def _patiently(link: sqlite3.Connection, statements: list[str]) -> tuple[float, set[Any] | None]:
    """How long the statements took, and what they count; None where they were given up."""
    began = time.perf_counter()
    link.set_progress_handler(lambda: int(time.perf_counter() - began > PATIENCE), 1_000_000)
    try:
        found = _numbers(link, statements)
    except sqlite3.OperationalError as stopped:
        if str(stopped) != "interrupted":
            raise
        return time.perf_counter() - began, None
    return time.perf_counter() - began, found


def _numbers(connection: Any, statements: list[str]) -> set[Any]:
    return {
        round(n, 1) if isinstance(n, float) else n
        for sql in statements
        for row in connection.execute(sql).fetchall()
        for n in row
        if n is not None
    }
