"""What is decided before anybody is invented: organisations, seats, and how much of each figure falls where."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

SECRETARY, DEPUTY = "bí thư", "phó bí thư"
COMMITTEE = frozenset({SECRETARY, DEPUTY, "ủy viên ban thường vụ", "ủy viên ban chấp hành", "chi ủy viên"})
GRASSROOTS = frozenset({"đảng bộ cơ sở", "chi bộ cơ sở"})
FOUNDED = date(1997, 1, 1)
"""The province was set up again on this day; nothing in the workbooks is older, except the people."""


@dataclass(slots=True)
class Role:
    """A post that somebody will hold."""

    title: str
    organisation: str
    organisation_kind: str
    since: date
    until: date | None = None
    unit: str = ""
    unit_kind: str = ""
    term: str = ""


@dataclass(slots=True)
class Seat:
    """A member who has to be found in a branch, to hold these posts; `trained` ones attend a class on Party work."""

    roles: list[Role] = field(default_factory=list)
    trained: bool = False

    def current(self) -> list[Role]:
        return [role for role in self.roles if role.until is None]

    def counts_as_committee(self) -> bool:
        return any(r.title in COMMITTEE and r.organisation_kind in GRASSROOTS for r in self.current())

    def counts_as_branch_secretary(self) -> bool:
        return any(r.title == SECRETARY and r.organisation_kind == "chi bộ" for r in self.current())


@dataclass(slots=True)
class Branch:
    """A branch to be filled with people: `chi bộ`, or the one body of a `chi bộ cơ sở`."""

    code: str
    name: str
    kind: str
    parent: str
    sort: str
    weight: float
    established: date = FOUNDED
    predecessor: tuple[str, date] | None = None
    """Where its members were before it was set up, and since when that one existed."""
    territory: str = ""
    seats: list[Seat] = field(default_factory=list)
    size: int = 0
    admitted: int = 0
    struck_off: int = 0

    def least(self) -> int:
        """The fewest members that it needs for its posts and to be a branch at all."""
        return max(5, len(self.seats) + 2)

    def seat(self, *roles: Role) -> Seat:
        self.seats.append(Seat(list(roles)))
        return self.seats[-1]


@dataclass(slots=True)
class Unit:
    """A grassroots organisation with its branches; people are invented one unit at a time."""

    code: str
    name: str
    kind: str
    base_kind: str
    parent: str
    district: str
    place: str
    established: date = FOUNDED
    territory: str = ""
    branches: list[Branch] = field(default_factory=list)
    outsiders: list[Role] = field(default_factory=list)
    """Posts of people who are not members."""

    def alone(self) -> bool:
        return self.kind == "chi bộ cơ sở"


@dataclass(slots=True)
class Row:
    """A line of the sheet of organisations."""

    code: str
    name: str
    kind: str
    parent: str | None
    established: date = FOUNDED
    base_kind: str = ""
    territory: str = ""
    ended: date | None = None


@dataclass(slots=True)
class Plan:
    """A whole province before its people."""

    organisations: list[Row] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)

    def branches(self) -> list[Branch]:
        return [branch for unit in self.units for branch in unit.branches]
