"""Everything known about an organisation, all that ever stood below it, and everybody who was ever there.

A life is told whole, the stays in branches elsewhere too: half of it would say that whoever moved on had left the Party.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from bontot.access.scope import Scope
from bontot.evaluation.models import Classification, MemberClassification, Recognition
from bontot.ledger import bulk
from bontot.ledger.models import STILL_KNOWN, Fact
from bontot.members.models import (
    Belonging,
    Censure,
    Discipline,
    Exemption,
    Person,
    Post,
    Profile,
    Standing,
)
from bontot.members.people import visible_ids
from bontot.organisations.models import Kind, Name, Organisation, Place, Succession, Territory
from bontot.training.models import Attendance

OF_PEOPLE: tuple[type[Fact], ...] = (
    Profile,
    Belonging,
    Standing,
    Exemption,
    Attendance,
    Discipline,
    MemberClassification,
)


@dataclass(slots=True)
class Gathered:
    """What there is to export, by the ids of organisations and people."""

    organisations: dict[int, str]
    everywhere: dict[int, str]
    people: dict[int, str] = field(default_factory=dict)
    facts: dict[type[Fact], dict[int, list[Fact]]] = field(default_factory=dict)

    def from_above(self) -> Iterator[int]:
        """Every organisation after the one that it stood under last: so an import knows whom a row names."""
        above = {id: self.of(Place, id)[-1].parent_id for id in self.organisations}
        told: set[int] = set()
        for id in above:
            path: list[int] = []
            at: int | None = id
            while at in above and at not in told and at not in path:
                path.append(at)
                at = above[at]
            told.update(path)
            yield from reversed(path)

    def of[F: Fact](self, kind: type[F], subject: int) -> list[F]:
        """The facts of one kind about one of them, in the order of their days."""
        return self.facts[kind].get(subject, [])  # type: ignore[return-value]  # kept by kind


def gather(organisation: str, on: date, within: Scope) -> Gathered:
    """Everything about `organisation` and whatever stood below it on some day up to `on`, as far as it may be read."""
    codes = dict(Organisation.objects.values_list("id", "code"))
    top = next(id for id, code in codes.items() if code == organisation)
    inside = {id for id in _ever_below(top, on) if id in within}
    found = Gathered({id: codes[id] for id in sorted(inside)}, codes)
    for kind in (Place, Name, Kind, Territory, Succession, Censure, Classification, Recognition):
        found.facts[kind] = _facts(kind, inside)
    people = _ever_in(inside)
    found.facts[Post] = _posts(people, inside)
    people |= set(found.facts[Post])
    if not within.everything:
        people = visible_ids(people, within)
    for person_kind in OF_PEOPLE:
        found.facts[person_kind] = _facts(person_kind, people)
    rows = Person.objects.filter(bulk.where_among("id", people)).order_by("id")
    found.people = dict(rows.values_list("id", "code"))
    return found


def _ever_below(top: int, on: date) -> set[int]:
    below: dict[int, set[int]] = defaultdict(set)
    known = Place.objects.filter(known_to=STILL_KNOWN, valid_from__lte=on, parent__isnull=False)
    for child, parent in known.values_list("organisation_id", "parent_id"):
        below[parent].add(child)
    inside, edge = {top}, [top]
    while edge:
        edge = [child for parent in edge for child in below[parent] if child not in inside]
        inside.update(edge)
    return inside


def _facts(kind: type[Fact], subjects: Iterable[int]) -> dict[int, list[Fact]]:
    rows = kind._default_manager.filter(bulk.where_among(kind.subject, set(subjects)), known_to=STILL_KNOWN)
    return _by_subject(rows.order_by("valid_from", "id").iterator(chunk_size=10_000), kind)


def _ever_in(inside: set[int]) -> set[int]:
    """Whoever has ever belonged to one of them."""
    stays = Belonging.objects.filter(bulk.where_among("organisation_id", inside), known_to=STILL_KNOWN)
    return set(stays.values_list("person_id", flat=True))


def _posts(people: set[int], inside: set[int]) -> dict[int, list[Fact]]:
    """Posts of those people, and of anybody in those organisations; not those in organisations elsewhere."""
    rows = Post.objects.filter(known_to=STILL_KNOWN).order_by("valid_from", "id").iterator(chunk_size=10_000)
    wanted = (
        p
        for p in rows
        if p.organisation_id in inside or (p.organisation_id is None and p.person_id in people)
    )
    return _by_subject(wanted, Post)


def _by_subject(facts: Iterable[Fact], kind: type[Fact]) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[getattr(fact, kind.subject)].append(fact)
    return found
