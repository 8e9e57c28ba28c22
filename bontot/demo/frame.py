"""The administrative frame of Bắc Giang: which communes there were on a day, and in which district."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

DISTRICTS = {
    "Thành phố Bắc Giang": ("BG.TP", "thành phố Bắc Giang"),
    "Thị xã Việt Yên": ("BG.VY", "thị xã Việt Yên"),
    "Huyện Việt Yên": ("BG.VY", "huyện Việt Yên"),
    "Huyện Yên Dũng": ("BG.YD", "huyện Yên Dũng"),
    "Huyện Hiệp Hòa": ("BG.HH", "huyện Hiệp Hòa"),
    "Huyện Tân Yên": ("BG.TY", "huyện Tân Yên"),
    "Huyện Yên Thế": ("BG.YT", "huyện Yên Thế"),
    "Huyện Lạng Giang": ("BG.LG", "huyện Lạng Giang"),
    "Huyện Lục Nam": ("BG.LNM", "huyện Lục Nam"),
    "Huyện Lục Ngạn": ("BG.LNG", "huyện Lục Ngạn"),
    "Huyện Sơn Động": ("BG.SD", "huyện Sơn Động"),
    "Thị xã Chũ": ("BG.CHU", "thị xã Chũ"),
}
"""Codes of the Party organisations of the districts and how their names are written after `Đảng bộ`."""


@dataclass(frozen=True)
class Commune:
    """A commune, ward or township in one stretch of its life: `since` is blank where it is older than the frame."""

    unit: str
    kind: str
    district: str
    since: str
    until: str
    decision: str
    ended_by: str

    @property
    def title(self) -> str:
        """As in `xã Tuấn Đạo`."""
        return f"{self.kind} {self.unit}"

    @property
    def place(self) -> str:
        """The district that it is in, as in `huyện Sơn Động`."""
        return DISTRICTS[self.district][1]

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by whatever its kind: its name, and the code of its district."""
        return self.unit, DISTRICTS[self.district][0]


@cache
def _stretches() -> tuple[Commune, ...]:
    return tuple(Commune(*row) for row in _rows("frame.csv"))


def communes(on: date) -> list[Commune]:
    """All communes of the province on a day from 2020-01-01 to 2025-06-30, in the order of the file."""
    day = on.isoformat()
    return [stretch for stretch in _stretches() if stretch.since <= day < stretch.until]


def changed(day: date) -> list[tuple[Commune, Commune]]:
    """Communes that go on from the day with another kind or in a district called otherwise: before and after."""
    before = {commune.key: commune for commune in communes(day - timedelta(days=1))}
    after = {commune.key: commune for commune in communes(day)}
    return [
        (old, after[key])
        for key, old in before.items()
        if key in after and (old.kind, old.district) != (after[key].kind, after[key].district)
    ]


JANUARY, JULY = date(2025, 1, 1), date(2025, 7, 1)
"""When Yên Dũng joined the city and communes were merged; when the districts ended."""
_JOINED = {"BG.YD": "BG.TP", "BG.LNG": "BG.CHU"}
"""Districts whose communes are found in another from January 2025 on: all of the first, some of the second."""


def into_in_january() -> list[tuple[Commune, Commune]]:
    """Each commune of 31 December 2024 with the one that it is, or is part of, on 1 January 2025."""
    after = {commune.key: commune for commune in communes(JANUARY)}
    told = {
        (unit, DISTRICTS[district][0]): (into, DISTRICTS[where][0])
        for unit, district, into, where, _source in _rows("merged-2025-01-01.csv")
    }
    found = []
    for old in communes(JANUARY - timedelta(days=1)):
        unit, district = told.get(old.key, old.key)
        new = after.get((unit, district)) or after[unit, _JOINED[district]]
        found.append((old, new))
    return found


@dataclass(frozen=True)
class Merged:
    """A commune or ward of the new province, with those of 30 June 2025 that it was made of; none are told of the
    other province's. `code` is the one of the national list, which it took over from one of its predecessors."""

    code: str
    unit: str
    kind: str
    predecessors: tuple[Commune, ...]
    source: str

    @property
    def title(self) -> str:
        """As in `phường Đa Mai`."""
        return f"{self.kind} {self.unit}"


@cache
def merged_in_july() -> tuple[Merged, ...]:
    """The communes of the new province: those made of the 192 of Bắc Giang first."""
    there = {(c.title, c.district): c for c in communes(JULY - timedelta(days=1))}
    found = []
    for code, unit, kind, districts, predecessors, source in _rows("merged-2025-07-01.csv"):
        named = [name for name in predecessors.split("; ") if name]
        made_of = [next(there[n, d] for d in districts.split("; ") if (n, d) in there) for n in named]
        found.append(Merged(code, unit, kind, tuple(made_of), source))
    return tuple(found)


def _rows(name: str) -> list[list[str]]:
    text = files("bontot.demo").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]
