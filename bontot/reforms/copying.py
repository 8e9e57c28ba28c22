"""A copy of the whole ledger beside the real one: a file on SQLite, a schema on PostgreSQL. One is made at a time.

A copy has its name from the moment on which it is whole; whoever is killed before leaves nothing that anybody would read.
What is no part of the ledger, such as accounts, is the real one's on PostgreSQL and not to be looked at on SQLite.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from django.db import connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from bontot.ledger import elsewhere
from bontot.ledger.models import Decision, Head, Payload
from bontot.ledger.state import fact_kinds, identity_kinds
from bontot.reforms import copying_file as files

_PASSING = "as_if_passing"
_LOCK = 0x626F6E746F74
"""PostgreSQL's name for the right to make a copy: the program's own name in ASCII."""


def make(name: str, fill: Callable[[], None]) -> None:
    """A copy called `name`, in which `fill` has been called; instead of an older one of that name."""
    (_make_schema if connection.vendor == "postgresql" else files.make)(name, fill)


def names() -> list[str]:
    """The copies that there are."""
    if connection.vendor != "postgresql":
        return files.names()
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'as\\_if\\_%%-%%'", [])
        return sorted(row[0].removeprefix("as_if_") for row in cursor.fetchall())


def remove(name: str) -> None:
    """Throw a copy away, if it is still there. Who is reading it finishes."""
    if connection.vendor != "postgresql":
        files.remove(name)
        return
    with connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA IF EXISTS "as_if_{name}" CASCADE')


def remove_all(**ignored: object) -> None:
    """Throw every copy away: before tables change their shape, which views of them would not let happen."""
    for name in names():
        remove(name)


def reading(name: str) -> AbstractContextManager[BaseDatabaseWrapper]:
    """The copy answers in this thread, and takes nothing down. Where it is gone, nothing answers."""
    if connection.vendor != "postgresql":
        return files.reading(name)
    return _schema(name, f'"as_if_{name}"', "-c default_transaction_read_only=on")


def _make_schema(name: str, fill: Callable[[], None]) -> None:
    with _alone():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'DROP SCHEMA IF EXISTS "{_PASSING}" CASCADE')
            cursor.execute(f'CREATE SCHEMA "{_PASSING}"')
            for model in _ledger():
                _copy_table(model._meta.db_table)
        try:
            with _schema(name, f"{_PASSING},public", ""):
                fill()
        except BaseException:
            with connection.cursor() as cursor:
                cursor.execute(f'DROP SCHEMA "{_PASSING}" CASCADE')
            raise
        with transaction.atomic(), connection.cursor() as cursor:
            for table in _others():
                cursor.execute(f'CREATE VIEW "{_PASSING}"."{table}" AS SELECT * FROM "{table}"')
            cursor.execute(f'DROP SCHEMA IF EXISTS "as_if_{name}" CASCADE')
            cursor.execute(f'ALTER SCHEMA "{_PASSING}" RENAME TO "as_if_{name}"')


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody else makes a copy meanwhile; the right goes with the connection, however that ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _copy_table(table: str) -> None:
    """Rows first and indexes afterwards, which is quicker. What guards the real table is not needed in a copy."""
    with connection.cursor() as cursor:
        whole = f'"{_PASSING}"."{table}"'
        cursor.execute(f'CREATE TABLE {whole} (LIKE "{table}" INCLUDING DEFAULTS INCLUDING IDENTITY)')
        cursor.execute(f'INSERT INTO {whole} SELECT * FROM "{table}"')
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = %s AND schemaname = current_schema()", [table]
        )
        for (made,) in cursor.fetchall():
            head, _, tail = made.partition(" USING ")
            if not tail.startswith("gist"):
                cursor.execute(f"{head.partition(' ON ')[0]} ON {whole} USING {tail}")
        if table in (
            Payload._meta.db_table,
            Head._meta.db_table,
        ):  # the database gives these rows their numbers
            cursor.execute(
                f'SELECT setval(pg_get_serial_sequence(%s, %s), (SELECT COALESCE(MAX(id), 0) + 1 FROM "{table}"))',
                [whole, "id"],
            )
        cursor.execute(f"ANALYZE {whole}")


def _ledger() -> tuple[type[models.Model], ...]:
    return (*identity_kinds(), *fact_kinds(), Decision, Payload, Head)


def _others() -> list[str]:
    """The tables that are no part of the ledger: what a page asks them, the real ones answer through a view.

    The real schema itself stays out of the way: once a copy is gone, nothing may answer in its name.
    """
    ledger = {model._meta.db_table for model in _ledger()}
    return [table for table in connection.introspection.table_names() if table not in ledger]


def _schema(name: str, schemas: str, options: str) -> AbstractContextManager[BaseDatabaseWrapper]:
    said = connection.settings_dict.get("OPTIONS", {})
    path = f"-c search_path={schemas} {options}".strip()
    return elsewhere.instead(name, {"OPTIONS": said | {"options": path}})
