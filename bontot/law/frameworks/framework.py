"""A framework: a tree of criteria with points, what proves each, which conditions hold back, what is reached from how many
points, how many of a group may reach it, and who scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bontot.kernel.citation import Citation, Confidence


class Purpose(StrEnum):
    """What comes of the points."""

    RECOGNITION = "recognition"
    CLASSIFICATION = "classification"
    MEETING = "meeting"


class Subject(StrEnum):
    """What is scored."""

    ORGANISATION = "organisation"
    MEMBER = "member"
    MEETING = "meeting"


class Proof(StrEnum):
    """By what a criterion is proved: counted from the records, an indicator, a paper, or what people state."""

    QUERY = "query"
    INDICATOR = "indicator"
    DOCUMENT = "document"
    STATEMENT = "statement"


class Side(StrEnum):
    """Whose a step is: of who is scored, of the meeting that votes on it, of the superior; or who only gives an opinion."""

    SELF = "self"
    BRANCH = "branch"
    SUPERIOR = "superior"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves a criterion. The code of a query or an indicator names it; elsewhere it says nothing more."""

    code: str
    says: str
    kind: Proof = Proof.DOCUMENT

    @property
    def records(self) -> bool:
        """Whether the program counts it."""
        return self.kind in (Proof.QUERY, Proof.INDICATOR)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line of the framework. Its code is that of what it is a part of, a dot and its number."""

    code: str
    says: str
    most: int
    evidence: Evidence | None = None
    """None of a criterion that has parts."""
    scale: str = ""
    """How a share becomes points: see `scales`."""
    because: Citation | None = None
    """Where its points are fixed; None where the framework says that for all."""

    @property
    def depth(self) -> int:
        return self.code.count(".")

    @property
    def above(self) -> str:
        """The code of what it is a part of; nothing for a main criterion."""
        return self.code.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Band:
    """What is reached from so many points on."""

    code: str
    least: int
    says: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold whatever the points; where it does not, no band better than `best` is reached."""

    code: str
    says: str
    best: str
    because: Citation
    evidence: Evidence | None = None

    def __str__(self) -> str:
        return self.says

    @property
    def sure(self) -> bool:
        """Whether it may hold a proposal back: what was not read in the text in force only hints."""
        return self.because.confidence in (Confidence.VERIFIED, Confidence.HOUSE)


@dataclass(frozen=True, slots=True)
class Cap:
    """Of those in the bands `of`, in one group, at most a part may be in `band`."""

    band: str
    of: tuple[str, ...]
    percent: int | None = None
    """Per cent, where the framework fixes it by itself."""
    parameter: str = ""
    """The parameter of the law that fixes it otherwise."""


@dataclass(frozen=True, slots=True)
class Step:
    """Who scores, one after the other."""

    code: str
    says: str
    who: str
    side: Side = Side.SELF


@dataclass(frozen=True, slots=True)
class Framework:
    """One version of a framework. It holds from its day until the next version begins."""

    code: str
    version: str
    says: str
    title: str
    """The title of recognition that it is for; nothing of any other purpose."""
    first: date
    because: Citation
    demonstration: bool
    """Whether points of it are only a template: no text that fixes them has been read."""
    whole: int
    criteria: tuple[Criterion, ...]
    hard: tuple[Condition, ...]
    bands: tuple[Band, ...]
    """The best first."""
    steps: tuple[Step, ...]
    purpose: Purpose = Purpose.RECOGNITION
    subject: Subject = Subject.ORGANISATION
    capacity: str = ""
    """In which capacity the subject is classified, as the vocabulary says it."""
    cycles: tuple[str, ...] = ("year",)
    """`year`, `quarter`, `meeting`."""
    caps: tuple[Cap, ...] = ()
    note: str = ""
    """What of it was read where, and what is only an example."""
    owner: str = ""
    """The organisation whose office made it; nothing where it is shipped."""

    def parts(self, code: str = "") -> list[Criterion]:
        """What a criterion is made of; the main criteria for nothing."""
        return [criterion for criterion in self.criteria if criterion.above == code]

    @property
    def leaves(self) -> list[Criterion]:
        """The criteria that get points: those without parts."""
        above = {criterion.above for criterion in self.criteria}
        return [criterion for criterion in self.criteria if criterion.code not in above]

    def band(self, points: float) -> Band:
        """The best band that these points reach."""
        return next(band for band in self.bands if points >= band.least)

    def named(self, code: str) -> Band:
        """The band of that code. Raises KeyError."""
        return {band.code: band for band in self.bands}[code]
