"""Days of which a paper gives only the month or the year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

type PartialDay = str
"""`1962`, `1962-08` or `1962-08-15`: as much as the paper says, in ISO order."""

_SHAPE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def earliest(partial: PartialDay) -> date:
    """The first day that it can be. Raises ValueError where there is no such day."""
    year, month, day = _parts(partial)
    return date(year, month or 1, day or 1)


def latest(partial: PartialDay) -> date:
    """The last day that it can be. Raises ValueError where there is no such day."""
    year, month, day = _parts(partial)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def written(partial: PartialDay) -> str:
    """As people write it: `1962`, `08/1962` or `15/08/1962`."""
    return "/".join(reversed(partial.split("-")))


def _parts(partial: PartialDay) -> tuple[int, int | None, int | None]:
    match = _SHAPE.match(partial)
    if not match:
        raise ValueError(f"not a day, a month or a year: {partial!r}")
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None
