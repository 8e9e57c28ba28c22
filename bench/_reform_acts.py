"""The reform of 1 July 2025 as acts, read from whatever tree stands the day before: communes merge, districts end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import batched

from bontot.ledger import queries as ledger
from bontot.ledger.acts import Act
from bontot.members.models import Post
from bontot.members.posts import Appoint
from bontot.organisations import tree as trees
from bontot.organisations.acts import ChangeKind, HandOver
from bontot.organisations.models import Kind, Organisation
from bontot.restructuring.acts import Dissolve, Merge

DAY, BEFORE = date(2025, 7, 1), date(2025, 6, 30)
COMMUNES = ("xã", "phường", "thị trấn")
type KindOf = dict[int, tuple[str, str]]


def reform(into: int) -> list[Act]:
    """All communes under districts, into about `into` that stand under their provinces; what else there is follows."""
    kinds: KindOf = {
        id: (kind, base)
        for id, kind, base in Kind.objects.filter(ledger.holding(BEFORE)).values_list(
            "organisation_id", "kind", "base_kind"
        )
    }
    tree = trees.tree(BEFORE)
    codes = dict(Organisation.objects.values_list("id", "code"))
    districts = [id for id, (kind, _) in kinds.items() if kind == "đảng bộ huyện" and id in tree]
    communes = {d: [c for c in tree.children(d) if kinds[c][1] in COMMUNES] for d in districts}
    size = sum(map(len, communes.values())) / into
    merged = {d: list(_shared(inside, max(round(len(inside) / size), 1))) for d, inside in communes.items()}
    return [
        *_before(tree, kinds, codes, communes),
        *_merges(tree, codes, merged),
        *_after(tree, codes, merged),
    ]


def _shared(inside: list[int], parts: int) -> Iterator[tuple[int, ...]]:
    """Neighbours, in so many parts of nearly one size; none of them merges alone."""
    shared = list(batched(inside, max(-(-len(inside) // parts), 2)))
    if len(shared) > 1 and len(shared[-1]) == 1:
        last = shared.pop()
        shared[-1] += last
    yield from shared


def _before(
    tree: trees.Tree, kinds: KindOf, codes: dict[int, str], communes: dict[int, list[int]]
) -> Iterator[Act]:
    """No parts of committees remain under a commune; the branches of villages become grassroots branches."""
    for inside in communes.values():
        for commune in inside:
            for child in tree.children(commune):
                if kinds[child][0] == "đảng bộ bộ phận":
                    yield Dissolve(on=DAY, organisation=codes[child], heir=codes[commune])
            for branch in tree.under(commune):
                if kinds[branch][0] == "chi bộ":
                    yield ChangeKind(on=DAY, organisation=codes[branch], kind="chi bộ cơ sở", base_kind="xã")


def _merges(
    tree: trees.Tree, codes: dict[int, str], merged: dict[int, list[tuple[int, ...]]]
) -> Iterator[Act]:
    for district, groups in merged.items():
        province = tree.parents[district]
        assert province is not None
        for group in groups:
            yield Merge(
                on=DAY,
                merged=tuple(codes[c] for c in group),
                code=_new(codes[group[0]]),
                name=f"Đảng bộ xã mới {codes[group[0]]}",
                kind="đảng bộ xã",
                parent=codes[province],
            )


def _after(
    tree: trees.Tree, codes: dict[int, str], merged: dict[int, list[tuple[int, ...]]]
) -> Iterator[Act]:
    """Offices of a district stand under the first new commune; districts end; old secretaries lead the new committees."""
    people = _secretaries({c for groups in merged.values() for group in groups for c in group})
    for district, groups in merged.items():
        gone = {c for group in groups for c in group}
        for child in tree.children(district):
            if child not in gone:
                yield HandOver(on=DAY, organisation=codes[child], parent=_new(codes[groups[0][0]]))
        yield Dissolve(on=DAY, organisation=codes[district])
        for group in groups:
            titles = ("bí thư", *["phó bí thư"] * len(group))
            for person, title in zip((p for c in group for p in people[c]), titles, strict=False):
                yield Appoint(on=DAY, person=person, title=title, organisation=_new(codes[group[0]]))


def _new(code: str) -> str:
    return f"{code}-2025"


def _secretaries(communes: set[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    held = Post.objects.filter(ledger.holding(BEFORE), title="bí thư", organisation__isnull=False)
    for commune, person in held.values_list("organisation_id", "person__code"):
        if commune in communes:
            found[commune].append(person)
    return found
