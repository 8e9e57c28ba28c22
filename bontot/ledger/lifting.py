"""For a crowd, “no two facts on one day” is checked once at its end instead of at every row: a quarter of the cost.

Within the crowd's own transaction the guard is taken away, the rows are written, all of them are checked together, and
it is put back: nobody else ever sees the tables without it. Of a table that is empty, which nobody can be reading yet,
the indexes go as well that nothing asks before the end: building one at once costs a third of keeping it row by row.

On SQLite a trigger costs as much as the row it guards; on PostgreSQL it looks at the rows of each statement together.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, connection

from bontot.ledger.guards import clashes
from bontot.ledger.models import Fact

type Guards = list[tuple[type[Fact], list[str]]]
"""What was taken away: of which kind, and the statements that put it back."""


def lift(kinds: Iterable[type[Fact]]) -> Guards:
    """Take the guards against two facts on one day away, and tell how to put them back."""
    taken = []
    for kind in kinds:
        statements = [] if kind._default_manager.exists() else _drop_indexes(kind)
        if kind.one_at_a_time:
            statements.append(_drop_guard(kind))
        taken.append((kind, statements))
    return taken


def put_back(guards: Guards, position: int) -> None:
    """Check what the decision at `position` wrote, and guard again. Raises IntegrityError for two facts on one day."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for kind, statements in guards:
            if kind.one_at_a_time:
                cursor.execute(clashes(kind, _written(kind, position)))
                if (found := cursor.fetchone()) is not None:
                    raise IntegrityError(
                        f"{kind._meta.db_table}: two facts on one day, {found[0]} and {found[1]}"
                    )
            for statement in statements:
                cursor.execute(statement)


def _drop_indexes(kind: type[Fact]) -> list[str]:
    """Take the indexes of an empty table away, but for those by which acts find what they need."""
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES[connection.vendor], [kind._meta.db_table, kind.subject])
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    return [made for _, made in indexes]


_INDEXES = {
    "postgresql": "SELECT k.relname, pg_get_indexdef(k.oid) FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid "
    "JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] WHERE i.indrelid = %s::regclass "
    "AND NOT i.indisunique AND NOT i.indisexclusion AND a.attname <> %s",
    "sqlite": "SELECT m.name, m.sql FROM sqlite_master m JOIN pragma_index_info(m.name) c ON c.seqno = 0 "
    "WHERE m.type = 'index' AND m.tbl_name = %s AND m.sql LIKE 'CREATE INDEX %%' AND c.name <> %s",
}
"""The name and the making of each index of a table that keeps nothing unique and does not begin with a certain column."""


def _drop_guard(kind: type[Fact]) -> str:
    """Take the guard against two facts on one day away; the statement that puts it back."""
    table = kind._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER "{table}_alone"')
            return f'ALTER TABLE "{table}" ENABLE TRIGGER "{table}_alone"'
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s", [f"{table}_alone"]
        )
        (made,) = cursor.fetchone()
        cursor.execute(f'DROP TRIGGER "{table}_alone"')
    return str(made)


def _written(kind: type[Fact], position: int) -> str:
    return f'(SELECT * FROM "{kind._meta.db_table}" WHERE known_from = {position})'
