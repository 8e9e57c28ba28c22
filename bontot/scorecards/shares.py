"""Of one criterion, how every card under an organisation stands by the records: what a share of the roll-up is made of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bontot.law.frameworks.framework import Criterion
from bontot.ledger import bulk
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import lasting_tree
from bontot.scorecards.figures import Figure, countings
from bontot.scorecards.models import Campaign, Line
from bontot.ui.clock import today


@dataclass(frozen=True, slots=True)
class Part:
    """A card with what was counted of it when the records were last asked."""

    organisation: int
    figure: Figure
    points: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part as people read it."""

    named: Named
    above: str
    """The organisation that it stands under."""
    figure: str
    points: int
    weak: bool


def parts(campaign: Campaign, criterion: Criterion, inside: Collection[int]) -> list[Part]:
    """The cards that a share counts, those with the fewest points first; one statement."""
    lines = Line.objects.filter(
        bulk.where_among("organisation_id", list(inside)),
        card__campaign=campaign,
        card__current=True,
        criterion=criterion.code,
        proposed__isnull=False,
    )
    found = [
        Part(organisation, Figure(numerator or 0, denominator), points)
        for organisation, numerator, denominator, points in lines.values_list(
            "card__organisation_id", "numerator", "denominator", "proposed"
        )
        if points is not None
    ]
    return sorted(found, key=lambda part: (part.points, _worth(part.figure), part.organisation))


def _worth(figure: Figure) -> float:
    return figure.numerator / figure.denominator if figure.denominator else float(figure.numerator)


def whole(found: Collection[Part]) -> Figure:
    """What the parts come to; without a whole where none of them has one."""
    wholes = [part.figure.denominator for part in found if part.figure.denominator is not None]
    return Figure(sum(part.figure.numerator for part in found), sum(wholes) if wholes else None)


def shown(criterion: Criterion, chosen: Collection[Part]) -> list[Share]:
    """Parts with names and words, in a constant number of statements."""
    on, standing = today(), lasting_tree(today())
    parents = {part.organisation: standing.parents.get(part.organisation) for part in chosen}
    book = Book({*parents, *filter(None, parents.values())}, at=None)
    return [
        Share(
            named=book.on(part.organisation, on),
            above=book.on(parent, on).name if (parent := parents[part.organisation]) else "",
            figure=says(criterion, part.figure),
            points=part.points,
            weak=2 * part.points < criterion.most,
        )
        for part in chosen
    ]


def says(criterion: Criterion, figure: Figure) -> str:
    """A figure of the criterion in words."""
    counting = countings().get(criterion.evidence.code if criterion.evidence else "")
    return counting.says(figure) if counting else ""
