"""What is known before an act, held in memory for a crowd of acts: read in a constant number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models.expressions import RawSQL

from bontot.ledger import bulk
from bontot.ledger.acts import About, Act, Climbing, Need, Pointing
from bontot.ledger.effects import Effect, Retract
from bontot.ledger.models import STILL_KNOWN, Fact, Identity


class State:
    """The facts known about some identities, as they will stand after the acts planned so far."""

    def __init__(self) -> None:
        self._facts: dict[type[Fact], dict[int, list[Fact]]] = defaultdict(dict)
        self._ids: dict[type[Identity], dict[str, int]] = defaultdict(dict)
        self._codes: dict[type[Identity], dict[int, str]] = defaultdict(dict)
        self._pointing: dict[tuple[type[Fact], str, int], set[int]] = {}
        self._next: dict[type[Identity], int] = {}
        self._fresh: dict[type[Identity], set[int]] = defaultdict(set)
        self.created: list[tuple[type[Identity], int, str]] = []
        self.asserted: dict[type[Fact], dict[int, Fact]] = defaultdict(dict)
        self.retracted: dict[type[Fact], list[int]] = defaultdict(list)

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
        here = self._facts[kind]
        if subject not in here:
            if subject in self._fresh[identity_of(kind)]:
                return []
            self._load(
                kind, {subject}
            )  # where a crowd's own acts have led to what none of them could foresee
        return here[subject]  # type: ignore[return-value]

    def naming[F: Fact](self, kind: type[F], column: str, id: int | None) -> list[F]:
        """The facts of a kind that name the identity `id` in `column`, among those fetched by `Pointing`."""
        if id is None:
            return []
        subjects = self._pointing.get((kind, column, id), set())
        return [f for s in sorted(subjects) for f in self.facts(kind, s) if getattr(f, column) == id]

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
        for effect in effects:
            if isinstance(effect, Retract):
                self._retract(effect.fact)
            else:
                asserted.append(effect.fact)
        for fact in asserted:
            clashes += self._assert(fact)
        return clashes

    def _retract(self, fact: Fact) -> None:
        kind, subject = type(fact), getattr(fact, fact.subject)
        self._facts[kind][subject] = [f for f in self._facts[kind][subject] if f is not fact]
        if self.asserted[kind].pop(id(fact), None) is None:
            self.retracted[kind].append(fact.id)

    def _assert(self, fact: Fact) -> list[tuple[Fact, Fact]]:
        kind, subject = type(fact), fact.__dict__[fact.subject]
        others = self._facts[kind].setdefault(subject, [])
        clashes: list[tuple[Fact, Fact]] = []
        if others:
            if fact.alone():
                clashes = [
                    (other, fact)
                    for other in others
                    if other.alone() and other.valid_from < fact.valid_to and fact.valid_from < other.valid_to
                ]
            others.append(fact)
            others.sort(key=_first_day)
        else:
            others.append(fact)
        self.asserted[kind][id(fact)] = fact
        if self._pointing:
            for column in pointers(kind):
                named = getattr(fact, column)
                if (kind, column, named) in self._pointing:
                    self._pointing[kind, column, named].add(subject)
        return clashes

    def forget(self) -> None:
        """What was planned is in the database now: begin afresh, so that a nation needs no more memory than a chunk."""
        following = self._next
        self.__init__()  # type: ignore[misc]
        self._next = following

    # --- read from the database ----------------------------------------------------------------------

    def fetch(self, acts: Iterable[Act]) -> None:
        """Read all that the acts need and that is not here yet."""
        about: dict[type[Identity], set[str]] = defaultdict(set)
        asked: dict[tuple[type[Identity], tuple[type[Fact], ...] | None], set[str]] = defaultdict(set)
        reaching: set[Need] = set()
        for act in acts:
            for need in act.needs():
                if type(need) is About:
                    asked[need.identity, need.kinds].add(need.code)
                else:
                    asked[need.identity, None].add(need.code)
                    reaching.add(need)
        needed: dict[type[Fact], set[str]] = defaultdict(set)
        for (identity, kinds), codes in asked.items():
            about[identity] |= codes
            for kind in kinds or facts_about(identity):
                needed[kind] |= codes
        for identity, codes in about.items():
            self._find(identity, codes)
        wanted: dict[type[Fact], set[int]] = defaultdict(set)
        for kind, codes in needed.items():
            ids = self._ids[identity_of(kind)]
            wanted[kind] = {ids[code] for code in codes if code in ids}
        for need in reaching:
            identity, found = self._reach(need)
            for kind in facts_about(identity):
                wanted[kind] |= found
        for kind, subjects in wanted.items():
            self._load(kind, subjects)

    def _find(self, identity: type[Identity], codes: set[str]) -> None:
        unknown = codes - self._ids[identity].keys()
        if unknown:
            self._remember_all(identity, bulk.where_among("code", unknown))

    def _reach(self, need: Need) -> tuple[type[Identity], set[int]]:
        """The identities that a need leads to."""
        start = self._ids[need.identity].get(need.code)
        if start is None:
            return need.identity, set()
        if isinstance(need, Pointing):
            found = _naming(need.fact, need.column, [start])
            key = (need.fact, need.column, start)
            self._pointing[key] = self._pointing.get(key, set()) | found
            identity = identity_of(need.fact)
        else:
            assert isinstance(need, Climbing)
            found, identity = _above(need.fact, need.column, start), need.identity
        unnamed = found - self._codes[identity].keys()
        if unnamed:
            self._remember_all(identity, bulk.where_among("id", unnamed))
        return identity, found

    def _load(self, kind: type[Fact], subjects: set[int]) -> None:
        here = self._facts[kind]
        wanted = [id for id in subjects if id not in here]
        if wanted:
            here.update((id, []) for id in wanted)
            for fact in _known(kind, wanted):
                here[fact.__dict__[kind.subject]].append(fact)

    def _remember_all(self, identity: type[Identity], where: RawSQL) -> None:
        for id, code in identity._default_manager.filter(where).values_list("id", "code"):
            self._remember(identity, id, code)

    def _remember(self, identity: type[Identity], id: int, code: str) -> None:
        self._ids[identity][code] = id
        self._codes[identity][id] = code


def _first_day(fact: Fact) -> Any:
    return fact.valid_from


def _known(kind: type[Fact], subjects: list[int]) -> Iterable[Fact]:
    names = ("id", "valid_from", "valid_to", "known_from", *kind.columns())
    where, values = bulk.among(kind.subject, subjects)
    where += f" AND known_to = {STILL_KNOWN} ORDER BY valid_from, id"
    return (kind(**dict(zip(names, row, strict=True))) for row in bulk.select(kind, names, where, values))


def _naming(kind: type[Fact], column: str, ids: list[int]) -> set[int]:
    rows = kind._default_manager.filter(bulk.where_among(column, ids), known_to=STILL_KNOWN)
    return set(rows.values_list(kind.subject, flat=True))


def _above(kind: type[Fact], column: str, start: int) -> set[int]:
    """`start` and everything that facts of this kind have ever named above it."""
    table, subject = kind._meta.db_table, kind.subject
    with connection.cursor() as cursor:
        cursor.execute(
            f'WITH RECURSIVE up(id) AS (SELECT CAST(%s AS bigint) UNION SELECT f."{column}" FROM "{table}" f '
            f'JOIN up ON f."{subject}" = up.id WHERE f.known_to = %s AND f."{column}" IS NOT NULL) '
            "SELECT id FROM up",
            [start, STILL_KNOWN],
        )
        return {int(row[0]) for row in cursor.fetchall()}


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
    return kind._meta.get_field(kind.subject.removesuffix("_id")).related_model  # type: ignore[return-value]


@lru_cache
def facts_about(identity: type[Identity]) -> tuple[type[Fact], ...]:
    """The kinds of facts about identities of this kind."""
    return tuple(kind for kind in fact_kinds() if identity_of(kind) is identity)


@lru_cache
def pointers(kind: type[Fact]) -> tuple[str, ...]:
    """The columns in which facts of this kind name another identity than their subject."""
    return tuple(f.attname for f in kind._meta.concrete_fields if f.is_relation and f.attname != kind.subject)
