"""What the ledger says of everything that a plan speaks of, on the plan's day: read for any number of lines at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Count

from bontot.kernel.period import OPEN
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.ledger.models import STILL_KNOWN, Fact
from bontot.members.models import Belonging, Person, Profile, Standing
from bontot.organisations import tree
from bontot.organisations.models import Kind, Name, Organisation, Place, Territory
from bontot.reforms.planned import Planned
from bontot.reforms.sheets import MEMBER, ORGANISATION


@dataclass(slots=True)
class Seen:
    """What is known, by code. An organisation or member that does not exist on the day has no entry."""

    organisations: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Of each its name, kind, base kind, parent (a code), territory, members, and the day on which something ends."""
    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Of each the name and the organisation that they permanently belong to."""
    people: set[str] = field(default_factory=set)
    """Everybody whose code is known, members or not."""
    used: set[str] = field(default_factory=set)
    """Codes of organisations that have ever been used, here or elsewhere."""
    inside: set[int] | None = None
    """The ids of the branch that the plan rearranges: what stands elsewhere does not exist for it."""

    def of(self, line: Planned) -> dict[str, Any]:
        """What the ledger says of the line's subject; nothing where it knows none."""
        if line.sheet == ORGANISATION:
            return self.organisations.get(line.subject, {})
        if line.sheet == MEMBER:
            return self.members.get(line.subject, {})
        known = line.subject in self.people
        return {"known": known} | self.members.get(line.subject, {})

    def name(self, code: str) -> str:
        """An organisation's name with its code."""
        known = self.organisations.get(code)
        return f"{known['name']} ({code})" if known else code


def see(day: date, lines: Iterable[Planned], top: str = "") -> Seen:
    """All that the lines name within the branch under `top`, in a constant number of statements."""
    organisations: set[str] = set()
    people: set[str] = set()
    for line in lines:
        if line.sheet == ORGANISATION:
            organisations |= {line.says("code"), line.says("related"), line.says("parent")}
        elif line.sheet == MEMBER:
            people.add(line.says("member"))
            organisations.add(line.says("to"))
        else:
            people.add(line.says("person"))
            organisations.add(line.says("organisation"))
    seen = Seen()
    if top:
        known = tree.ids([top])
        seen.inside = set(tree.tree(day).under(known[top])) if known else set()
    _see_people(seen, people - {""}, day)
    _see_organisations(seen, organisations - {""}, day)
    return seen


def looked(lines: Iterable[Planned], seen: Seen) -> list[Planned]:
    """The lines, each with what the ledger says of its subject."""
    return [replace(line, seen=seen.of(line)) for line in lines]


def _see_organisations(seen: Seen, codes: set[str], day: date) -> None:
    ids = dict(Organisation.objects.filter(bulk.where_among("code", codes)).values_list("id", "code"))
    seen.used = set(ids.values())
    ids = {id: code for id, code in ids.items() if seen.inside is None or id in seen.inside}
    places = _holding(Place, ids, day, "parent_id")
    above = {parent for _, _, parent in places if parent is not None}
    parents = dict(Organisation.objects.filter(bulk.where_among("id", above)).values_list("id", "code"))
    members = _members(ids, day)
    found: dict[int, dict[str, Any]] = {}
    for id, end, parent in places:
        found[id] = {
            "name": "",
            "kind": "",
            "base_kind": "",
            "parent": parents.get(parent, ""),
            "territory": "",
        }
        found[id] |= {"members": members[id], "until": end}
    for id, end, name in _holding(Name, ids, day, "name"):
        _say(found, id, end, name=name)
    for id, end, kind, base_kind in _holding(Kind, ids, day, "kind", "base_kind"):
        _say(found, id, end, kind=kind, base_kind=base_kind)
    for id, end, territory in _holding(Territory, ids, day, "territory"):
        _say(found, id, end, territory=territory)
    for id, said in found.items():
        said["until"] = "" if said["until"] == OPEN else said["until"].isoformat()
        seen.organisations[ids[id]] = said


def _say(found: dict[int, dict[str, Any]], id: int, end: date, **said: str) -> None:
    if id in found:
        found[id] |= said | {"until": min(found[id]["until"], end)}


def _holding(kind: type[Fact], ids: Mapping[int, str], day: date, *columns: str) -> list[tuple[Any, ...]]:
    rows = kind._default_manager.filter(ledger.holding(day)).filter(bulk.where_among(kind.subject, list(ids)))
    return list(rows.values_list(kind.subject, "valid_to", *columns))


def _members(ids: Mapping[int, str], day: date) -> Counter[int]:
    stays = Belonging.objects.filter(ledger.holding(day), temporary=False)
    own = stays.filter(bulk.where_among("organisation_id", list(ids)))
    counted = own.values("organisation_id").annotate(members=Count("id"))
    return Counter(dict(counted.values_list("organisation_id", "members")))


def _see_people(seen: Seen, codes: set[str], day: date) -> None:
    if not codes:
        return
    ids = dict(Person.objects.filter(bulk.where_among("code", codes)).values_list("id", "code"))
    seen.people = set(ids.values())
    standing = {id for id, _ in _holding(Standing, ids, day)}
    stays = [
        (id, organisation)
        for id, _, organisation, temporary in _holding(Belonging, ids, day, "organisation_id", "temporary")
        if not temporary
    ]
    branches = {organisation for _, organisation in stays}
    names = dict(Organisation.objects.filter(bulk.where_among("id", branches)).values_list("id", "code"))
    called = dict(
        Profile.objects.filter(bulk.where_among("person_id", list(ids)), known_to=STILL_KNOWN)
        .order_by("valid_from")
        .values_list("person_id", "full_name")
    )
    for id, organisation in stays:
        if id in standing and (seen.inside is None or organisation in seen.inside):
            seen.members[ids[id]] = {"name": called.get(id, ""), "organisation": names[organisation]}
