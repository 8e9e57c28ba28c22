"""What all papers of a plan are made of: both sides of its day, who moves, who holds what, what is handed over.

It is asked once, in a constant number of statements: of the copy in which a plan has been executed that has not been yet, or
of the ledger as it was known just before and just after the execution. Who is who is asked afterwards: see `naming`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bontot.access.scope import Scope
from bontot.members.naming import PersonName
from bontot.members.unfinished import Reach
from bontot.reforms import as_if
from bontot.reforms.counting import totals
from bontot.reforms.models import Reform
from bontot.reforms.papers.issuing import Issuer, issuer
from bontot.reforms.planned import Planned
from bontot.reforms.sheets import ORGANISATION, POST
from bontot.reforms.sides import Sides, sides
from bontot.restructuring.handing_over import of_decision
from bontot.restructuring.minutes import HandedOver, told

_ALL = 10**7
"""More organisations than there are: a decision's papers name all of them."""
_BELOW = frozenset({"chi bộ", "chi bộ cơ sở", "đảng bộ bộ phận"})
"""Kinds whose papers go through the committee that they stand under."""
_TOP = "đảng bộ tỉnh"
"""A province hands on nothing: what stands directly under it gets its own papers."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who prints: whose files they may read, and whether they are told about accounts."""

    people: Scope
    accounts: bool = False
    reach: Reach | None = None
    """Where they hold a permission; None for everywhere."""


@dataclass
class Gathered:
    """What the papers say, before it is laid out."""

    plan: Reform
    lines: list[Planned]
    seen: Sides
    minutes: list[HandedOver]
    issuer: Issuer
    mark: str
    people: Mapping[int, PersonName] = field(default_factory=dict)
    """Everybody who is named in some paper and whose file may be read, by id."""
    persons: Mapping[str, int] = field(default_factory=dict)
    """The ids of those whom the lines and minutes name by code."""
    left_out: int = 0
    """Acts of a draft that cannot be carried out as it stands; its papers are without them."""

    @cached_property
    def ids(self) -> dict[str, int]:
        """Organisations by code."""
        return {code: id for id, code in self.seen.codes.items()}

    @cached_property
    def organisations(self) -> list[Planned]:
        """The lines that make an organisation otherwise, those of one result together, in the order of the tree."""
        inside = self.seen.after.tree
        order = {
            id: place
            for place, id in enumerate(each for top in inside.children(None) for each in inside.under(top))
        }
        last = len(order)
        lines = [line for line in self.lines if line.sheet == ORGANISATION and line.way != "keep"]
        return sorted(lines, key=lambda line: order.get(self.result(line) or 0, last))

    @property
    def posts(self) -> list[Planned]:
        """The lines about posts."""
        return [line for line in self.lines if line.sheet == POST]

    def result(self, line: Planned) -> int | None:
        """The organisation that comes of a line: the heir of what ends, else itself."""
        own = self.ids.get(line.subject)
        if own is not None and own in self.seen.after.tree:
            return own
        return self.ids.get(line.says("related"))

    @cached_property
    def totals(self) -> tuple[Mapping[int, int], Mapping[int, int]]:
        """Members of every organisation with all below it, before and after."""
        return totals(self.seen.before), totals(self.seen.after)

    def was(self, id: int | None) -> str:
        """What an organisation was called before the day; blank where it was not there."""
        return self.seen.before.names.get(id or 0, "") if id in self.seen.before.tree.parents else ""

    def name(self, id: int | None) -> str:
        """What an organisation is called after the day; blank where it is no more."""
        return self.seen.after.names.get(id or 0, "") if id in self.seen.after.tree.parents else ""

    def holder(self, id: int, *, before: bool = False) -> int:
        """The organisation through which papers reach this one: itself, or the committee that a branch stands under."""
        side = self.seen.before if before else self.seen.after
        here: int = id
        while side.kinds.get(here, ("", ""))[0] in _BELOW:
            above = side.tree.parents.get(here)
            if above is None or side.kinds.get(above, ("", ""))[0] == _TOP:
                break
            here = above
        return here

    @cached_property
    def moved(self) -> list[tuple[int, int, int]]:
        """Members who get another organisation, by where they go: person, from, to."""
        return [(person, old, new) for person, old, new in self.seen.moved if old and new]


def gather(plan: Reform, lines: list[Planned], reader: Reader, tried: as_if.Tried | None) -> Gathered:
    """Everything that the papers say but who is who. `tried`: the copy of a plan that has not been executed yet."""
    of = {line.subject: line for line in lines if line.sheet == ORGANISATION}
    if tried is not None and tried.copy is not None:
        with as_if.as_if(tried.copy):
            seen = sides(plan.day, plan.organisation, of, tried.copy.position)
            minutes = _minutes(tried.copy.position + 1, reader)
    else:
        assert plan.position is not None
        seen = sides(plan.day, plan.organisation, of, plan.position - 1, plan.position)
        minutes = _minutes(plan.position, reader)
    found = Gathered(plan, lines, seen, minutes, issuer(plan, seen), mark="")
    found.left_out = tried.left_out if tried else 0
    return found


def _minutes(position: int, reader: Reader) -> list[HandedOver]:
    minutes, _ = of_decision(position, most=_ALL)
    return told(minutes, accounts=reader.accounts, reach=reader.reach)
