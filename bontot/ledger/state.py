"""What is known before an act, held in memory for a crowd of acts: read in a constant number of statements."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models.expressions import RawSQL

from bontot.ledger import bulk
from bontot.ledger.acts import Act
from bontot.ledger.effects import Effect, Retract
from bontot.ledger.guessing import Guesses
from bontot.ledger.models import Fact, Identity
from bontot.ledger.needing import above, gather, known_facts, subjects_naming
from bontot.ui.clock import today

FIVE_YEARS = timedelta(days=5 * 366)
"""How far ahead a fact may begin unremarked."""


AT_HAND = 400_000
"""Subjects and codes, in all, beyond which nothing stays in memory from one crowd to the next. Half as many take 70 MB."""


class State:
    """The facts known about some identities, as they will stand after the acts planned so far."""

    def __init__(self) -> None:
        self.far = today() + FIVE_YEARS
        self._facts: dict[type[Fact], dict[int, list[Fact]]] = defaultdict(dict)
        self._wanted: dict[type[Fact], set[int]] = defaultdict(set)
        self._ids: dict[type[Identity], dict[str, int]] = defaultdict(dict)
        self._codes: dict[type[Identity], dict[int, str]] = defaultdict(dict)
        self._pointing: dict[type[Fact], dict[str, dict[int, set[int]]]] = defaultdict(dict)
        self._next: dict[type[Identity], int] = {}
        self._fresh: dict[type[Identity], set[int]] = defaultdict(set)
        self.guesses = Guesses()
        self.created: list[tuple[type[Identity], int, str]] = []
        self.asserted: dict[type[Fact], dict[int, Fact]] = defaultdict(dict)
        self.retracted: dict[type[Fact], list[int]] = defaultdict(list)
        self._unsaid: dict[type[Fact], dict[int, list[Fact]]] = defaultdict(dict)
        self._lost: dict[type[Fact], set[int]] = {}

    # --- asked by acts -------------------------------------------------------------------------------

    def id_of(self, identity: type[Identity], code: str) -> int | None:
        """The id behind a code, or None where no such identity is known."""
        return self._ids[identity].get(code)

    def code_of(self, identity: type[Identity], id: int) -> str:
        """The code of an identity that has been fetched."""
        return self._codes[identity][id]

    def facts[F: Fact](self, kind: type[F], subject: int | None) -> list[F]:
        """The facts of a kind about a subject, in the order of their first days."""
        if subject is None:
            return []
        held = self._facts[kind].get(subject)
        return held if held is not None else self._held(kind, subject)  # type: ignore[return-value]  # kept by kind

    def called(self, identity: type[Identity], id: int) -> str:
        """The code of any identity, fetched or not."""
        self._name(identity, {id})
        return self._codes[identity][id]

    def want(self, kind: type[Fact], subjects: Iterable[int]) -> None:
        """Facts of a kind about these subjects will be asked for: they are read together."""
        self._wanted[kind] |= set(subjects) - self._facts[kind].keys()

    def naming[F: Fact](self, kind: type[F], column: str, id: int | None) -> list[F]:
        """The facts of a kind that name the identity `id` in `column`, among those fetched by `Pointing`."""
        if id is None:
            return []
        subjects = self._pointing[kind].get(column, {}).get(id, ())
        return [f for s in sorted(subjects) for f in self.facts(kind, s) if f.__dict__[column] == id]

    def create(self, identity: type[Identity], code: str) -> int:
        """A new identity with this code; its id."""
        if identity not in self._next:
            self._next[identity] = bulk.last_id(identity) + 1
        id = self._next[identity]
        self._next[identity] = id + 1
        self._remember(identity, id, code)
        self._fresh[identity].add(id)
        self.created.append((identity, id, code))
        return id

    # --- changed by the planned ----------------------------------------------------------------------

    def apply(self, effects: Iterable[Effect]) -> list[tuple[Fact, Fact]]:
        """Take over the effects of one act; the pairs of facts that then contradict one another."""
        clashes: list[tuple[Fact, Fact]] = []
        asserted = []
        self._lost.clear()
        for effect in effects:
            if isinstance(effect, Retract):
                self._retract(effect.fact)
            else:
                asserted.append(effect.fact)
        for fact in asserted:
            clashes += self._assert(fact)
        return clashes

    def _retract(self, fact: Fact) -> None:
        kind, subject = type(fact), fact.__dict__[fact.subject]
        self._facts[kind][subject] = [f for f in self._facts[kind][subject] if f is not fact]
        if self.asserted[kind].pop(id(fact), None) is None:
            self.retracted[kind].append(fact.id)
            self._unsaid[kind].setdefault(subject, []).append(fact)

    def _assert(self, fact: Fact) -> list[tuple[Fact, Fact]]:
        kind, subject = type(fact), fact.__dict__[fact.subject]
        others = self._held(kind, subject)
        clashes: list[tuple[Fact, Fact]] = []
        if others:
            if fact.alone():
                clashes = [
                    (other, fact)
                    for other in others
                    if other.valid_from < fact.valid_to and fact.valid_from < other.valid_to and other.alone()
                ]
            insort(others, fact, key=_first_day)
        else:
            others.append(fact)
        self.asserted[kind][id(fact)] = fact
        for column, pointing in self._pointing[kind].items():
            pointing[fact.__dict__[column]].add(subject)
        return clashes

    def lost(self, kind: type[Fact]) -> set[int]:
        """The subjects of which nothing of this kind would be known any more on days on which something is."""
        if kind not in self._lost:
            known = self._facts[kind]
            self._lost[kind] = {
                subject
                for subject, unsaid in self._unsaid[kind].items()
                for fact in unsaid
                if not covers(known[subject], fact.valid_from, fact.valid_to)
            }
        return self._lost[kind]

    def was_known(self, fact: Fact, column: str) -> bool:
        """Whether a fact that is unsaid said the same in `column`, on each day of this one and perhaps on others."""
        said, subject = fact.__dict__, fact.__dict__[fact.subject]
        return any(
            other.__dict__[column] == said[column]
            and other.valid_from <= fact.valid_from
            and fact.valid_to <= other.valid_to
            for other in self._unsaid[type(fact)].get(subject, ())
        )

    def forget(self) -> None:
        """What was planned is in the database now: begin afresh, so that a nation needs no more memory than a province.

        What most acts ask for stays at hand, as long as it is not too much."""
        following, ids, codes = self._next, self._ids, self._codes
        held = {kind: facts for kind, facts in self._facts.items() if kind.at_hand}
        self.__init__()  # type: ignore[misc]  # begins anew, as nothing inherits from it
        self._next = following
        if sum(map(len, held.values())) + sum(map(len, ids.values())) <= AT_HAND:
            self._facts.update(held)
            self._ids, self._codes = ids, codes

    # --- read from the database ----------------------------------------------------------------------

    def fetch(self, acts: Iterable[Act]) -> None:
        """Read all that the acts need and that is not here yet."""
        asked = gather(acts)
        for identity, codes in asked.codes.items():
            self._find(identity, codes)
        wanted: dict[type[Fact], set[int]] = defaultdict(set)

        def want(identity: type[Identity], ids: set[int], kinds: tuple[type[Fact], ...] | None) -> None:
            for kind in kinds or facts_about(identity):
                wanted[kind] |= ids

        for (identity, kinds), codes in asked.about.items():
            want(identity, self._known(identity, codes), kinds)
        for (fact, column, named, kinds), codes in asked.pointing.items():
            want(identity_of(fact), self._point(fact, column, self._known(named, codes)), kinds)
        for (fact, column, identity, kinds), codes in asked.climbing.items():
            want(identity, self._climb(fact, column, identity, self._known(identity, codes)), kinds)
        for kind, subjects in wanted.items():
            self._wanted[kind] |= subjects - self._facts[kind].keys()

    def _find(self, identity: type[Identity], codes: set[str]) -> None:
        unknown = codes - self._ids[identity].keys()
        if unknown:
            self._remember_all(identity, bulk.where_among("code", unknown))

    def _known(self, identity: type[Identity], codes: set[str]) -> set[int]:
        ids = self._ids[identity]
        return {ids[code] for code in codes if code in ids}

    def _point(self, fact: type[Fact], column: str, named: set[int]) -> set[int]:
        """Who has facts that name one of these identities: in the database, and by what has been planned already."""
        pointing = self._pointing[fact].get(column)
        if pointing is None:
            pointing = self._pointing[fact][column] = defaultdict(set)
            for planned in self.asserted[fact].values():
                said = planned.__dict__
                pointing[said[column]].add(said[fact.subject])
        for subject, id in subjects_naming(fact, column, named):
            pointing[id].add(subject)
        found = {subject for id in named for subject in pointing.get(id, ())}
        self._name(identity_of(fact), found)
        return found

    def _climb(self, fact: type[Fact], column: str, identity: type[Identity], starts: set[int]) -> set[int]:
        found = above(fact, column, starts)
        self._name(identity, found)
        return found

    def _name(self, identity: type[Identity], ids: set[int]) -> None:
        unnamed = ids - self._codes[identity].keys()
        if unnamed:
            self._remember_all(identity, bulk.where_among("id", unnamed))

    def _held(self, kind: type[Fact], subject: int) -> list[Fact]:
        """The facts of a kind about a subject, to be read or changed. The first that asks for a kind has it read about all
        who are wanted: many acts ask for few kinds."""
        here = self._facts[kind]
        if subject not in here:
            if subject in self._fresh[identity_of(kind)]:
                here[subject] = []
            else:
                # One that nobody wanted is where a crowd's own acts have led to what none of them could foresee.
                wanted = (self._wanted.pop(kind, set()) | {subject}) - here.keys()
                here.update((id, []) for id in wanted)
                for fact in known_facts(kind, wanted):
                    here[fact.__dict__[kind.subject]].append(fact)
        return here[subject]

    def _remember_all(self, identity: type[Identity], where: RawSQL) -> None:
        for id, code in identity._default_manager.filter(where).values_list("id", "code"):
            self._remember(identity, id, code)

    def _remember(self, identity: type[Identity], id: int, code: str) -> None:
        self._ids[identity][code] = id
        self._codes[identity][id] = code


def _first_day(fact: Fact) -> Any:
    return fact.valid_from


@lru_cache(maxsize=1)
def fact_kinds() -> tuple[type[Fact], ...]:
    """Every kind of fact that a chapter has declared, in the order of the chapters."""
    return tuple(model for model in apps.get_models() if issubclass(model, Fact))


@lru_cache(maxsize=1)
def identity_kinds() -> tuple[type[Identity], ...]:
    """Every kind of identity that a chapter has declared."""
    return tuple(model for model in apps.get_models() if issubclass(model, Identity))


@lru_cache
def identity_of(kind: type[Fact]) -> type[Identity]:
    """What facts of this kind are about."""
    return kind._meta.get_field(kind.subject.removesuffix("_id")).related_model  # type: ignore[return-value]  # subjects are identities


@lru_cache
def facts_about(identity: type[Identity]) -> tuple[type[Fact], ...]:
    """The kinds of facts about identities of this kind."""
    return tuple(kind for kind in fact_kinds() if identity_of(kind) is identity)


def covers(facts: list[Fact], first: date, end: date) -> bool:
    """Whether each day from `first` on and before `end` has one of these facts, which stand in the order of their days."""
    for fact in facts:
        if fact.valid_from <= first < fact.valid_to:
            first = fact.valid_to
    return first >= end
