"""Lặp lại: on which days a duty is due. A rule is kept as iCalendar writes it (RFC 5545) and counted by python-dateutil.

A rule says all of itself, so that it gives the same days wherever one begins to count. The 29th, 30th and 31st are the
last day of a month that is too short: nobody is let off in February.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateutil.rrule import rrulestr

from bontot.kernel.period import months_later

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
"""How many months a period has; a week is not made of months."""
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SHORTEST = 28
"""Days that every month has."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often, and when in the week or in the period: what a form asks and a rule says."""

    every: str
    """A key of `words.EVERY`."""
    day: int = 1
    """Of the month from 1 to 31, or of the week from 1 to 7."""
    month: int = 1
    """Of the period, from 1: the third month of a quarter, the twelfth of a year."""
    once: date | None = None

    def __post_init__(self) -> None:
        if self.every == "once":
            fits = self.once is not None
        elif self.every == "week":
            fits = 1 <= self.day <= 7
        else:
            fits = self.every in MONTHS and 1 <= self.day <= 31 and 1 <= self.month <= MONTHS[self.every]
        if not fits:
            raise ValueError(f"no rhythm: {self.every}, day {self.day}, month {self.month}, {self.once}")


def rule(rhythm: Rhythm) -> str:
    """The rhythm as a rule."""
    if rhythm.once is not None and rhythm.every == "once":
        return f"RDATE:{rhythm.once:%Y%m%d}"
    if rhythm.every == "week":
        return f"FREQ=WEEKLY;BYDAY={WEEKDAYS[rhythm.day - 1]}"
    length = MONTHS[rhythm.every]
    parts = ["FREQ=MONTHLY"]
    if length > 1:
        parts.append(f"BYMONTH={','.join(map(str, range(rhythm.month, 13, length)))}")
    if rhythm.day <= SHORTEST:
        parts.append(f"BYMONTHDAY={rhythm.day}")
    else:
        parts += [f"BYMONTHDAY={','.join(map(str, range(SHORTEST, rhythm.day + 1)))}", "BYSETPOS=-1"]
    return ";".join(parts)


@lru_cache(maxsize=4096)
def rhythm(text: str) -> Rhythm:
    """What a rule says. Raises ValueError for a text that `rule` does not write."""
    if text.startswith("RDATE:"):
        return Rhythm("once", once=date.fromisoformat(text.removeprefix("RDATE:")))
    said = dict(part.partition("=")[::2] for part in text.split(";"))
    try:
        if said["FREQ"] == "WEEKLY":
            return _checked(Rhythm("week", WEEKDAYS.index(said["BYDAY"]) + 1), text)
        months = [int(month) for month in said.get("BYMONTH", "").split(",") if month]
        every = {0: "month", 4: "quarter", 2: "half", 1: "year"}[len(months)]
        return _checked(
            Rhythm(every, int(said["BYMONTHDAY"].split(",")[-1]), months[0] if months else 1), text
        )
    except (KeyError, IndexError) as reason:
        raise ValueError(f"no rule of ours: {text[:100]!r}") from reason


def _checked(found: Rhythm, text: str) -> Rhythm:
    if rule(found) != text:
        raise ValueError(f"no rule of ours: {text[:100]!r}")
    return found


@lru_cache(maxsize=8192)
def days(text: str, first: date, end: date) -> tuple[date, ...]:
    """The days of a rule from `first` up to, not including, `end`. Raises ValueError for what is no rule of ours."""
    found = rhythm(text)
    if found.once is not None:
        return (found.once,) if first <= found.once < end else ()
    if first >= end:
        return ()
    counted = rrulestr(text, dtstart=datetime.combine(first, time()))
    until = datetime.combine(end - timedelta(days=1), time())
    return tuple(day.date() for day in counted.between(datetime.combine(first, time()), until, inc=True))


@lru_cache(maxsize=65_536)
def period(text: str, due: date) -> tuple[date, date]:
    """The first day of the week, month, quarter, half or whole year that a due day stands for, and the day after its last.

    What is due once may be done at any time before: its period is the year up to the day.
    """
    found = rhythm(text)
    if found.every == "once":
        return months_later(due, -12), due + timedelta(days=1)
    if found.every == "week":
        monday = due - timedelta(days=due.weekday())
        return monday, monday + timedelta(days=7)
    length = MONTHS[found.every]
    first = date(due.year, (due.month - 1) // length * length + 1, 1)
    last = months_later(first, length - 1)
    return first, last.replace(day=monthrange(last.year, last.month)[1]) + timedelta(days=1)


@lru_cache(maxsize=8192)
def opens(text: str, due: date) -> date:
    """The first day on which something may be done for a due day: the one after it was due before, a year back at most.

    What is due on the 2nd may well be done on the 29th; nobody does it for the time after next.
    """
    before = days(text, months_later(due, -12), due)
    return min(before[-1] + timedelta(days=1), period(text, due)[0]) if before else months_later(due, -12)
