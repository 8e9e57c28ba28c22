"""The words that stand in the rows of lives, as one list: what is stored and grouped is a number, what is asked a word."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from bontot.statistics.stretches import WORDS

COLUMNS = ("standing", *WORDS, "way_in", "way_out")
"""The columns of `life` that hold words."""
_WAYS = ("", "arrive", "move_out")
"""Words that no fact says."""
_SAID = (
    *((word, "profile") for word in WORDS),
    *((word, "standing") for word in ("standing", "began", "ended")),
)


class Words:
    """Grows by words never heard before; a reader keeps the list that it began with."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._known: tuple[str, ...] = ()
        self._add(connection, _WAYS)

    def of_facts(self, cursor: duckdb.DuckDBPyConnection, prefix: str) -> None:
        """Learn the words of the temporary tables `{prefix}_profile` and `{prefix}_standing`."""
        self._learn(cursor, ((word, f"{prefix}_{table}") for word, table in _SAID))

    def of_file(self, cursor: duckdb.DuckDBPyConnection, path: str) -> None:
        """Learn the words of a column file of lives."""
        source = "read_parquet('" + path.replace("'", "''") + "')"
        self._learn(cursor, ((column, source) for column in COLUMNS))

    def _learn(self, cursor: duckdb.DuckDBPyConnection, sources: Iterable[tuple[str, str]]) -> None:
        every = " UNION ".join(f"SELECT {column} AS word FROM {source}" for column, source in sources)
        found = cursor.execute(f"SELECT word FROM ({every}) WHERE word IS NOT NULL").fetchall()
        if new := sorted({str(row[0]) for row in found}.difference(self._known)):
            self._add(cursor, new)

    def _add(self, cursor: duckdb.DuckDBPyConnection, new: Iterable[str]) -> None:
        known = (*self._known, *new)
        name = f"words_{len(known)}"
        listed = ", ".join("'" + word.replace("'", "''") + "'" for word in known)
        cursor.execute("BEGIN")
        try:
            cursor.execute(f"CREATE TYPE {name} AS ENUM ({listed})")
            for column in COLUMNS:
                cursor.execute(f"ALTER TABLE life ALTER {column} TYPE {name}")
        except BaseException:
            cursor.execute("ROLLBACK")
            raise
        cursor.execute("COMMIT")
        self._known = known


def as_text(table: str) -> str:
    """A table with every value as text: two copies number their words differently."""
    return f"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM {table}"
