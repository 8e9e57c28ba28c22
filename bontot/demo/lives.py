"""Lives: who is in a branch, since when, and who is no longer. The branch's planned numbers come out exactly."""

from __future__ import annotations

from bisect import bisect
from datetime import date
from random import Random

from bontot.demo import words
from bontot.demo.names import Wheel, full_name, people_of
from bontot.demo.person import Numbers, Person, a_year_later
from bontot.demo.plan import FOUNDED, Branch
from bontot.demo.targets import CUT_OFF, MEMBERS_ON, POSTS_ON
from bontot.demo.traits import TRAITS, YOUNGEST, Trait

YEAR = 365.25
OPENING, CENSUS = date(2020, 1, 1).toordinal(), MEMBERS_ON.toordinal()
POSTS, LAST = POSTS_ON.toordinal(), CUT_OFF.toordinal()
START, EARLIEST = FOUNDED.toordinal(), date(1949, 1, 5).toordinal()
SCREENED = date(2021, 1, 1).toordinal()
_PROVINCES = Wheel({"24": 92, "27": 2, "20": 1, "30": 1, "1": 2, "19": 1, "22": 1})
_AWAY = Wheel({words.DEATH: 74, words.MOVED_AWAY: 21, words.EXPELLED: 2.5, words.LEFT: 2.5})
GONE, NEW_IN_2024 = 0.052, 0.032
"""Former members and admissions of 2024, against the members on 2023-12-31."""


class Lives:
    """Makes the people of one grassroots organisation."""

    def __init__(self, rng: Random, numbers: Numbers, district: str, anchors: list[str]) -> None:
        self.rng, self.numbers, self.district, self.anchors = rng, numbers, district, anchors

    def leader(self, branch: Branch) -> Person:
        """Somebody who can hold a post of the term: official for years, of working age, staying."""
        age = self.rng.randint(33, 60 if branch.sort == "village" else 57)
        born = CENSUS - int(age * YEAR) - self.rng.randint(0, 364)
        admitted = born + int(self.rng.uniform(19.0, min(31.0, age - 10.0)) * YEAR)
        return self._settle(branch, self._person(branch, born, admitted), "stay")

    def present(self, branch: Branch) -> Person:
        """A member on the day of the census who was admitted before 2020."""
        age = YOUNGEST + bisect(
            self.trait(branch).age_steps, self.rng.random() * self.trait(branch).age_steps[-1]
        )
        born = CENSUS - int(age * YEAR) - self.rng.randint(0, 364)
        person = self._settle(branch, self._person(branch, born, self._admission(born, OPENING - 3)), "any")
        if age >= 75 and self.rng.random() < 0.8 or 60 < age < 75 and self.rng.random() < 0.07:
            earliest = max(person.first + 30, CENSUS - 2000)
            person.exempt = self.rng.randint(earliest, CENSUS - 10) if earliest < CENSUS - 10 else 0
        return person

    def admitted(self, branch: Branch, first: int, last: int) -> Person:
        """Somebody admitted into the branch between two days; mostly young."""
        start = max(first, branch.established.toordinal()) if branch.predecessor is None else first
        day = self.rng.randint(start, last)
        chance = self.rng.random()
        span = (18.3, 30.9) if chance < 0.64 else (31.0, 40.9) if chance < 0.92 else (41.0, 54.0)
        born = day - int(self.rng.uniform(*span) * YEAR)
        return self._settle(branch, self._person(branch, born, day), "stay")

    def gone(self, branch: Branch, reason: str = "") -> Person:
        """A former member who left in 2020–2023; with a reason, one of the screening of 2021–2023."""
        why = reason or _AWAY.draw(self.rng)
        left = self.rng.randint(SCREENED if reason else OPENING + 1, CENSUS)
        if why == words.MOVED_AWAY and left < SCREENED and self.rng.random() < 0.4:
            why = words.STRUCK_OFF
        steps = self.trait(branch).death_steps if why == words.DEATH else self.trait(branch).age_steps
        age = YOUNGEST + 3 + bisect(steps, self.rng.random() * steps[-1])
        born = left - int(age * YEAR) - self.rng.randint(0, 364)
        person = self._settle(
            branch, self._person(branch, born, self._admission(born, OPENING - 500)), "stay"
        )
        self.leave(person, left, why)
        return person

    def leave(self, person: Person, day: int, why: str) -> None:
        """Ends a membership; what would have come after it does not."""
        person.left, person.leaving = day, why
        if person.official >= day:
            person.official, person.card = 0, ""
        if person.exempt >= day:
            person.exempt = 0
        person.before = [place for place in person.before if place[2] <= day]

    def trait(self, branch: Branch) -> Trait:
        return TRAITS[branch.sort]

    def _admission(self, born: int, latest: int) -> int:
        chance = self.rng.random()
        span = (18.5, 30.0) if chance < 0.66 else (30.0, 40.0) if chance < 0.93 else (40.0, 55.0)
        day = born + int(self.rng.uniform(*span) * YEAR)
        if day > latest:
            day = self.rng.randint(born + int(18.4 * YEAR), latest)
        return max(day, EARLIEST, born + int(18.4 * YEAR))

    def _person(self, branch: Branch, born: int, admitted: int) -> Person:
        rng, numbers = self.rng, self.numbers
        code, woman = numbers.person(), rng.random() < self.trait(branch).women
        people, year = people_of(rng, self.district), date.fromordinal(born).year
        decided = admitted - rng.randint(3, 25)
        official = a_year_later(admitted)
        person = Person(
            code, full_name(rng, woman, people, year), woman, born, admitted, decided,
            0 if official > LAST else official, branch.code, 0, 0, people, branch.sort, self.district,
        )  # fmt: skip
        if person.official:
            person.card = numbers.card()
        self._birth(person, year)
        return person

    def _birth(self, person: Person, year: int) -> None:
        """Some files know only the year; some citizen cards say another day than the file."""
        chance = self.rng.random()
        if year < 1962 and chance < 0.08 and person.admitted > person.born + 20 * YEAR:
            person.born_text = (
                str(year) if chance < 0.06 else f"{date.fromordinal(person.born).month:02}/{year}"
            )
        elif chance < 0.03:
            person.born_on_card = person.born + self.rng.choice((-730, -366, -31, -1, 1, 30, 365, 366))
            year = date.fromordinal(person.born_on_card).year
        if self.rng.random() < 0.97:
            person.identity = self.numbers.identity(int(_PROVINCES.draw(self.rng)), person.woman, year)

    def _settle(self, branch: Branch, person: Person, moves: str) -> Person:
        """Where the member was, and since when here: always here, moved inside the province, or come from outside."""
        begun, set_up = max(person.admitted, START), branch.established.toordinal()
        person.first = person.since = max(begun, set_up)
        if branch.predecessor is not None and begun < set_up:
            old, since = branch.predecessor
            person.first = max(begun, since.toordinal())
            person.before = [(old, person.first, set_up, words.PERMANENT)]
            return person
        chance = self.rng.random()
        if moves == "stay" or chance < 0.72 or CENSUS - person.since < 400 or branch.predecessor is not None:
            return person
        person.since = self.rng.randint(person.since + 200, CENSUS - 100)
        if chance >= 0.94:
            person.first = person.since
            return person
        anchor = self.rng.choice(self.anchors)
        if anchor != branch.code:
            person.first = begun
            person.before = [(anchor, begun, person.since, words.PERMANENT)]
        else:
            person.since = person.first
        return person
