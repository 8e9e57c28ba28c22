"""Ages in whole years, also where a paper gives only the month or the year of birth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bontot.kernel.partial import PartialDay, earliest, latest, written


@dataclass(frozen=True, slots=True)
class Age:
    """The birth date as written, and the whole years; two numbers where the paper leaves a year open."""

    born: str
    least: int | None
    most: int | None

    def __str__(self) -> str:
        if self.least is None or self.most is None:
            return ""
        return str(self.most) if self.least == self.most else f"{self.least}–{self.most}"


def years(first: date, on: date) -> int:
    """Whole years from `first` to `on`; somebody born on 29 February is a year older on 1 March."""
    return on.year - first.year - ((on.month, on.day) < (first.month, first.day))


def age(born: PartialDay, on: date) -> Age:
    """The age on a day of somebody born then; nothing where the birth date is not known."""
    if not born:
        return Age("", None, None)
    return Age(written(born), years(latest(born), on), years(earliest(born), on))
