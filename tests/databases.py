"""Every test that touches the database runs on SQLite and on PostgreSQL: the suite is run once for each."""

from __future__ import annotations

import os

import pytest

_TOUCHING = {"db", "transactional_db", "django_db_setup", "live_server"}


def touches_database(item: pytest.Item) -> bool:
    """Whether the test is marked `django_db` or asks, be it through another fixture, for a database."""
    wanted = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(_TOUCHING & wanted)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In the second run only the tests for which the kind of database can make a difference."""
    if os.environ.get("BONTOT_TEST_DATABASE") == "postgres":
        config.hook.pytest_deselected(items=[item for item in items if not touches_database(item)])
        items[:] = [item for item in items if touches_database(item)]


def pytest_report_header() -> str:
    """Say which of the two runs this is."""
    return f"database: {os.environ.get('BONTOT_TEST_DATABASE', 'sqlite')}"
