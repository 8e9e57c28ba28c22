"""What is known before an act, held in memory for a crowd of acts: read in a constant number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import connection

from bontot.ledger import bulk
from bontot.ledger.acts import About, Act, Climbing, Need, Pointing
from bontot.ledger.effects import Assert, Effect, Retract
from bontot.ledger.models import STILL_KNOWN, Fact, Identity


class State:
    """The facts known about some identities, as they will stand after the acts planned so far."""

    def __init__(self) -> None:
        self._facts: dict[type[Fact], dict[int, list[Fact]]] = defaultdict(dict)
        self._ids: dict[type[Identity], dict[str, int]] = defaultdict(dict)
        self._codes: dict[type[Identity], dict[int, str]] = defaultdict(dict)
        self._pointing: dict[tuple[type[Fact], str, int], set[int]] = {}
        self._next: dict[type[Identity], int] = {}
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
        return self._facts[kind].get(subject, [])  # type: ignore[return-value]

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
        self.created.append((identity, id, code))
        return id

    # --- changed by the planned ----------------------------------------------------------------------

    def apply(self, effects: Iterable[Effect]) -> list[tuple[Fact, Fact]]:
        """Take over the effects of one act; the pairs of facts that then contradict one another."""
        clashes: list[tuple[Fact, Fact]] = []
        effects = list(effects)
        for effect in effects:
            if isinstance(effect, Retract):
                self._retract(effect.fact)
        for effect in effects:
            if isinstance(effect, Assert):
                clashes += self._assert(effect.fact)
        return clashes

    def _retract(self, fact: Fact) -> None:
        kind, subject = type(fact), getattr(fact, fact.subject)
        self._facts[kind][subject] = [f for f in self._facts[kind][subject] if f is not fact]
        if self.asserted[kind].pop(id(fact), None) is None:
            self.retracted[kind].append(fact.id)

    def _assert(self, fact: Fact) -> list[tuple[Fact, Fact]]:
        kind, subject = type(fact), getattr(fact, fact.subject)
        others = self._facts[kind].setdefault(subject, [])
        clashes = []
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
        reaching: set[Need] = set()
        for act in acts:
            for need in act.needs():
                about[need.identity].add(need.code)
                if not isinstance(need, About):
                    reaching.add(need)
        fresh: dict[type[Identity], set[int]] = defaultdict(set)
        for identity, codes in about.items():
            fresh[identity] |= self._find(identity, codes)
        for need in reaching:
            self._reach(need, fresh)
        for identity, ids in fresh.items():
            self._load(identity, ids)

    def _find(self, identity: type[Identity], codes: set[str]) -> set[int]:
        unknown = codes - self._ids[identity].keys()
        if not unknown:
            return set()
        rows = identity._default_manager.filter(bulk.where_among("code", unknown)).values_list("id", "code")
        return {self._remember(identity, id, code) for id, code in rows}

    def _reach(self, need: Need, fresh: dict[type[Identity], set[int]]) -> None:
        start = self._ids[need.identity].get(need.code)
        if start is None:
            return
        if isinstance(need, Pointing):
            found = _naming(need.fact, need.column, [start])
            key = (need.fact, need.column, start)
            self._pointing[key] = self._pointing.get(key, set()) | found
            fresh[identity_of(need.fact)] |= found
        elif isinstance(need, Climbing):
            fresh[need.identity] |= _above(need.fact, need.column, start)

    def _load(self, identity: type[Identity], ids: set[int]) -> None:
        known = self._codes[identity]
        unnamed = {id for id in ids if id not in known}
        if unnamed:
            rows = identity._default_manager.filter(bulk.where_among("id", unnamed)).values_list("id", "code")
            for id, code in rows:
                self._remember(identity, id, code)
        for kind in facts_about(identity):
            here = self._facts[kind]
            wanted = [id for id in ids if id not in here]
            if not wanted:
                continue
            here.update((id, []) for id in wanted)
            for fact in _known(kind, wanted):
                here[getattr(fact, kind.subject)].append(fact)

    def _remember(self, identity: type[Identity], id: int, code: str) -> int:
        self._ids[identity][code] = id
        self._codes[identity][id] = code
        return id


def _first_day(fact: Fact) -> Any:
    return fact.valid_from


def _known(kind: type[Fact], subjects: list[int]) -> Iterable[Fact]:
    return (
        kind._default_manager.filter(bulk.where_among(kind.subject, subjects), known_to=STILL_KNOWN)
        .order_by("valid_from", "id")
        .iterator(chunk_size=10_000)
    )


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
