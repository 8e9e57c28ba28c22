"""In which order the acts of a plan see what they need: what is above comes first, what takes others away comes late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush


def above_first[T: Hashable](
    nodes: Sequence[T], above: Mapping[T, Iterable[T]], rank: Mapping[T, int]
) -> list[T]:
    """`nodes` so that each comes after those in `above` it; those of lower rank as early as that allows.

    What goes round in a circle comes last, in the order given: whoever judges it says so.
    """
    place = {node: number for number, node in enumerate(nodes)}
    waiting = {node: {a for a in above.get(node, ()) if a in place and a != node} for node in nodes}
    below: dict[T, list[T]] = defaultdict(list)
    for node, needs in waiting.items():
        for need in needs:
            below[need].append(node)
    ready = [(rank[node], place[node]) for node in nodes if not waiting[node]]
    heapify(ready)
    ordered: list[T] = []
    while ready:
        node = nodes[heappop(ready)[1]]
        ordered.append(node)
        for follower in below[node]:
            waiting[follower].discard(node)
            if not waiting[follower]:
                heappush(ready, (rank[follower], place[follower]))
    done = set(ordered)
    return ordered + [node for node in nodes if node not in done]


def deepest_first(codes: Iterable[str], parents: Mapping[str, str]) -> list[str]:
    """`codes` so that what stands below another of them comes before it; otherwise in the order given."""
    wanted = list(codes)
    listed = set(wanted)
    depths = {code: _depth(code, parents, listed) for code in wanted}
    return sorted(wanted, key=lambda code: -depths[code])


def _depth(code: str, parents: Mapping[str, str], listed: set[str]) -> int:
    """How many of `listed` stand above, by what is known of parents."""
    depth, passed = 0, {code}
    above = parents.get(code, "")
    while above and above not in passed:
        passed.add(above)
        depth += above in listed
        above = parents.get(above, "")
    return depth
