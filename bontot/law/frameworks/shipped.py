"""The frameworks that are shipped: those of meetings, of recognition, of the yearly and quarterly classification."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from bontot.law.frameworks.framework import Evidence, Framework, Proof
from bontot.law.frameworks.reading import read
from bontot.law.reading import HERE, load

FOLDER = HERE / "frameworks"
FILES = ("meetings", "four_good", "classification")


@lru_cache(maxsize=1)
def shared() -> dict[str, dict[str, dict[str, str]]]:
    """Evidence and steps that frameworks name by their codes."""
    said: dict[str, dict[str, dict[str, str]]] = load(FOLDER / "shared.yaml")
    return said


@lru_cache(maxsize=1)
def shipped() -> tuple[Framework, ...]:
    """All versions, in the order of the files. Raises Unsound where one of them is not sound."""
    return tuple(each for name in FILES for each in read({**shared(), **load(FOLDER / f"{name}.yaml")}))


@lru_cache(maxsize=1)
def evidence() -> tuple[Evidence, ...]:
    """Every proof that is known by a code."""
    return tuple(
        Evidence(code, said["says"], Proof(said.get("kind", Proof.DOCUMENT)))
        for code, said in shared()["evidence"].items()
    )


def holding(versions: Iterable[Framework], code: str, day: date) -> Framework:
    """Of these versions the one of that framework that holds on a day. Raises KeyError where there is none yet."""
    begun = [each for each in versions if each.code == code and each.first <= day]
    if not begun:
        raise KeyError(code)
    return max(enumerate(begun), key=lambda each: (each[1].first, each[0]))[1]
