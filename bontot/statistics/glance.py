"""Nhìn nhanh: the numbers behind the charts of the first page, each from one question put to a roster."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from bontot.ledger import queries as ledger
from bontot.statistics.asking import Ask, asking, identify, must_exist
from bontot.statistics.compiling import grouping
from bontot.statistics.indicator import IndicatorAnswer
from bontot.statistics.indicators import indicators
from bontot.statistics.questions import age
from bontot.statistics.roster import ENTRIES, EXITS, MEMBERS

BANDS = (
    (18, 30),
    (31, 35),
    (36, 40),
    (41, 45),
    (46, 50),
    (51, 55),
    (56, 60),
    (61, 65),
    (66, 70),
    (71, 80),
    (81, 200),
)
"""Age groups of the pyramid, in whole years, both ends included."""
YEARS = 5


@dataclass(frozen=True, slots=True)
class Glance:
    """An organisation and all below it at a glance."""

    indicators: tuple[IndicatorAnswer, ...]
    ages: tuple[tuple[str, int, int], ...]
    """Age group, women, men; the youngest first."""
    age_unknown: int
    """Members whose birth date or sex is not known well enough."""
    flows: tuple[tuple[str, int, int], ...]
    """Year, how many came, how many went."""


def glance(organisation: str, on: date, since: date, at: int | None) -> Glance:
    """The glance on a day; kept until something is decided. Raises Unanswerable."""
    return _glance(organisation, on, since, at, ledger.edge())


@lru_cache(maxsize=64)
def _glance(organisation: str, on: date, since: date, at: int | None, edge: tuple[int, str]) -> Glance:
    first = date(max(on.year - YEARS + 1, 1), 1, 1)
    id = identify(organisation)
    with asking(at) as asked:
        must_exist(asked, Ask(id, on, on), organisation, on_the_day=True)
        asked.put([Ask(id, first, on)])
        people = asked.rows(_ages())
        came, went = asked.rows(_by_year("in")), asked.rows(_by_year("out"))
    ages, unknown = _banded(people)
    years = [str(year) for year in range(first.year, on.year + 1)]
    ins, outs = _per_year(came), _per_year(went)
    return Glance(
        indicators=tuple(indicators(organisation, on, since, at)),
        ages=ages,
        age_unknown=unknown,
        flows=tuple((year, ins[year], outs[year]) for year in years),
    )


def _banded(rows: list[tuple[Any, ...]]) -> tuple[tuple[tuple[str, int, int], ...], int]:
    counted: Counter[tuple[int, str]] = Counter()
    unknown = 0
    for _ask, sex, years, number in rows:
        band = next(
            (b for b, (low, high) in enumerate(BANDS) if years is not None and low <= years <= high), None
        )
        if band is None or sex not in ("nam", "nữ"):
            unknown += number
        else:
            counted[band, sex] += number
    names = [f"{low}–{high}" if high < 200 else f"{low}+" for low, high in BANDS]
    return tuple((name, counted[b, "nữ"], counted[b, "nam"]) for b, name in enumerate(names)), unknown


def _per_year(rows: list[tuple[Any, ...]]) -> Counter[str]:
    return Counter({str(year): number for _ask, year, number in rows})


@lru_cache(maxsize=1)
def _ages() -> str:
    return grouping(MEMBERS, {"sex": lambda row: row.sex, "age": age})


@lru_cache(maxsize=2)
def _by_year(way: str) -> str:
    return grouping(ENTRIES if way == "in" else EXITS, {"year": lambda row: row.day.year()})
