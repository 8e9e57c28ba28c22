"""The columnar copy of the facts: flat tables in the memory of each server process, as of a position of the ledger.

The database is the only truth. A copy can be thrown away at any moment; it is begun from column files on the disk or from
the database, and then brought up to date by the facts that have become known, or ceased to be known, since its position."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import AbstractContextManager

import duckdb
from django.db import connection

from bontot.ledger import queries as ledger
from bontot.ledger.elsewhere import copied
from bontot.ledger.models import Decision
from bontot.statistics import base, facts, stretches, tree
from bontot.statistics.reading import Cursors, Reader
from bontot.statistics.viewing import AS_WAS, View
from bontot.statistics.words import Words, as_text

type Edge = tuple[int, str]
PEOPLE = ("life", "post", "attendance", "discipline", "member_grade")
_ROWS_AT_ONCE = 400_000
"""People whose lives are laid out in one go: bounds the memory that a nation needs."""
type Where = tuple[int, str, str, str]
"""A process, the kind and name of its database, and the copy of the database where it looks at one."""
_PAST_COPIES = 2
_COPIES_ELSEWHERE = 2
"""So many are kept of what has not been done yet."""


class Copy:
    """Flat tables in memory. Any number of threads read; one at a time brings up to date; readers see one position."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(":memory:", config={"threads": max(os.cpu_count() or 1, 1)})
        self._refreshing = threading.Lock()
        self._cursors = Cursors(self._connection)
        self.edge: Edge = (0, "")
        self._saved = self._unsaved = 0
        self._connection.execute(stretches.LIFE)
        self._words = Words(self._connection)
        self._connection.execute(tree.EMPTY)
        self._connection.execute(
            "CREATE TABLE post (person BIGINT, since DATE, until DATE, title VARCHAR, unit VARCHAR, unit_kind VARCHAR, "
            "organisation BIGINT)"
        )
        self._connection.execute(
            "CREATE TABLE attendance (person BIGINT, since DATE, until DATE, course VARCHAR, kind VARCHAR)"
        )
        self._connection.execute(
            "CREATE TABLE discipline (person BIGINT, since DATE, until DATE, form VARCHAR, offence VARCHAR, "
            "began VARCHAR, ended VARCHAR)"
        )
        self._connection.execute(
            "CREATE TABLE member_grade (person BIGINT, since DATE, until DATE, year INTEGER, grade VARCHAR)"
        )
        self._connection.execute("CREATE TABLE state AS SELECT 0::BIGINT AS position")

    def reading(self, view: View = AS_WAS) -> AbstractContextManager[Reader]:
        """A cursor that sees one position, however long it reads and whatever happens meanwhile."""
        return self._cursors.reading(view)

    def bring_to(self, edge: Edge) -> None:
        """Bring the copy up to the end of the ledger. Whoever comes second finds the work done."""
        if self.edge == edge:
            return
        with self._refreshing:
            if self.edge == edge:
                return
            if not self._reaches(edge) and not self._begin_from_disk(edge):
                self.build(edge)
            elif self.edge != edge:
                self._refresh(edge)
            self._save()

    def build(self, edge: Edge) -> None:
        """Everything anew from the database, as known at the position of `edge`."""
        cursor = self._connection.cursor()
        position = edge[0]
        for moved in (*facts.LIVES, *facts.KEPT):
            facts.load(cursor, moved, f"all_{moved.name}", position, None)
        self._load_tree(cursor, position)
        self._words.of_facts(cursor, "all")
        cursor.execute("BEGIN")
        for table in PEOPLE:
            cursor.execute(f"DELETE FROM {table}")
        for first, last in _ranges(cursor):
            for moved in facts.LIVES:
                cursor.execute(
                    f"CREATE OR REPLACE TEMP TABLE raw_{moved.name} AS SELECT * FROM all_{moved.name} "
                    f"WHERE person BETWEEN {first} AND {last}"
                )
            stretches.compute(cursor)
            cursor.execute("INSERT INTO life SELECT * FROM fresh ORDER BY organisation, since, person")
        for moved in facts.KEPT:
            cursor.execute(
                f"INSERT INTO {moved.name} SELECT {', '.join(_columns(moved))} FROM all_{moved.name}"
            )
        self._put_tree(cursor)
        self._commit(cursor, edge)

    def differs(self) -> list[str]:
        """Where the copy differs from one built anew at the same position: one sentence per table, none if sound."""
        anew = Copy()
        anew.build(self.edge)
        found = []
        for table in (*PEOPLE, *tree.TABLES):
            cursor = anew._connection.cursor()
            for name, copy in (("here", self), ("there", anew)):
                cursor.register(name, copy._connection.cursor().sql(as_text(table)).to_arrow_table())
            counted = cursor.execute(
                "SELECT (SELECT count(*) FROM (FROM here EXCEPT ALL FROM there)), "
                "(SELECT count(*) FROM (FROM there EXCEPT ALL FROM here))"
            ).fetchone()
            if counted and any(counted):
                found.append(
                    f"Bản sao thống kê, bảng {table}: thừa {counted[0]} dòng, thiếu {counted[1]} dòng."
                )
        return found

    def _reaches(self, edge: Edge) -> bool:
        """Whether the copy's own end is an earlier point of this very ledger."""
        return self.edge[0] > 0 and self.edge[0] <= edge[0] and _digest_at(self.edge[0]) == self.edge[1]

    def _begin_from_disk(self, edge: Edge) -> bool:
        for found in base.found():
            if 0 < found.position <= edge[0] and found.matches(_digest_at(found.position)):
                cursor = self._connection.cursor()
                if not self._take_over(cursor, found):
                    continue
                self._saved, self._unsaved = found.position, 0
                self._commit(cursor, (found.position, _digest_at(found.position)))
                return True
        return False

    def _take_over(self, cursor: duckdb.DuckDBPyConnection, found: base.Base) -> bool:
        """Begin a transaction with the rows of these files; whether they could be read."""
        try:
            self._words.of_file(cursor, found.file("life"))
        except duckdb.Error:
            return False
        cursor.execute("BEGIN")
        try:
            for table in (*PEOPLE, *tree.TABLES):
                cursor.execute(f"DELETE FROM {table}")
                cursor.execute(f"INSERT INTO {table} SELECT * FROM read_parquet($1)", [found.file(table)])
        except duckdb.Error:
            cursor.execute("ROLLBACK")
            return False
        return True

    def _refresh(self, edge: Edge) -> None:
        after, upto = self.edge[0], edge[0]
        people = sorted(facts.changed((*facts.LIVES, *facts.KEPT), after, upto))
        organisations = facts.changed(facts.TREE, after, upto)
        if len(people) > _ROWS_AT_ONCE:
            self.build(edge)
            return
        self._unsaved, cursor = self._unsaved + len(people), self._connection.cursor()
        if people:
            for moved in facts.LIVES:
                facts.load(cursor, moved, f"raw_{moved.name}", upto, people)
            self._words.of_facts(cursor, "raw")
            stretches.compute(cursor)
            for moved in facts.KEPT:
                facts.load(cursor, moved, f"all_{moved.name}", upto, people)
            cursor.execute(
                "CREATE OR REPLACE TEMP TABLE touched AS SELECT unnest($1::BIGINT[]) AS person", [people]
            )
        if organisations:
            self._load_tree(cursor, upto)
        cursor.execute("BEGIN")
        if people:
            for table in PEOPLE:
                cursor.execute(f"DELETE FROM {table} WHERE person IN (SELECT person FROM touched)")
            cursor.execute("INSERT INTO life SELECT * FROM fresh ORDER BY organisation, since, person")
            for moved in facts.KEPT:
                cursor.execute(
                    f"INSERT INTO {moved.name} SELECT {', '.join(_columns(moved))} FROM all_{moved.name}"
                )
        if organisations:
            self._put_tree(cursor)
        self._commit(cursor, edge)

    def _load_tree(self, cursor: duckdb.DuckDBPyConnection, position: int) -> None:
        for moved in facts.TREE:
            facts.load(cursor, moved, f"fresh_{moved.name}", position, None)
        tree.compute(cursor)

    def _put_tree(self, cursor: duckdb.DuckDBPyConnection) -> None:
        for table in tree.TABLES:
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute(f"INSERT INTO {table} SELECT * FROM fresh_{table}")

    def _commit(self, cursor: duckdb.DuckDBPyConnection, edge: Edge) -> None:
        cursor.execute(f"UPDATE state SET position = {edge[0]}")
        cursor.execute("COMMIT")
        cursor.close()
        self.edge = edge

    def _save(self) -> None:
        """Leave column files for the next process to begin from, when there is much that the last ones do not hold."""
        little = self.edge[0] <= self._saved + base.DECISIONS_APART and self._unsaved < base.PEOPLE_APART
        if connection.in_atomic_block or copied() or (little and self._saved):
            return
        with self.reading() as reader:
            base.write(reader.cursor, (*PEOPLE, *tree.TABLES), self.edge)
        self._saved, self._unsaved = self.edge[0], 0


def _columns(moved: facts.Moved) -> list[str]:
    return moved.names()


def _ranges(cursor: duckdb.DuckDBPyConnection) -> list[tuple[int, int]]:
    """Stretches of person ids with about `_ROWS_AT_ONCE` people in each."""
    rows = cursor.execute(
        "SELECT min(person), max(person) FROM (SELECT person, row_number() OVER (ORDER BY person) AS place "
        f"FROM (SELECT DISTINCT person FROM all_standing)) GROUP BY place // {_ROWS_AT_ONCE} ORDER BY 1"
    ).fetchall()
    return [(int(first), int(last)) for first, last in rows]


def _digest_at(position: int) -> str:
    return Decision.objects.filter(position=position).values_list("digest", flat=True).first() or ""


_copies: OrderedDict[Where, Copy] = OrderedDict()
_past: OrderedDict[tuple[Where, Edge], Copy] = OrderedDict()
_making = threading.Lock()


def current() -> Copy:
    """This process's copy, brought up to the end of the ledger."""
    key = _where()
    with _making:
        copy = _copies.setdefault(key, Copy()) if key not in _copies else _copies[key]
        _copies.move_to_end(key)
        elsewhere = [other for other in _copies if other[0] == key[0] and other[-1]]
        for other in elsewhere[:-_COPIES_ELSEWHERE]:
            del _copies[other]
    copy.bring_to(ledger.edge())
    return copy


def at(position: int | None) -> Copy:
    """The copy as known at an earlier position; a few of them are kept."""
    edge = ledger.edge()
    if position is None or position >= edge[0]:
        return current()
    wanted = (position, _digest_at(position))
    key = (_where(), wanted)
    with _making:
        if key in _past:
            _past.move_to_end(key)
            return _past[key]
        copy = Copy()
        copy.build(wanted)
        _past[key] = copy
        while len(_past) > _PAST_COPIES:
            _past.popitem(last=False)
        return copy


def differs() -> list[str]:
    """For `verify`: where this process's copy differs from one built anew."""
    return current().differs()


def forget(keys: Sequence[Where] | None = None) -> None:
    """Throw the copies away; the next question begins anew."""
    with _making:
        for key in list(_copies) if keys is None else keys:
            _copies.pop(key, None)
        _past.clear()


def _where() -> Where:
    """A process, and the database that it looks at: a copy is never shared across either."""
    return os.getpid(), connection.vendor, str(connection.settings_dict["NAME"]), copied()
