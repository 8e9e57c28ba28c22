"""Days and periods: from a first day up to, not including, a day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

EVER = date.min
"""The first day of what has held for as long as anybody knows."""

OPEN = date(9999, 12, 31)
"""The end of what has no end yet."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `first` up to, not including, `end`. Only forms, files and templates say "through"."""

    first: date = EVER
    end: date = OPEN

    def __post_init__(self) -> None:
        if self.first >= self.end:
            raise ValueError(f"a period ends after it begins: {self.first} to {self.end}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.end

    def overlaps(self, other: Period) -> bool:
        return self.first < other.end and other.first < self.end

    def through(self) -> date:
        """The last day that belongs to the period, as people write it."""
        return self.end - timedelta(days=1)


def months_later(day: date, months: int) -> date:
    """The same day some months later, or earlier; the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Dated(Protocol):
    """Anything with valid days."""

    @property
    def valid_from(self) -> date: ...

    @property
    def valid_to(self) -> date: ...


def covering[T: Dated](facts: Iterable[T], day: date) -> T | None:
    """The one of `facts` that holds on `day`, or None."""
    for fact in facts:  # asked for every act of a crowd: a generator would take twice as long
        if fact.valid_from <= day < fact.valid_to:
            return fact
    return None


def overlapping[T: Dated](facts: Iterable[T], first: date, end: date) -> Iterator[T]:
    """Those of `facts` that hold on some day from `first` up to, not including, `end`."""
    return (fact for fact in facts if fact.valid_from < end and first < fact.valid_to)
