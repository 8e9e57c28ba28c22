"""Targets of the year's resolutions of invented branches, and what became of them: the same every time, with weak spots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from bontot.demo.promises import diligence
from bontot.law.reading import load

DATA = Path(__file__).parent / "data" / "resolutions.yaml"
EACH = 3
"""Targets of one branch and year."""
ADMITS = 0.55
"""The part of the branches that have set themselves to admit somebody."""
_VILLAGE = re.compile(r"\.T\d+$")


@dataclass(frozen=True, slots=True)
class Aim:
    """A target of a branch for a year, and the result where there is one."""

    says: str
    unit: str
    target: int
    given: date
    deadline: date
    counted: str = ""
    """An indicator that counts it."""
    value: int | None = None
    done_on: date | None = None


def aims(code: str, commune: str, year: int, seed: int, on: date) -> Iterator[Aim]:
    """The targets of a branch for a year as they stand on a day; none before its resolution."""
    rng = Random(f"{seed}:nghị quyết:{year}:{code}")
    given, deadline = date(year, 1, rng.randint(4, 24)), date(year, 12, 31)
    if given > on:
        return
    village = _VILLAGE.search(code) is not None
    fitting = [each for each in _samples() if village or not each.get("villages")]
    diligent = diligence(seed, commune) * diligence(seed, code)
    for each in rng.sample(fitting, EACH):
        target = rng.randrange(each["least"], each["most"] + 1, each["step"])
        value, done_on = _result(target, year, diligent, rng)
        if done_on > on or (deadline > on and value < target):
            yield Aim(each["says"], each["unit"], target, given, deadline)
        else:
            yield Aim(each["says"], each["unit"], target, given, deadline, value=value, done_on=done_on)
    if rng.random() < ADMITS and deadline > on:
        yield Aim("Kết nạp đảng viên", "", rng.choice((1, 1, 1, 2)), given, deadline, counted="admitted")


def _result(target: int, year: int, diligent: float, rng: Random) -> tuple[int, date]:
    """How much was reached, and when: most reach what they have set themselves, some fall short of it."""
    reached = rng.random() < 0.3 + 0.65 * diligent
    share = rng.choice((1.0, 1.0, 1.0, 1.1, 1.25)) if reached else rng.uniform(0.75, 0.97)
    value = max(target, round(target * share)) if reached else min(target - 1, int(target * share))
    return value, date(year, 9, 1) + timedelta(days=rng.randint(0, 115))


@lru_cache(maxsize=1)
def _samples() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load(DATA)
    return found
