"""Loại tổ chức: the level of each kind of organisation and what it may stand under, on any day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from bontot.kernel.citation import Citation
from bontot.kernel.period import EVER
from bontot.law.reading import HERE, load
from bontot.law.sources import cite


@dataclass(frozen=True, slots=True)
class Under:
    """From a day on, what a kind may stand under, and where that is said."""

    first: date
    parents: tuple[str | None, ...]
    """The kinds that may be directly above; None where it may be the top of a tree."""
    because: Citation


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of organisation."""

    level: str
    """`province`, `superior` (of grassroots organisations), `grassroots`, `part` or `branch`."""
    may_have_members: bool
    under: tuple[Under, ...]
    """In the order of their days; the first holds since ever."""


def allowed_parents(kind: str, on: date) -> tuple[str | None, ...]:
    """The kinds that may stand directly above one of `kind` on the day; None among them: it may be the top.

    Nothing for a kind that nobody knows, or that does not exist on the day.
    """
    stretch = _stretch(kind, on)
    return stretch.parents if stretch else ()


def because(kind: str, on: date) -> Citation:
    """Where it is said what `kind` may stand under on the day. Raises KeyError for an unknown kind."""
    stretch = _stretch(kind, on)
    if stretch is None:
        raise KeyError(f"no kind {kind!r} in kinds.yaml")
    return stretch.because


def in_use(kind: str, on: date) -> bool:
    """Whether there are organisations of that kind on the day: no districts since 2025-07-01, say."""
    return bool(allowed_parents(kind, on))


def level(kind: str) -> str:
    """Its level, as in `Kind.level`. Raises KeyError for an unknown kind."""
    return KINDS[kind].level


def is_grassroots(kind: str, on: date) -> bool:
    """Whether it is a tổ chức cơ sở đảng on the day."""
    return kind in KINDS and KINDS[kind].level == "grassroots" and in_use(kind, on)


def is_branch(kind: str) -> bool:
    """Whether it is a chi bộ of any level."""
    return may_have_members(kind)


def may_have_members(kind: str) -> bool:
    """Whether people belong to it directly: they belong to branches, never to committees."""
    return kind in KINDS and KINDS[kind].may_have_members


@lru_cache(maxsize=4096)
def _stretch(kind: str, on: date) -> Under | None:
    known = KINDS[kind].under if kind in KINDS else ()
    return next((stretch for stretch in reversed(known) if stretch.first <= on), None)


def _kind(said: Mapping[str, Any]) -> Kind:
    stretches = (
        Under(about.get("from", EVER), tuple(about["parents"]), cite(about["source"], about["place"]))
        for about in said["under"]
    )
    return Kind(said["level"], said.get("members", False), tuple(stretches))


KINDS: Mapping[str, Kind] = MappingProxyType(
    {name: _kind(said) for name, said in load(HERE / "kinds.yaml").items()}
)
"""Every kind there is, from the province to the branch."""
