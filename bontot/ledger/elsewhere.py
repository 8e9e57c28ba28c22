"""Which database answers: the real one, or a copy of it in which something has been done that has not been done yet.

Whatever asks the database asks the copy while the thread is inside `instead`: no query, form or page knows of it. What has
to be written down in earnest, such as who has read whose file, goes back to the real database by `really`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_NAME = "BONTOT_COPY"
_REAL = "_bontot_real"


@contextmanager
def instead(name: str, changes: dict[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """A connection with other settings answers in this thread, under a name of its own; it is closed at the end."""
    real = connections[DEFAULT_DB_ALIAS]
    copy = real.copy()
    copy.settings_dict.update(changes)
    copy.settings_dict[_NAME] = name
    setattr(copy, _REAL, getattr(real, _REAL, real))
    connections[DEFAULT_DB_ALIAS] = copy
    try:
        yield copy
    finally:
        connections[DEFAULT_DB_ALIAS] = real
        copy.close()


@contextmanager
def really() -> Iterator[None]:
    """Inside `instead`, the real database again; elsewhere nothing changes."""
    here = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = getattr(here, _REAL, here)
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = here


def copied() -> str:
    """The name of the copy that answers in this thread; blank where the real database does."""
    return str(connections[DEFAULT_DB_ALIAS].settings_dict.get(_NAME, ""))
