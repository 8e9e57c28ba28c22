"""What the invented province has promised, and what became of it: the same every time, with weak spots worth finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from bontot.law.reading import load

DATA = Path(__file__).parent / "data" / "directives.yaml"


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment of the province that is handed down."""

    says: str
    given: date
    deadline: date
    concrete_by: date
    deep: bool
    unit: str = ""
    target: int | None = None
    each: int | None = None
    counted: str = ""
    """An indicator that counts it."""
    meetings: str = ""
    """A kind of meetings that count."""
    year: int | None = None
    instead: tuple[str, ...] = ()
    """Words of which each chooses some when it makes its part concrete."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A paper and what the province has committed to under it."""

    paper: dict[str, Any]
    promises: tuple[Promise, ...]


def asking(on: date) -> Iterator[Asking]:
    """The papers that there are on a day."""
    for said in load(DATA):
        paper = {**said, "dated": _day(said["dated"], on), "first": _day(said["first"], on)}
        promises = tuple(_promise(each, on) for each in paper.pop("commitments"))
        if paper["dated"] <= on:
            yield Asking(paper, tuple(each for each in promises if paper["dated"] <= each.given <= on))


def _promise(said: dict[str, Any], on: date) -> Promise:
    given, deadline = _day(said.pop("given"), on), _day(said.pop("deadline"), on)
    concrete_by = min(given + timedelta(days=said.pop("concrete_within")), deadline)
    year = deadline.year if said.pop("example", False) else None
    instead = tuple(said.pop("instead", ()))
    return Promise(
        given=given, deadline=deadline, concrete_by=concrete_by, year=year, instead=instead, **said
    )


def _day(said: date | int, on: date) -> date:
    return on + timedelta(days=said) if isinstance(said, int) else said


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one part of a promise."""

    concrete_on: date | None
    says: str
    done_on: date | None
    """When there was a result, None where nothing was replied."""
    reached: bool
    share: float
    """Of a target: how much of it was reached."""
    state: str
    reason: str
    paper: str


def fate(promise: Promise, code: str, commune: str, seed: int, on: date) -> Fate:
    """What became of the part of an organisation (by its code) in a commune."""
    rng = Random(f"{seed}:hứa:{promise.says}:{code}")
    diligent = diligence(seed, commune) * diligence(seed, code)
    concrete_on = promise.given + timedelta(days=rng.randint(4, 45 if diligent > 0.9 else 70))
    if concrete_on > min(on, promise.deadline) or rng.random() > 0.4 + 0.6 * diligent:
        return Fate(None, promise.says, None, False, 0, "", "", "")
    says = rng.choice(promise.instead) if promise.instead else promise.says
    done_on = _done(promise, concrete_on, diligent, rng, on)
    if done_on is None:
        return Fate(concrete_on, says, None, False, 0, "", "", "")
    chance = rng.random()
    state = "accepted" if chance < 0.72 else "sent" if chance < 0.96 else "returned"
    reason = "Chưa kèm biên bản, danh sách" if state == "returned" else ""
    share = rng.uniform(0.5, 1.0) if rng.random() > diligent else rng.choice((1.0, 1.0, 1.5))
    return Fate(
        concrete_on, says, done_on, rng.random() < 0.5 + 0.5 * diligent, share, state, reason, f"{rng.randint(1, 90)}-BC"
    )  # fmt: skip


def _done(promise: Promise, concrete_on: date, diligent: float, rng: Random, on: date) -> date | None:
    """The day of the result: before the deadline, some days after it, not yet, or never."""
    if promise.deadline > on:
        done = concrete_on + timedelta(days=rng.randint(10, max((promise.deadline - concrete_on).days, 11)))
        return done if done <= on and rng.random() < diligent else None
    if rng.random() > 0.35 + 0.65 * diligent:
        return None
    late = rng.random() > 0.25 + 0.7 * diligent
    done = promise.deadline + timedelta(days=rng.randint(2, 60) if late else -rng.randint(0, 30))
    return max(done, concrete_on) if done <= on else None


@lru_cache(maxsize=8192)
def diligence(seed: int, code: str) -> float:
    """How reliable somebody is, between 0 and 1: most are, some are not, and a few communes sleep."""
    chance = Random(f"{seed}:nết:{code}").random()
    return 0.35 if chance < 0.03 else 0.75 if chance < 0.11 else 0.98
