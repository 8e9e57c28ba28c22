"""What a year or a quarter, and a number of points, are: as people write them, as they are kept, as they are told.

A period is kept as `2023` or `2023-Q1`, points as `87.5`: texts, so that equal ones are equal on every database.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from bontot.kernel.text import fold

FIRST_YEAR, LAST_YEAR = 1930, 2200
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_YEAR = re.compile(r"(?:nam )?([0-9]{4})")
_QUARTER = re.compile(r"(?:(?:quy|q) ?)?(?:(iv|i{1,3})|(?<=[quy ])([1-4]))(?: nam | |/|-)([0-9]{4})")
"""A figure is a quarter only after its word: `3/2023` is a month."""
_KEPT = re.compile(r"([0-9]{4})-q([1-4])")
_POINTS = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?")


@lru_cache(maxsize=4_096)
def period(text: str) -> str | None:
    """`2023`, `Năm 2023`, `Quý I/2023`, `Q1-2023`, `2023-Q1` as it is kept; None where it is none of these."""
    said = " ".join(re.sub(r"[,.;]", " ", fold(text)).split())
    if found := _YEAR.fullmatch(said):
        return _between(found[1], found[1])
    if found := _KEPT.fullmatch(said):
        return _between(found[1], f"{found[1]}-Q{found[2]}")
    if found := _QUARTER.fullmatch(re.sub(r" ?([/-]) ?", r"\1", said)):
        return _between(found[3], f"{found[3]}-Q{found[2] or _ROMAN[found[1]]}")
    return None


def _between(year: str, kept: str) -> str | None:
    return kept if FIRST_YEAR <= int(year) <= LAST_YEAR else None


@lru_cache(maxsize=4_096)
def points(text: str) -> str | None:
    """`87,5` as it is kept, `87.5`; None where it is no number from 0 to 100 with at most two decimals."""
    found = _POINTS.fullmatch(text.strip())
    if not found:
        return None
    whole, decimals = str(int(found[1])), (found[2] or "").rstrip("0")
    kept = f"{whole}.{decimals}" if decimals else whole
    return kept if float(kept) <= 100 else None


@lru_cache(maxsize=4_096)
def days(kept: str) -> tuple[date, date]:
    """The first day of a period, and the first after it."""
    year, _, quarter = kept.partition("-Q")
    if not quarter:
        return date(int(year), 1, 1), date(int(year) + 1, 1, 1)
    first = date(int(year), int(quarter) * 3 - 2, 1)
    return first, (first + timedelta(days=95)).replace(day=1)
