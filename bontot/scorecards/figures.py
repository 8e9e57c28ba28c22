"""Minh chứng tính từ sổ: figures of organisations, the points that they propose, and the list behind each figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import floor
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from bontot.kernel.citation import Citation
from bontot.law.frameworks.framework import Condition, Criterion
from bontot.law.frameworks.scales import points
from bontot.law.reading import load
from bontot.law.sources import cite
from bontot.ledger import bulk
from bontot.scorecards.selecting import COLUMNS
from bontot.scorecards.things import THINGS
from bontot.scorecards.window import Window
from bontot.ui.saying import plainly
from bontot.ui.writing import percent


@dataclass(frozen=True, slots=True)
class Figure:
    """What the records say of one organisation."""

    numerator: int
    denominator: int | None = None
    """None where there is no whole, as of measures of discipline."""
    spoilt: bool = False
    waits: bool = False
    """Whether the day by which the whole is to be reached has not passed yet."""


@dataclass(frozen=True, slots=True)
class Counting:
    """How an evidence is counted, said and turned into points."""

    code: str
    scale: str
    """`share`, `none`, `any`, `target`; nothing where it proposes no points."""
    full: Fraction
    part: str
    whole: str
    """What is counted, in words; no whole where there is none."""

    def says(self, figure: Figure) -> str:
        """The figure in words."""
        if figure.denominator is None:
            said = {"number": figure.numerator, "what": plainly(self.part)}
            if self.scale == "target":
                return _("%(number)s %(what)s, sổ chưa có chỉ tiêu") % said
            return _("%(number)s %(what)s") % said
        said = {
            "part": figure.numerator,
            "whole": figure.denominator,
            "wholes": plainly(self.whole),
            "parts": plainly(self.part),
            "share": percent(figure.numerator, figure.denominator),
        }
        if self.scale == "target":
            return _("%(part)s/%(whole)s %(wholes)s (%(share)s)") % said
        return _("%(part)s/%(whole)s %(wholes)s %(parts)s (%(share)s)") % said

    def proposes(self, figure: Figure | None, criterion: Criterion) -> int | None:
        """Points of a criterion; None where the records propose nothing."""
        most = criterion.most
        if figure is None or not self.scale:
            return None
        if self.scale == "none":
            return 0 if figure.numerator else most
        if self.scale == "any" or (self.scale == "target" and figure.denominator is None):
            return most if figure.numerator else None
        if not figure.denominator:
            return None
        share = Fraction(figure.numerator, figure.denominator)
        worth = points(criterion, share)
        if worth is None:
            worth = most * min(Fraction(1), share / self.full)
        if figure.waits and worth < most:
            return None
        return 0 if figure.spoilt else floor(worth + Fraction(1, 2))


@dataclass(frozen=True, slots=True)
class Thing:
    """A row of the list behind a figure."""

    good: bool
    whole: int
    """How much of the whole it is: one, but for a target, which is all of it, and for what counts towards one."""
    spoils: bool
    waits: bool
    day: str | None
    meeting: int | None
    person: int | None
    other: int | None
    commitment: int | None
    what: str
    says: str


@lru_cache(maxsize=1)
def countings() -> dict[str, Counting]:
    """How everything that can be counted is counted."""
    raw, found = _raw(), {}
    for code, said in raw["says"].items():
        scale = raw["scales"].get(code, {})
        full = Fraction(str(scale.get("full", 1)))
        found[code] = Counting(code, scale.get("kind", ""), full, said["part"], said.get("whole", ""))
    return found


@lru_cache(maxsize=1)
def because() -> Citation:
    """By what points are proposed."""
    return cite(_raw()["source"])


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    raw: dict[str, Any] = load(Path(__file__).with_name("evidence.yaml"))
    return raw


def of_condition(condition: Condition) -> str:
    """By what a hard condition is looked up; nothing where the records can say nothing of it."""
    named = condition.evidence.code if condition.evidence else ""
    return str(_raw()["conditions"].get(named, ""))


def listed_to(code: str) -> str:
    """The permission to see the list behind a figure."""
    return str(_raw()["listed_to"].get(code, "meetings.read"))


def figures(asked: Window, codes: Iterable[str]) -> dict[str, dict[int, Figure]]:
    """The figures of all organisations of the window, by evidence; one statement each.

    Who has no row at all has no figure where a share is asked, and none against them where things are only counted.
    """
    return {code: _counted(asked, code) for code in codes if code in THINGS}


def _counted(asked: Window, code: str) -> dict[int, Figure]:
    sql, values = THINGS[code](asked)
    counting = countings()[code]
    grouped = (
        "SELECT organisation, SUM(good), SUM(whole), SUM(spoils), SUM(waits), COUNT(*) "
        f"FROM ({sql}) AS things GROUP BY organisation"
    )
    found = {} if counting.whole and counting.scale != "target" else _nothing(asked)
    for organisation, good, whole, spoils, waits, number in bulk.rows(grouped, values):
        if counting.whole:
            found[organisation] = Figure(int(good), int(whole) or None, bool(spoils), bool(waits))
        else:
            found[organisation] = Figure(int(number))
    return found


def _nothing(asked: Window) -> dict[int, Figure]:
    sql, values = asked.cards()
    return {row[0]: Figure(0) for row in bulk.rows(sql, values)}


def things(asked: Window, code: str) -> list[Thing]:
    """The rows that a figure counts, of the one organisation of the window: what is good last, the latest first."""
    sql, values = THINGS[code](asked)
    columns = ", ".join(COLUMNS[1:])
    ordered = (
        f"SELECT {columns} FROM ({sql}) AS things ORDER BY good, day DESC, says DESC, meeting DESC, person"
    )
    return [
        Thing(bool(good), whole, bool(spoils), bool(waits), *rest)
        for good, whole, spoils, waits, *rest in bulk.rows(ordered, values)
    ]
