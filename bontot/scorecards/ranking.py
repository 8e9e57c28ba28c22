"""Xếp hạng: from points, conditions and caps to proposed bands, each with its grounds. People decide; this only proposes.

Of those of a group who reach a band of which only a part may be, the points decide from the top. Who has as many points as the
last who would still have a place, where there are not places for all of these, is left to people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from bontot.evaluation.caps import allowed
from bontot.law.frameworks.framework import Cap, Framework
from bontot.law.parameters import share


class Why(StrEnum):
    """What a ground rests on."""

    UNSCORED = "unscored"
    POINTS = "points"
    CONDITION = "condition"
    HINT = "hint"
    OPEN = "open"
    WITHIN = "within"
    ABOVE = "above"
    TIE = "tie"


@dataclass(frozen=True, slots=True)
class Scored:
    """A subject with its group, its points (None where there are none yet), and the conditions that it does not meet."""

    code: str
    group: str
    points: Fraction | None
    broken: frozenset[str] = frozenset()
    limits: Mapping[str, str] = field(default_factory=dict)
    """By condition the band that the records leave at best, whatever the framework says; blank while that is not known."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for a proposal."""

    why: Why
    band: str = ""
    """The band that the points reach, that the condition leaves at best, or that is capped."""
    condition: str = ""
    place: int = 0
    """In the ranking of those of the group who reach the capped band; those with the same points have the same place."""
    places: int = 0
    """How many may have it."""
    tied: int = 0
    """How many have the points at which the places run out."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a subject. No band: it has no points yet, or a tie is left to people."""

    code: str
    group: str
    band: str
    grounds: tuple[Ground, ...]

    @property
    def tied(self) -> bool:
        """Whether people must decide, because points do not."""
        return any(ground.why is Why.TIE for ground in self.grounds)


@dataclass(frozen=True, slots=True)
class Count:
    """A cap as it is in one group: of how many, how many may be, how many reach it."""

    group: str
    band: str
    of: int
    places: int
    reach: int
    tied: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """All proposals, by the codes of the subjects, and the caps of all groups."""

    proposals: Mapping[str, Proposal]
    counts: tuple[Count, ...]


def cap_share(cap: Cap, day: date) -> Fraction:
    """The part that a cap allows on a day."""
    return Fraction(cap.percent, 100) if cap.percent is not None else share(cap.parameter, day).value


def rank(framework: Framework, subjects: Iterable[Scored], day: date) -> Ranking:
    """Propose a band for everybody, under the caps of the day."""
    known = sorted(subjects, key=lambda each: each.code)
    points = {each.code: each.points for each in known}
    proposed = {each.code: _alone(framework, each) for each in known}
    groups: dict[str, list[str]] = defaultdict(list)
    for each in known:
        groups[each.group].append(each.code)
    counts = []
    order = {band.code: place for place, band in enumerate(framework.bands)}
    for cap in sorted(framework.caps, key=lambda cap: order[cap.band]):
        for group, codes in sorted(groups.items()):
            mine = [proposed[code] for code in codes]
            count, changed = _capped(framework, cap, cap_share(cap, day), mine, points)
            proposed.update({each.code: each for each in changed})
            counts.append(replace(count, group=group))
    return Ranking(proposed, tuple(counts))


def _alone(framework: Framework, subject: Scored) -> Proposal:
    """What the points and conditions of a subject come to, whoever else there is."""
    if subject.points is None:
        return Proposal(subject.code, subject.group, "", (Ground(Why.UNSCORED),))
    order = [band.code for band in framework.bands]
    band = framework.band(float(subject.points)).code
    grounds = [Ground(Why.POINTS, band)]
    for condition in framework.hard:
        held = condition.code in subject.limits
        if not held and condition.code not in subject.broken:
            continue
        best = subject.limits[condition.code] if held else condition.best
        if best not in order:
            grounds.append(Ground(Why.OPEN, "", condition.code))
        elif order.index(best) > order.index(band):
            grounds.append(Ground(Why.CONDITION if condition.sure else Why.HINT, best, condition.code))
    down = [order.index(ground.band) for ground in grounds if ground.why is Why.CONDITION]
    band = order[max([order.index(band), *down])]
    return Proposal(subject.code, subject.group, band, tuple(grounds))


def _capped(
    framework: Framework,
    cap: Cap,
    part: Fraction,
    group: list[Proposal],
    points: Mapping[str, Fraction | None],
) -> tuple[Count, list[Proposal]]:
    """The proposals of one group that a cap changes or speaks of."""
    of = sum(each.band in cap.of for each in group)
    places = allowed(of, part)
    reaching = sorted(
        (each for each in group if each.band == cap.band), key=lambda each: -_points(points, each)
    )
    below = _below(framework, cap.band)
    if len(reaching) <= places or not below:
        said = [_with(each, cap, cap.band, Why.WITHIN, reaching, places, points) for each in reaching]
        return Count("", cap.band, of, places, len(reaching), 0), said
    last = _points(points, reaching[places - 1]) if places else None
    above = [each for each in reaching if last is None or _points(points, each) > last] if places else []
    level = [each for each in reaching if last is not None and _points(points, each) == last]
    fits = len(above) + len(level) <= places
    changed = []
    for each in reaching:
        if each in above or (fits and each in level):
            changed.append(_with(each, cap, cap.band, Why.WITHIN, reaching, places, points))
        elif each in level:
            changed.append(_with(each, cap, "", Why.TIE, reaching, places, points, len(level)))
        else:
            changed.append(_with(each, cap, below, Why.ABOVE, reaching, places, points))
    return Count("", cap.band, of, places, len(reaching), 0 if fits else len(level)), changed


def _points(points: Mapping[str, Fraction | None], each: Proposal) -> Fraction:
    return points[each.code] or Fraction(0)


def _below(framework: Framework, band: str) -> str:
    order = [each.code for each in framework.bands]
    return order[order.index(band) + 1] if band != order[-1] else ""


def _with(
    each: Proposal, cap: Cap, band: str, why: Why, reaching: list[Proposal], places: int,
    points: Mapping[str, Fraction | None], tied: int = 0,
) -> Proposal:  # fmt: skip
    place = 1 + sum(_points(points, other) > _points(points, each) for other in reaching)
    ground = Ground(why, cap.band, place=place, places=places, tied=tied)
    return replace(each, band=band, grounds=(*each.grounds, ground))
