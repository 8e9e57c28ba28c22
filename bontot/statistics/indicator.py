"""An indicator as the programme sets it, and an indicator as it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from bontot.kernel.citation import Citation
from bontot.statistics.roster import Measure, Roster
from bontot.statistics.tables import Condition

type Part = Literal["numerator", "denominator", "unknown"]
PARTS: tuple[Part, ...] = ("numerator", "denominator", "unknown")


@dataclass(frozen=True, eq=False, kw_only=True)
class Indicator:
    """A number of the programme: whom it counts, out of whom, and of whom nobody can tell."""

    code: str
    says: str
    of: Roster
    numerator: Condition | None = None
    denominator: Condition | None = None
    unknown: Condition | None = None
    source: Citation

    @property
    def flow(self) -> bool:
        return self.of.measure is Measure.FLOW

    def condition(self, part: Part) -> Condition | None:
        return {"numerator": self.numerator, "denominator": self.denominator, "unknown": self.unknown}[part]


@dataclass(frozen=True, slots=True)
class IndicatorAnswer:
    """An indicator answered."""

    code: str
    says: str
    numerator: int
    denominator: int | None
    unknown: int
    source: str
    organisation: str
    on: date
    since: date | None
    position: int

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "says": self.says,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "unknown": self.unknown,
            "source": self.source,
            "organisation": self.organisation,
            "on": self.on.isoformat(),
            "since": self.since.isoformat() if self.since else None,
            "position": self.position,
        }
