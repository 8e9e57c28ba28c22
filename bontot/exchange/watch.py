"""Work that is watched: it says how far it is, gives signs of life, and stops where somebody has cancelled it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import orjson

from bontot.exchange import store
from bontot.exchange.models import UNDER_WAY, State, Work
from bontot.ui.clock import now

BEAT = 5.0
"""Seconds between two signs of life."""


class Cancelled(Exception):
    """Somebody has cancelled the work, or begun it again."""


class Watch:
    """How an attempt at some work talks to those who wait for it."""

    def __init__(self, name: str, turn: str) -> None:
        self.name, self.turn = name, turn
        self.path = store.folder(name) / "progress"

    def check(self) -> None:
        """Raises Cancelled where this attempt is no longer wanted."""
        if not store.has_turn(self.name, self.turn):
            raise Cancelled

    def at(self, size: int) -> Callable[[int], None]:
        """What to call with the number of rows done of about `size`."""
        self.say(0, size)

        def progress(done: int) -> None:
            self.check()
            self.say(done, size)

        return progress

    def say(self, done: int, size: int) -> None:
        store.write(self.path, orjson.dumps({"done": done, "size": size}))

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Signs of life until the work ends, however long its single steps take."""
        self.check()
        self.say(0, 0)
        over = threading.Event()
        pulse = threading.Thread(target=self._beat, args=(over,), daemon=True)
        pulse.start()
        try:
            yield
        finally:
            over.set()
            pulse.join()

    def _beat(self, over: threading.Event) -> None:
        while not over.wait(BEAT):
            with suppress(FileNotFoundError):
                os.utime(self.path)


def settle[W: Work](kind: type[W], work: W, **changes: object) -> bool:
    """Write down what came of this attempt, unless another has taken its place: then nothing, and False."""
    mine = kind._default_manager.filter(pk=work.pk, turn=work.turn, state__in=UNDER_WAY)
    return bool(mine.update(changed=now(), **changes))


@contextmanager
def attempt[W: Work](kind: type[W], id: int, turn: str) -> Iterator[tuple[W, Watch] | None]:
    """One attempt at some work: None where it is no longer wanted. However it ends, it is written down."""
    work = (
        kind._default_manager.select_related("account").filter(pk=id, turn=turn, state__in=UNDER_WAY).first()
    )
    if work is None:
        yield None
        return
    watch = Watch(work.folder, turn)
    given_up = State.READY if work.state == State.ENTERING else State.CANCELLED
    try:
        with watch.beating():
            yield work, watch
    except Cancelled:
        settle(kind, work, state=given_up, trouble="")
    except BaseException:
        settle(kind, work, state=State.FAILED)
        raise
    finally:
        with suppress(FileNotFoundError):
            watch.path.unlink()
