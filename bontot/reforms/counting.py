"""Before and after in numbers: in total, which must balance, and for every organisation that the plan makes otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from bontot.reforms.sides import Side, Sides


def numbers(seen: Sides) -> dict[str, Any]:
    """Members and organisations before and after, who came and went, organisations by kind and by what becomes of them."""
    before, after = seen.before, seen.after
    become = Counter(becomes(seen, id) for id in before.inside | after.inside)
    kinds = [Counter(side.kinds.get(id, ("", ""))[0] for id in side.inside) for side in (before, after)]
    return {
        "members": [before.total(), after.total()],
        "lost": sum(new is None for _, _, new in seen.moved),
        "come": sum(old is None for _, old, _ in seen.moved),
        "moved": sum(old is not None and new is not None for _, old, new in seen.moved),
        "organisations": [len(before.inside), len(after.inside)],
        "become": dict(become),
        "kinds": [[kind, kinds[0][kind], kinds[1][kind]] for kind in sorted(kinds[0] | kinds[1])],
    }


def becomes(seen: Sides, id: int) -> str:
    """`new`, `ended`, `moved`, `renamed`, `changed` (its kind), or `same`."""
    if id not in seen.before.inside:
        return "new"
    if id not in seen.after.inside:
        return "ended"
    if seen.before.tree.parents.get(id) != seen.after.tree.parents.get(id):
        return "moved"
    if seen.before.names.get(id) != seen.after.names.get(id):
        return "renamed"
    return "changed" if seen.before.kinds.get(id) != seen.after.kinds.get(id) else "same"


def rows(seen: Sides) -> Iterator[dict[str, Any]]:
    """Organisations with other members, or that are otherwise, than before; those that end after those that go on."""
    sums = [totals(side) for side in (seen.before, seen.after)]
    going = [
        id
        for top in seen.after.tree.children(None)
        for id in seen.after.tree.under(top)
        if id in seen.after.inside
    ]
    for id in [*going, *sorted(seen.before.inside - seen.after.inside)]:
        become = becomes(seen, id)
        if become != "same" or sums[0].get(id) != sums[1].get(id):
            yield _row(seen, id, become) | {"members": [side.get(id, 0) for side in sums]}


def _row(seen: Sides, id: int, become: str) -> dict[str, Any]:
    sides = [side if id in side.tree else None for side in (seen.before, seen.after)]
    return {
        "code": seen.codes[id],
        "becomes": become,
        "name": [side.names.get(id, "") if side else "" for side in sides],
        "kind": [side.kinds.get(id, ("", ""))[0] if side else "" for side in sides],
        "parent": [seen.codes.get(side.tree.parents[id] or 0, "") if side else "" for side in sides],
        "official": [side.official.get(id, 0) if side else 0 for side in sides],
    }


def totals(side: Side) -> dict[int, int]:
    """Members of every organisation with all below it: each counts once for everything above it."""
    found: Counter[int] = Counter()
    for id, count in side.members.items():
        for above in side.tree.path(id):
            found[above] += count
    return found
