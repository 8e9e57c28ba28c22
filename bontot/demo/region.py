"""One region: ten districts, their communes and the blocs, in the proportions of the asked number of members."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from bontot.demo import words
from bontot.demo.plan import Branch, Plan, Role, Row, Unit
from bontot.demo.targets import Targets

TERM, COUNCIL_TERM = "2020–2025", "2021–2026"


@dataclass
class Region:
    """What the builders share. A province larger than Bắc Giang is made of several, numbered in codes and names."""

    number: int
    targets: Targets
    scale: float
    rng: Random
    plan: Plan
    past: list[Row] = field(default_factory=list)
    """Organisations that have ended; they are written last, after those that they stood under."""

    def code(self, base: str) -> str:
        return base if self.number == 1 else f"{base}-{self.number:02}"

    def name(self, base: str) -> str:
        return base if self.number == 1 else f"{base} (vùng {self.number:02})"

    def times(self, count: float, least: int = 1) -> int:
        """So many of what Bắc Giang has `count` of."""
        return max(least, round(count * self.scale))

    def elected(self, year: int = 2020, months: tuple[int, int] = (1, 6)) -> date:
        """A day of the congress season."""
        return date(year, self.rng.randint(*months), self.rng.randint(1, 28))

    def row(self, row: Row) -> None:
        self.plan.organisations.append(row)

    def add(self, unit: Unit) -> None:
        """Notes a grassroots organisation with all that hangs under it."""
        self.plan.units.append(unit)
        self.row(
            Row(
                unit.code, unit.name, unit.kind, unit.parent, unit.established, unit.base_kind, unit.territory
            )
        )
        if not unit.alone():
            for code in sorted({branch.parent for branch in unit.branches} - {unit.code}):
                self.row(
                    Row(code, "Đảng bộ bộ phận Khối Lâm sàng", words.PARTIAL, unit.code, unit.established)
                )
            for branch in unit.branches:
                self.row(branch_row(branch))


def title_case(text: str) -> str:
    """`huyện Tân Yên` as a line of its own begins: `Huyện Tân Yên`."""
    return text[:1].upper() + text[1:]


def branch_row(branch: Branch) -> Row:
    return Row(
        branch.code, branch.name, branch.kind, branch.parent, branch.established, territory=branch.territory
    )


def council_role(region: Region, organisation: str, kind: str, unit: str, unit_kind: str) -> Role:
    """The chair of a People's Council, elected in the summer of 2021."""
    return Role(
        words.COUNCIL_CHAIR,
        organisation,
        kind,
        region.elected(2021, (6, 7)),
        None,
        unit,
        unit_kind,
        COUNCIL_TERM,
    )


def chair_role(region: Region, organisation: str, kind: str, unit: str, unit_kind: str) -> Role:
    """The chair of a People's Committee."""
    return Role(
        words.PEOPLES_CHAIR,
        organisation,
        kind,
        region.elected(2021, (6, 7)),
        None,
        unit,
        unit_kind,
        COUNCIL_TERM,
    )


def party_role(
    title: str, organisation: str, kind: str, since: date, until: date | None = None, term: str = TERM
) -> Role:
    """A post in a Party committee."""
    return Role(title, organisation, kind, since, until, term=term)
