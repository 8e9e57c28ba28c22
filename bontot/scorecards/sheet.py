"""A card as people read it: criteria with figures in words, points of every step, hard conditions, whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bontot.access.scope import Grants
from bontot.law.frameworks.framework import Condition, Framework
from bontot.organisations.queries import Book, Named
from bontot.scorecards.awaiting import Total, totals
from bontot.scorecards.figures import Figure, countings, figures, listed_to, of_condition
from bontot.scorecards.filling import against, codes, criteria
from bontot.scorecards.keeping import framework_of, last_day, standing_recognitions
from bontot.scorecards.late import due_by, is_late
from bontot.scorecards.lineage import ended, includes
from bontot.scorecards.models import Card, Line
from bontot.scorecards.models import Condition as Kept
from bontot.scorecards.things import THINGS
from bontot.scorecards.window import window
from bontot.scorecards.words import STATES
from bontot.ui.clock import today

LIVE = frozenset({"open", "registered", "returned"})
"""Before a branch has scored itself, its card shows what the records say at this moment."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A criterion on a card."""

    code: str
    says: str
    depth: int
    most: int
    scored: bool
    evidence: str
    evidence_says: str
    scale: str
    figure: str
    """In words; nothing where the records say nothing."""
    shares: bool
    """Whether the figure is a part of a whole."""
    opens: bool
    """Whether the reader may see what the figure counts."""
    proposed: int | None
    self_points: int | None
    vote_points: int | None
    appraisal_points: int | None
    self_reason: str
    appraisal_reason: str
    note: str

    @property
    def start(self) -> int | None:
        """What the form of the branch begins with."""
        return self.suggested if self.self_points is None else self.self_points

    @property
    def suggested(self) -> int | None:
        """What stands there before the branch writes: what the records propose, and the most where they know nothing.

        None where they have a share that is not worth points yet, as of a target whose day has not passed: full points
        beside `0/2` would say what nobody knows, and none would be held against the branch too early.
        """
        return None if self.judge else self.most if self.proposed is None else self.proposed

    @property
    def judge(self) -> bool:
        """Whether people have to find the points of a share that proposes none."""
        return self.shares and self.proposed is None

    @property
    def weak(self) -> bool:
        """Whether the records propose less than half."""
        return self.proposed is not None and 2 * self.proposed < self.most


@dataclass(frozen=True, slots=True)
class Hard:
    """A hard condition on a card."""

    place: int
    says: str
    evidence: str
    found: int | None
    figure: str
    opens: bool
    holds: bool | None
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A card with all that belongs to it."""

    id: int
    organisation: Named
    includes: list[str]
    """Whose records the figures count beside its own, and whose they do not, in sentences."""
    ended: str
    """Since when the organisation is no more, so that nobody can go on with the card; nothing where it is there."""
    version: int
    current: bool
    state: str
    state_says: str
    late: bool
    due_by: date | None
    edits: int
    whole: int
    lines: list[Shown]
    conditions: list[Hard]
    totals: list[Total]
    band: str
    reason: str
    position: int | None
    taken_back: bool
    voted_on: date | None
    base: int | None
    in_favour: int | None
    against_votes: int | None
    decided_at: datetime | None
    counted_now: bool


def sheet(card: Card, grants: Grants, totals_says: tuple[str, str, str, str]) -> Sheet:
    """The card, read in a constant number of statements."""
    framework, on = framework_of(card.campaign), today()
    lines = {line.criterion: line for line in Line.objects.filter(card=card)}
    conditions = {each.place: each for each in Kept.objects.filter(card=card)}
    live = card.state in LIVE and card.current
    known = _live(card, framework) if live else _kept(lines, card.organisation_id)
    found = (
        against(framework, known, card.organisation_id)
        if live
        else [
            conditions[place].found if place in conditions else None for place in range(len(framework.hard))
        ]
    )
    back = card.state == "recognised" and not standing_recognitions(card.campaign, [card.organisation_id])
    state = "appraised" if back else card.state
    opening = Opening(grants, card.organisation_id)
    shown = _criteria(card, framework, lines, known, opening)
    proposed = sum(each.suggested or 0 for each in shown if each.scored) if live else card.proposed_total
    steps = totals(card, totals_says, proposed)
    last = next((each.points for each in reversed(steps) if each.points is not None), 0)
    return Sheet(
        id=card.id,
        organisation=Book([card.organisation_id], at=None).on(card.organisation_id, on),
        includes=includes(window(card.campaign, on, card.organisation_id), card.organisation_id),
        ended=ended(card.organisation_id, min(on, last_day(card.campaign))),
        version=card.version,
        current=card.current,
        state=state,
        state_says=str(STATES[state]),
        late=is_late(card.campaign, state, card.version, on),
        due_by=due_by(card.campaign, state, card.version),
        edits=card.edits,
        whole=framework.whole,
        lines=shown,
        conditions=[
            _hard(place, condition, found[place], conditions.get(place), opening)
            for place, condition in enumerate(framework.hard)
        ],
        totals=steps,
        band=framework.band(last).says,
        reason=card.reason,
        position=card.position,
        taken_back=back,
        voted_on=card.voted_on,
        base=card.base,
        in_favour=card.in_favour,
        against_votes=card.against_votes,
        decided_at=card.decided_at,
        counted_now=live,
    )


type Known = dict[str, dict[int, Figure]]


def _live(card: Card, framework: Framework) -> Known:
    return figures(window(card.campaign, today(), card.organisation_id), codes(framework))


def _kept(lines: Mapping[str, Line], organisation: int) -> Known:
    """Figures as they are kept with the lines."""
    return {
        line.evidence: {organisation: Figure(line.numerator, line.denominator)}
        for line in lines.values()
        if line.numerator is not None
    }


class Opening:
    """Which lists behind the figures of an organisation somebody may see; each permission is looked up once."""

    def __init__(self, grants: Grants, organisation: int) -> None:
        needs = {listed_to(code) for code in THINGS}
        self._held = {need for need in needs if organisation in grants.scope(need)}

    def __contains__(self, evidence: str) -> bool:
        return evidence in THINGS and listed_to(evidence) in self._held


def _criteria(
    card: Card, framework: Framework, lines: Mapping[str, Line], known: Known, opening: Opening
) -> list[Shown]:
    scored = {criterion.code for criterion in criteria(framework)}
    shown = []
    for criterion in framework.criteria:
        code = criterion.evidence.code if criterion.evidence else ""
        figure = known.get(code, {}).get(card.organisation_id)
        line, counting = lines.get(criterion.code), countings().get(code)
        live = card.state in LIVE and card.current
        proposed = (
            counting.proposes(figure, criterion) if counting and live else (line.proposed if line else None)
        )
        shown.append(
            Shown(
                code=criterion.code,
                says=criterion.says,
                depth=criterion.depth,
                most=criterion.most,
                scored=criterion.code in scored,
                evidence=code,
                evidence_says=criterion.evidence.says if criterion.evidence else "",
                scale=criterion.scale,
                figure=counting.says(figure) if counting and figure else "",
                shares=figure is not None and figure.denominator is not None,
                opens=bool(figure) and code in opening,
                proposed=proposed,
                self_points=line.self_points if line else None,
                vote_points=line.vote_points if line else None,
                appraisal_points=line.appraisal_points if line else None,
                self_reason=line.self_reason if line else "",
                appraisal_reason=line.appraisal_reason if line else "",
                note=line.note if line else "",
            )
        )
    return shown


def _hard(place: int, condition: Condition, found: int | None, kept: Kept | None, opening: Opening) -> Hard:
    code = of_condition(condition)
    counting = countings().get(code)
    figure = counting.says(Figure(found)) if counting and found is not None else ""
    return Hard(
        place, condition.says, code, found, figure, bool(found) and code in opening,
        kept.holds if kept else None, kept.reason if kept else "",
    )  # fmt: skip
