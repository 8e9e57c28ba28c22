"""One invented person, as the sheet of members writes one down. Days are ordinals: whole numbers, as `date.toordinal`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(slots=True)
class Person:
    """A member or former member. `since` is the first day in the present branch, `first` in the province."""

    code: str
    name: str
    woman: bool
    born: int
    admitted: int
    decided: int
    official: int
    branch: str
    since: int
    first: int
    ethnicity: str
    sort: str
    district: str
    left: int = 0
    leaving: str = ""
    exempt: int = 0
    card: str = ""
    identity: str = ""
    born_text: str = ""
    """The birth day as the file has it where that is only a year or a month."""
    born_on_card: int = 0
    before: list[tuple[str, int, int, str]] = field(default_factory=list)
    """Earlier and temporary places: branch, from, to, form."""


def a_year_later(ordinal: int) -> int:
    """The same day of the next year; 1 March after 29 February."""
    day = date.fromordinal(ordinal)
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 3, 1).toordinal()
    return day.replace(year=day.year + 1).toordinal()


class Numbers:
    """Numbers that no two people share, scattered so that they do not look like a count."""

    def __init__(self) -> None:
        self._people = 0
        self._outsiders = 0
        self._births: dict[tuple[int, int], int] = {}

    def person(self) -> str:
        self._people += 1
        return f"DV-{self._people:06}"

    def outsider(self) -> str:
        self._outsiders += 1
        return f"NG-{self._outsiders:06}"

    def card(self) -> str:
        """Eight digits, for the person made last."""
        return f"{(self._people * 61_803_399 + 20_210_131) % 100_000_000:08}"

    def identity(self, province: int, woman: bool, year: int) -> str:
        """Twelve digits: province, century and sex, year of birth, a running part."""
        kind = (0 if year < 2000 else 2) + int(woman)
        count = self._births.get((kind, year), 0) + 1
        self._births[kind, year] = count
        return f"{province:03}{kind}{year % 100:02}{(count * 618_033 + year * 7_919) % 1_000_000:06}"
