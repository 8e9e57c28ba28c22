"""A server process gets ready beside its first requests: the copy from its files, the SQL of the forms."""

from __future__ import annotations

import logging
import threading

import duckdb
from django.db import DatabaseError, connection

from bontot.statistics import copy, engine
from bontot.statistics.forms import FORMS

_log = logging.getLogger(__name__)


def begin() -> threading.Thread:
    """Get ready in a thread of its own; a question that comes before waits for what it needs, and no longer."""
    thread = threading.Thread(target=_get_ready, name="bontot-warming", daemon=True)
    thread.start()
    return thread


def _get_ready() -> None:
    try:
        copy.current()
    except (DatabaseError, duckdb.Error, OSError) as reason:
        _log.warning(
            "The copy for the statistics is not ready yet, the first question will make it: %s", reason
        )
    finally:
        connection.close()
    engine.prepare(tuple(FORMS.values()))
