"""Which organisation which paper tells: what stands under it, what it is made of, who comes to it, what it receives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from bontot.reforms.papers.gathering import Gathered
from bontot.reforms.papers.tables import Move
from bontot.reforms.planned import Planned
from bontot.restructuring.minutes import HandedOver


@dataclass
class Concerned:
    """Everything by the organisation whose papers tell it."""

    found: Gathered

    @cached_property
    def below(self) -> dict[int, list[int]]:
        """What stands under an organisation: directly, and the branches whose papers it gets."""
        found, below = self.found, defaultdict(list)
        tree = found.seen.after.tree
        for top in tree.children(None):
            for id in tree.under(top):
                if id not in found.seen.after.inside:
                    continue
                through, parent = found.holder(id), tree.parents[id]
                if through != id:
                    below[through].append(id)
                elif parent is not None:
                    below[parent].append(id)
        return dict(below)

    @cached_property
    def made_of(self) -> dict[int, list[Planned]]:
        """The lines from which an organisation comes."""
        found, made = self.found, defaultdict(list)
        for line in found.organisations:
            result = found.result(line)
            if result is not None and found.ids.get(line.subject) != result:
                made[result].append(line)
        return dict(made)

    @cached_property
    def arriving(self) -> dict[int, list[Move]]:
        """Members who come, by the organisation whose papers name them."""
        coming = defaultdict(list)
        for move in self.found.moved:
            coming[self.found.holder(move[2])].append(move)
        return dict(coming)

    @cached_property
    def received(self) -> dict[int, list[HandedOver]]:
        """The minutes in which an organisation, or a branch of it, receives something."""
        got: dict[int, list[HandedOver]] = defaultdict(list)
        for each in self.found.minutes:
            for holder in dict.fromkeys(self.found.holder(self.found.ids[t.code]) for t in each.takers):
                got[holder].append(each)
        return dict(got)

    @cached_property
    def listed(self) -> list[int]:
        """The organisations that get a list, in the order of the tree."""
        seen = self.found.seen
        touched = [*seen.touched, *(self.made_of.keys() & seen.after.inside)]
        return list(dict.fromkeys(map(self.found.holder, touched)))
