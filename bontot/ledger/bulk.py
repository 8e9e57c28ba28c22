"""Rows by the hundred thousand, on SQLite and on PostgreSQL. Facts are written through this by the ledger alone."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import batched, chain
from typing import Any

from django.db import connection, models
from django.db.models.expressions import RawSQL

type Row = tuple[Any, ...]

TOGETHER = 100
"""Rows that one statement writes into SQLite; it takes at least 32,766 values."""
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def insert(model: type[models.Model], columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Write `rows`; their values are text, whole numbers, booleans as 0 and 1, days as ISO text, or None."""
    if not rows:
        return
    table, names = model._meta.db_table, ", ".join(f'"{_column(model, name)}"' for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            said = f'COPY "{table}" ({names}) FROM STDIN'
            with connection.wrap_database_errors, cursor.copy(said) as copy:
                for start in range(0, len(rows), 500):  # the database takes some while the next are formatted
                    copy.write(as_copy(rows[start : start + 500]))
        else:
            marks = f"({', '.join(['%s'] * len(columns))})"
            whole = len(rows) - len(rows) % TOGETHER  # a fifth cheaper than each row by itself
            for some, count in ((rows[:whole], TOGETHER), (rows[whole:], 1)):
                sql = f'INSERT INTO "{table}" ({names}) VALUES {", ".join([marks] * count)}'
                cursor.executemany(sql, [list(chain.from_iterable(each)) for each in batched(some, count)])


def close(model: type[models.Model], ids: Collection[int], position: int) -> None:
    """Say of the facts `ids` that they are known only up to `position`."""
    if ids:
        where, values = among("id", ids)
        with connection.cursor() as cursor:
            cursor.execute(
                f'UPDATE "{model._meta.db_table}" SET known_to = %s WHERE {where}', [position, *values]
            )


def select(
    model: type[models.Model], columns: Sequence[str], where: str, values: Sequence[Any]
) -> Iterator[Row]:
    """Rows as `columns`, days as days and booleans as booleans, past Django's own way, which costs three times as much."""
    kinds = [model._meta.get_field(name).get_internal_type() for name in columns]
    days = [place for place, kind in enumerate(kinds) if kind == "DateField"]
    flags = [place for place, kind in enumerate(kinds) if kind == "BooleanField"]
    read = _Read()
    sql = f'SELECT {plain(model, columns)} FROM "{model._meta.db_table}" WHERE {where}'
    for found in _thousands(sql, values):
        told: list[Iterable[Any]] = list(
            zip(*found, strict=True)
        )  # column by column: of a crowd a third cheaper
        for place in days:
            told[place] = map(read.__getitem__, told[place])
        for place in flags:
            told[place] = map(bool, told[place])
        yield from zip(*told, strict=True)


class _Read(dict[str | None, date | None]):
    """Days that have been read: most are the same few, and facts that share them take less room."""

    def __missing__(self, text: str | None) -> date | None:
        self[text] = day = None if text is None else date.fromisoformat(text)
        return day


def plain(model: type[models.Model], columns: Sequence[str]) -> str:
    """The columns for a SELECT that gives the same values on both databases: days as ISO text, booleans as numbers."""
    casts = {"DateField": "text", "BooleanField": "integer"}
    kinds = (
        (f'"{_column(model, name)}"', model._meta.get_field(name).get_internal_type()) for name in columns
    )
    return ", ".join(f"CAST({sql} AS {casts[kind]})" if kind in casts else sql for sql, kind in kinds)


def rows(sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """What a SELECT finds, row by row; they are read some thousand at a time."""
    for found in _thousands(sql, values):
        yield from found


def _thousands(sql: str, values: Sequence[Any]) -> Iterator[list[Row]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while found := cursor.fetchmany(5000):
            yield found


def recount(kinds: Collection[type[models.Model]]) -> None:
    """Let PostgreSQL count again after a crowd: it plans by what it last counted, and found the tables empty then."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE " + ", ".join(f'"{kind._meta.db_table}"' for kind in kinds))


def last_id(model: type[models.Model]) -> int:
    """The highest id in use; ids after it are free for whoever holds the end of the ledger."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COALESCE(MAX(id), 0) FROM "{model._meta.db_table}"')
        return int(cursor.fetchone()[0])


def among(column: str, values: Collection[int] | Collection[str]) -> tuple[str, list[Any]]:
    """A condition in SQL that holds for any number of values, and its parameters."""
    if connection.vendor == "postgresql":
        return f'"{column}" = ANY(%s)', [list(values)]
    return f'"{column}" IN (SELECT value FROM json_each(%s))', [json.dumps(list(values))]


def outside(column: str, ids: Collection[int]) -> tuple[str, list[Any]]:
    """A condition in SQL that holds for whatever is none of `ids`, however many; PostgreSQL joins what it would otherwise
    compare one by one."""
    if connection.vendor == "postgresql":
        return f'NOT EXISTS (SELECT 1 FROM unnest(%s::bigint[]) said WHERE said = "{column}")', [list(ids)]
    return f'"{column}" NOT IN (SELECT value FROM json_each(%s))', [json.dumps(list(ids))]


def where_among(column: str, values: Collection[int] | Collection[str]) -> RawSQL:
    """The same condition, for a query of Django's."""
    sql, parameters = among(column, values)
    return RawSQL(sql, parameters, output_field=models.BooleanField())


def _column(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).column)  # type: ignore[union-attr]  # our tables have plain columns


def as_copy(rows: Sequence[Row]) -> str:
    """Rows as COPY reads them. Most have nothing to escape and nothing missing, and are written in one go."""
    width = len(rows[0]) if rows else 0
    together = "\t".join(["%s"] * width)
    plain = not any(isinstance(value, (bytes, memoryview)) for value in (rows[0] if rows else ()))
    lines = []
    for row in rows:
        line = together % row if plain and None not in row else "\\"
        if "\\" in line or "\n" in line or "\r" in line or line.count("\t") >= width:
            line = "\t".join(map(_escaped, row))
        lines.append(line)
    lines.append("")
    return "\n".join(lines)


def _escaped(value: Any) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, (bytes, memoryview)):
        return rf"\\x{bytes(value).hex()}"
    return str(value).translate(_ESCAPES)
