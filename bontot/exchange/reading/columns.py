"""Finding the header of a sheet: which row it is, which table it announces, which column is which field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain

from rapidfuzz import fuzz, process

from bontot.exchange.reading.cells import shown
from bontot.exchange.reading.foreign import LAYOUTS
from bontot.exchange.sheets import Column, Layout
from bontot.kernel.text import fold

LOOKED_AT = 40
"""How many rows at the top of a sheet may come before its header."""
MOST_COLUMNS = 400
LONGEST_HEADER = 120
_NOT_WORDS = re.compile(r"[^0-9a-z]+")
_ASIDE = re.compile(r"\([^)]*\)")
_COUNTERS = frozenset({"stt", "tt", "so tt", "so thu tu"})
"""Columns that nobody misses."""


@lru_cache(maxsize=65536)
def words(header: str) -> str:
    """A header by its words alone: no diacritics, capitals, stars, line breaks."""
    return _NOT_WORDS.sub(" ", fold(header)).strip()


def is_counter(header: str) -> bool:
    return words(header) in _COUNTERS or is_remarks(header)


def is_remarks(header: str) -> bool:
    """Whether this is our own column of remarks of an earlier attempt, whose header may say more."""
    return words(header).startswith("nhan xet")


@cache
def _known(layout: Layout) -> dict[str, Column]:
    """The layout's columns by the words of their headers and aliases, in the order written and sorted."""
    known: dict[str, Column] = {}
    for names in (lambda column: (column.header,), lambda column: column.aliases):
        for column in layout.columns:
            for name in names(column):
                for spelling in (name, _ASIDE.sub(" ", name)):
                    spelled = words(spelling)
                    known.setdefault(spelled, column)
                    known.setdefault(" ".join(sorted(spelled.split())), column)
    return known


@cache
def _all_known(layouts: tuple[Layout, ...]) -> frozenset[str]:
    return frozenset(chain.from_iterable(map(_known, layouts)))


@lru_cache(maxsize=65536)
def _spellings(label: str, in_two_rows: bool, layouts: tuple[Layout, ...]) -> tuple[str, ...]:
    """Under which words a label may be a column of some table, best first; mostly none."""
    found: dict[str, None] = {}
    for name in (label, label.rpartition(": ")[2]) if in_two_rows else (label,):
        for written in dict.fromkeys((name, _ASIDE.sub(" ", name))) if len(name) <= LONGEST_HEADER else ():
            said = words(written)
            found |= dict.fromkeys((said, " ".join(sorted(said.split()))))
    return tuple(spelling for spelling in found if spelling in _all_known(layouts))


@dataclass(slots=True)
class Header:
    """A header that has been found. Rows count from 0; `bottom` is the last row of it."""

    layout: Layout
    top: int
    bottom: int
    columns: dict[int, Column]
    headers: dict[int, str]
    doubled: list[tuple[Column, int, int]] = field(default_factory=list)

    @property
    def unknown(self) -> dict[int, str]:
        """Headers that are no column of the table, by their place."""
        taken = set(self.columns) | {second for _, _, second in self.doubled}
        return {
            place: text for place, text in self.headers.items() if place not in taken and not is_counter(text)
        }

    @property
    def missing(self) -> list[Column]:
        present = {column.field for column in self.columns.values()}
        return [column for column in self.layout.required if column.field not in present]

    @property
    def score(self) -> tuple[int, float, int]:
        required = len(self.layout.required)
        return len(self.columns), (required - len(self.missing)) / required, -len(self.unknown)


def find(
    rows: Sequence[Sequence[object]], sheet: str, layouts: tuple[Layout, ...] = LAYOUTS
) -> Header | None:
    """The header in the first rows of a sheet, or None where none of the tables is announced."""
    named = tuple(
        layout
        for layout in layouts
        if words(sheet) in {words(name) for name in (layout.sheet, *layout.names)}
    )
    best = _best(rows, named)
    if best is not None and len(best.columns) >= 2:
        return best
    best = _best(rows, layouts)
    if best is None:
        return None
    count, share, _ = best.score
    return best if share == 1 or (share >= 0.6 and count >= 3) else None


def _best(rows: Sequence[Sequence[object]], layouts: tuple[Layout, ...]) -> Header | None:
    best: Header | None = None
    labelled = [_labels(row) for row in rows[: LOOKED_AT + 1]]
    for top, one in enumerate(labelled[:LOOKED_AT]):
        if len(one) < 2:
            continue
        two = _two_rows(one, labelled[top + 1]) if top + 1 < len(labelled) else None
        for labels, bottom in ((one, top), (two, top + 1)):
            hits = {
                place: _spellings(label, bottom > top, layouts) for place, label in (labels or {}).items()
            }
            hits = {place: spellings for place, spellings in hits.items() if spellings}
            for layout in layouts if hits else ():
                header = _match(layout, hits, labels or {}, top, bottom)
                if header.columns and (best is None or header.score > best.score):
                    best = header
    return best


def _labels(row: Sequence[object]) -> dict[int, str]:
    cells = enumerate(row[: MOST_COLUMNS + 1])
    return {place: text for place, cell in cells if cell not in ("", None) and (text := shown(cell))}


def _two_rows(upper: dict[int, str], lower: dict[int, str]) -> dict[int, str] | None:
    """Labels of a header in two rows: a title that spans several columns is said before each of them."""
    if not lower:
        return None
    labels: dict[int, str] = {}
    spanning = ""
    for place in range(max(*upper, *lower) + 1):
        spanning = upper.get(place, spanning if place in lower else "")
        if place in lower and spanning:
            labels[place] = f"{spanning}: {lower[place]}"
        elif place in lower or place in upper:
            labels[place] = lower.get(place) or upper[place]
    return labels


def _match(
    layout: Layout, hits: dict[int, tuple[str, ...]], labels: dict[int, str], top: int, bottom: int
) -> Header:
    header = Header(layout, top, bottom, {}, labels)
    known = _known(layout)
    first: dict[str, int] = {}
    for place, spellings in hits.items():
        column = next((known[spelling] for spelling in spellings if spelling in known), None)
        if column is None:
            continue
        if column.field in first:
            header.doubled.append((column, first[column.field], place))
        else:
            first[column.field] = place
            header.columns[place] = column
    return header


def nearest(header: Header, text: str) -> str | None:
    """The column of the table that an unknown header may have meant."""
    present = {column.field for column in header.columns.values()}
    choices = {
        column.header: words(column.header) for column in header.layout.columns if column.field not in present
    }
    found = process.extractOne(words(text), choices, scorer=fuzz.ratio, score_cutoff=80)
    return found[2] if found else None


def place_name(place: int) -> str:
    """A column as spreadsheets name it: 0 is A, 27 is AB."""
    name, place = "", place + 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(65 + letter) + name
    return name
