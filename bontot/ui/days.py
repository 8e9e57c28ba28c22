"""Days as people write them."""

from __future__ import annotations

import re
from datetime import date

_WRITTEN = re.compile(r"^\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})\s*$")
_IN_ADDRESS = re.compile(r"(?<=/)\d{4}-\d{2}-\d{2}(?=/|\.json|$)")


def read_day(text: str) -> date:
    """`30/6/2024`, `30-06-2024`, `30.6.2024` or `2024-06-30`. Raises ValueError where it is no day."""
    if match := _WRITTEN.match(text):
        day, month, year = map(int, match.groups())
        return date(year, month, day)
    return date.fromisoformat(text.strip())


KEYS = ("on", "ngay")
"""What addresses without a day in their path call it."""


def at_day(address: str, day: date, key: str = "on") -> str:
    """The same address on another day: the day in its path, or else its `?on=` (or another key), is replaced."""
    path, mark, query = address.partition("?")
    moved, count = _IN_ADDRESS.subn(day.isoformat(), path)
    if count:
        return moved + mark + _without_keys(query) if _without_keys(query) else moved
    kept = _without_keys(query)
    return f"{path}?{key}={day.isoformat()}" + (f"&{kept}" if kept else "")


def _without_keys(query: str) -> str:
    """A page of a list means nothing on another day."""
    return "&".join(
        part for part in query.split("&") if part and part.split("=")[0] not in {*KEYS, "after", "before"}
    )
