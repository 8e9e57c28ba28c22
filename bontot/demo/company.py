"""The people of one grassroots organisation, with their posts and classes."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp
from random import Random

from bontot.demo import words
from bontot.demo.lives import CENSUS, GONE, LAST, NEW_IN_2024, OPENING, YEAR, Lives
from bontot.demo.names import full_name, people_of
from bontot.demo.person import Numbers, Person
from bontot.demo.plan import Branch, Role, Seat, Unit


@dataclass(slots=True)
class Company:
    """All people of a unit; `seated` hold posts, `outsiders` are not members."""

    unit: Unit
    people: list[Person] = field(default_factory=list)
    seated: list[tuple[Person, Seat]] = field(default_factory=list)
    outsiders: list[tuple[str, str, Role]] = field(default_factory=list)
    ended: bool = False
    """Whether the unit itself is no more after the papers that are executed at once."""


def gather(unit: Unit, rng: Random, numbers: Numbers, anchors: list[str]) -> Company:
    """Invents everybody. The members of each branch on the day of the census are exactly as planned."""
    company, lives = Company(unit), Lives(rng, numbers, unit.district, anchors)
    for branch in unit.branches:
        leaders = [lives.leader(branch) for _ in branch.seats]
        company.seated += zip(leaders, branch.seats, strict=True)
        company.people += leaders + _others(branch, lives, rng)
    for role in unit.outsiders:
        name = full_name(rng, rng.random() < 0.25, people_of(rng, unit.district), rng.randint(1958, 1995))
        company.outsiders.append((numbers.outsider(), name, role))
    return company


def _others(branch: Branch, lives: Lives, rng: Random) -> list[Person]:
    gone: list[Person] = []
    struck = [lives.gone(branch, words.STRUCK_OFF) for _ in range(branch.struck_off)]
    admitted = [lives.admitted(branch, OPENING, CENSUS) for _ in range(branch.admitted)]
    stayed = []
    for person in admitted:
        if person.admitted < CENSUS - 200 and rng.random() < 0.008:
            lives.leave(person, rng.randint(person.since + 100, CENSUS), words.MOVED_AWAY)
            gone.append(person)
        else:
            stayed.append(person)
    members = stayed + [lives.present(branch) for _ in range(branch.size - len(branch.seats) - len(stayed))]
    for person in members:
        _year_after(person, lives, rng)
        _lent(person, lives, rng)
    if branch.predecessor is None:
        gone += [lives.gone(branch) for _ in range(_about(branch.size * GONE, rng))]
    new = [
        lives.admitted(branch, CENSUS + 1, LAST - 1) for _ in range(_about(branch.size * NEW_IN_2024, rng))
    ]
    return members + struck + gone + new


def _about(amount: float, rng: Random) -> int:
    """A whole number that is `amount` on average."""
    return int(amount) + (rng.random() < amount % 1)


def _year_after(person: Person, lives: Lives, rng: Random) -> None:
    """What 2024 brings: some die, a few leave or are struck off."""
    age = (CENSUS - person.born) / YEAR
    chance = rng.random()
    dies = min(0.4, 0.000034 * exp(0.093 * age))
    if chance < dies:
        lives.leave(person, rng.randint(CENSUS + 2, LAST), words.DEATH)
    elif chance > 0.996:
        steps = (
            (0.998, words.MOVED_AWAY),
            (0.9966, words.STRUCK_OFF),
            (0.9963, words.EXPELLED),
            (0.0, words.LEFT),
        )
        why = next(reason for above, reason in steps if chance > above)
        lives.leave(person, rng.randint(CENSUS + 2, LAST), why)


def _lent(person: Person, lives: Lives, rng: Random) -> None:
    """One in two hundred lives for some months with another branch of the province."""
    if person.left or rng.random() >= 0.005 or person.since > CENSUS - 400:
        return
    start = rng.randint(CENSUS - 300, CENSUS)
    host = rng.choice(lives.anchors)
    if host != person.branch:
        person.before.append((host, start, start + rng.randint(60, 300), words.TEMPORARY))
