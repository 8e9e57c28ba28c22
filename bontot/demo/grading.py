"""Grades of every year, and who was recognised as four-good. It draws its own lots, so that nobody else in the province
becomes another for it.

The shares are about those that provinces reported for 2019 and 2020: nine in ten are good or better, half of one per cent of
the members have not done their duty. No group has more outstanding ones than the regulation allows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from random import Random

from bontot.demo import words
from bontot.demo.company import Company
from bontot.demo.person import Person
from bontot.demo.plan import Row
from bontot.demo.sheets import Cell

YEARS = (2020, 2021, 2022, 2023)
MEMBERS_YEARS = (2022, 2023)
"""Members have their grades of the last years: an office that begins with a program seldom enters older ones."""
OUTSTANDING, GOOD, DONE, NOT_DONE = words.GRADES
_CAP = 0.2
OF_MEMBERS, OF_ORGANISATIONS = (0.005, 0.088), (0.002, 0.092)
"""How many have not done their duty, and how many have not more than done it."""
_FOUR_GOOD = {2022: (0.16, 0.07), 2023: (0.34, 0.15)}
"""By the year: the part of the branches, and of the grassroots organisations with a committee, among those good or better."""

type Measures = Sequence[list[Cell]]
"""Lines of a sheet of discipline: whom it is about, the form, the day."""
type Disciplined = set[tuple[Cell, int]]
"""Who was disciplined in which year."""


def disciplined(measures: Measures) -> Disciplined:
    """Whom these lines of a sheet of discipline are about, with the year in which it was made known."""
    days = ((line[0], line[5] if len(line) > 5 and line[5] else line[2]) for line in measures)
    return {(code, date.fromordinal(day).year) for code, day in days if isinstance(day, int)}


def of_members(company: Company, measures: Measures, rng: Random) -> Iterator[list[Cell]]:
    """The lines of the sheet for one grassroots organisation."""
    punished = disciplined(measures)
    for year in MEMBERS_YEARS:
        day = date(year, 12, 15).toordinal()
        there = [person.code for person in company.people if _reviewed(person, day)]
        for code, grade in graded(there, {c for c, y in punished if y == year}, OF_MEMBERS, rng):
            yield [code, str(year), grade, day]


def _reviewed(person: Person, day: int) -> bool:
    """Whether somebody is a member and takes part in the Party life on the day."""
    here = person.first <= day and (not person.left or person.left > day)
    return here and not (person.exempt and person.exempt <= day)


def graded(
    codes: Sequence[str], punished: Collection[Cell], odds: tuple[float, float], rng: Random
) -> Iterator[tuple[str, str]]:
    """A grade for each, with as many outstanding as the cap leaves and the year was good for."""
    grades: dict[str, str] = {}
    for code in codes:
        lot = rng.random()
        grades[code] = NOT_DONE if code in punished or lot < odds[0] else DONE if lot < odds[1] else GOOD
    good = [code for code in codes if grades[code] == GOOD]
    most = int(len(good) * _CAP)
    for code in rng.sample(good, rng.randint(most * 2 // 3, most)):
        grades[code] = OUTSTANDING
    yield from grades.items()


class Organisations:
    """The grades of all organisations, those directly under one committee together, and who was recognised."""

    def __init__(self, organisations: Sequence[Row], punished: Disciplined, rng: Random) -> None:
        self._organisations, self._punished, self._rng = organisations, punished, rng
        self._grades: dict[tuple[str, int], str] = {}
        for year in YEARS:
            for codes in self._together(year):
                mine = {code for code, y in punished if y == year}
                for code, grade in graded(codes, mine, OF_ORGANISATIONS, rng):
                    self._grades[code, year] = grade

    def grades(self) -> Iterator[list[Cell]]:
        """The lines of the sheet of grades."""
        for (code, year), grade in self._grades.items():
            yield [code, str(year), grade, date(year, 12, 25).toordinal()]

    def recognised(self) -> Iterator[list[Cell]]:
        """The lines of the sheet of recognitions."""
        for year, (branches, committees) in _FOUR_GOOD.items():
            for row in self._organisations:
                branch = row.kind in ("chi bộ", "chi bộ cơ sở")
                if not branch and row.kind != "đảng bộ cơ sở":
                    continue
                lot = self._rng.random()
                good = self._grades.get((row.code, year)) in (OUTSTANDING, GOOD)
                if good and lot < (branches if branch else committees):
                    title = words.FOUR_GOOD[0 if branch else 1]
                    yield [row.code, title, str(year), date(year, 12, 28).toordinal()]

    def _together(self, year: int) -> Iterator[list[str]]:
        """The codes of those directly under each committee at the end of the year."""
        last, groups = date(year, 12, 25), defaultdict[str, list[str]](list)
        for row in self._organisations:
            if (
                row.parent
                and (not row.established or row.established <= last)
                and (not row.ended or row.ended > last)
            ):
                groups[row.parent].append(row.code)
        yield from groups.values()
