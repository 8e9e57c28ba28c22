"""The administrative frame of Bắc Giang: which communes there were on a day, and in which district."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
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


@cache
def _stretches() -> tuple[Commune, ...]:
    text = files("bontot.demo").joinpath("data/frame.csv").read_text(encoding="utf-8")
    return tuple(Commune(*row) for row in list(csv.reader(text.splitlines()))[1:])


def communes(on: date) -> list[Commune]:
    """All communes of the province on a day from 2020-01-01 to 2025-06-30, in the order of the file."""
    day = on.isoformat()
    return [stretch for stretch in _stretches() if stretch.since <= day < stretch.until]
