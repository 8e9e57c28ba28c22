"""The places of July 2025: a new commune, and a district on its last day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from bontot.demo.plans.world import Body, Held


@dataclass(slots=True)
class Commune:
    """A new commune: its organisation, its title, and what of its predecessors' has still to be brought together."""

    code: str
    title: str
    kind: str
    territory: str
    shared: dict[str, list[Body]] = field(default_factory=dict)
    """The branches of offices, police and army of its predecessors."""
    arriving: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """People of the districts' offices who come here, by the kind of office."""
    called: list[Held] = field(default_factory=list)
    """Who led the district and is called here to lead."""


class District(NamedTuple):
    """A district on its last day, with the new communes that took over its communes; the first has its seat."""

    code: str
    communes: list[Commune]
