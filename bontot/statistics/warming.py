"""A server process gets ready beside its first requests: the copy from its files, the SQL of the forms."""

from __future__ import annotations

import atexit
import logging
import threading

import duckdb
from django.db import DatabaseError, connection

from bontot.statistics import copy, engine
from bontot.statistics.forms import FORMS

_log = logging.getLogger(__name__)
_PATIENCE = 30.0
"""Seconds that a process which ends waits for what it has begun to get ready."""


def begin() -> threading.Thread:
    """Get ready in a thread of its own; a question that comes before waits for what it needs, and no longer."""
    ending = threading.Event()
    thread = threading.Thread(target=_get_ready, args=(ending,), name="bontot-warming", daemon=True)
    atexit.register(_end, thread, ending)
    thread.start()
    return thread


def _end(thread: threading.Thread, ending: threading.Event) -> None:
    """A process must not go while the thread is inside DuckDB, whose own threads would then abort it."""
    ending.set()
    thread.join(_PATIENCE)


def _get_ready(ending: threading.Event) -> None:
    try:
        copy.current()
    except (DatabaseError, duckdb.Error, OSError) as reason:
        _log.warning(
            "The copy for the statistics is not ready yet, the first question will make it: %s", reason
        )
    finally:
        connection.close()
    for form in FORMS.values():
        if ending.is_set():
            return
        engine.prepare((form,))
