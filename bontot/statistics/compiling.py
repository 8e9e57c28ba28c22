"""How a question put to a roster becomes SQL."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

import ibis

from bontot.statistics.roster import Roster
from bontot.statistics.tables import Condition, Table, any_of


def _where(table: Table, conditions: Sequence[Condition]) -> Any:
    found: Any = None
    for condition in conditions:
        found = condition(table) if found is None else found & condition(table)
    return found


def counting(roster: Roster, parts: Sequence[Sequence[Condition]]) -> str:
    """SQL with one row per `ask`: first `ask`, then for each of `parts` how many satisfy all its conditions."""
    table = roster.build()
    numbers: dict[str, Any] = {}
    for number, conditions in enumerate(parts):
        where = _where(table, conditions)
        if roster.once:
            numbers[f"n{number}"] = table[roster.subject].nunique(where=where)
        elif where is not None:
            numbers[f"n{number}"] = where.sum()  # many times faster in DuckDB than a count with a filter
        else:
            numbers[f"n{number}"] = table.count()
    return sql(table.group_by("ask").agg(**numbers))


@lru_cache(maxsize=64)
def columns(roster: Roster) -> tuple[str, ...]:
    """What a roster says of each of its rows."""
    return tuple(name for name in roster.build().columns if name != "ask")


def by_values(roster: Roster, sets: Sequence[Sequence[str]], some: Sequence[Condition] = ()) -> str:
    """SQL that counts a roster by each of several sets of columns in one pass: `ask`, `mask`, the columns, `number`;
    of the rows that satisfy one of `some`, where there are any.

    `mask` says which set a row belongs to: see `mask`. Counting what is there and judging it afterwards costs a tenth of
    asking a hundred conditions of every member.
    """
    table = roster.build()
    if some:
        table = table.filter(any_of([condition(table) for condition in some]))
    every = _union(sets)
    rows = sql(table.select("ask", *every))
    names = ", ".join(f'"{name}"' for name in every)
    keys = ", ".join(f'"{name}"' for name in ("ask", *every))
    if len(sets) == 1:
        told, grouped = ", ".join(('"ask", 0 AS "mask"', *(f'"{name}"' for name in every))), keys
    else:
        told = f'"ask", grouping({names}) AS "mask", {names}'
        of_each = (", ".join(f'"{name}"' for name in ("ask", *inside)) for inside in sets)
        grouped = f"GROUPING SETS ({', '.join(f'({inside})' for inside in of_each)})"
    counted = f'SELECT {told}, count(*) AS "number" FROM ({rows}) AS rows GROUP BY {grouped}'
    words = [f'CAST("{name}" AS VARCHAR) AS "{name}"' for name in every if table[name].type().is_string()]
    return f"SELECT * REPLACE ({', '.join(words)}) FROM ({counted}) AS counted" if words else counted


def mask(sets: Sequence[Sequence[str]], wanted: Collection[str]) -> int:
    """The number that marks the rows of one of the sets: a bit for every column that is not in it."""
    every = _union(sets)
    return sum(1 << (len(every) - 1 - place) for place, name in enumerate(every) if name not in wanted)


def _union(sets: Sequence[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(name for names in sets for name in names))


def listing(roster: Roster, conditions: Sequence[Condition]) -> str:
    """SQL with who or what satisfies every condition: `ask` and the subject, in order of the subject."""
    table = roster.build()
    where = _where(table, conditions)
    if where is not None:
        table = table.filter(where)
    found = table.select("ask", subject=table[roster.subject])
    if roster.once:
        found = found.distinct()
    return sql(found.order_by("ask", "subject"))


def grouping(roster: Roster, keys: dict[str, Condition], conditions: Sequence[Condition] = ()) -> str:
    """SQL that counts a roster by keys: `ask`, the keys, `number`."""
    table = roster.build()
    where = _where(table, conditions)
    if where is not None:
        table = table.filter(where)
    named = {name: key(table) for name, key in keys.items()}
    table = table.mutate(**named)
    return sql(table.group_by("ask", *keys).agg(number=table.count()).order_by("ask", *keys))


def sql(expression: Table, dialect: str = "duckdb") -> str:
    """The SQL of an expression; the very same expression also becomes Spark's."""
    return str(ibis.to_sql(expression, dialect=dialect))
