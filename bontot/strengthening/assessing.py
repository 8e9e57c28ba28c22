"""Xem xét: the criteria of a day put to many organisations at once. What comes out are grounds; nobody is judged by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from bontot.law.kinds import is_branch, level
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.organisations.models import Kind
from bontot.strengthening.computing import COMPUTATIONS, Asked, Figure, Figures, Row
from bontot.strengthening.criteria import Criterion, Version, version_on

COMMITTEES = frozenset({"grassroots", "part"})
"""Levels of the committees that are looked at; those above them are the ones who look."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a criterion comes to for one organisation."""

    criterion: Criterion
    figure: Figure | None
    """None where the records say nothing about it."""
    weak: bool


@dataclass(slots=True)
class Assessment:
    """What all criteria of a day come to for some organisations."""

    on: date
    version: Version
    kinds: dict[int, str]
    """The organisations that are looked at, each a `branch` or a `committee`."""
    figures: dict[str, Figures] = field(default_factory=dict)
    weak: dict[int, list[str]] = field(default_factory=dict)
    """The criteria that hold, in the order of the version, of those of whom any does."""
    silent: dict[str, date | None] = field(default_factory=dict)
    """Criteria of which the ledger has had no record for too long, with the day of its last one."""

    def grounds(self, organisation: int) -> list[Ground]:
        """Every criterion that concerns the organisation."""
        kind, holds = self.kinds.get(organisation, ""), self.weak.get(organisation, [])
        return [
            Ground(each, self.figures.get(each.code, {}).get(organisation), each.code in holds)
            for each in self.version.criteria
            if kind in each.of
        ]


def looked_at(ids: Collection[int], on: date) -> dict[int, str]:
    """Those of the organisations that are looked at on the day: branches and grassroots committees."""
    found = {}
    rows = Kind.objects.filter(ledger.holding(on), bulk.where_among("organisation_id", ids))
    for id, kind in rows.values_list("organisation_id", "kind"):
        if is_branch(kind):
            found[id] = "branch"
        elif level(kind) in COMMITTEES:
            found[id] = "committee"
    return found


def assess(ids: Collection[int], on: date) -> Assessment:
    """All criteria of the day, in a constant number of statements."""
    version = version_on(on)
    found = Assessment(on, version, looked_at(ids, on))
    for criterion in version.criteria:
        computation = COMPUTATIONS[criterion.computed]
        if computation.latest and (criterion.records_within or computation.since):
            last = computation.latest(on)
            if computation.too_old(last, on, criterion.records_within):
                found.silent[criterion.code] = last
                continue
        asked = _asked(criterion, (id for id, kind in found.kinds.items() if kind in criterion.of), on)
        figures = computation.figures(asked)
        found.figures[criterion.code] = figures
        for id in sorted(id for id, figure in figures.items() if computation.weak(figure, asked)):
            found.weak.setdefault(id, []).append(criterion.code)
    return found


def rows_behind(criterion: Criterion, ids: Iterable[int], on: date) -> list[Row]:
    """The rows that add up to the figures of a criterion."""
    return COMPUTATIONS[criterion.computed].rows(_asked(criterion, ids, on))


def _asked(criterion: Criterion, ids: Iterable[int], on: date) -> Asked:
    return Asked(sorted(ids), on, criterion.numbers, criterion.shares)
