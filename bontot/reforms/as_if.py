"""Như đã thực hiện: a copy of the ledger in which a plan has been executed, so that any page can be looked at as if.

A copy belongs to a version of a plan and to a position of the ledger. Lines that contradict something, and acts that are
refused, are left out of it: a plan that is still growing can be looked at as far as it can be carried out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import batched
from typing import NamedTuple

from bontot.kernel.finding import Finding
from bontot.ledger import enacting
from bontot.ledger import queries as ledger
from bontot.ledger.acts import Act
from bontot.ledger.authority import Authority, Operator
from bontot.ledger.enacting import Outcome, enact, few_collections, perform
from bontot.ledger.paper import Paper
from bontot.ledger.state import State
from bontot.reforms import copying
from bontot.reforms.models import Reform, Stage

type Progress = Callable[[int], None]
_ROUNDS = 8
"""So often acts are left out that rested on others which were left out."""


class Copy(NamedTuple):
    """A copy: of which plan, in which version, and up to which position of the ledger."""

    reform: int
    version: int
    position: int

    @property
    def name(self) -> str:
        return "-".join(map(str, self))


@dataclass(slots=True)
class Tried:
    """What came of carrying out as much as can be: what was refused or warned of, and how many acts were left out."""

    findings: list[Finding] = field(default_factory=list)
    acts: int = 0
    left_out: int = 0
    copy: Copy | None = None
    """None where even the rest cannot be carried out; the findings say why."""


def build(reform: Reform, acts: Sequence[Act], by: Authority, progress: Progress | None = None) -> Tried:
    """Make the copy of the last version of a plan, whose acts are given; older copies of the plan are thrown away.

    The acts are judged as those of `by`.
    """
    made = Copy(reform.pk, reform.version, ledger.end())
    tried = Tried(acts=len(acts))

    def fill() -> None:
        kept = _carried_out(acts, by, tried, progress)
        tried.left_out = len(acts) - len(kept)
        outcome = enact(kept, _paper(reform), Operator(by.name)) if kept else Outcome()
        if kept and outcome.position is None:
            tried.findings += [finding for finding in outcome.findings if finding.refuses]
            raise _Impossible

    try:
        copying.make(made.name, fill)
    except _Impossible:
        return tried
    tried.copy = made
    for old in copies(reform.pk):
        if old != made:
            copying.remove(old.name)
    return tried


class _Impossible(Exception):
    """What is left of the plan breaks what must always hold."""


def _carried_out(acts: Sequence[Act], by: Authority, tried: Tried, progress: Progress | None) -> list[Act]:
    """The acts that are not refused, seeing one another; what rests on one that is refused is refused in its turn."""
    kept = list(acts)
    for round in range(_ROUNDS):
        findings, refused = _judged(kept, by, progress if not round else None)
        if not round:
            tried.findings += findings
        if not refused:
            return kept
        kept = [act for place, act in enumerate(kept) if place not in refused]
    return []


def _judged(acts: Sequence[Act], by: Authority, progress: Progress | None) -> tuple[list[Finding], set[int]]:
    state, outcome = State(), Outcome()
    findings: list[Finding] = []
    refused: set[int] = set()
    with few_collections():
        for crowd in batched(enumerate(acts), enacting.CHUNK):
            state.fetch(act for _, act in crowd)
            for place, act in crowd:
                found = perform(act, state, by, outcome)
                findings += found
                if any(finding.refuses for finding in found):
                    refused.add(place)
            if progress:
                progress(crowd[-1][0] + 1)
    return findings, refused


def _paper(reform: Reform) -> Paper:
    dated: date = reform.dated or reform.day
    return Paper(reform.number or "…", dated, reform.by or reform.organisation, reform.title[:400])


def copies(reform: int | None = None) -> list[Copy]:
    """The copies that there are, of one plan or of all, the latest first."""
    found = [Copy(*map(int, name.split("-"))) for name in copying.names()]
    return sorted((copy for copy in found if reform in (None, copy.reform)), reverse=True)


def ready(reform: Reform) -> Copy | None:
    """The latest copy of a plan; None where it has never been checked, or has been executed since."""
    found = copies(reform.pk)
    return found[0] if found and reform.state != Stage.EXECUTED else None


def forget(reform: int) -> None:
    """Throw away all copies of a plan: it has been executed, or is no more."""
    for copy in copies(reform):
        copying.remove(copy.name)


@contextmanager
def as_if(copy: Copy) -> Iterator[None]:
    """Inside, everything that asks the database is answered as if the plan had been executed; nothing can be written.

    Raises DatabaseError where the copy has been thrown away meanwhile.
    """
    with copying.reading(copy.name):
        ledger.end()
        yield
