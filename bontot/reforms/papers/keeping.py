"""Papers as files: kept to be taken one by one, packed to be taken together, or written into a folder."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bontot.exchange import store
from bontot.reforms.papers.making import Made
from bontot.ui.papers import FORMATS, Paper

CONTENTS, PAPERS, PACKED = "contents.jsonl", "papers.jsonl", "papers.zip"
MOST_PDF = 1_000
"""Of more papers than this only the Word files are packed: a PDF of each is made when it is asked for."""
type Progress = Callable[[int], None]


def keep(folder: Path, made: Sequence[Made], progress: Progress) -> dict[str, Any]:
    """Write all papers into the folder of some work; how many there are of each kind."""
    store.write_lines(
        folder / CONTENTS, ({"kind": m.kind, "code": m.code, "name": m.name, "file": m.file} for m in made)
    )
    store.write_lines(folder / PAPERS, (m.paper.as_json() for m in made))
    fresh = folder / "papers.part"
    with (
        open(fresh, "wb", opener=store.private) as out,
        zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed,
    ):
        for name, data in files(made, progress):
            packed.writestr(name, data)
    fresh.replace(folder / PACKED)
    counts: dict[str, Any] = {}
    for each in made:
        counts[each.kind] = counts.get(each.kind, 0) + 1
    return counts | {"papers": len(made), "pdf": len(made) <= MOST_PDF}


def files(made: Sequence[Made], progress: Progress | None = None) -> Iterator[tuple[str, bytes]]:
    """The files of the papers, with the folders that they stand in; no two of the same name."""
    formats = [name for name in FORMATS if name != "pdf" or len(made) <= MOST_PDF]
    taken: dict[str, int] = {}
    for place, each in enumerate(made, 1):
        key = each.file.casefold()
        taken[key] = taken.get(key, 0) + 1
        stem = each.file if taken[key] == 1 else f"{each.file}-{taken[key]}"
        for name in formats:
            yield f"{stem}.{name}", FORMATS[name](each.paper)
        if progress:
            progress(place)


def write(folder: Path, made: Sequence[Made]) -> int:
    """Write the files into a folder that only their owner may read; how many there are."""
    count = 0
    for name, data in files(made):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(path, "wb", opener=store.private) as out:
            out.write(data)
        os.chmod(path, 0o600)
        count += 1
    return count


def contents(folder: Path, first: int, count: int) -> list[dict[str, Any]]:
    """What papers there are, without what they say."""
    return list(store.read_lines(folder / CONTENTS, first, count))


def one(folder: Path, number: int) -> tuple[dict[str, Any], Paper] | None:
    """A paper by its place among them, with what it is; None where there is none such."""
    about = _first(store.read_lines(folder / CONTENTS, number, 1))
    said = _first(store.read_lines(folder / PAPERS, number, 1))
    return (about, Paper.from_json(said)) if about and said else None


def _first(lines: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    return next(iter(lines), None)
