"""Mẫu quy chế: by kind of organisation, the duties that its regulation usually sets, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bontot.kernel.citation import Citation, Confidence
from bontot.law.reading import load
from bontot.law.sources import cite
from bontot.regulations.recurrence import Rhythm, rule
from bontot.regulations.words import PROOFS, WHO


@dataclass(frozen=True, slots=True)
class Wanted:
    """A duty as a sample sets it, or as somebody wrote it into a draft."""

    says: str
    rule: str
    who: str
    proof: str
    key: str = ""
    source: str = ""
    source_place: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A regulation to begin from."""

    code: str
    says: str
    english: str
    kinds: tuple[str, ...]
    must: bool
    """Whether an organisation of these kinds has to have a regulation, by `because`."""
    committee: bool
    """Whether it is for those of its kinds that have a committee, where there is another for those that have none."""
    because: Citation
    duties: tuple[Wanted, ...]


def samples_for(kind: str, *, committee: bool) -> tuple[Sample, ...]:
    """The samples for a kind of organisation, the one that fits best first."""
    fitting = [sample for sample in SAMPLES.values() if kind in sample.kinds]
    return tuple(sorted(fitting, key=lambda sample: sample.committee != committee))


def must_have(kind: str) -> bool:
    """Whether an organisation of this kind has to have a regulation of its own."""
    return kind in MUST


def citation(source: str, place: str) -> str:
    """Where a duty comes from, as people read it, with how surely it was read; blank for one without a source."""
    if not source:
        return ""
    try:
        found = cite(source, place)
    except KeyError:
        return source
    return f"{found}" if found.confidence is Confidence.VERIFIED else f"{found} *"


def _sample(code: str, said: Mapping[str, Any]) -> Sample:
    return Sample(
        code=code,
        says=said["says"],
        english=said["english"],
        kinds=tuple(said["kinds"]),
        must=said["must"],
        committee=said.get("committee", False),
        because=cite(said["source"], said["place"]),
        duties=tuple(_wanted(key, duty) for key, duty in said["duties"].items()),
    )


def _wanted(key: str, said: Mapping[str, Any]) -> Wanted:
    if said["who"] not in WHO or said["proof"] not in PROOFS:
        raise ValueError(f"templates.yaml: {key} is done by nobody or proved by nothing")
    cite(said["source"], said.get("place", ""))
    rhythm = Rhythm(said["every"], said["day"], said.get("month", 1))
    return Wanted(
        said["says"], rule(rhythm), said["who"], said["proof"], key, said["source"], said.get("place", "")
    )


SAMPLES: Mapping[str, Sample] = MappingProxyType(
    {code: _sample(code, said) for code, said in load(Path(__file__).with_name("templates.yaml")).items()}
)
"""Every sample there is."""
MUST = frozenset(kind for sample in SAMPLES.values() if sample.must for kind in sample.kinds)
