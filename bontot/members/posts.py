"""Posts, in the Party and outside: who is appointed, who is relieved, what the list of posts says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bontot.kernel.period import OPEN
from bontot.kernel.text import clean, fold, sort_key
from bontot.ledger import timeline
from bontot.ledger.acts import About, Act, Need
from bontot.ledger.effects import Assert, Effect, Impossible, Retract
from bontot.ledger.state import State
from bontot.members import rules
from bontot.members.models import Person, Post, Profile, Standing
from bontot.members.profile import known_person, new_person
from bontot.organisations.acts import known_organisation
from bontot.organisations.models import Organisation


@dataclass(frozen=True, kw_only=True)
class PostAct(Act):
    """An act about one post of one person."""

    person: str
    title: str
    organisation: str = ""
    unit: str = ""

    def needs(self) -> Iterable[Need]:
        yield About(Person, self.person, (Standing, Post))
        if self.organisation:
            yield About(Organisation, self.organisation)

    def over(self, before: State) -> Iterable[int]:
        known = before.id_of(Organisation, self.organisation)
        return () if known is None else (known,)

    def held(self, before: State, person: int | None) -> list[Post]:
        """The stretches of just this post that this person is known to hold."""
        where = before.id_of(Organisation, self.organisation) if self.organisation else None
        return [
            p
            for p in before.facts(Post, person)
            if p.title == self.title and p.organisation_id == where and p.unit == clean(self.unit)
        ]


@dataclass(frozen=True, kw_only=True)
class Appoint(PostAct):
    """Bổ nhiệm, chỉ định, bầu: somebody holds a post from this day on."""

    act: ClassVar[str] = "post.appoint"
    says: ClassVar[str] = "Bổ nhiệm, chỉ định hoặc công nhận chức vụ"
    rules = (rules.TITLE_KNOWN, rules.SOMEWHERE, rules.POST_IN_EXISTING, rules.PARTY_POST_BY_MEMBER)

    unit_kind: str = ""
    term: str = ""
    until: date | None = None

    def plan(self, before: State) -> Iterator[Effect]:
        person = known_person(before, self.person, "person")
        where = known_organisation(before, self.organisation, "organisation") if self.organisation else None
        new = Post(
            person_id=person,
            title=self.title,
            organisation_id=where,
            unit=clean(self.unit),
            unit_kind=self.unit_kind,
            term=self.term,
            valid_from=self.on,
            valid_to=self.until or OPEN,
        )
        yield from timeline.begin(self.held(before, person), new)


@dataclass(frozen=True, kw_only=True)
class Relieve(PostAct):
    """Thôi giữ chức vụ: somebody holds the post no longer."""

    act: ClassVar[str] = "post.relieve"
    says: ClassVar[str] = "Thôi giữ chức vụ"

    def plan(self, before: State) -> Iterator[Effect]:
        person = known_person(before, self.person, "person")
        held = [p for p in self.held(before, person) if p.valid_to > self.on]
        if not held:
            says = f"{self.person} không giữ chức vụ “{self.title}” ở đó vào ngày {self.on:%d/%m/%Y}."
            raise Impossible("CV-05", says, "title")
        yield from timeline.end(held, self.on)


@dataclass(frozen=True, kw_only=True)
class Register(Appoint):
    """Kê khai chức vụ: a row of the list of posts; its holder need not be a member, nor be known before."""

    act: ClassVar[str] = "post.register"
    says: ClassVar[str] = "Kê khai chức vụ"
    enters: ClassVar[bool] = True

    full_name: str = ""

    def plan(self, before: State) -> Iterator[Effect]:
        person = before.id_of(Person, self.person)
        if person is None:
            person = new_person(before, self.person, self.full_name)
            name = clean(self.full_name)
            yield Assert(
                Profile(person_id=person, full_name=name, folded=fold(name), sort_key=sort_key(name))
            )
        where = known_organisation(before, self.organisation, "organisation") if self.organisation else None
        said = Post(
            person_id=person,
            title=self.title,
            organisation_id=where,
            unit=clean(self.unit),
            unit_kind=self.unit_kind,
            term=self.term,
            valid_from=self.on,
            valid_to=self.until or OPEN,
        )
        same = [p for p in self.held(before, person) if p.valid_from == self.on]
        if any(timeline.key_of(p) == timeline.key_of(said) for p in same):
            return
        yield from map(Retract, same)
        yield Assert(said)
