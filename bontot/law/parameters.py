"""Tham số: the numbers that the law fixes and changes, dated and cited. No such number stands in code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from bontot.kernel.citation import Citation
from bontot.kernel.period import EVER, OPEN, Period
from bontot.law.reading import HERE, load
from bontot.law.sources import cite, on_the_day


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of the law as it is on a day."""

    name: str
    says: str
    value: int
    unit: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole that the law fixes, as it is on a day: two thirds of those entitled to vote."""

    name: str
    says: str
    value: Fraction
    citation: Citation


@dataclass(frozen=True, slots=True)
class Bands:
    """First values of bands in rising order, as they are on a day: ages from 18, from 31, from 36 …"""

    name: str
    says: str
    value: tuple[int, ...]
    unit: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a parameter is during a period."""

    period: Period
    value: Any
    because: Citation


@dataclass(frozen=True, slots=True)
class Dated:
    """A parameter over all its days."""

    says: str
    english: str
    unit: str
    stretches: tuple[Stretch, ...]


@lru_cache(maxsize=65_536)
def parameter(name: str, on: date) -> Parameter:
    """The number in force on the day. KeyError: no such name; LookupError: none then."""
    known, stretch = _find(name, on, int)
    return Parameter(name, known.says, stretch.value, known.unit, on_the_day(stretch.because, on))


@lru_cache(maxsize=65_536)
def share(name: str, on: date) -> Share:
    """The part of a whole in force on the day. Raises like `parameter`."""
    known, stretch = _find(name, on, Fraction)
    return Share(name, known.says, stretch.value, on_the_day(stretch.because, on))


@lru_cache(maxsize=65_536)
def bands(name: str, on: date) -> Bands:
    """The first values of bands in force on the day. Raises like `parameter`."""
    known, stretch = _find(name, on, tuple)
    return Bands(name, known.says, stretch.value, known.unit, on_the_day(stretch.because, on))


def _find(name: str, on: date, kind: type) -> tuple[Dated, Stretch]:
    if name not in PARAMETERS:
        raise KeyError(f"no parameter {name!r} in parameters.yaml")
    known = PARAMETERS[name]
    for stretch in known.stretches:
        if on in stretch.period:
            if not isinstance(stretch.value, kind):
                raise KeyError(f"{name!r} is not {kind.__name__}")
            return known, stretch
    raise LookupError(f"{name!r} has no value on {on}")


def _value(said: Any) -> Any:
    """A whole number; a part as `2/3`; a list of first values."""
    if isinstance(said, list):
        return tuple(said)
    return Fraction(said) if isinstance(said, str) else int(said)


def _dated(said: Mapping[str, Any]) -> Dated:
    """Each value holds until the next begins, so there is no gap; the last one until further notice."""
    values = said["values"]
    ends = [following["from"] for following in values[1:]] + [OPEN]
    stretches = (
        Stretch(
            Period(about.get("from") or EVER, end),
            _value(about["value"]),
            cite(about["source"], about.get("place", "")),
        )
        for about, end in zip(values, ends, strict=True)
    )
    return Dated(said["says"], said["english"], said.get("unit", ""), tuple(stretches))


PARAMETERS: Mapping[str, Dated] = MappingProxyType(
    {name: _dated(said) for name, said in load(HERE / "parameters.yaml").items()}
)
"""Every parameter there is."""
