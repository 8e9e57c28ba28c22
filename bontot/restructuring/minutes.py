"""The minutes of a handing over in words: for the page of a decision, for its rehearsal, and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bontot.access.models import Grant
from bontot.access.scope import EVERYWHERE, Scope
from bontot.kernel.citation import Confidence
from bontot.kernel.period import covering
from bontot.law.reading import load
from bontot.law.sources import cite, on_the_day
from bontot.ledger import bulk
from bontot.ledger.enacting import Outcome, asserted, retracted
from bontot.ledger.models import Fact
from bontot.members.models import Person
from bontot.members.naming import people_named
from bontot.members.unfinished import Reach, Unfinished
from bontot.members.unfinished import unfinished as not_finished
from bontot.organisations.models import Kind, Name, Organisation, Place
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import tree
from bontot.restructuring.handing_over import Minutes, Taken, handing_over, of_decision

_SAID = load(Path(__file__).parent / "papers.yaml")
SEALS = frozenset(_SAID["seals"])
"""The kinds of organisation that have a seal of their own."""


@dataclass(frozen=True, slots=True)
class Taker:
    """Who receives, and what."""

    code: str
    name: str
    part: str
    members: int
    visitors: int
    organisations: list[Named]
    posts: int
    """Posts outside the Party that go on there."""
    people: list[str]
    """The codes of the members and visitors, where they were asked for."""


@dataclass(frozen=True, slots=True)
class Relieved:
    """A post that ends with its organisation, and who held it."""

    title: str
    code: str
    name: str
    readable: bool


@dataclass(frozen=True, slots=True)
class Account:
    """An account whose reach changes: it `gains` or `loses` what is handed over, or its own organisation `ends`."""

    name: str
    change: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A paper or a seal to be handed over or made, and where that is said."""

    says: str
    source: str
    sure: bool
    """Whether the place has been read in the text in force on the day; otherwise it is only a hint."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What one organisation gives, to whom, with which papers."""

    code: str
    name: str
    way: str
    day: date
    ends: bool
    takers: list[Taker]
    relieved: list[Relieved]
    accounts: list[Account]
    unfinished: list[Unfinished]
    """Open cases, tasks, duties and reports due of an organisation that ends, as they stand now."""
    papers: list[Thing]


def planned(
    made: list[Fact], unmade: list[Fact], created: Mapping[int, str], **asked: Any
) -> list[HandedOver]:
    """The minutes of what a rehearsal would make known; `created` are the codes of organisations that it would make."""
    kinds = {fact.organisation_id: fact.kind for fact in made if isinstance(fact, Kind)}
    names = {
        fact.organisation_id: Named(
            fact.organisation_id,
            created.get(fact.organisation_id, ""),
            fact.name,
            kinds.get(fact.organisation_id, ""),
        )
        for fact in made
        if isinstance(fact, Name)
    }
    above = {f.organisation_id: f.parent_id for f in made if isinstance(f, Place)}
    fresh = {id: names[id] for id in created if id in names}
    return told(handing_over(made, unmade), fresh=fresh, above=above, **asked)


def told(
    minutes: Iterable[Minutes],
    *,
    within: Scope = EVERYWHERE,
    accounts: bool = False,
    people: bool = False,
    reach: Reach | None = None,
    fresh: Mapping[int, Named] | None = None,
    above: Mapping[int, int | None] | None = None,
) -> list[HandedOver]:
    """The minutes that name something within the scope, in words, in a constant number of statements.

    `accounts`: say also whose account reaches further or less far. `people`: say also who goes, by code. `reach`: of
    unfinished work only what this reader may see.
    """
    fresh = fresh or {}
    seen = [m for m in minutes if any(id in within or id in fresh for id in (m.giver, *m.takers))]
    words = _Words(seen, fresh, within, people=people)
    changes = _Reach(seen, above or {}) if accounts else None
    left = not_finished({m.giver: m.day for m in seen if m.ends}, reach)
    return [words.handed_over(m, changes, left.get(m.giver, [])) for m in seen]


class _Words:
    """What the organisations and people of some minutes are called, read once."""

    def __init__(
        self, minutes: list[Minutes], fresh: Mapping[int, Named], within: Scope, *, people: bool
    ) -> None:
        self._fresh = fresh
        ids = {id for m in minutes for id in (m.giver, *m.takers, *_organisations(m))}
        self._book = Book(ids, at=None)
        self._codes = _codes(minutes) if people else {}
        self._holders = _holders(minutes, within)

    def _named(self, id: int, day: date) -> Named:
        return self._fresh[id] if id in self._fresh else self._book.on(id, day)

    def handed_over(self, m: Minutes, reach: _Reach | None, left: list[Unfinished]) -> HandedOver:
        giver = self._named(m.giver, m.day - timedelta(days=1))
        takers = [self._taker(self._named(id, m.day), taken, m.day) for id, taken in m.takers.items()]
        kinds = [self._named(id, m.day).kind for id in m.takers]
        held = [(self._holders[p.person_id], p.title) for p in m.posts if p.person_id in self._holders]
        return HandedOver(
            giver.code,
            giver.name,
            m.way,
            m.day,
            m.ends,
            takers,
            [replace(holder, title=title) for holder, title in held],
            list(reach.of(m, giver, takers)) if reach else [],
            left,
            list(_papers(m, giver.kind, kinds)),
        )

    def _taker(self, who: Named, taken: Taken, day: date) -> Taker:
        return Taker(
            who.code,
            who.name,
            taken.part,
            len(taken.members),
            len(taken.visitors),
            [self._named(each, day) for each in taken.organisations],
            len(taken.posts),
            sorted(self._codes[id] for id in (*taken.members, *taken.visitors) if id in self._codes),
        )


def _codes(minutes: list[Minutes]) -> dict[int, str]:
    going = {id for m in minutes for t in m.takers.values() for id in (*t.members, *t.visitors)}
    return dict(Person.objects.filter(bulk.where_among("id", going)).values_list("id", "code"))


def _organisations(minutes: Minutes) -> Iterator[int]:
    for taken in minutes.takers.values():
        yield from taken.organisations


def _holders(minutes: list[Minutes], within: Scope) -> dict[int, Relieved]:
    """Who held the posts that end; nameless where the reader may not read the file."""
    posts = {post.person_id for m in minutes for post in m.posts}
    if not posts:
        return {}
    ids = dict(Person.objects.filter(bulk.where_among("id", posts)).values_list("code", "id"))
    day = max(m.day for m in minutes) - timedelta(days=1)
    return {
        ids[p.code]: Relieved("", p.code if p.readable else "", p.name if p.readable else "", p.readable)
        for p in people_named(sorted(posts), on=day, within=within, at=None)
    }


def _papers(minutes: Minutes, giver: str, takers: list[str]) -> Iterator[Thing]:
    members = any(t.members or t.visitors or t.organisations for t in minutes.takers.values())
    for said in _SAID["papers"]:
        if minutes.way not in said.get("when", [minutes.way]) or (said.get("needs") and not members):
            continue
        if said.get("seal") == "giver" and not (minutes.ends and giver in SEALS):
            continue
        if said.get("seal") == "taker" and not SEALS.intersection(takers):
            continue
        where = on_the_day(cite(said["source"], said.get("place", "")), minutes.day)
        yield Thing(said["says"], str(where), where.confidence in (Confidence.VERIFIED, Confidence.HOUSE))


class _Reach:
    """Which accounts are granted something above the givers and takers: two statements."""

    def __init__(self, minutes: list[Minutes], above: Mapping[int, int | None]) -> None:
        self._above = above
        paths = {(m.giver, m.day) for m in minutes} | {(id, m.day) for m in minutes for id in m.takers}
        ids = {each for id, day in paths for each in (*self._path(id, day), id)}
        self._codes = dict(Organisation.objects.filter(bulk.where_among("id", ids)).values_list("id", "code"))
        grants = Grant.objects.filter(
            organisation_code__in=set(self._codes.values()), account__is_active=True
        )
        self._grants = [
            (grant.organisation_code, grant.account.get_username(), grant)
            for grant in grants.select_related("account").order_by("account__username", "id")
        ]

    def _path(self, id: int, day: date) -> list[int]:
        before = tree(day - timedelta(days=1))
        now = tree(day)
        steps: list[int] = []
        at: int | None = id
        while at is not None and at not in now and at not in before and at not in steps:
            steps.append(at)
            at = self._above.get(at)
        return [*steps, *((now if at in now else before).path(at) if at is not None else ())]

    def of(self, minutes: Minutes, giver: Named, takers: list[Taker]) -> Iterator[Account]:
        over = {self._codes.get(id, "") for id in tree(minutes.day - timedelta(days=1)).path(minutes.giver)}
        new = {self._codes.get(each, "") for id in minutes.takers for each in self._path(id, minutes.day)}
        for code, name, grant in self._grants:
            if covering([grant], minutes.day) is None:
                continue
            if code == giver.code and minutes.ends:
                yield Account(name, "ends", code)
            elif code in over and code not in new:
                yield Account(name, "loses", code)
            elif code in new and code not in over:
                yield Account(name, "gains", code)


def of_outcome(outcome: Outcome, **asked: Any) -> list[HandedOver]:
    """What an enactment has handed over, or what a rehearsal would; of long lists of acts the first, unless it is whole."""
    if not any(act.startswith("organisation.") for act in outcome.effects):
        return []
    if outcome.position is not None:
        return told(of_decision(outcome.position)[0], **asked)
    created = {id: code for identity, id, code in outcome.created if identity is Organisation}
    return planned(asserted(outcome.examples), retracted(outcome.examples), created, **asked)
