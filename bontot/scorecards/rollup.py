"""Tổng hợp: how far the cards under an organisation are, and where points are lost; a constant number of statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from bontot.law.frameworks.framework import Criterion, Framework
from bontot.ledger import bulk
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import lasting_tree, tree
from bontot.scorecards.filling import criteria
from bontot.scorecards.keeping import framework_of, last_day, standing_recognitions
from bontot.scorecards.late import is_late
from bontot.scorecards.models import Campaign, Card
from bontot.scorecards.words import FROZEN, STATES
from bontot.ui.clock import today

FIELDS = (
    "id", "organisation_id", "state", "proposed_total", "self_total", "vote_total", "appraisal_total", "against", "broken",
    "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A card as it is counted; a recognition that was taken back counts as appraised."""

    id: int
    organisation: int
    state: str
    proposed: int
    self_total: int | None
    vote_total: int | None
    appraisal_total: int | None
    against: int
    broken: int | None
    version: int
    taken_back: bool = False
    held: bool = False
    """Whether a recognition that was decided before still stands while it is looked at again."""

    @property
    def says(self) -> str:
        """The step in words."""
        return str(STATES[self.state])

    @property
    def disputed(self) -> bool:
        """Whether a dispute of what was decided before waits for a decision."""
        return self.version > 1 and self.state not in FROZEN and not self.taken_back

    @property
    def points(self) -> int:
        """Of the last step taken; before any, those that the form would begin with."""
        for total in (self.appraisal_total, self.vote_total, self.self_total):
            if total is not None:
                return total
        return self.proposed


@dataclass(slots=True)
class Tally:
    """How far those under an organisation are."""

    named: Named
    total: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    late: int = 0
    late_superior: int = 0
    """Of the late ones, those that wait for the superior."""
    against: int = 0
    """Cards with something in the records against a hard condition."""
    disputed: int = 0
    """Cards that are looked at again, while what was decided before still stands."""
    held: int = 0
    """Of the disputed ones, those whose recognition still stands."""
    points: int = 0
    card: Row | None = None
    """Where the organisation itself is scored."""

    @property
    def registered(self) -> int:
        return self.total - self.steps["open"]

    @property
    def scored(self) -> int:
        return sum(self.steps[each] for each in ("self", "voted", "appraised", "recognised", "refused"))

    @property
    def appraised(self) -> int:
        return sum(self.steps[each] for each in ("appraised", "recognised", "refused"))

    @property
    def recognised(self) -> int:
        """By decisions that stand, as everywhere else: a dispute takes nothing back."""
        return self.steps["recognised"] + self.held

    @property
    def average(self) -> float | None:
        return self.points / self.total if self.total else None


def rows(campaign: Campaign, inside: Collection[int] | None = None) -> list[Row]:
    """The current cards of a campaign, or those of some organisations.

    An undecided card of an organisation that is no more is left out: nobody can go on with it, and what took over has its own.
    """
    cards = Card.objects.filter(campaign=campaign, current=True)
    if inside is not None:
        cards = cards.filter(bulk.where_among("organisation_id", list(inside)))
    known, there = standing_recognitions(campaign), tree(min(today(), last_day(campaign)))
    found = []
    for values in cards.values_list(*FIELDS):
        row = Row(*values)
        if row.organisation not in there and row.state not in FROZEN:
            continue
        if row.state == "recognised" and row.organisation not in known:
            row = replace(row, state="appraised", taken_back=True)
        found.append(replace(row, held=row.disputed and row.organisation in known))
    return found


def count(tally: Tally, found: Iterable[Row], campaign: Campaign, on: date) -> Tally:
    """Add cards to a tally."""
    for row in found:
        tally.total += 1
        tally.steps[row.state] += 1
        late = is_late(campaign, row.state, row.version, on)
        tally.late += late
        tally.late_superior += late and row.state in ("voted", "appraised")
        tally.against += bool(row.against)
        tally.disputed += row.disputed
        tally.held += row.held
        tally.points += row.points
    return tally


def overview(
    campaign: Campaign, organisation: int, found: Collection[Row], on: date
) -> tuple[Tally, list[Tally]]:
    """The tally of an organisation, and of each directly under it; those with the most late ones first."""
    standing = lasting_tree(on)
    by_organisation = {row.organisation: row for row in found}
    below = [
        id for id in standing.children(organisation) if any(o in by_organisation for o in standing.under(id))
    ]
    book = Book([organisation, *below], at=None)
    tallies = []
    for id in below:
        inside = standing.under(id)
        tally = Tally(book.on(id, on), card=by_organisation.get(id))
        tallies.append(
            count(tally, (by_organisation[o] for o in inside if o in by_organisation), campaign, on)
        )
    total = Tally(book.on(organisation, on), card=by_organisation.get(organisation))
    count(
        total,
        (by_organisation[o] for o in standing.under(organisation) if o in by_organisation),
        campaign,
        on,
    )
    return total, sorted(tallies, key=lambda tally: (-tally.late, -tally.total, tally.named.code))


@dataclass(frozen=True, slots=True)
class Weak:
    """Where points are lost: a criterion that is counted, and how many cards get less than half of it."""

    criterion: Criterion
    cards: int
    weak: int
    proposed: int
    numerator: int
    denominator: int


def weak_spots(campaign: Campaign, inside: Collection[int]) -> list[Weak]:
    """Of each counted criterion how it stands under an organisation, the weakest first; one statement."""
    framework = framework_of(campaign)
    known = {criterion.code: criterion for criterion in criteria(framework)}
    where, values = bulk.among("organisation_id", list(inside))
    sql = (
        "SELECT l.criterion, COUNT(*), SUM(CASE WHEN 2 * l.proposed < "
        f"{_most(framework)} THEN 1 ELSE 0 END), SUM(l.proposed), COALESCE(SUM(l.numerator), 0), "
        "COALESCE(SUM(l.denominator), 0) FROM scorecards_line l WHERE l.proposed IS NOT NULL AND l.card_id IN "
        f'(SELECT id FROM scorecards_card WHERE campaign_id = %s AND "current" AND {where}) GROUP BY l.criterion'
    )
    found = [
        Weak(known[code], *map(int, numbers))
        for code, *numbers in bulk.rows(sql, [campaign.id, *values])
        if code in known
    ]
    return sorted(
        found, key=lambda each: (each.proposed / (each.cards * each.criterion.most), each.criterion.code)
    )


def _most(framework: Framework) -> str:
    cases = " ".join(f"WHEN '{each.code}' THEN {each.most}" for each in criteria(framework))
    return f"CASE l.criterion {cases} ELSE 0 END"


def weak_in(campaign: Campaign, criterion: str) -> set[int]:
    """The cards that get less than half of a criterion by the records."""
    most = {each.code: each.most for each in criteria(framework_of(campaign))}
    if criterion not in most:
        return set()
    sql = (
        "SELECT l.card_id FROM scorecards_line l JOIN scorecards_card c ON c.id = l.card_id WHERE c.campaign_id = %s "
        'AND c."current" AND l.criterion = %s AND 2 * l.proposed < %s'
    )
    return {row[0] for row in bulk.rows(sql, [campaign.id, criterion, most[criterion]])}


def steps_in_order(tally: Tally) -> list[tuple[str, str, int]]:
    """The steps with how many cards stand at each."""
    return [(state, str(says), tally.steps[state]) for state, says in STATES.items() if tally.steps[state]]
