"""The two sides of a plan on its day: how things would stand without it, and with it. Both are read from the copy in which
it has been executed, the one at the position before, so that nothing that happens meanwhile comes between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.members.models import Belonging, Post, Standing
from bontot.members.rules import is_party_title
from bontot.organisations import tree as trees
from bontot.organisations.models import Kind, Name, Organisation
from bontot.organisations.tree import Tree
from bontot.reforms.planned import Planned


@dataclass(frozen=True, slots=True)
class Held:
    """A post of the Party that somebody holds."""

    person: int
    title: str


@dataclass(slots=True)
class Side:
    """What stands in the tree, who belongs where and who leads what, on one day and as known at one position."""

    tree: Tree
    inside: set[int]
    """The branch that is rearranged."""
    names: Mapping[int, str]
    kinds: Mapping[int, tuple[str, str]]
    members: Mapping[int, int]
    official: Mapping[int, int]
    posts: Mapping[int, list[Held]]

    def total(self) -> int:
        """The members in the branch that is rearranged."""
        return sum(self.members.get(id, 0) for id in self.inside)

    def under(self, id: int) -> int:
        """The members of an organisation with all below it."""
        return self.tree.total(id, dict(self.members))


@dataclass
class Sides:
    """What is compared: before, after, and what moved between them."""

    day: date
    lines: Mapping[str, Planned]
    """The plan's lines about organisations, by code."""
    before: Side
    after: Side
    codes: Mapping[int, str]
    moved: list[tuple[int, int | None, int | None]] = field(default_factory=list)
    """Members who belong elsewhere after than before: person, from, to; None where they are members on one side only."""

    @cached_property
    def touched(self) -> list[int]:
        """Organisations after the day that the plan has made or changed, in the order of the tree."""
        moved = {id for _, old, new in self.moved for id in (old, new) if id is not None}
        tops = self.after.tree.children(None)
        going = (id for top in tops for id in self.after.tree.under(top) if id in self.after.inside)
        return [id for id in going if id in moved or self._differs(id)]

    def _differs(self, id: int) -> bool:
        before, after = self.before, self.after
        return (
            id not in before.tree
            or before.tree.parents[id] != after.tree.parents[id]
            or before.names.get(id) != after.names.get(id)
            or before.kinds.get(id) != after.kinds.get(id)
            or before.posts.get(id) != after.posts.get(id)
        )

    def kind(self, id: int) -> str:
        """The kind of an organisation after the day."""
        return self.after.kinds.get(id, ("", ""))[0]

    def called(self, id: int) -> str:
        """An organisation's name with its code, as it is after, or was before."""
        name = self.after.names.get(id) or self.before.names.get(id, "")
        return f"{name} ({self.codes.get(id, id)})"


def sides(day: date, top: str, lines: Mapping[str, Planned], at: int, after: int | None = None) -> Sides:
    """Both sides, in a constant number of statements. Before the plan the ledger ended at `at`.

    Afterwards it ended at `after`; asked inside `as_if`, that is its end.
    """
    end = ledger.end() if after is None else after
    codes = dict(Organisation.objects.values_list("id", "code"))
    return Sides(day, lines, _side(day, top, at), _side(day, top, end), codes, _moved(day, at, end))


def _side(day: date, top: str, at: int) -> Side:
    tree = trees.tree(day, at=at)
    id = trees.ids([top]).get(top)
    holding = ledger.holding(day, at)
    posts: dict[int, list[Held]] = defaultdict(list)
    held = Post.objects.filter(holding, organisation__isnull=False).order_by(
        "organisation_id", "title", "person_id"
    )
    for organisation, title, person in held.values_list("organisation_id", "title", "person_id"):
        if is_party_title(title):
            posts[organisation].append(Held(person, title))
    members, official = _counted(day, at)
    kinds = Kind.objects.filter(holding).values_list("organisation_id", "kind", "base_kind")
    return Side(
        tree,
        set(tree.under(id)) if id is not None else set(),
        dict(Name.objects.filter(holding).values_list("organisation_id", "name")),
        {organisation: (kind, base) for organisation, kind, base in kinds},
        members,
        official,
        posts,
    )


def _counted(day: date, at: int) -> tuple[dict[int, int], dict[int, int]]:
    """How many members, and how many official ones, permanently belong to each organisation."""
    holding = " AND ".join(
        f"{table}.known_from <= {at} AND {table}.known_to > {at} AND {table}.valid_from <= %s AND {table}.valid_to > %s"
        for table in ("b", "s")
    )
    sql = (
        "SELECT b.organisation_id, COUNT(*), SUM(CASE WHEN s.standing = 'official' THEN 1 ELSE 0 END) "
        f'FROM "{Belonging._meta.db_table}" b JOIN "{Standing._meta.db_table}" s ON s.person_id = b.person_id '
        f"WHERE NOT b.temporary AND {holding} GROUP BY b.organisation_id"
    )
    found = list(bulk.rows(sql, [day.isoformat()] * 4))
    return {id: count for id, count, _ in found}, {id: int(official) for id, _, official in found}


def _moved(day: date, at: int, end: int) -> list[tuple[int, int | None, int | None]]:
    """Who belongs elsewhere by what became known after position `at`."""
    stays = Belonging.objects.filter(temporary=False)
    gone = stays.filter(ledger.holding(day, at), known_to__gt=at, known_to__lte=end)
    come = stays.filter(ledger.holding(day, end), known_from__gt=at)
    old, new = (dict(side.values_list("person_id", "organisation_id")) for side in (gone, come))
    return [
        (person, old.get(person), new.get(person))
        for person in sorted(old.keys() | new.keys())
        if old.get(person) != new.get(person)
    ]
