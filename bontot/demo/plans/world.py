"""The province on paper: what stands where, who belongs to which office and who leads what, as one paper follows another.

Each thing that is done here is said in a draft as well, so that the next paper is drawn up from what the last one left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from bontot.demo import words
from bontot.demo.company import Company
from bontot.demo.plan import Row
from bontot.demo.plans.drafting import Draft

NEW, SPLIT, ADJUST = "lập mới", "tách", "điều chỉnh"
ABSORB, MERGE, DIVIDE, DISSOLVE = "sáp nhập", "hợp nhất", "chia", "giải thể"
TERM = "2025–2030"


class Held(NamedTuple):
    """Who holds a post, and which."""

    person: str
    title: str


@dataclass(slots=True)
class Body:
    """An organisation as it stands."""

    code: str
    name: str
    kind: str
    parent: str
    base_kind: str
    territory: str

    @property
    def key(self) -> str:
        """The last part of its code: `T03`, `CQ`, `HU01`."""
        return self.code.rpartition(".")[2]


@dataclass(slots=True)
class World:
    """Everything that stands, by code; people only of offices, police and army, and whoever leads something."""

    of: dict[str, Body] = field(default_factory=dict)
    below: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    members: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    posts: dict[str, list[Held]] = field(default_factory=lambda: defaultdict(list))
    leading: set[str] = field(default_factory=set)
    """Everybody who holds a post, in the Party or outside."""

    # --- what there is -----------------------------------------------------------------------------------

    def add(self, row: Row) -> None:
        """An organisation of the workbooks."""
        self._add(Body(row.code, row.name, row.kind, row.parent or "", row.base_kind, row.territory))

    def _add(self, body: Body) -> None:
        self.of[body.code] = body
        self.below[body.parent][body.code] = None

    def people(self, company: Company, kept: Iterable[str]) -> None:
        """The people of a unit who are still there: of the branches `kept`, and all who hold a post in the Party."""
        branches = set(kept)
        for person in company.people:
            if not person.left and person.branch in branches:
                self.members[person.branch].append(person.code)
        for person, seat in company.seated:
            for role in seat.current():
                self.leading.add(person.code)
                if not role.unit:
                    self.posts[role.organisation].append(Held(person.code, role.title))

    def under(self, code: str) -> list[Body]:
        """What stands directly under an organisation."""
        return [self.of[below] for below in self.below[code]]

    def holders(self, code: str, title: str) -> list[Held]:
        """Who holds a post of the Party there."""
        return [held for held in self.posts[code] if held.title == title]

    def commune(self, district: str, last: str) -> str:
        """The code of a commune in a district by the last part of its code, wherever it stood before; blank where the
        province, being small, does not have it."""
        return next((code for code in self.below[district] if code.rpartition(".")[2] == last), "")

    # --- what is done ------------------------------------------------------------------------------------

    def establish(self, draft: Draft, body: Body, way: str = NEW, related: str = "", note: str = "") -> None:
        """A new organisation."""
        self._add(body)
        draft.organisation(
            body.code, way, related=related, name=body.name, kind=body.kind, parent=body.parent,
            base_kind=body.base_kind, territory=body.territory, note=note,
        )  # fmt: skip

    def adjust(self, draft: Draft, code: str, **said: str) -> None:
        """What goes on under another name, as another kind or elsewhere; nothing is said of what is so already."""
        body = self.of[code]
        new = {name: value for name, value in said.items() if value and getattr(body, name) != value}
        if not new:
            return
        if "parent" in new:
            del self.below[body.parent][code]
            self.below[new["parent"]][code] = None
        for name, value in new.items():
            setattr(body, name, value)
        draft.organisation(code, ADJUST, **new)

    def end(self, draft: Draft, code: str, way: str, into: str) -> None:
        """An organisation ends; what is left in it goes to another."""
        draft.organisation(code, way, related=into)
        for below in list(self.below.pop(code, ())):
            self.of[below].parent = into
            self.below[into][below] = None
        self.members[into] += self.members.pop(code, [])
        self.posts.pop(code, None)
        del self.below[self.of.pop(code).parent][code]

    def gone(self, code: str) -> None:
        """An organisation that has been divided, and has nothing left."""
        self.posts.pop(code, None)
        del self.below[self.of.pop(code).parent][code]

    def allocate(self, draft: Draft, people: Iterable[str], to: str) -> None:
        """Members go to another branch; whoever they are taken from has let go of them."""
        for person in people:
            draft.member(person, to)
            self.members[to].append(person)

    def appoint(self, draft: Draft, held: Held, code: str, title: str, unit: str = "") -> None:
        """Somebody holds a post from the paper's day on; posts outside the Party have a unit, a commune's."""
        said = {"unit": unit, "unit_kind": words.IN_COMMUNE} if unit else {}
        draft.post(title=title, person=held.person, organisation=code, term=TERM, **said)
        if not unit:
            self.posts[code].append(held._replace(title=title))
