"""Ví dụ: what holds and what does not, written by people who know the work, run by the tests of each chapter.

A chapter keeps its examples in `examples.yaml` beside its rules; `docs/how-to/add-a-rule.md` shows the format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bontot.law.reading import load

type Saying = Mapping[str, Any]
"""An act as JSON says it: `{"act": "member.transfer", "on": "2024-05-01", …}`."""

type Run = Callable[[Saying, Sequence[Saying]], set[str]]
"""Tries an act after the acts that made its world, and gives the codes of the rules that found something."""

WORLDS = "worlds"
"""The key of an examples file that holds no rule but named worlds: lists of acts that examples start from."""


@dataclass(frozen=True, slots=True)
class Example:
    """One case: after what came `before`, does `act` satisfy the rule?"""

    rule: str
    says: str
    act: Saying
    before: tuple[Saying, ...]
    holds: bool

    def __str__(self) -> str:
        return f"{self.rule}: {self.says}"

    def complaint(self, run: Run) -> str:
        """What is wrong when it is tried; nothing where the rule judges as the example says."""
        found = run(self.act, self.before)
        if (self.rule not in found) == self.holds:
            return ""
        return f"{self} — should {'hold' if self.holds else 'not hold'}; found: {', '.join(sorted(found)) or 'nothing'}"


def examples(path: Path) -> tuple[Example, ...]:
    """All examples of a file, in its order. Raises ValueError, naming the example, where one is not well formed."""
    said = load(path)
    worlds = {name: tuple(map(_plain, acts)) for name, acts in said.pop(WORLDS, {}).items()}
    return tuple(_example(rule, case, worlds) for rule, cases in said.items() for case in cases)


def lacking(codes: Iterable[str], known: Iterable[Example]) -> Iterator[str]:
    """The rules that have no example that holds, or none that does not, as sentences; and examples of no rule."""
    shown = {(example.rule, example.holds) for example in known}
    wanted = sorted(set(codes))
    for code in wanted:
        for holds in (True, False):
            if (code, holds) not in shown:
                yield f"{code} has no example that {'holds' if holds else 'does not hold'}"
    for code in sorted({rule for rule, _ in shown} - set(wanted)):
        yield f"{code} has examples, but there is no such rule"


def _example(rule: str, case: Mapping[str, Any], worlds: Mapping[str, tuple[Saying, ...]]) -> Example:
    unknown = set(case) - {"says", "world", "before", "act", "holds"}
    if unknown or not {"says", "act", "holds"} <= set(case):
        raise ValueError(f"an example of {rule} is not well formed: {case}")
    if case.get("world", "") not in {"", *worlds}:
        raise ValueError(f"an example of {rule} starts from an unknown world: {case['world']!r}")
    before = worlds.get(case.get("world", ""), ()) + tuple(map(_plain, case.get("before", ())))
    return Example(rule, case["says"], _plain(case["act"]), before, bool(case["holds"]))


def _plain(said: Any) -> Any:
    """As JSON would say it: YAML makes days of days, JSON says them in ISO."""
    if isinstance(said, Mapping):
        return {name: _plain(value) for name, value in said.items()}
    if isinstance(said, list):
        return [_plain(value) for value in said]
    return said.isoformat() if isinstance(said, date) else said
