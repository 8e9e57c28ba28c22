"""The floors of a reform: the rows that it wrote and closed, by `executemany` in one transaction, and nothing else.

The tables and their indexes are the program's own, filled as before the reform: `guarded` as they are, with what lets no two
facts hold on one day, or `bare`, without triggers. On PostgreSQL neither has any: there the guard looks at whole statements,
and would be asked at each of these rows.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from pathlib import Path
from typing import Any

from django.db import connection, transaction

PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"


class Floor:
    """Tables as they are now, to be written into again."""

    def __init__(self, name: str) -> None:
        self.name, self.guarded = name, name == "guarded"
        if connection.vendor == "postgresql":
            self._schema()
        else:
            self._file()

    def seconds(self, position: int) -> float:
        """How long the rows take that the decision at `position` wrote or closed."""
        written = {
            table: _rows(table, "position" if paper else "known_from", position) for table, paper in _tables()
        }
        closed = {table: _closed(table, position) for table, paper in _tables() if _facts(table)}
        write = self._on_postgresql if connection.vendor == "postgresql" else self._on_sqlite
        return write(written, closed, position)

    def _path(self) -> Path:
        return Path(connection.settings_dict["NAME"]).with_name(f"{self.name}.sqlite3")

    def _file(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(connection.settings_dict["NAME"], self._path())
        with sqlite3.connect(self._path()) as link:
            link.executescript(PRAGMAS)
            triggers = link.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in () if self.guarded else triggers:
                link.execute(f"DROP TRIGGER {name}")
        link.close()

    def _schema(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {self.name} CASCADE; CREATE SCHEMA {self.name}")
            for table, _ in _tables():
                whole = f'{self.name}."{table}"'
                how = "INCLUDING ALL" if self.guarded else "INCLUDING DEFAULTS"
                cursor.execute(f'CREATE TABLE {whole} (LIKE public."{table}" {how})')
                cursor.execute(f'INSERT INTO {whole} SELECT * FROM public."{table}"')
                cursor.execute(
                    "SELECT indexdef FROM pg_indexes WHERE tablename = %s AND schemaname = 'public'", [table]
                )
                for (statement,) in () if self.guarded else cursor.fetchall():
                    cursor.execute(statement.replace("public.", f"{self.name}."))
                cursor.execute(f"ANALYZE {whole}")

    def _on_sqlite(self, written: dict[str, list[Any]], closed: dict[str, list[Any]], position: int) -> float:
        link = sqlite3.connect(self._path())
        link.executescript(PRAGMAS)
        began = time.perf_counter()
        with link:
            for table, ids in closed.items():
                link.executemany(f'UPDATE "{table}" SET known_to = {position} WHERE id = ?', ids)
            for table, rows in written.items():
                if rows:
                    marks = ", ".join("?" * len(rows[0]))
                    link.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)
        took = time.perf_counter() - began
        link.close()
        return took

    def _on_postgresql(
        self, written: dict[str, list[Any]], closed: dict[str, list[Any]], position: int
    ) -> float:
        began = time.perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            for table, ids in closed.items():
                if ids:
                    sql = f'UPDATE {self.name}."{table}" SET known_to = {position} WHERE id = %s'
                    cursor.executemany(sql, ids)
            for table, rows in written.items():
                if rows:
                    marks = ", ".join(["%s"] * len(rows[0]))
                    cursor.executemany(f'INSERT INTO {self.name}."{table}" VALUES ({marks})', rows)
        return time.perf_counter() - began


def _tables() -> list[tuple[str, bool]]:
    """Every table of the ledger, and whether it holds the papers."""
    from bontot.ledger.models import Decision, Payload
    from bontot.ledger.state import fact_kinds, identity_kinds

    facts = [(m._meta.db_table, False) for m in (*identity_kinds(), *fact_kinds())]
    return [*facts, (Payload._meta.db_table, True), (Decision._meta.db_table, True)]


def _facts(table: str) -> bool:
    from bontot.ledger.state import fact_kinds

    return table in {m._meta.db_table for m in fact_kinds()}


def _rows(table: str, column: str, position: int) -> list[Any]:
    """The rows as they were written: what later decisions closed of them is open again."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" WHERE {column} = {position}')
        return [tuple(_plain(value) for value in row) for row in cursor.fetchall()]


def _plain(value: Any) -> Any:
    from psycopg.types.json import Jsonb

    return Jsonb(value) if isinstance(value, (dict, list)) else value


def _closed(table: str, position: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT id FROM "{table}" WHERE known_to = {position}')
        return list(cursor.fetchall())


def proportion(position: int) -> dict[str, int]:
    """What was changed, to hold the rows against: organisations, people, and rows about people."""
    from bontot.ledger.state import fact_kinds, identity_of
    from bontot.organisations.models import Organisation

    touched: dict[str, set[int]] = {"organisations": set(), "people": set()}
    counts = {"rows_about_organisations": 0, "rows_about_people": 0}
    for kind in fact_kinds():
        whose = "organisations" if identity_of(kind) is Organisation else "people"
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT "{kind.subject}" FROM "{kind._meta.db_table}" WHERE known_from = {position} OR known_to = {position}'
            )
            subjects = [row[0] for row in cursor.fetchall()]
        touched[whose].update(subjects)
        counts[f"rows_about_{whose}"] += len(subjects)
    counts["rows"] = counts["rows_about_organisations"] + counts["rows_about_people"]
    return counts | {whose: len(ids) for whose, ids in touched.items()}
