"""Quy tắc: one sentence, one source, a period in force, one test.

A rule is declared in the chapter that it governs and listed by the acts that must satisfy it. It is judged by the
law in force on the day of the event, and it refuses only where its source has been read in the text in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from bontot.kernel.citation import Citation, Confidence
from bontot.kernel.finding import Finding, Severity
from bontot.kernel.period import Period
from bontot.law.sources import on_the_day


class Problem(NamedTuple):
    """Where a rule does not hold: the sentence, and the act's field that it is about."""

    says: str
    field: str = ""


type Problems = Callable[[Any, Any], Iterator[Problem]]
"""From an act and what held before it, where the rule does not hold; nothing where it does."""

_SEVERITY = {
    Confidence.HOUSE: Severity.REFUSAL,
    Confidence.VERIFIED: Severity.REFUSAL,
    Confidence.PREDECESSOR: Severity.WARNING,
    Confidence.BACKGROUND: Severity.HINT,
}
_STRENGTHS = (Severity.HINT, Severity.WARNING, Severity.REFUSAL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A sentence that an act must satisfy on the day of the event. Only what has been verified refuses."""

    code: str
    says: str
    because: Citation
    problems: Problems
    in_force: Period = field(default_factory=Period)
    at_most: Severity = Severity.REFUSAL
    """A statutory minimum that life undercuts every day warns, however well it is verified."""

    @property
    def severity(self) -> Severity:
        """How hard it is while the paper that it cites is in force."""
        return self._hardness(self.because)

    def severity_on(self, on: date) -> Severity:
        """How hard it is on a day: milder where the paper that it cites is not in force then."""
        return self._hardness(on_the_day(self.because, on))

    def findings(self, act: Any, before: Any, on: date) -> Iterator[Finding]:
        """What is wrong with `act`, judged by the law in force on its day."""
        return judged((self,), act, before, on)

    def said(self, problem: Problem, on: date) -> Finding:
        """A problem as it is told on a day."""
        return Finding(self.code, problem.says, self.severity_on(on), str(self.because), column=problem.field)

    def _hardness(self, citation: Citation) -> Severity:
        return min(_SEVERITY[citation.confidence], self.at_most, key=_STRENGTHS.index)


def judged(rules: Iterable[Rule], act: Any, before: Any, on: date) -> Iterator[Finding]:
    """What these rules find wrong with `act`, as far as they are in force on the day; asked for every act of a crowd."""
    for rule in rules:
        if rule.in_force.first <= on < rule.in_force.end:
            for problem in rule.problems(act, before):
                yield rule.said(problem, on)
