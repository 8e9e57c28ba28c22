"""Where a sentence of the law stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How surely a place has been read in the text that is in force."""

    VERIFIED = "V"
    PREDECESSOR = "P"
    BACKGROUND = "B"
    HOUSE = "H"
    """Not law: what a record must be for the system to keep its meaning."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source: which paper, which article, how sure."""

    source: str
    place: str
    title: str
    confidence: Confidence

    def __str__(self) -> str:
        return ", ".join(part for part in (self.place, self.title) if part)
