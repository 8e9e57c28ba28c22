"""People as a list of names, for those who stand behind a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bontot.access.scope import Scope
from bontot.kernel.partial import written
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.members.models import Belonging, Person, Profile
from bontot.members.people import visible
from bontot.organisations.queries import Book, Named, nearest


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person in a list, as of a day."""

    code: str
    name: str
    born: str
    branch: Named | None
    readable: bool


def people_named(
    ids: Sequence[int], *, on: date, within: Scope, at: int | None, as_given: bool = False
) -> list[PersonName]:
    """These people in the order of a Vietnamese list of names, or of `ids`, in a constant number of statements."""
    if not ids:
        return []
    codes = dict(Person.objects.filter(bulk.where_among("id", ids)).values_list("id", "code"))
    known = Profile.objects.filter(bulk.where_among("person_id", ids)).filter(ledger.known(at))
    profiles: dict[int, list[Profile]] = {}
    for each in known.order_by("valid_from"):
        profiles.setdefault(each.person_id, []).append(each)
    stays: dict[int, list[Belonging]] = {}
    belongings = Belonging.objects.filter(bulk.where_among("person_id", ids)).filter(
        ledger.known(at), temporary=False
    )
    for stay in belongings.order_by("valid_from"):
        stays.setdefault(stay.person_id, []).append(stay)
    home = {id: last.organisation_id for id, known in stays.items() if (last := nearest(known, on))}
    book = Book(home.values(), at=at)
    readable = visible(codes, within)
    told = []
    for id in ids:
        profile = nearest(profiles.get(id, []), on)
        name = profile.full_name if profile else codes.get(id, "")
        born = written(profile.born) if profile else ""
        branch = book.on(home[id], on) if id in home else None
        key = (profile.sort_key if profile else name, codes.get(id, ""))
        told.append((key, PersonName(codes.get(id, ""), name, born, branch, id in readable)))
    ordered = told if as_given else sorted(told, key=lambda each: each[0])
    return [person for _key, person in ordered]
