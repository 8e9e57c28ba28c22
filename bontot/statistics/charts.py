"""What charts show, as typed data: whoever draws decides how. Every number is again the length of a list."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from bontot.statistics.asking import Ask, asking, identify, must_exist
from bontot.statistics.compiling import grouping
from bontot.statistics.roster import ENTRIES, EXITS, MEMBERS, Roster
from bontot.statistics.tables import Condition


@dataclass(frozen=True, slots=True)
class Band:
    """One bar of the pyramid: members of an age from `low` up to and with `high`; None where it is not known."""

    low: int | None
    high: int | None
    men: int
    women: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Year:
    """Comings and goings of a year: by way in (admit, arrive, restore) and by way out (die, expel, …)."""

    year: int
    ins: dict[str, int]
    outs: dict[str, int]
    reorganised_in: int
    reorganised_out: int


@dataclass(frozen=True, slots=True)
class Share:
    """The members of one organisation directly below; `organisation` is its id."""

    organisation: int
    members: int


def pyramid(organisation: str, on: date, at: int | None = None, step: int = 5) -> list[Band]:
    """Members by age and sex on the day, in bands of `step` years, the youngest first; unknown ages last."""
    counted: dict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for _ask, oldest, youngest, sex, number in _grouped("ages", organisation, on, on, at):
        sure = oldest is not None and youngest is not None and oldest // step == youngest // step
        counted[oldest // step if sure else None][sex] += number
    known = sorted(band for band in counted if band is not None)
    bands: list[int | None] = list(range(known[0], known[-1] + 1)) if known else []
    if None in counted:
        bands.append(None)
    return [_band(band, step, counted[band]) for band in bands]


def movements(organisation: str, first_year: int, on: date, at: int | None = None) -> list[Year]:
    """Comings and goings year by year, up to and with the day."""
    since = date(first_year, 1, 1)
    ins = _grouped("ins", organisation, since, on, at)
    outs = _grouped("outs", organisation, since, on, at)
    return [_year(year, ins, outs) for year in range(first_year, on.year + 1)]


def shares(organisation: str, on: date, at: int | None = None) -> list[Share]:
    """Members on the day of each organisation directly below, the largest first."""
    id = identify(organisation)
    with asking(at) as asked:
        must_exist(asked, Ask(id, on, on), organisation, on_the_day=True)
        children = asked.children(id, on)
        if not children:
            return []
        asked.put([Ask(child, on, on) for child in children])
        numbers = {row[0]: int(row[1]) for row in asked.rows(_sql("all"))}
    found = [Share(child, numbers.get(place, 0)) for place, child in enumerate(children)]
    return sorted(found, key=lambda share: (-share.members, share.organisation))


def _grouped(name: str, organisation: str, since: date, on: date, at: int | None) -> list[tuple[Any, ...]]:
    id = identify(organisation)
    with asking(at) as asked:
        ask = Ask(id, since, on)
        must_exist(asked, ask, organisation, on_the_day=False)
        asked.put([ask])
        return asked.rows(_sql(name))


_GROUPED: dict[str, tuple[Roster, dict[str, Condition]]] = {
    "all": (MEMBERS, {}),
    "ages": (
        MEMBERS,
        {"oldest": lambda r: r.oldest, "youngest": lambda r: r.youngest, "sex": lambda r: r.sex},
    ),
    "ins": (
        ENTRIES,
        {"year": lambda r: r.day.year(), "way": lambda r: r.way, "moved": lambda r: r.reorganised},
    ),
    "outs": (
        EXITS,
        {"year": lambda r: r.day.year(), "way": lambda r: r.way, "moved": lambda r: r.reorganised},
    ),
}


@lru_cache(maxsize=8)
def _sql(name: str) -> str:
    return grouping(*_GROUPED[name])


def _band(band: int | None, step: int, by_sex: dict[str, int]) -> Band:
    low = None if band is None else band * step
    unknown = sum(number for sex, number in by_sex.items() if sex not in ("nam", "nữ"))
    return Band(low, None if low is None else low + step - 1, by_sex["nam"], by_sex["nữ"], unknown)


def _year(year: int, ins: list[tuple[Any, ...]], outs: list[tuple[Any, ...]]) -> Year:
    ways: tuple[dict[str, int], dict[str, int]] = (defaultdict(int), defaultdict(int))
    moved = [0, 0]
    for side, rows in enumerate((ins, outs)):
        for _ask, of, way, reorganised, number in rows:
            if of == year:
                ways[side][str(way)] += number
                moved[side] += number if reorganised else 0
    return Year(year, dict(ways[0]), dict(ways[1]), moved[0], moved[1])
