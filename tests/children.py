"""Processes of our own over one database: they may write at once, be killed at any moment, or find the disk full."""

from __future__ import annotations

import os
import pickle
import signal
import time
import traceback
import warnings
from collections.abc import Callable
from typing import Any

from django.db import connection, connections


class Child:
    """A process that does one thing and tells its result. It sees what has really been committed, and nothing else."""

    def __init__(self, do: Callable[[], Any]) -> None:
        connection.close()  # what is open must not be shared
        self._read, write = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", DeprecationWarning
            )  # threads stay with the parent, and so do their locks
            self.pid = os.fork()
        if self.pid == 0:
            os.close(self._read)
            _do(do, write)
        os.close(write)

    def result(self) -> Any:
        """What it has returned. Raises AssertionError with its own words where it has failed."""
        with os.fdopen(self._read, "rb") as answer:
            said = answer.read()
        _, status = os.waitpid(self.pid, 0)
        assert said, f"the process has ended without a word: {status}"
        done, value = pickle.loads(said)
        assert done, value
        return value

    def kill_after(self, seconds: float) -> bool:
        """Kill it at a moment of its life; whether it was still alive."""
        time.sleep(seconds)
        os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        os.close(self._read)
        return os.WIFSIGNALED(status)


def _do(do: Callable[[], Any], write: int) -> None:
    for alias in connections:  # whatever is open belongs to the parent: neither used nor closed here
        connections[alias] = connections[alias].copy()
    try:
        said = (True, do())
    except BaseException:  # noqa: BLE001 - told to the parent, whatever it was
        said = (False, traceback.format_exc())
    with os.fdopen(write, "wb") as answer:
        pickle.dump(said, answer)
    os._exit(0)


def in_a_process(do: Callable[[], Any]) -> Any:
    """What `do` returns in a process of its own."""
    return Child(do).result()
