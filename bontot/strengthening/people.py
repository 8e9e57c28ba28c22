"""Người trong hồ sơ: who may answer for a remedy, and what people of a case are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bontot.law.vocabulary import vocabulary
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.members.models import Person, Post, Profile
from bontot.ui.saying import plainly


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who leads the organisation or its superior."""

    person: int
    code: str
    says: str


def candidates(organisations: Iterable[int], on: date) -> list[Candidate]:
    """The committee members of these organisations on the day, those of the first organisation first, in the usual order."""
    wanted = list(organisations)
    order = vocabulary("title").in_group("committee_member")
    rows = Post.objects.filter(ledger.holding(on), organisation_id__in=wanted, title__in=order)
    found: dict[int, tuple[int, int, str]] = {}
    for person, organisation, title in rows.values_list("person_id", "organisation_id", "title"):
        rank = (wanted.index(organisation), order.index(title), title)
        found[person] = min(rank, found.get(person, rank))
    names, codes = called(found, on), code_of(found)
    ranked = sorted(found, key=lambda person: (found[person], names.get(person, "")))
    return [
        Candidate(person, codes[person], f"{names.get(person, codes[person])} — {plainly(found[person][2])}")
        for person in ranked
        if person in codes
    ]


def called(people: Iterable[int], on: date) -> dict[int, str]:
    """The names of these people, as they were last called up to the day."""
    known = Profile.objects.filter(bulk.where_among("person_id", set(people))).filter(ledger.known(None))
    rows = known.filter(valid_from__lte=on).order_by("valid_from").values_list("person_id", "full_name")
    return dict(rows)


def code_of(people: Iterable[int]) -> dict[int, str]:
    """Their codes."""
    return dict(Person.objects.filter(bulk.where_among("id", set(people))).values_list("id", "code"))
