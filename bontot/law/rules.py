"""A rule: one sentence, one source, a period in force, one test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from bontot.kernel.citation import Citation, Confidence
from bontot.kernel.finding import Finding, Severity
from bontot.kernel.period import Period


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
        strengths = (Severity.HINT, Severity.WARNING, Severity.REFUSAL)
        return min(_SEVERITY[self.because.confidence], self.at_most, key=strengths.index)

    def findings(self, act: Any, before: Any, on: date) -> Iterator[Finding]:
        """What is wrong with `act`, judged by the law in force on its day."""
        if on in self.in_force:
            for problem in self.problems(act, before):
                yield Finding(self.code, problem.says, self.severity, str(self.because), column=problem.field)
