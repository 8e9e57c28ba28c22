"""Days in cells: real dates, quantities that are dates, and the many ways in which people type them."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Sequence
from typing import Any

from bontot.exchange.reading.cells import APOSTROPHES, Reader, Trouble, Truth, shown, text_or_trouble
from bontot.kernel.text import fold

FIRST_YEAR, LAST_YEAR = 1850, 2150
"""Outside of these a year is a slip of the finger."""
PARTY_FOUNDED = 1930
_EARLIEST, _LATEST = datetime.date(1911, 1, 1), datetime.date(LAST_YEAR, 12, 31)
_ZERO_1900, _ZERO_1904 = datetime.date(1899, 12, 30), datetime.date(1904, 1, 1)
_SERIALS = range(3654, 91_314)
"""Quantities that can only be days counted by a spreadsheet: from 1910 on; a year is a smaller number."""
_YEARS = range(FIRST_YEAR, LAST_YEAR + 1)

_PLAIN = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_MIDNIGHT = r"(?:[ t]0{1,2}:00(?::00(?:\.0+)?)?)?"
_DAY_FIRST = re.compile(rf"^(\d{{1,2}}) ?[/.\-] ?(\d{{1,2}}) ?[/.\-] ?(\d{{4}}|\d{{2}}){_MIDNIGHT}$")
_YEAR_FIRST = re.compile(rf"^(\d{{4}})[/.\-](\d{{1,2}})[/.\-](\d{{1,2}}){_MIDNIGHT}$")
_MONTH = re.compile(r"^(?:thang )?(\d{1,2}) ?[/.\-] ?(\d{4})$")
_MONTH_YEAR_FIRST = re.compile(r"^(\d{4})[/.\-](\d{1,2})$")
_YEAR = re.compile(r"^(?:nam )?(\d{4})$")
_WORDS = re.compile(r"^(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})$")
_WORDS_MONTH = re.compile(r"^thang (\d{1,2}) nam (\d{4})$")
_SERIAL = re.compile(r"^\d{4,5}(?:[.,]0+)?$")

type Parts = tuple[int, int, int, str]
"""Year, month, day, where 0 says that the paper does not give it; and the year as typed."""


def day_reader(*, formulas: bool = False, since_1904: bool = False) -> Reader:
    """Columns that need a full day: a `date`."""
    read = _Days(formulas=formulas, since_1904=since_1904, partial=False)
    return Reader(read, _quick_days)


def partial_reader(*, formulas: bool = False, since_1904: bool = False) -> Reader:
    """Columns in which a month or a year is enough: `1962`, `1962-08` or `1962-08-15`."""
    return Reader(_Days(formulas=formulas, since_1904=since_1904, partial=True), _quick_partial)


def _quick_days(cells: Sequence[Any], kinds: set[type]) -> list[Any] | None:
    """All cells at once where every one is a plausible real date or empty."""
    if kinds == {datetime.date}:
        return list(cells) if min(cells) >= _EARLIEST and max(cells) <= _LATEST else None
    if kinds == {datetime.date, str}:
        days = list(filter(None, cells))
        if set(map(type, days)) == {datetime.date} and min(days) >= _EARLIEST and max(days) <= _LATEST:
            return [cell or None for cell in cells]
    return None


def _quick_partial(cells: Sequence[Any], kinds: set[type]) -> list[Any] | None:
    days = _quick_days(cells, kinds)
    return days and [day and day.isoformat() for day in days]


class _Days:
    """Reads one cell; holds what the workbook counts days from and how much of a day the column needs."""

    def __init__(self, *, formulas: bool, since_1904: bool, partial: bool) -> None:
        self.formulas = formulas
        self.zero = _ZERO_1904 if since_1904 else _ZERO_1900
        self.partial = partial

    def __call__(self, raw: object) -> object:
        if isinstance(raw, datetime.datetime):
            raw = raw.date()
        if isinstance(raw, datetime.date):
            return self._real(raw)
        if isinstance(raw, Truth | datetime.time | datetime.timedelta):
            return Trouble("O-NGAY", str(raw))
        if isinstance(raw, int | float):
            return self._quantity(float(raw), shown(raw))
        plain = _PLAIN.fullmatch(raw) if isinstance(raw, str) else None
        if plain:
            day, month, year = map(int, plain.groups())
            return self._whole(year, month, day, plain.group())
        text = text_or_trouble(raw, formulas=self.formulas)
        if isinstance(text, str):
            text = text.lstrip(APOSTROPHES)
        return self._typed(text) if isinstance(text, str) else text

    def _real(self, day: datetime.date) -> object:
        typed = (day - self.zero).days
        if typed in _YEARS:
            return Trouble("O-NAM-TRONG-O-NGAY", shown(day), filled={"year": typed})
        return self._checked(day, shown(day))

    def _quantity(self, number: float, text: str) -> object:
        if not math.isfinite(number):
            return Trouble("O-NGAY", text)
        if number in _YEARS:
            return self._short(text, f"{int(number):04}")
        if int(number) in _SERIALS:
            return self._checked(self.zero + datetime.timedelta(days=int(number)), text)
        if 0 < number < 13 and not number.is_integer():
            return self._typed(_month_as_decimal(number)) or Trouble("O-NGAY", text)
        return Trouble("O-NGAY", text)

    def _typed(self, text: str) -> object:
        parts = _parts(fold(text).rstrip("."))
        if parts is None:
            if _SERIAL.match(text):
                return self._quantity(float(text.replace(",", ".")), text)
            return Trouble("O-NGAY", text)
        year, month, day, typed_year = parts
        guessed = False
        if len(typed_year) == 2:
            whole = self._whole_year(year)
            if whole is None:
                return Trouble("O-NAM-HAI-SO", text, filled={"one": 1900 + year, "other": 2000 + year})
            year, guessed = whole, True
        value = self._whole(year, month, day, text)
        if guessed and not isinstance(value, Trouble):
            return Trouble("O-NAM-DOAN", text, value, {"year": year})
        return value

    def _whole(self, year: int, month: int, day: int, text: str) -> object:
        if not month or not day:
            return self._month_or_year(text, year, month, day)
        try:
            read = datetime.date(year, month, day)
        except ValueError:
            return Trouble("O-NGAY-KHONG-CO", text, filled={"guess": _swapped(year, month, day)})
        return self._checked(read, text)

    def _whole_year(self, two: int) -> int | None:
        """The century of a year of two figures. Nothing in the Party is older than 1930; people are."""
        if two >= PARTY_FOUNDED % 100:
            return 1900 + two
        return None if self.partial else 2000 + two

    def _month_or_year(self, text: str, year: int, month: int, day: int) -> object:
        if month > 12 or (day and not month):
            return Trouble("O-NGAY-KHONG-CO", text)
        return self._short(text, f"{year:04}-{month:02}" if month else f"{year:04}")

    def _short(self, text: str, partial: str) -> object:
        if int(partial[:4]) not in _YEARS:
            return Trouble("O-NAM", text, filled={"year": int(partial[:4])})
        return partial if self.partial else Trouble("O-NGAY-THIEU", text)

    def _checked(self, day: datetime.date, text: str) -> object:
        if day.year not in _YEARS:
            return Trouble("O-NAM", text, filled={"year": day.year})
        return day.isoformat() if self.partial else day


def _parts(text: str) -> Parts | None:
    for shape, order in _SHAPES:
        match = shape.match(text)
        if match:
            groups = match.groups()
            year, month, day = (int(groups[place]) if place is not None else 0 for place in order)
            return year, month, day, groups[order[0]]
    return None


_SHAPES: tuple[tuple[re.Pattern[str], tuple[int, int | None, int | None]], ...] = (
    (_DAY_FIRST, (2, 1, 0)),
    (_YEAR_FIRST, (0, 1, 2)),
    (_MONTH, (1, 0, None)),
    (_MONTH_YEAR_FIRST, (0, 1, None)),
    (_YEAR, (0, None, None)),
    (_WORDS, (2, 1, 0)),
    (_WORDS_MONTH, (1, 0, None)),
)


def _month_as_decimal(number: float) -> str:
    """08.1962 typed where a point makes a decimal: 8.1962 is the month 08/1962."""
    whole, _, fraction = f"{number:.4f}".partition(".")
    return f"{whole}/{fraction}"


def _swapped(year: int, month: int, day: int) -> str:
    if month > 12 >= day >= 1 and 1 <= month <= 31:
        return f"; có phải {month:02}/{day:02}/{year}?"
    return ""
