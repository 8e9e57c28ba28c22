"""Rows of workbooks that wait for their turn: a nation's organisations are ordered before the first is registered."""

from __future__ import annotations

from datetime import date
from typing import Any

from bontot.ledger.acts import Origin

type Said = tuple[dict[str, Any], Origin]
"""What a row says, and where it stands."""


class Waiting:
    """Rows held in about half the room: rows of one shape share the names of their fields and where they stand.

    So do equal days, and the superior that many name; a row that has been taken is held no longer.
    """

    def __init__(self) -> None:
        self._shapes: dict[tuple[object, ...], tuple[Origin, tuple[str, ...]]] = {}
        self._alike: dict[Any, Any] = {}
        self._rows: list[tuple[Any, ...] | None] = []

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, row: dict[str, Any], origin: Origin) -> None:
        """Hold a row; the values of its origin are what it says."""
        fields, alike = tuple(row), self._alike
        file, sheet, number, columns, _values, *rest = origin
        key = (file, sheet, id(columns), *rest, fields)
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = origin._replace(values={}), fields
        says = [
            alike.setdefault(value, value) if field == "parent" or isinstance(value, date) else value
            for field, value in row.items()
        ]
        self._rows.append((shape, number, *says))

    def took(self, place: int) -> bool:
        """Whether the row has been taken."""
        return self._rows[place] is None

    def look(self, place: int) -> Said:
        """A row that is still held."""
        held = self._rows[place]
        assert held is not None, "a row is taken once"
        (origin, fields), number, *says = held
        row = dict(zip(fields, says, strict=True))
        return row, origin._replace(row=number, values=row)

    def take(self, place: int) -> Said:
        """A row whose turn has come."""
        said = self.look(place)
        self._rows[place] = None
        return said
