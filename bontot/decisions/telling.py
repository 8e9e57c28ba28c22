"""Facts of every chapter in words, for pages about decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.ledger.models import Fact
from bontot.members.life import told as told_of_person
from bontot.members.models import Belonging, Person, PersonFact, Post, Profile
from bontot.organisations.models import OrganisationFact, Place
from bontot.organisations.queries import Book
from bontot.organisations.queries import told as told_of_organisation
from bontot.training.models import Attendance
from bontot.training.queries import told as told_of_training


@dataclass(frozen=True, slots=True)
class Told:
    """One fact in words, and whom it is about."""

    person: str
    organisation: str
    """The code of the one or the other that the fact is about."""
    who: str
    line: ledger.Line


def tell(facts: Iterable[Fact]) -> list[Told]:
    """These facts in words: a constant number of statements."""
    facts = list(facts)
    book = Book(_named(facts), at=None)
    people = [f.person_id for f in facts if isinstance(f, PersonFact)]
    codes = dict(Person.objects.filter(bulk.where_among("id", people)).values_list("id", "code"))
    names = dict(
        Profile.objects.filter(bulk.where_among("person_id", people))
        .order_by("valid_from")
        .values_list("person_id", "full_name")
    )
    return [_told(fact, book, codes, names) for fact in facts]


def _told(fact: Fact, book: Book, codes: dict[int, str], names: dict[int, str]) -> Told:
    if isinstance(fact, OrganisationFact):
        of = book.on(fact.organisation_id, fact.valid_from)
        return Told("", of.code, of.name, ledger.line(fact, *_words(told_of_organisation(fact, book)), {}))
    if isinstance(fact, PersonFact):
        words = _of_person(fact, book)
        code = codes.get(fact.person_id, "")
        return Told(code, "", names.get(fact.person_id, code), ledger.line(fact, *words, {}))
    raise TypeError(f"a fact that nobody tells: {fact!r}")


def _of_person(fact: PersonFact, book: Book) -> tuple[str, str]:
    if isinstance(fact, Attendance):
        return told_of_training(fact)
    if isinstance(fact, Profile):  # what a file says is read in the file, where the reading is written down
        return _("Lý lịch"), fact.full_name
    return _words(told_of_person(fact, book))


def _words(told: tuple[str, str, str]) -> tuple[str, str]:
    return told[0], told[1]


def _named(facts: list[Fact]) -> set[int]:
    named: set[int] = set()
    for fact in facts:
        if isinstance(fact, OrganisationFact):
            named.add(fact.organisation_id)
        if isinstance(fact, Place) and fact.parent_id:
            named.add(fact.parent_id)
        if isinstance(fact, Belonging | Post) and fact.organisation_id:
            named.add(fact.organisation_id)
    return named
