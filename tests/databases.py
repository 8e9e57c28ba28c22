"""Every test whose promise the database can break runs on SQLite and on PostgreSQL: the suite is run once for each."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models.signals import post_migrate

_TOUCHING = {"db", "transactional_db", "django_db_setup", "live_server"}
_LOOKING = {"browser"}
"""A real browser looks at what stands on a page, which the same page without a browser has been asked on both databases."""


def touches_database(item: pytest.Item) -> bool:
    """Whether the test is marked `django_db` or asks, be it through another fixture, for a database."""
    wanted = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(_TOUCHING & wanted)


def asks_it_twice(item: pytest.Item) -> bool:
    """Whether the kind of database can make a difference to what the test promises."""
    return touches_database(item) and not _LOOKING & set(getattr(item, "fixturenames", ()))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In the second run only the tests for which the kind of database can make a difference."""
    if os.environ.get("BONTOT_TEST_DATABASE") == "postgres":
        config.hook.pytest_deselected(items=[item for item in items if not asks_it_twice(item)])
        items[:] = [item for item in items if asks_it_twice(item)]


def pytest_report_header() -> str:
    """Say which of the two runs this is."""
    return f"database: {os.environ.get('BONTOT_TEST_DATABASE', 'sqlite')}"


def pytest_configure() -> None:
    """Let the database be emptied after a test that really committed, although facts refuse to be deleted."""
    sqlite: Any = DatabaseWrapper.ops_class
    emptying = sqlite.sql_flush

    def without_guards(self: Any, *arguments: Any, **options: Any) -> list[str]:
        statements: list[str] = emptying(self, *arguments, **options)
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            guards = cursor.fetchall() if statements else []
        return [f"DROP TRIGGER {name}" for name, _ in guards] + statements + [sql for _, sql in guards]

    sqlite.sql_flush = without_guards
    post_migrate.connect(_begin_again, dispatch_uid="the ledger begins again")


def _begin_again(using: str, **_: object) -> None:
    """What the migrations put into an empty database; Django sends its signal after emptying it as well."""
    from bontot.ledger.models import Head

    if not Head.objects.using(using).exists():
        Head.objects.using(using).create(position=0, digest="0" * 64)
