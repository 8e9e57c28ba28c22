"""Khung điểm: by which criteria and how many points a meeting is scored on a day. Versioned data with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from bontot.kernel.citation import Citation
from bontot.kernel.period import EVER
from bontot.law.reading import load
from bontot.law.sources import cite


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion, its most points, and by which count of the records it is proposed; blank where people judge."""

    code: str
    says: str
    most: int
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of criteria that sum to its whole, and from how many points which band is reached."""

    code: str
    says: str
    first: date
    because: Citation
    criteria: tuple[Criterion, ...]
    bands: tuple[tuple[str, int], ...]

    @property
    def whole(self) -> int:
        return sum(criterion.most for criterion in self.criteria)

    def band(self, points: int) -> str:
        """The best band that these points reach."""
        return next(band for band, least in self.bands if points >= least)


def frame_on(day: date) -> Frame:
    """The frame of a day: the last that has begun."""
    return [frame for frame in frames() if frame.first <= day][-1]


def frame(code: str) -> Frame:
    """The frame of that code. Raises KeyError."""
    return {each.code: each for each in frames()}[code]


@lru_cache(maxsize=1)
def frames() -> tuple[Frame, ...]:
    """All frames, in the order of their first days."""
    raw = load(Path(__file__).with_name("frames.yaml"))
    made = [
        Frame(
            code,
            said["says"],
            said.get("from", EVER),
            cite(said["source"], said.get("place", "")),
            tuple(Criterion(str(key), **about) for key, about in said["criteria"].items()),
            tuple(sorted(said["bands"].items(), key=lambda each: -each[1])),
        )
        for code, said in raw.items()
    ]
    return tuple(sorted(made, key=lambda each: each.first))
