"""Cursors that read a copy: each sees one position, and lays the tables out on the structure that is asked for."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import duckdb

from bontot.statistics import restating
from bontot.statistics.viewing import AS_WAS, View

ASKED = "CREATE TEMP TABLE asked (ask INTEGER, organisation BIGINT, first DATE, last DATE, before DATE)"
"""What is being asked, one row per organisation and period; each cursor has its own."""
_VIEWS = 4
"""Other structures that a copy keeps laid out, each with a cursor of its own; one may need as much memory as the copy."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One consistent look at a copy: a cursor inside a transaction, and the position that it shows."""

    cursor: duckdb.DuckDBPyConnection
    position: int
    planned: dict[str, str]
    """The questions that this cursor has planned already, and the names of their plans."""
    view: View = AS_WAS
    """The structure that its tables are laid out on."""

    def begins(self) -> bool:
        """Begin a transaction that still sees this position; where the copy has gone on meanwhile, close the cursor."""
        self.cursor.execute("BEGIN")
        if _position(self.cursor) == self.position:
            return True
        self.cursor.close()
        return False


class Cursors:
    """Cursors of a copy, kept with what they have planned for whoever asks next."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._idle: deque[tuple[duckdb.DuckDBPyConnection, dict[str, str]]] = deque()
        self._laid: OrderedDict[View, Reader] = OrderedDict()

    @contextmanager
    def reading(self, view: View) -> Iterator[Reader]:
        """A cursor that sees one position, however long it reads and whatever happens meanwhile."""
        if not view.as_was:
            with self._laid_out(view) as reader:
                yield reader
            return
        cursor, planned = self._take()
        try:
            cursor.execute("BEGIN")
            found = cursor.execute("EXECUTE position").fetchone()
            yield Reader(cursor, int(found[0]) if found else 0, planned)
            cursor.execute("ROLLBACK")  # what was asked is forgotten
        except BaseException:
            cursor.close()
            raise
        self._idle.append((cursor, planned))

    def _take(self) -> tuple[duckdb.DuckDBPyConnection, dict[str, str]]:
        with suppress(IndexError):  # another thread may have taken the last one
            return self._idle.pop()
        cursor = self._connection.cursor()
        cursor.execute(ASKED)
        cursor.execute("PREPARE position AS SELECT position FROM state")
        return cursor, {}

    @contextmanager
    def _laid_out(self, view: View) -> Iterator[Reader]:
        """A cursor whose tables are laid out on another structure; it is kept while the ledger does not grow."""
        reader = self._laid.pop(view, None) or self._lay_out(view)
        while not reader.begins():
            reader = self._lay_out(view)
        try:
            yield reader
            reader.cursor.execute("ROLLBACK")
        except BaseException:
            reader.cursor.close()
            raise
        self._laid[view] = reader
        while len(self._laid) > _VIEWS:
            with suppress(KeyError):  # another thread may have taken the last one
                self._laid.popitem(last=False)[1].cursor.close()

    def _lay_out(self, view: View) -> Reader:
        """The tables of a view are a snapshot of one position: they and all that is asked of them belong together."""
        cursor = self._connection.cursor()
        cursor.execute(ASKED)
        cursor.execute("BEGIN")
        position = _position(cursor)
        restating.prepare(cursor, view)
        cursor.execute("COMMIT")
        return Reader(cursor, position, {}, view)


def _position(cursor: duckdb.DuckDBPyConnection) -> int:
    found = cursor.execute("SELECT position FROM state").fetchone()
    return int(found[0]) if found else 0
