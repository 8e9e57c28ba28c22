"""Khung điểm as data: a tree of criteria with points, by what each is proved, and from how many points which band is reached.

A framework whose points do not add up is not one: `problems` says in a sentence each thing that is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bontot.kernel.citation import Citation
from bontot.law.reading import load
from bontot.law.sources import cite


class Unsound(ValueError):
    """A framework that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves a criterion: counted from the records, or a paper or statement that people give."""

    code: str
    says: str
    records: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line of the framework. Its code is that of what it is a part of, a dot and its number."""

    code: str
    says: str
    most: int
    evidence: Evidence | None = None
    """None of a criterion that has parts."""
    scale: str = ""

    @property
    def depth(self) -> int:
        return self.code.count(".")

    @property
    def above(self) -> str:
        """The code of what it is a part of; nothing for a main criterion."""
        return self.code.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Band:
    """What is reached from so many points on."""

    least: int
    says: str


@dataclass(frozen=True, slots=True)
class Step:
    """Who scores, one after the other."""

    code: str
    says: str
    who: str


@dataclass(frozen=True, slots=True)
class Framework:
    """One version of a framework. It holds from its day until the next version begins."""

    code: str
    version: str
    says: str
    title: str
    """The title of recognition that it is for."""
    first: date
    because: Citation
    demonstration: bool
    """Whether the points are only a template: no text that fixes them has been read."""
    whole: int
    criteria: tuple[Criterion, ...]
    hard: tuple[str, ...]
    """Conditions without which nobody is recognised, whatever the points."""
    bands: tuple[Band, ...]
    steps: tuple[Step, ...]

    def parts(self, code: str = "") -> list[Criterion]:
        """What a criterion is made of; the main criteria for nothing."""
        return [criterion for criterion in self.criteria if criterion.above == code]

    def band(self, points: float) -> Band:
        """The best band that these points reach."""
        return next(band for band in self.bands if points >= band.least)


def problems(framework: Framework) -> Iterator[str]:
    """What is wrong with a framework, one sentence each; nothing where it is sound."""
    codes = [criterion.code for criterion in framework.criteria]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield f"Tiêu chí {code} có hai lần."
    for criterion in framework.criteria:
        if criterion.most <= 0:
            yield f"Tiêu chí {criterion.code} phải có điểm tối đa lớn hơn 0."
        if criterion.above and criterion.above not in codes:
            yield f"Tiêu chí {criterion.code} là một phần của {criterion.above}, mà khung không có {criterion.above}."
        parts = framework.parts(criterion.code)
        total = sum(part.most for part in parts)
        if parts and total != criterion.most:
            yield f"Các phần của tiêu chí {criterion.code} cộng lại được {total} điểm, không phải {criterion.most}."
        if not parts and criterion.evidence is None:
            yield f"Tiêu chí {criterion.code} chưa nói chứng minh bằng gì."
    total = sum(criterion.most for criterion in framework.parts())
    if total != framework.whole:
        yield f"Các tiêu chí cộng lại được {total} điểm, không phải {framework.whole}."
    yield from _band_problems(framework)
    if not framework.steps:
        yield "Khung chưa nói ai chấm điểm."


def _band_problems(framework: Framework) -> Iterator[str]:
    least = [band.least for band in framework.bands]
    if not least or least[-1] != 0:
        yield "Mức thấp nhất phải bắt đầu từ 0 điểm."
    if any(first <= second for first, second in zip(least, least[1:], strict=False)):
        yield "Các mức phải theo thứ tự điểm giảm dần."
    if least and least[0] > framework.whole:
        yield f"Mức cao nhất cần {least[0]} điểm, quá {framework.whole} điểm của cả khung."


@lru_cache(maxsize=1)
def frameworks() -> tuple[Framework, ...]:
    """All versions that are shipped, in the order of the file. Raises Unsound where one of them is not sound."""
    return read(load(Path(__file__).with_name("frameworks.yaml")))


def read(raw: Mapping[str, Any]) -> tuple[Framework, ...]:
    """Frameworks from what a file says. Raises Unsound, with every sentence, where one of them is not sound."""
    evidence = {code: Evidence(code, **said) for code, said in raw["evidence"].items()}
    steps = {code: Step(code, **said) for code, said in raw["steps"].items()}
    made = tuple(
        _version(code, said, version, about, evidence, steps)
        for code, said in raw["frameworks"].items()
        for version, about in said["versions"].items()
    )
    wrong = [f"{each.says} ({each.version}): {says}" for each in made for says in problems(each)]
    if wrong:
        raise Unsound("\n".join(wrong))
    return made


def _version(
    code: str,
    said: Mapping[str, Any],
    version: str,
    about: Mapping[str, Any],
    evidence: Mapping[str, Evidence],
    steps: Mapping[str, Step],
) -> Framework:
    return Framework(
        code=code,
        version=version,
        says=said["says"],
        title=said["title"],
        first=about["from"],
        because=cite(about["source"], about.get("place", "")),
        demonstration=about.get("demonstration", False),
        whole=about["whole"],
        criteria=tuple(_criterion(key, line, evidence) for key, line in about["criteria"].items()),
        hard=tuple(about["hard"]),
        bands=tuple(Band(band["from"], band["says"]) for band in about["bands"]),
        steps=tuple(steps[step] for step in about["steps"]),
    )


def _criterion(code: str, line: Mapping[str, Any], evidence: Mapping[str, Evidence]) -> Criterion:
    known = evidence[line["evidence"]] if "evidence" in line else None
    return Criterion(code, line["says"], line["most"], known, line.get("scale", ""))


def framework(code: str, version: str) -> Framework:
    """That version. Raises KeyError."""
    return {(each.code, each.version): each for each in frameworks()}[code, version]


def framework_on(code: str, day: date) -> Framework:
    """The version that holds on a day. Raises KeyError where there is none yet."""
    begun = [each for each in frameworks() if each.code == code and each.first <= day]
    if not begun:
        raise KeyError(code)
    return max(begun, key=lambda each: each.first)
