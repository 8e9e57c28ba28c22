"""Facts of every chapter in words, for pages about decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from bontot.evaluation.models import Classification, MemberClassification, Recognition
from bontot.evaluation.told import told as told_of_evaluation
from bontot.kernel.period import EVER, OPEN
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.ledger.models import STILL_KNOWN, Fact
from bontot.members.life import measure_told
from bontot.members.life import told as told_of_person
from bontot.members.models import Belonging, Censure, Discipline, Person, PersonFact, Post, Profile
from bontot.organisations.models import OrganisationFact
from bontot.organisations.queries import Book, named_by
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
    day: date | None = None
    """A day on which the fact holds, for whoever goes to see it; None for today."""
    at: int | None = None
    """The last position at which it was known, where it is known no more."""


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
    return [replace(_told(fact, book, codes, names), day=_day(fact), at=_at(fact)) for fact in facts]


def _day(fact: Fact) -> date | None:
    """The first day of the fact, where it has one; of what has always been and has ended, the last."""
    if fact.valid_from > EVER:
        return fact.valid_from
    return fact.valid_to - timedelta(days=1) if fact.valid_to < OPEN else None


def _at(fact: Fact) -> int | None:
    known_to = getattr(fact, "known_to", None)
    return None if known_to in (None, STILL_KNOWN) else int(known_to) - 1


def about(kind: type[Fact], what: str) -> str:
    """What facts of a kind are about, where one of them is about `what`."""
    return _("Bồi dưỡng") if kind is Attendance else what


def _told(fact: Fact, book: Book, codes: dict[int, str], names: dict[int, str]) -> Told:
    if isinstance(fact, OrganisationFact):
        of = book.on(fact.organisation_id, fact.valid_from)
        return Told("", of.code, of.name, ledger.line(fact, *_of_organisation(fact, book), {}))
    if isinstance(fact, PersonFact):
        words = _of_person(fact, book)
        code = codes.get(fact.person_id, "")
        return Told(code, "", names.get(fact.person_id, code), ledger.line(fact, *words, {}))
    raise TypeError(f"a fact that nobody tells: {fact!r}")


def _of_organisation(fact: OrganisationFact, book: Book) -> tuple[str, str]:
    if isinstance(fact, Censure):
        return _("Kỷ luật tổ chức"), measure_told(fact, book)[0]
    if isinstance(fact, Classification | Recognition):
        return told_of_evaluation(fact)
    return _words(told_of_organisation(fact, book))


def _of_person(fact: PersonFact, book: Book) -> tuple[str, str]:
    if isinstance(fact, Attendance):
        return told_of_training(fact)
    if isinstance(fact, MemberClassification):
        return told_of_evaluation(fact)
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
            if other := named_by(fact):
                named.add(other)
        if isinstance(fact, Belonging | Post) and fact.organisation_id:
            named.add(fact.organisation_id)
        if isinstance(fact, Discipline | Censure) and fact.decided_by_id:
            named.add(fact.decided_by_id)
    return named
