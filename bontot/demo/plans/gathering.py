"""Writes the papers beside the workbooks: gathers what they need while the people of each unit are invented."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

from bontot.demo.company import Company
from bontot.demo.plan import Plan, Unit
from bontot.demo.plans.drafting import Draft
from bontot.demo.plans.early import Early
from bontot.demo.plans.january import january, leaving_for_town
from bontot.demo.plans.joining import SHARED
from bontot.demo.plans.july import july
from bontot.demo.plans.world import World
from bontot.demo.sheets import Cell

_CITY = re.compile(r"BG\.TP(-\d+)?")
"""The city of the province, and of each of its likenesses where it is written larger."""
_OFFICES = ("HU", "MT", "HC", "CA", "QS")
"""Bodies of a district whose people are allocated one by one."""
COMMUNES = ("xã", "phường", "thị trấn")
"""Base kinds of the Party organisations of communes."""


class Plans:
    """The papers of one province, into a folder; `before` takes the workbooks that the first of them begin from."""

    def __init__(self, out: Path, before: Path | None = None) -> None:
        self.out, self.before = out, before
        self.drafts: list[Draft] = []
        """In the order of their days, once everything has been told."""
        self.paths: list[Path] = []
        """The workbook of each draft."""
        self.beginning: list[Path] = []
        """The workbooks to import before the first paper, where `before` was given."""
        self._world = World()
        self.cities: list[str] = []
        """What follows `BG.TP` in the code of each city: the province's own, and one of each likeness of it."""

    def begin(self, province: Plan) -> None:
        """Told of the organisations of the province."""
        self._early = Early(province)
        for row in province.organisations:
            if not row.ended:
                self._world.add(row)
        cities = (row.code for row in province.organisations if _CITY.fullmatch(row.code))
        self.cities = [code.removeprefix("BG.TP") for code in cities]
        self._ending = january(deepcopy(self._world), self.cities).ending()

    def of(self, company: Company) -> None:
        """Told of the people of a unit."""
        self._early.of(company)
        self._world.people(company, _kept(company.unit))

    def staying(self, company: Company) -> Company:
        """Of the people of a unit those who are where they were after the last paper that is executed at once."""
        unit = company.unit
        branches = [branch for branch in unit.branches if branch.code not in self._ending]
        gone = {person for branch in branches for person in leaving_for_town(self._world, branch.code)}
        people = [person for person in company.people if person.code not in gone]
        ended = unit.code in self._ending
        return replace(company, unit=replace(unit, branches=branches), people=people, ended=ended)

    def row(self, sheet: str, row: Sequence[Cell]) -> None:
        """Told of a row that is written into the workbooks."""
        if sheet == "dang-vien" and self.before:
            self._early.member(row)

    def end(self) -> None:
        """Draws up the papers and writes them."""
        self.out.mkdir(parents=True, exist_ok=True)
        self.drafts = self._early.drafts()
        self.drafts += [january(self._world, self.cities), july(self._world, self.cities)]
        self.paths = [draft.write(self.out) for draft in self.drafts]
        if self.before:
            self.beginning = self._early.write(self.before)


def _kept(unit: Unit) -> set[str]:
    """The branches whose people are told apart."""
    if unit.base_kind in COMMUNES:
        return {branch.code for branch in unit.branches if branch.code.rpartition(".")[2] in SHARED}
    office = unit.place and unit.code.rpartition(".")[2][:2] in _OFFICES
    return {branch.code for branch in unit.branches} if office else set()
