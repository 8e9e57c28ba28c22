"""Ai phải làm: who holds the post, or is assigned, on the day on which a duty is due. A post handed over takes its duties along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from bontot.kernel.period import covering
from bontot.ledger import bulk
from bontot.ledger.models import STILL_KNOWN
from bontot.members.models import Person, Post, Profile
from bontot.regulations.models import Assignment
from bontot.regulations.words import COMMITTEE, WHO

TITLES = frozenset(WHO) - {COMMITTEE}
"""Posts that make somebody part of a committee."""
_POST = ("organisation_id", "title", "person_id", "valid_from", "valid_to")
_ASSIGNED = ("id", "person_id", "valid_from", "valid_to")


class Holders:
    """Who holds which post in some organisations, and who is assigned what: read once in two statements, for any day."""

    def __init__(self, organisations: Collection[int]) -> None:
        self._posts: dict[tuple[int, str], list[tuple[int, date, date]]] = defaultdict(list)
        self._assigned: dict[int, tuple[int, date, date]] = {}
        where, values = bulk.among("organisation_id", organisations)
        known = f"{where} AND known_to = {STILL_KNOWN}"
        for organisation, title, *rest in bulk.select(Post, _POST, known, values):
            if title in TITLES:
                self._posts[organisation, title].append(tuple(rest))
        below, values = bulk.among("organisation_id", organisations)
        inside = f"regulation_id IN (SELECT id FROM regulations_regulation WHERE {below})"
        for id, *rest in bulk.select(Assignment, _ASSIGNED, inside, values):
            self._assigned[id] = tuple(rest)

    def of(self, organisation: int, who: str, assignment: int | None, on: date) -> tuple[int, ...]:
        """The people whose duty it is on the day: whoever is assigned it then, else who holds the post; none for all together."""
        found = self._assigned.get(assignment) if assignment is not None else None
        if found and found[1] <= on < found[2]:
            return (found[0],)
        held = self._posts.get((organisation, who), ())
        return tuple(person for person, first, end in held if first <= on < end)

    def one(self, organisation: int, who: str, assignment: int | None, on: date) -> int | None:
        """The person whose duty it is, where it is exactly one person's."""
        found = self.of(organisation, who, assignment, on)
        return found[0] if len(found) == 1 else None


def called(people: Collection[int], on: date) -> dict[int, str]:
    """The names of people as of a day, nearest to it where none holds then; the code of somebody without a name."""
    if not people:
        return {}
    names: dict[int, list[Profile]] = defaultdict(list)
    rows = Profile.objects.filter(bulk.where_among("person_id", people), known_to=STILL_KNOWN)
    for row in rows.only("person_id", "full_name", "valid_from", "valid_to").order_by("valid_from"):
        names[row.person_id].append(row)
    found = {id: (covering(profiles, on) or profiles[-1]).full_name for id, profiles in names.items()}
    if missing := set(people) - found.keys():
        found.update(Person.objects.filter(bulk.where_among("id", missing)).values_list("id", "code"))
    return found
