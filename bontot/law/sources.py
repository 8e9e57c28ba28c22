"""Nguồn luật: the papers that the system relies on, and the places in them.

A number alone is not unique (numbering starts anew with every term), so the key of a paper is its number and
year. `cite` is called where a rule is declared: a wrong reference fails when the program starts, not when a
clerk works.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from bontot.kernel.citation import Citation, Confidence
from bontot.kernel.period import EVER, OPEN, Period
from bontot.law.reading import HERE, load


@dataclass(frozen=True, slots=True)
class Place:
    """An article, clause or point: what it says in our own words, and how surely it was read."""

    says: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Source:
    """A paper."""

    key: str
    number: str
    title: str
    english: str
    issued_by: str
    issued_on: date | None
    in_force: Period
    confidence: Confidence
    """How surely its existence, its day and what it is about are known; a place may be surer or less sure."""
    replaces: tuple[str, ...]
    places: Mapping[str, Place]
    note: str = ""

    @property
    def name(self) -> str:
        """How a sentence names it: `Quy định số 294-QĐ/TW ngày 26/5/2025`."""
        day = (
            f" ngày {self.issued_on.day}/{self.issued_on.month}/{self.issued_on.year}"
            if self.issued_on
            else ""
        )
        return f"{self.number}{day}" if self.number else self.title


def cite(source: str, place: str = "") -> Citation:
    """A citation of a place, or of the paper as a whole. Raises KeyError for what is not listed."""
    if source not in SOURCES:
        raise KeyError(f"no source {source!r} in sources.yaml")
    paper = SOURCES[source]
    if not place:
        return Citation(source, "", paper.name, paper.confidence)
    if place not in paper.places:
        raise KeyError(f"no place {place!r} of {source!r} in sources.yaml")
    return Citation(source, place, paper.name, paper.places[place].confidence)


def paraphrase(citation: Citation) -> str:
    """What the cited place says, in our own words; the subject of the paper where it is cited as a whole."""
    paper = SOURCES[citation.source]
    return paper.places[citation.place].says if citation.place else paper.title


def replaced_by(source: str) -> tuple[Source, ...]:
    """The papers that took the place of this one, in the order of their days."""
    return tuple(paper for paper in SOURCES.values() if source in paper.replaces)


def on_the_day(citation: Citation, on: date) -> Citation:
    """The citation as far as it may be trusted on the day.

    Where its paper is not in force then, the place was read in a predecessor or a successor only.
    """
    paper = SOURCES.get(citation.source)
    if paper is None or citation.confidence is not Confidence.VERIFIED or on in paper.in_force:
        return citation
    return replace(citation, confidence=Confidence.PREDECESSOR)


def _source(key: str, said: Mapping[str, Any]) -> Source:
    sure = said["confidence"]
    places = {
        place: Place(about, Confidence(sure))
        if isinstance(about, str)
        else Place(about["says"], Confidence(about["confidence"]))
        for place, about in said.get("places", {}).items()
    }
    first, end = said.get("from") or EVER, said.get("until") or OPEN
    return Source(
        key=key,
        number=said.get("number", ""),
        title=said["title"],
        english=said["english"],
        issued_by=said["issued_by"],
        issued_on=said.get("issued_on"),
        in_force=Period(first, end),
        confidence=Confidence(said["confidence"]),
        replaces=tuple(said.get("replaces", ())),
        places=MappingProxyType(places),
        note=said.get("note", ""),
    )


SOURCES: Mapping[str, Source] = MappingProxyType(
    {key: _source(key, said) for key, said in load(HERE / "sources.yaml").items()}
)
"""Every paper relied on, by its key."""
