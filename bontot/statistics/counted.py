"""A roster counted by its values, few rows for many members; the very conditions of the forms are put to these rows too.

`row.sex == "nữ"` asked of a roster becomes SQL; asked of `Rows` it gives, for each distinct value, whether it holds. Truth
is threefold as in SQL: what is said of an unknown value is unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

type Array = NDArray[Any]


class Rows:
    """Columns of distinct values, answering to their names."""

    def __init__(self, columns: Mapping[str, Values]) -> None:
        self._columns = columns
        self.asked: set[str] = set()
        """Which columns have been asked for."""

    def __getitem__(self, name: str) -> Values:
        self.asked.add(name)
        return self._columns[name]

    def __getattr__(self, name: str) -> Values:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]


class Values:
    """One column: the values, and which of them are known."""

    __slots__ = ("known", "values")
    __hash__ = None  # type: ignore[assignment]  # compared cell by cell, so not hashable

    def __init__(self, values: Array, known: Array) -> None:
        self.values, self.known = values, known

    def __eq__(self, other: object) -> Values:  # type: ignore[override]  # a column of answers, as arrays do
        return self._compared(np.equal, other)

    def __ne__(self, other: object) -> Values:  # type: ignore[override]  # likewise
        return self._compared(np.not_equal, other)

    def __lt__(self, other: object) -> Values:
        return self._compared(np.less, other)

    def __le__(self, other: object) -> Values:
        return self._compared(np.less_equal, other)

    def __gt__(self, other: object) -> Values:
        return self._compared(np.greater, other)

    def __ge__(self, other: object) -> Values:
        return self._compared(np.greater_equal, other)

    def __and__(self, other: Values) -> Values:
        both = self.values & other.values
        surely_not = (self.known & ~self.values) | (other.known & ~other.values)
        return Values(both & self.known & other.known, (self.known & other.known) | surely_not)

    def __or__(self, other: Values) -> Values:
        surely = (self.known & self.values) | (other.known & other.values)
        return Values(surely, (self.known & other.known) | surely)

    def __invert__(self) -> Values:
        return Values(~self.values, self.known)

    def isin(self, words: Sequence[Any]) -> Values:
        """Whether the value is one of `words`."""
        wanted = set(words)
        return Values(
            np.fromiter((value in wanted for value in self.values), bool, len(self.values)), self.known
        )

    def fill_null(self, value: Any) -> Values:
        """With `value` where nothing is known."""
        return Values(np.where(self.known, self.values, value), np.ones(len(self.known), bool))

    def ifelse(self, then: Values, otherwise: None) -> Values:
        """`then` where this is known to hold, nothing elsewhere."""
        return Values(then.values, self.known & self.values.astype(bool) & then.known)

    def holds(self) -> Array:
        """Where this is known to hold."""
        found: Array = self.known & self.values.astype(bool)
        return found

    def _compared(self, how: np.ufunc, other: object) -> Values:
        if isinstance(other, Values):
            return Values(how(self.values, other.values).astype(bool), self.known & other.known)
        return Values(how(self.values, other).astype(bool), self.known)


def values(column: Array, among: Array) -> Values:
    """A column as DuckDB hands it over, masked where nothing is known; only the rows in `among`."""
    column = column[among]
    known = ~np.ma.getmaskarray(column)
    plain = np.ma.getdata(column)
    if plain.dtype == object:
        plain = np.where(known, plain, "")
    return Values(plain, known)


def nothing(names: Sequence[str]) -> Rows:
    """No rows at all, to find out which columns a condition asks for."""
    empty = Values(np.zeros(0, object), np.zeros(0, bool))
    return Rows(dict.fromkeys(names, empty))
