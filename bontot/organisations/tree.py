"""The tree of organisations on a day: who stands under whom. Kept in memory, because every page asks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from bontot.kernel.near import meant, nearest
from bontot.ledger import queries as ledger
from bontot.organisations.models import Organisation, Place
from bontot.organisations.succession import successors


class Tree:
    """Edges from organisations (by id) to what they stand under; subtrees are intervals of one numbering."""

    def __init__(self, parents: dict[int, int | None]) -> None:
        self.parents = parents
        self._children: dict[int | None, list[int]] = defaultdict(list)
        for child, parent in parents.items():
            self._children[parent if parent in parents else None].append(child)
        self._order: list[int] = []
        self._span: dict[int, tuple[int, int]] = {}
        for top in self._children[None]:
            self._number(top)

    def __contains__(self, id: int) -> bool:
        return id in self.parents

    def children(self, id: int | None) -> list[int]:
        """Those directly under `id`; the tops for None."""
        return list(self._children.get(id, ()))

    def path(self, id: int) -> list[int]:
        """From the top down to `id` itself."""
        path: list[int] = []
        step: int | None = id
        while step is not None and step in self.parents and step not in path:
            path.append(step)
            step = self.parents[step]
        return path[::-1]

    def under(self, id: int) -> list[int]:
        """`id` and everything below it."""
        first, end = self._span.get(id, (0, 0))
        return self._order[first:end]

    def stands_under(self, id: int, top: int) -> bool:
        """Whether `id` is `top` or stands somewhere below it."""
        first, end = self._span.get(top, (0, 0))
        return first <= self._span.get(id, (-1, 0))[0] < end

    def total(self, id: int, counts: dict[int, int]) -> int:
        """The sum of `counts` over `id` and everything below it."""
        return sum(counts.get(below, 0) for below in self.under(id))

    def _number(self, top: int) -> None:
        """Preorder without recursion, so that no depth and no loop in bad data can hurt."""
        stack: list[tuple[int, Iterator[int]]] = []

        def enter(id: int) -> None:
            self._span[id] = (len(self._order), len(self._order))
            self._order.append(id)
            stack.append((id, iter(self._children.get(id, ()))))

        enter(top)
        while stack:
            id, rest = stack[-1]
            child = next((c for c in rest if c not in self._span), None)
            if child is None:
                stack.pop()
                self._span[id] = (self._span[id][0], len(self._order))
            else:
                enter(child)


def tree(on: date, *, at: int | None = None) -> Tree:
    """The tree of a day, as known at position `at` or now."""
    return _tree(on, at, ledger.edge())


def lasting_tree(today: date) -> Tree:
    """The tree of today. What is gone stands under its successor, or else where it last stood; what is to come, where
    it will."""
    return _lasting_tree(today, ledger.edge())


def ids(codes: Iterable[str]) -> dict[str, int]:
    """The ids behind codes, where there are such organisations."""
    rows = Organisation.objects.filter(code__in=set(codes)).values_list("code", "id")
    return dict(rows)


def near(code: str) -> str:
    """Which known ones an unknown code may have meant, as a question; for whoever may see every organisation."""
    return meant(nearest(code, list(Organisation.objects.values_list("code", flat=True))))


@lru_cache(maxsize=16)
def _tree(on: date, at: int | None, edge: tuple[int, str]) -> Tree:
    return Tree(
        dict(Place.objects.filter(ledger.holding(on, at)).values_list("organisation_id", "parent_id"))
    )


@lru_cache(maxsize=2)
def _lasting_tree(today: date, edge: tuple[int, str]) -> Tree:
    best: dict[int, tuple[tuple[int, int], int | None]] = {}
    rows = Place.objects.filter(ledger.known(None)).values_list(
        "organisation_id", "parent_id", "valid_from", "valid_to"
    )
    for id, parent, first, last in rows.iterator():
        if first <= today < last:
            rank = (2, 0)
        elif last <= today:
            rank = (1, last.toordinal())
        else:
            rank = (0, -first.toordinal())
        if id not in best or rank > best[id][0]:
            best[id] = (rank, parent)
    parents = {id: parent for id, (_, parent) in best.items()}
    gone = {id for id, (rank, _) in best.items() if rank[0] == 1}
    return Tree(parents | (_heirs(gone) if gone else {}))


def _heirs(gone: set[int]) -> dict[int, int | None]:
    """From organisations that are no more to those that took over."""
    return {old: heir for old, heir in successors().items() if old in gone}
