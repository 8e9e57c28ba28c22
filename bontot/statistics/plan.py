"""How a form is counted: every roster once, by the few columns that its conditions ask for; then the conditions are put
to the distinct values found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from typing import Any

import numpy as np

from bontot.statistics.asking import Asking
from bontot.statistics.compiling import by_values, columns, mask
from bontot.statistics.counted import Rows, Values, nothing, values
from bontot.statistics.form import Form, Number
from bontot.statistics.questions import Average, Ratio, looks_back
from bontot.statistics.roster import Roster
from bontot.statistics.tables import Condition

_VALUES = {
    "ethnicity": 60,
    "title": 40,
    "occupation": 30,
    "category": 15,
    "religion": 15,
    "kind": 15,
    "base_kind": 20,
    "way": 8,
    "grade": 5,
    "form": 4,
    "offence": 20,
    "schooling": 10,
    "professional": 10,
    "theory": 6,
    "oldest": 100,
    "youngest": 100,
    "party_years": 100,
}
"""About how many values a column has; all others are yes or no, or nearly so."""
_FEW = 600
_NARROW = 4
type Place = tuple[str, str, bool]
"""A cell: row, column, whether it speaks of the year before."""
type Question = tuple[Condition | None, Condition | None, Condition | None]
"""The conditions of the row and of the column, and the value whose mean is asked for."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask for the same columns, and the cells that each of them answers."""

    names: tuple[str, ...]
    mask: int
    questions: tuple[tuple[Question, tuple[Place, ...]], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """All that a form asks of one roster: constant SQL, and what to make of its rows."""

    sql: str
    groups: tuple[Group, ...]

    def numbers(self, asked: Asking, asks: int) -> Iterator[tuple[Place, Sequence[Number]]]:
        """For each cell its number for each of the first `asks` asks."""
        found = asked.columns(self.sql)
        for group in self.groups:
            here = np.flatnonzero(found["mask"] == group.mask)
            rows = Rows({name: values(found[name], here) for name in group.names})
            count = _Count(rows, found["ask"][here], found["number"][here], asks)
            for question, places in group.questions:
                numbers = count.of(question)
                for place in places:
                    yield place, numbers


class _Count:
    """Counting in one group of rows; each condition is judged once."""

    def __init__(self, rows: Rows, ask: Any, number: Any, asks: int) -> None:
        self._rows, self._ask, self._number, self._asks = rows, np.asarray(ask), np.asarray(number), asks
        self._judged: dict[Condition, Any] = {}

    def of(self, question: Question) -> Sequence[Number]:
        row, column, mean = question
        holds = np.ones(len(self._ask), bool)
        for condition in (row, column):
            if condition is not None:
                holds = holds & self._judge(condition)
        if mean is None:
            return [int(number) for number in self._sum(holds, self._number)]
        value: Values = mean(self._rows)
        holds = holds & value.known
        whole, of = self._sum(holds, self._number), self._sum(holds, self._number * value.values)
        return [
            round(float(total / count), 1) if count else None for total, count in zip(of, whole, strict=True)
        ]

    def _judge(self, condition: Condition) -> Any:
        if condition not in self._judged:
            self._judged[condition] = condition(self._rows).holds()
        return self._judged[condition]

    def _sum(self, holds: Any, number: Any) -> Any:
        return np.bincount(self._ask[holds], weights=number[holds], minlength=self._asks)


@lru_cache(maxsize=64)
def statements(form: Form) -> tuple[Statement, ...]:
    """The SQL of a form, made once: one statement for each roster that it asks."""
    by_roster: dict[Roster, dict[Question, list[Place]]] = {}
    for row in form.rows:
        for column in form.columns:
            if isinstance(row, Ratio) or isinstance(column, Ratio):
                continue
            mean = next((said.value for said in (row, column) if isinstance(said, Average)), None)
            cells = by_roster.setdefault(form.roster(row, column), {}).setdefault(
                (row.where, column.where, mean), []
            )
            cells.append((row.code, column.code, looks_back(row) or looks_back(column)))
    return tuple(_statement(roster, asked) for roster, asked in by_roster.items())


def _statement(roster: Roster, asked: dict[Question, list[Place]]) -> Statement:
    needed = {question: _asked_for(roster, question) for question in asked}
    sets: list[frozenset[str]] = []
    for names in sorted(set(needed.values()), key=lambda names: (-len(names), sorted(names))):
        if not any(names <= wider for wider in sets):
            sets.append(names)
    sets = _joined(sets)
    ordered = [tuple(name for name in columns(roster) if name in names) for names in sets]
    groups = []
    for inside in ordered:
        mine = [question for question, wanted in needed.items() if _home(sets, wanted) == frozenset(inside)]
        groups.append(Group(inside, mask(ordered, inside), tuple((q, tuple(asked[q])) for q in mine)))
    return Statement(by_values(roster, ordered, _left_in(asked)), tuple(groups))


def _left_in(asked: Collection[Question]) -> tuple[Condition, ...]:
    """Conditions of which every question asks one, where they are few: then most rows are left out before they are joined.
    Many would cost more than they leave out."""
    rows = tuple(dict.fromkeys(row for row, _column, _mean in asked))
    return tuple(row for row in rows if row) if None not in rows and len(rows) <= _NARROW else ()


def _joined(sets: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Sets put together while what is found stays small: each set is one more pass over all rows."""
    found: list[frozenset[str]] = []
    for names in sorted(sets, key=lambda names: (-_size(names), sorted(names))):
        place = next((place for place, other in enumerate(found) if _size(other | names) <= _FEW), None)
        if place is None:
            found.append(names)
        else:
            found[place] |= names
    return found


def _size(names: frozenset[str]) -> int:
    return prod(_VALUES.get(name, 2) for name in names)


def _home(sets: Sequence[frozenset[str]], wanted: frozenset[str]) -> frozenset[str]:
    """The smallest set of columns that has all that are wanted."""
    return min((names for names in sets if wanted <= names), key=lambda names: (len(names), sorted(names)))


def _asked_for(roster: Roster, question: Question) -> frozenset[str]:
    probe = nothing(columns(roster))
    for condition in question:
        if condition is not None:
            condition(probe)
    return frozenset(probe.asked)
