"""The tree before and after, from the lines alone: what would stand under what, and what becomes of each.

It is a drawing of the plan, quick enough to be redrawn after every move. What executing would really come to is asked of
the copy in which it has been done.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.organisations import tree as trees
from bontot.organisations.models import Organisation
from bontot.reforms.models import Reform
from bontot.reforms.planned import Planned
from bontot.reforms.sheets import ENDING, NEW, ORGANISATION
from bontot.reforms.versions import planned

BEFORE, AFTER = "before", "after"
LOST = ""
"""Under which stands, after the plan, what nobody has said where it goes."""


@dataclass(slots=True)
class Grown:
    """Both trees of a plan, by code."""

    top: str
    ids: dict[str, int]
    """Of everything that stands in the branch before."""
    parents: dict[str, dict[str, str]]
    """By side: from each code to what it stands under; the top to nothing."""
    lines: dict[str, Planned]
    """The plan's lines about organisations."""
    taking: dict[str, int] = field(default_factory=dict)
    """How many organisations go into another."""
    _children: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def children(self, side: str, code: str) -> list[str]:
        """What stands directly under, in the order of codes; LOST gives what would be left without a superior."""
        if side not in self._children:
            found: dict[str, list[str]] = defaultdict(list)
            for child, parent in self.parents[side].items():
                if child != self.top:
                    found[parent].append(child)
            self._children[side] = {parent: sorted(codes) for parent, codes in found.items()}
        return self._children[side].get(code, [])

    def path(self, side: str, code: str) -> list[str]:
        """From below the top down to the superior of `code`; what has to be open for it to be seen."""
        above: list[str] = []
        step = self.parents[side].get(code, "")
        while step and step not in above:
            above.append(step)
            step = self.parents[side].get(step, "")
        return above[::-1]

    def marks(self, side: str, code: str) -> list[tuple[str, str]]:
        """What becomes of it: each a kind of mark and the code that it names, if any."""
        line = self.lines.get(code)
        found: list[tuple[str, str]] = []
        if line is not None and line.way in NEW:
            found.append(("new", line.says("related")))
        elif line is not None and line.way in ENDING:
            found.append((line.way, line.says("related")))
        was, now = self.parents[BEFORE].get(code), self.parents[AFTER].get(code)
        if was is not None and now is not None and was != now:
            found.append(("moved", now if side == BEFORE else was))
        if line is not None and line.way == "adjust":
            found += [(mark, "") for mark, name in _RENAMED.items() if _otherwise(line, name)]
        if side == AFTER and self.taking.get(code):
            found.append(("takes", str(self.taking[code])))
        return found


_RENAMED = {"renamed": "name", "other_kind": "kind"}


def _otherwise(line: Planned, name: str) -> bool:
    return line.says(name) not in ("", line.seen.get(name, ""))


def grown(plan: Reform) -> Grown:
    """Both trees of the plan as it stands; before is what the ledger says, or said before the plan was executed."""
    at = plan.position - 1 if plan.position is not None else None
    return _grown(plan.pk, plan.version, at, ledger.edge(), plan.day.isoformat())


@lru_cache(maxsize=8)
def _grown(pk: int, version: int, at: int | None, edge: tuple[int, str], day: str) -> Grown:
    plan = Reform.objects.get(pk=pk)
    standing = trees.tree(plan.day, at=at)
    top = trees.ids([plan.organisation]).get(plan.organisation)
    inside = standing.under(top) if top is not None else []
    codes = dict(Organisation.objects.filter(bulk.where_among("id", inside)).values_list("id", "code"))
    before = {codes[id]: codes.get(standing.parents[id] or 0, "") for id in inside}
    if top is not None and top in codes:
        before[codes[top]] = ""
    lines = {line.subject: line for line in planned(plan, version) if line.sheet == ORGANISATION}
    taking: dict[str, int] = defaultdict(int)
    for line in lines.values():
        if line.way in ENDING and line.says("related"):
            taking[line.says("related")] += 1
    parents = {BEFORE: before, AFTER: _after(before, lines)}
    return Grown(plan.organisation, {code: id for id, code in codes.items()}, parents, lines, dict(taking))


def _after(before: dict[str, str], lines: dict[str, Planned]) -> dict[str, str]:
    """What stands under what once the lines hold; what has nowhere to stand stands under LOST."""
    after = dict(before)
    for code, line in lines.items():
        if line.way in NEW or (line.way == "adjust" and line.says("parent")):
            after[code] = line.says("parent")
    ended = {code: line.says("related") for code, line in lines.items() if line.way in ENDING}
    for code, parent in after.items():
        passed: set[str] = set()
        while parent in ended and parent not in passed:  # whatever hung under it hangs under whoever takes it
            passed.add(parent)
            parent = ended[parent]
        after[code] = parent if parent in after or parent in ("", LOST) else LOST
    return {code: parent for code, parent in after.items() if code not in ended}
