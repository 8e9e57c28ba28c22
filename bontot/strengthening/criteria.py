"""Tiêu chí as data: versions with their first day, and of each criterion the duty it stands on and the numbers it is judged by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from bontot.kernel.citation import Citation
from bontot.law.reading import load
from bontot.law.sources import cite

KINDS = frozenset({"branch", "committee"})
"""Of what a criterion may be: a branch of any level, a grassroots committee."""


class Unsound(ValueError):
    """Criteria that cannot be used; the message says why, a sentence for each thing."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion as it stands in one version."""

    code: str
    says: str
    computed: str
    """The name of its computation."""
    of: frozenset[str]
    because: Citation
    """The duty that is neglected where it holds."""
    numbers: Mapping[str, int]
    shares: Mapping[str, Fraction]
    records_within: int = 0
    """Months; 0 where the lack of records means something by itself."""


@dataclass(frozen=True, slots=True)
class Version:
    """Criteria that hold from a day until the next version begins."""

    code: str
    says: str
    first: date
    because: Citation
    numbers_from: Citation
    demonstration: bool
    """Whether the numbers are only a template: no text that fixes them has been read."""
    again_after: int
    """Months after which grounds that were set aside are proposed again."""
    criteria: tuple[Criterion, ...]

    def criterion(self, code: str) -> Criterion | None:
        """That criterion, None where this version does not have it."""
        return next((each for each in self.criteria if each.code == code), None)


SHIPPED = Path(__file__).with_name("criteria.yaml")


@lru_cache(maxsize=1)
def versions() -> tuple[Version, ...]:
    """All versions that are shipped, in the order of their days. Raises Unsound where one is not sound."""
    return read(load(SHIPPED))


def said_of_criteria() -> Iterator[tuple[str, str]]:
    """What criteria and versions are called, in Vietnamese and in English."""
    raw = load(SHIPPED)
    for said in (*raw["criteria"].values(), *raw["versions"].values()):
        yield said["says"], said["english"]


def version(code: str) -> Version:
    """That version. Raises KeyError."""
    return {each.code: each for each in versions()}[code]


def version_on(day: date) -> Version:
    """The version in force on a day; before the first one nothing is judged otherwise than by the first."""
    begun = [each for each in versions() if each.first <= day]
    return begun[-1] if begun else versions()[0]


def names() -> dict[str, str]:
    """What every criterion of every version is called."""
    return {each.code: each.says for known in versions() for each in known.criteria}


def read(raw: Mapping[str, Any], computed: frozenset[str] = frozenset()) -> tuple[Version, ...]:
    """Versions from what a file says; `computed` are the computations that there are, where they are to be checked.

    Raises Unsound with every sentence, and KeyError for a source that is not listed.
    """
    wrong = list(_problems(raw, computed))
    if wrong:
        raise Unsound("\n".join(wrong))
    made = (_version(code, said, raw["criteria"]) for code, said in raw["versions"].items())
    return tuple(sorted(made, key=lambda each: each.first))


def _problems(raw: Mapping[str, Any], computed: frozenset[str]) -> list[str]:
    wrong = []
    for code, said in raw["criteria"].items():
        if not said.get("of") or set(said["of"]) - KINDS:
            wrong.append(f"Tiêu chí {code} phải nói dùng cho loại tổ chức nào: {', '.join(sorted(KINDS))}.")
        if computed and said.get("computed") not in computed:
            wrong.append(f"Tiêu chí {code} gọi phép tính “{said.get('computed')}” không có.")
    days = [said["from"] for said in raw["versions"].values()]
    if not days or len(set(days)) < len(days):
        wrong.append("Mỗi bản tiêu chí cần một ngày bắt đầu của riêng nó, và cần ít nhất một bản.")
    for code, said in raw["versions"].items():
        wrong += [
            f"Bản {code} có tiêu chí {each} chưa được định nghĩa."
            for each in said["criteria"]
            if each not in raw["criteria"]
        ]
        if said.get("again_after", 0) < 1:
            wrong.append(f"Bản {code} phải nói sau mấy tháng thì xét lại căn cứ đã gác.")
    return wrong


def _version(code: str, said: Mapping[str, Any], criteria: Mapping[str, Any]) -> Version:
    return Version(
        code=code,
        says=said["says"],
        first=said["from"],
        because=cite(said["source"], said.get("place", "")),
        numbers_from=cite(said["numbers_from"]),
        demonstration=said.get("demonstration", False),
        again_after=said["again_after"],
        criteria=tuple(_criterion(each, criteria[each], own) for each, own in said["criteria"].items()),
    )


def _criterion(code: str, said: Mapping[str, Any], own: Mapping[str, Any]) -> Criterion:
    source = (
        (own["source"], own.get("place", "")) if "source" in own else (said["source"], said.get("place", ""))
    )
    values = {name: value for name, value in own.items() if name not in ("source", "place")}
    return Criterion(
        code=code,
        says=said["says"],
        computed=said["computed"],
        of=frozenset(said["of"]),
        because=cite(*source),
        numbers={name: value for name, value in values.items() if isinstance(value, int)},
        shares={name: Fraction(value) for name, value in values.items() if isinstance(value, str)},
        records_within=said.get("records_within", 0),
    )
