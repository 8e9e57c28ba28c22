"""For a crowd, “no two facts on one day” is checked once at its end instead of at every row: a quarter of the cost.

On SQLite a trigger costs as much as the row it guards. Within the crowd's own transaction it is taken away, the rows
are written, all of them are checked together, and it is put back: nobody else ever sees the tables without it.
PostgreSQL's exclusion constraints stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, connection

from bontot.ledger.models import STILL_KNOWN, Fact


def lift(kinds: Iterable[type[Fact]]) -> list[str]:
    """Take the guards against two facts on one day away; the statements that put them back."""
    if connection.vendor != "sqlite":
        return []
    names = [f"{kind._meta.db_table}_alone" for kind in kinds if kind.one_at_a_time]
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(names))
        cursor.execute(
            f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN ({marks})", names
        )
        guards = dict(cursor.fetchall())
        for name in guards:
            cursor.execute(f'DROP TRIGGER "{name}"')
    return list(guards.values())


def put_back(guards: list[str], kinds: Iterable[type[Fact]], position: int) -> None:
    """Check what the decision at `position` wrote, and guard again. Raises IntegrityError for two facts on one day."""
    if not guards:
        return
    with connection.cursor() as cursor:
        for kind in kinds:
            cursor.execute(_clashing(kind, position))
            if (found := cursor.fetchone()) is not None:
                raise IntegrityError(f"{kind._meta.db_table}: two facts on one day, {found[0]} and {found[1]}")
        for guard in guards:
            cursor.execute(guard)


def _clashing(kind: type[Fact], position: int) -> str:
    table, subject, alone = kind._meta.db_table, kind.subject, kind.one_at_a_time
    if not alone:
        return "SELECT 1 WHERE FALSE"
    both = " AND ".join(alone.replace("temporary", f"{side}.temporary") for side in ("n", "o"))
    return (
        f"SELECT n.id, o.id FROM {table} n JOIN {table} o ON o.{subject} = n.{subject} AND o.id <> n.id "
        f"WHERE n.known_from = {position} AND n.known_to = {STILL_KNOWN} AND o.known_to = {STILL_KNOWN} AND {both} "
        "AND o.valid_from < n.valid_to AND n.valid_from < o.valid_to LIMIT 1"
    )
