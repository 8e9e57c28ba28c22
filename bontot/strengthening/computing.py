"""Phép tính: how a criterion is computed. Every one is one question, asked twice: added up it is the figure of each
organisation, listed it is the rows behind that figure.

The rows of an organisation add up to its figure; `rows` and `figures` are made from the same query, or from the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import models
from django.db.models import Q

from bontot.kernel.period import months_later
from bontot.ledger import bulk


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which organisations (by id), as of which day, by which numbers."""

    ids: Sequence[int]
    on: date
    numbers: Mapping[str, int]
    shares: Mapping[str, Fraction]

    def among(self, column: str = "organisation_id") -> Q:
        """The organisations asked about, as a condition on a column."""
        return Q(bulk.where_among(column, self.ids))


@dataclass(frozen=True, slots=True)
class Figure:
    """What a criterion comes to: so many, perhaps of so many."""

    amount: int
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One of those behind a figure: what it adds, and what it is: a meeting, a person, a day, or words."""

    organisation: int
    amount: int
    base: int | None
    day: date | None
    end: date | None = None
    says: str = ""
    person: int | None = None
    meeting: int | None = None
    commitment: int | None = None


type Figures = dict[int, Figure]
"""Of each organisation of which something can be said; the others are not known."""


@dataclass(frozen=True, slots=True)
class Computation:
    """A question about organisations, and from when on its answer is a sign of weakness."""

    code: str
    figures: Callable[[Asked], Figures]
    rows: Callable[[Asked], list[Row]]
    weak: Callable[[Figure, Asked], bool]
    latest: Callable[[date], date | None] | None = None
    """The last record of the kind that the whole ledger holds up to a day; None where that does not matter."""
    since: Callable[[date], date] | None = None
    """After which day that record must be for the lack of others to mean something; None where the criterion says months."""

    def too_old(self, last: date | None, on: date, months: int) -> bool:
        """Whether the ledger has been silent for so long that nothing follows from what is missing in it."""
        return last is None or last <= (self.since(on) if self.since else months_later(on, -months))


COMPUTATIONS: dict[str, Computation] = {}
"""Every computation by its name."""


def add(*computations: Computation) -> None:
    """Let criteria name these computations."""
    COMPUTATIONS.update({each.code: each for each in computations})


def summed(rows: models.QuerySet[models.Model], of: str, *, based: bool) -> Figures:
    """The figures of a query whose rows have `amount` and perhaps `base`, added up by the column of the organisation."""
    adds = {"a": models.Sum("amount")} | ({"b": models.Sum("base")} if based else {})
    found = rows.order_by().values(of).annotate(**adds)
    return {each[of]: Figure(each["a"], each["b"] if based else None) for each in found if each[of]}


def everyone(asked: Asked, figures: Figures) -> Figures:
    """The same, with nought for those of whom there is no row."""
    return {id: figures.get(id, Figure(0)) for id in asked.ids}


def enough(figure: Figure, asked: Asked) -> bool:
    """Whether there are enough to judge by, and so large a part of them counts."""
    base = figure.base or 0
    return base >= asked.numbers["least"] and figure.amount >= asked.shares["share"] * base
