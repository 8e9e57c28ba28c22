"""Names of invented people and villages, drawn with the frequencies of the data file."""

from __future__ import annotations

from bisect import bisect
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random
from typing import Any

import yaml


@cache
def _data() -> dict[str, Any]:
    text = files("bontot.demo").joinpath("data/names.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


class Wheel:
    """Values drawn with unequal chances; faster than `random.choices` where one is wanted at a time."""

    __slots__ = ("steps", "total", "values")

    def __init__(self, chances: dict[str, float]) -> None:
        self.values = list(chances)
        self.steps = list(accumulate(chances.values()))
        self.total = self.steps[-1]

    def draw(self, rng: Random) -> str:
        return self.values[bisect(self.steps, rng.random() * self.total)]


@cache
def wheel(*path: str) -> Wheel:
    """The wheel at a place of the data file, as in `wheel("families", "Tày")`."""
    found = _data()
    for key in path:
        found = found[key]
    return Wheel(found)


def people_of(rng: Random, district: str) -> str:
    """The ethnic group of somebody in a district; bodies of the province are as mixed as its capital."""
    key = district.split("-")[0]
    known = _data()["peoples"]
    return wheel("peoples", key if key in known else "BG.TP").draw(rng)


def full_name(rng: Random, woman: bool, ethnicity: str, born: int) -> str:
    """A name fitting sex, people and year of birth."""
    family = wheel("families", ethnicity).draw(rng)
    age = "old" if born < 1978 else "young"
    if not woman:
        return f"{family} {wheel('middle_men').draw(rng)} {wheel(f'men_{age}').draw(rng)}"
    middle = wheel("middle_women").draw(rng)
    if born > 1990 and middle == "Thị":
        middle = wheel("middle_women").draw(rng)
    given = wheel(f"women_{age}").draw(rng)
    return f"{family} {middle} {given if given != middle else 'Hà'}"


def villages(rng: Random, count: int, urban: bool) -> list[str]:
    """So many different village or neighbourhood names for one commune, all invented."""
    words = _data()["villages"]
    title = "Tổ dân phố" if urban else "Thôn"
    names: dict[str, None] = {}
    while len(names) < count:
        first, second = rng.choice(words["first"]), rng.choice(words["second"])
        if first != second:
            number = f" {len(names) // 300 + 1}" if len(names) >= 300 else ""
            names.setdefault(f"{title} {first} {second}{number}")
    return list(names)
