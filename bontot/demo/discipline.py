"""Discipline: a few members in a thousand every year, and now and then an organisation. It draws its own lots, so that
nobody else in the province becomes another for it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from bontot.demo import words
from bontot.demo.company import Company
from bontot.demo.lives import LAST, OPENING
from bontot.demo.names import Wheel
from bontot.demo.person import Person
from bontot.demo.sheets import Cell

A_YEAR = 0.0035
"""Members disciplined in a year, against all members."""
ORGANISATIONS_A_YEAR = 0.0015
_YEARS = (LAST - OPENING) / 365.25
_FORMS = Wheel({words.REPRIMAND: 72, words.WARNING: 28})
_OFFENCES = Wheel(
    {
        words.BY_OFFENCE["members_may_not"]: 22, words.BY_OFFENCE["duties"]: 17, words.BY_OFFENCE["family"]: 14,
        words.BY_OFFENCE["order"]: 13, words.BY_OFFENCE["ethics"]: 12, words.BY_OFFENCE["centralism"]: 8,
        words.BY_OFFENCE["land"]: 6, words.BY_OFFENCE["finance"]: 4, words.BY_OFFENCE["other"]: 4,
    }
)  # fmt: skip
_GRAVE = Wheel(
    {words.BY_OFFENCE["corruption"]: 30, words.BY_OFFENCE["order"]: 50, words.BY_OFFENCE["finance"]: 20}
)
INSPECTION = "Ủy ban Kiểm tra Tỉnh ủy"


def of_members(company: Company, rng: Random) -> Iterator[list[Cell]]:
    """The lines of the sheet for one grassroots organisation."""
    for person in company.people:
        if person.leaving == words.EXPELLED and person.official and rng.random() < 0.8:
            by = INSPECTION if rng.random() < 0.2 else company.unit.parent
            yield [person.code, words.EXPELLED, person.left, _GRAVE.draw(rng), by, 0]
        if rng.random() < A_YEAR * _YEARS and (day := _day(person, rng)):
            by = person.branch if rng.random() < 0.7 else company.unit.code
            decided = day - rng.randint(0, 9)
            yield [
                *(person.code, _FORMS.draw(rng), decided, _OFFENCES.draw(rng), by),
                day if day != decided else 0,
            ]


def _day(person: Person, rng: Random) -> int:
    """A day of 2020–2024 on which the person is here as a member; 0 where there is hardly any."""
    first, last = max(OPENING, person.first) + 20, min(LAST, person.left or LAST) - 20
    return rng.randint(first, last) if first < last else 0


def of_organisations(company: Company, rng: Random) -> Iterator[list[Cell]]:
    """The lines of the sheet for a grassroots organisation and its branches."""
    unit = company.unit
    places = [(unit.code, unit.parent, unit.established)]
    if not unit.alone():
        places += [(branch.code, unit.code, branch.established) for branch in unit.branches]
    for code, by, established in places:
        if rng.random() < ORGANISATIONS_A_YEAR * _YEARS:
            day = rng.randint(max(OPENING, established.toordinal()), LAST - 1)
            yield [code, _FORMS.draw(rng), day, words.BY_OFFENCE["centralism"], by]
