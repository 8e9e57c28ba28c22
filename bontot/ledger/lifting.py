"""For a crowd, “no two facts on one day” is checked once at its end instead of at every row: a quarter of the cost.

Within the crowd's own transaction the guard is taken away, the rows are written, all of them are checked together, and
it is put back: nobody else ever sees the tables without it. On SQLite a trigger costs as much as the row it guards. On
PostgreSQL building an exclusion constraint at once costs a tenth of keeping it row by row, and so do the indexes that
nothing asks before the end; but readers wait while they are built, so there only tables are relieved that nobody can be
reading yet because they are empty.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, connection

from bontot.ledger.guards import exclusion
from bontot.ledger.models import STILL_KNOWN, Fact

type Guards = list[tuple[type[Fact], list[str]]]
"""What was taken away: of which kind, and the statements that put it back."""


def lift(kinds: Iterable[type[Fact]]) -> Guards:
    """Take the guards against two facts on one day away, and tell how to put them back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return [(kind, _relieve(kind)) for kind in kinds if not kind._default_manager.exists()]
        guarded = [kind for kind in kinds if kind.one_at_a_time]
        taken = [(kind, [_trigger(f"{kind._meta.db_table}_alone")]) for kind in guarded]
        for kind in guarded:
            cursor.execute(f'DROP TRIGGER "{kind._meta.db_table}_alone"')
    return taken


def put_back(guards: Guards, position: int) -> None:
    """Check what the decision at `position` wrote, and guard again. Raises IntegrityError for two facts on one day."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for kind, statements in guards:
            if connection.vendor == "sqlite":  # building the constraint is the check on PostgreSQL
                cursor.execute(_clashing(kind, position))
                if (found := cursor.fetchone()) is not None:
                    raise IntegrityError(
                        f"{kind._meta.db_table}: two facts on one day, {found[0]} and {found[1]}"
                    )
            for statement in statements:
                cursor.execute(statement)


def _relieve(kind: type[Fact]) -> list[str]:
    """Take the exclusion and the indexes of an empty table away, but for those by which acts find what they need."""
    table = kind._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i "
            "JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attname = %s "
            "WHERE i.indrelid = %s::regclass AND NOT i.indisunique AND NOT i.indisexclusion AND a.attnum <> i.indkey[0]",
            [kind.subject, table],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        if kind.one_at_a_time:
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_alone"')
    return [*(made for _, made in indexes), *([exclusion(kind)] if kind.one_at_a_time else [])]


def _trigger(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s", [name])
        return str(cursor.fetchone()[0])


def _clashing(kind: type[Fact], position: int) -> str:
    table, subject, alone = kind._meta.db_table, kind.subject, kind.one_at_a_time or "TRUE"
    both = " AND ".join(alone.replace("temporary", f"{side}.temporary") for side in ("n", "o"))
    return (
        f"SELECT n.id, o.id FROM {table} n JOIN {table} o ON o.{subject} = n.{subject} AND o.id <> n.id "
        f"WHERE n.known_from = {position} AND n.known_to = {STILL_KNOWN} AND o.known_to = {STILL_KNOWN} AND {both} "
        "AND o.valid_from < n.valid_to AND n.valid_from < o.valid_to LIMIT 1"
    )
