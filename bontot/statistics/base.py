"""Column files that a process begins from: immutable, named by position, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import duckdb
from django.conf import settings

_log = logging.getLogger(__name__)
SHAPE = 3
"""Goes up when the tables of the copy change their columns; files of another shape are ignored."""
DECISIONS_APART = 200
PEOPLE_APART = 2_000
"""So many decisions, or people whose lives have changed, after the last files new ones are written."""
_KEPT = 2
_ABANDONED = 3600
"""Seconds after which a set that is still not whole has been given up."""


@dataclass(frozen=True, slots=True)
class Base:
    """One set of column files."""

    position: int
    folder: Path

    def file(self, table: str) -> str:
        return str(self.folder / f"{table}.parquet")

    def matches(self, digest: str) -> bool:
        """Whether the files belong to this ledger, have this shape and are as they were written."""
        try:
            told = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
            same = told["digest"] == digest != "" and told["shape"] == SHAPE
            return same and all(_sum(self.folder / name) == value for name, value in told["files"].items())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return False  # damaged or foreign: the copy is built from the database instead


def found() -> list[Base]:
    """The sets of files on the disk, the latest first."""
    folders = (
        [folder for folder in _home().glob("[0-9]*") if folder.name.isdecimal()] if _home().is_dir() else []
    )
    return sorted((Base(int(folder.name), folder) for folder in folders), key=lambda base: -base.position)


def write(cursor: duckdb.DuckDBPyConnection, tables: Sequence[str], edge: tuple[int, str]) -> None:
    """Write the tables that `cursor` sees; whoever is killed here leaves nothing that anybody would read.

    Where the disk is full or read-only there are no files: figures are told all the same, and the next process builds.
    """
    try:
        _write(cursor, tables, edge)
    except (OSError, duckdb.Error) as reason:
        _log.warning("The column files of position %s could not be written: %s", edge[0], reason)


def _write(cursor: duckdb.DuckDBPyConnection, tables: Sequence[str], edge: tuple[int, str]) -> None:
    target = _home() / str(edge[0])
    passing = _home() / f"tmp-{os.getpid()}-{uuid4().hex}"
    passing.mkdir(parents=True, mode=0o700)
    try:
        for table in tables:
            path = str(passing / f"{table}.parquet").replace("'", "''")
            cursor.execute(f"COPY {table} TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
        sums = {path.name: _sum(path) for path in passing.glob("*.parquet")}
        manifest = {"shape": SHAPE, "digest": edge[1], "files": sums}
        (passing / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        if target.exists() and not Base(edge[0], target).matches(edge[1]):
            shutil.rmtree(target, ignore_errors=True)
        if not target.exists():
            _put(passing, target)
    finally:
        shutil.rmtree(passing, ignore_errors=True)
    for old in _old():
        shutil.rmtree(old, ignore_errors=True)


def _put(passing: Path, target: Path) -> None:
    try:
        passing.rename(target)
    except FileExistsError:
        return  # another process was quicker, with the same rows
    except OSError:
        if not target.exists():
            raise


def _old() -> Iterator[Path]:
    """Sets that later ones have replaced, and what somebody who was killed left behind an hour ago or more."""
    yield from (base.folder for base in found()[_KEPT:])
    for left in _home().glob("tmp-*"):
        if time.time() - left.stat().st_mtime > _ABANDONED:
            yield left


def _home() -> Path:
    return Path(settings.HOME) / "copy"


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
