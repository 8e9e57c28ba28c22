"""Copies on SQLite: files beside the database, which only this program may read."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from bontot.ledger import elsewhere

_ABANDONED = 3600
"""Seconds after which a file that is still not whole has been given up."""
_FILLING = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"
"""A copy that is lost in a crash is made again."""
_READING = "PRAGMA query_only=ON; PRAGMA cache_size=-65536;"


def make(name: str, fill: Callable[[], None]) -> None:
    """A file called after the copy, whole or not there at all."""
    with _alone():
        passing = _home() / f"tmp-{os.getpid()}-{uuid4().hex}"
        os.close(os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            connection.ensure_connection()
            with closing(sqlite3.connect(passing)) as file:
                connection.connection.backup(file)
                file.execute("PRAGMA journal_mode=DELETE")
            with elsewhere.instead(name, _changes(passing, _FILLING)):
                fill()
            passing.replace(_path(name))
        finally:
            passing.unlink(missing_ok=True)


def names() -> list[str]:
    """The copies that there are."""
    return sorted(path.stem for path in _home().glob("*.sqlite3"))


def remove(name: str) -> None:
    """Who has opened the file keeps reading it."""
    _path(name).unlink(missing_ok=True)


def reading(name: str) -> AbstractContextManager[BaseDatabaseWrapper]:
    """A connection that writes nothing, and makes no file where there is none."""
    return elsewhere.instead(name, _changes(f"{_path(name).as_uri()}?mode=ro", _READING))


def _changes(path: Path | str, command: str) -> dict[str, object]:
    options = connection.settings_dict.get("OPTIONS", {}) | {"init_command": command}
    return {"NAME": str(path), "OPTIONS": options}


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody else makes a copy meanwhile; what others have given up is cleared away."""
    with (_home() / "lock").open("w") as lock:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        for left in _home().glob("tmp-*"):
            if left.stat().st_mtime < time.time() - _ABANDONED:
                left.unlink(missing_ok=True)
        yield


def _path(name: str) -> Path:
    return _home() / f"{name}.sqlite3"


def _home() -> Path:
    home = Path(settings.HOME) / "as-if"
    home.mkdir(exist_ok=True, mode=0o700)
    return home
