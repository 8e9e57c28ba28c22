"""Folders of work under way: the files that came, how far it is, what was found.

How far it is stands in a file, not in the database: whoever enters something holds SQLite's one pen. A piece of work
goes on as long as the file `turn` names its attempt; whoever takes that file away has cancelled it.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings

STALE = 60.0
"""Seconds without a sign of life after which work is taken to have died."""


def root() -> Path:
    """Where all folders lie."""
    return Path(settings.HOME) / "uploads"


def new_folder() -> Path:
    """A fresh folder with a name that nobody can guess."""
    made = root() / secrets.token_hex(16)
    made.mkdir(mode=0o700, parents=True)
    return made


def folder(name: str) -> Path:
    return root() / name


def remove(name: str) -> None:
    """Remove a folder with all that is in it. One that is gone already is no trouble."""
    with suppress(FileNotFoundError):
        shutil.rmtree(folder(name))


def write(path: Path, content: bytes) -> None:
    """Write a file that only this program may read, all or nothing."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    fresh.replace(path)


# --- turns and progress -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an attempt is: rows done of about so many; seconds since its last sign of life."""

    done: int
    size: int
    age: float

    @property
    def stale(self) -> bool:
        return self.age > STALE


def give_turn(name: str) -> str:
    """A new attempt begins; whatever still goes on from before will stop."""
    turn = secrets.token_hex(8)
    with suppress(FileNotFoundError):
        (folder(name) / "progress").unlink()
    write(folder(name) / "turn", turn.encode())
    return turn


def take_turn(name: str) -> None:
    """Cancel whatever goes on."""
    with suppress(FileNotFoundError):
        (folder(name) / "turn").unlink()


def has_turn(name: str, turn: str) -> bool:
    """Whether this attempt is still the one to go on."""
    try:
        return (folder(name) / "turn").read_text() == turn
    except FileNotFoundError:
        return False


def progress(name: str) -> Progress | None:
    """How far the work is; None where it has not begun or is over."""
    path = folder(name) / "progress"
    try:
        said, changed = orjson.loads(path.read_bytes()), path.stat().st_mtime
    except FileNotFoundError:
        return None
    return Progress(said["done"], said["size"], max(0.0, time.time() - changed))


# --- long lists -------------------------------------------------------------------------------------------


def write_lines(path: Path, things: Iterable[Any]) -> int:
    """A list of any length, a line of JSON each, with an index beside it; how many there are."""
    offsets = bytearray()
    with open(path, "wb", opener=private) as file:
        for thing in things:
            offsets += file.tell().to_bytes(8)
            file.write(orjson.dumps(thing, option=orjson.OPT_APPEND_NEWLINE))
    write(path.with_suffix(".index"), bytes(offsets))
    return len(offsets) // 8


def read_lines(path: Path, first: int, count: int) -> Iterator[dict[str, Any]]:
    """Some lines, the first being 0, without reading those before."""
    try:
        with path.with_suffix(".index").open("rb") as index:
            index.seek(first * 8)
            where = index.read(8)
    except FileNotFoundError:
        return
    if not where:
        return
    with path.open("rb") as file:
        file.seek(int.from_bytes(where))
        for _, line in zip(range(count), file, strict=False):
            yield orjson.loads(line)


def private(path: str, flags: int) -> int:
    """An opener of files that only this program may read."""
    return os.open(path, flags, 0o600)
