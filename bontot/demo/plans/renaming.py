"""What organisations were called before their commune became a township or a ward, or their district a town."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from bontot.demo.communes import commune_code
from bontot.demo.frame import DISTRICTS, Commune, changed
from bontot.demo.plan import Row
from bontot.demo.region import title_case

RENAMED = {date(2022, 7, 1): "Nghị quyết 510/NQ-UBTVQH15", date(2024, 2, 1): "Nghị quyết 939/NQ-UBTVQH15"}
"""Days on which communes went on under another title, and by which resolution; earlier ones are older than the records."""
VILLAGE, NEIGHBOURHOOD = "thôn", "tổ dân phố"


def retitled(text: str, old: str, new: str) -> str:
    """`text` with one title for another, at the beginning of a line too."""
    return text.replace(old, new).replace(title_case(old), title_case(new))


def moved_to(text: str, old: Commune, new: Commune) -> str:
    """What is called after a commune, when that becomes `new`: its title, its district, and its villages where it
    becomes urban."""
    text = retitled(text, old.title, new.title)
    text = retitled(text, old.place, new.place)
    if (old.kind == "xã") != (new.kind == "xã"):
        urban = new.kind != "xã"
        text = retitled(text, *(VILLAGE, NEIGHBOURHOOD) if urban else (NEIGHBOURHOOD, VILLAGE))
    return text


def as_of(row: Row, day: date) -> Row:
    """The organisation under the name, base kind and territory that it had on a day of 2020–2024."""
    for changing in sorted(RENAMED, reverse=True):
        if changing > day:
            row = _before(row, changing)
    return row


def differing(rows: Iterable[Row], day: date) -> Iterable[tuple[Row, Row]]:
    """Organisations that are called otherwise from a day on: before and after."""
    for row in rows:
        after = as_of(row, day)
        before = _before(after, day)
        if before != after:
            yield before, after


def _before(row: Row, day: date) -> Row:
    communes, districts = _changed(day)
    commune = communes.get(_commune(row.code))
    name, territory, base_kind = row.name, row.territory, row.base_kind
    for now, then in districts.items():
        name, territory = retitled(name, now, then), retitled(territory, now, then)
    if commune:
        old, new = commune
        name, territory = moved_to(name, new, old), moved_to(territory, new, old)
        base_kind = old.kind if base_kind == new.kind else base_kind
    return replace(row, name=name, territory=territory, base_kind=base_kind)


@cache
def _changed(day: date) -> tuple[Mapping[str, tuple[Commune, Commune]], Mapping[str, str]]:
    """Communes by code, each before and after; and of what is called after a district, the new words and the old."""
    found = changed(day)
    communes = {commune_code(DISTRICTS[new.district][0], new): (old, new) for old, new in found}
    districts = {new.place: old.place for old, new in found if old.place != new.place}
    offices = {
        new.replace("thị xã", "Thị ủy"): old.replace("huyện", "Huyện ủy") for new, old in districts.items()
    }
    return communes, districts | offices


def _commune(code: str) -> str:
    """The code that the commune of an organisation has in the first region: `BG.VY.NENH` of `BG.VY-02.NENH.T01`."""
    top, _, rest = code.partition(".")
    district, _, below = rest.partition(".")
    return f"{top}.{district.partition('-')[0]}.{below.partition('.')[0]}"
