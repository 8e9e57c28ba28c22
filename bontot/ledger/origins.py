"""Nguồn của từng điều: which row ordered what, kept small enough for an import of hundreds of thousands of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bontot.ledger.acts import Origin
from bontot.ledger.effects import Effect
from bontot.ledger.models import Fact

type Said = tuple[type[Fact], int]
"""A kind of fact and its subject."""
_ROWS = 32
"""Bits of a row's number."""


class Origins:
    """By the kind of fact and its subject the row that ordered it first, so that a broken invariant is shown there.

    A row's values are not kept: they would hold a whole workbook in memory. Of an act its first effect stands for all.
    """

    def __init__(self) -> None:
        self._sheets: list[Origin] = []
        self._rows: dict[type[Fact], dict[int, int]] = defaultdict(dict)

    def note(self, origin: Origin, effects: Sequence[Effect]) -> None:
        """That a row ordered this."""
        last = self._sheets[-1] if self._sheets else None
        if last is None or last.sheet != origin.sheet or last.file != origin.file:
            self._sheets.append(origin._replace(values={}))
        fact = effects[0].fact
        at = (len(self._sheets) - 1) << _ROWS | origin.row
        self._rows[type(fact)].setdefault(fact.__dict__[fact.subject], at)

    def row_of(self, about: Sequence[Said]) -> Origin | None:
        """The row that ordered one of these, the first that is known; else one that said something of the subject."""
        for kind, subject in about:
            for each in (kind, *(k for k in self._rows if k.subject == kind.subject)):
                at = self._rows.get(each, {}).get(subject)
                if at is not None:
                    return self._sheets[at >> _ROWS]._replace(row=at & ((1 << _ROWS) - 1))
        return None
