"""Questions about organisations: what they are called on a day, their history, who can be found."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from django.utils.translation import gettext as _

from bontot.kernel.text import fold
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.ledger.models import Fact
from bontot.ledger.seeking import LONGEST, holding_words, nearness
from bontot.organisations.models import (
    Kind,
    Name,
    Organisation,
    OrganisationFact,
    Place,
    Succession,
    Territory,
)
from bontot.organisations.succession import became
from bontot.ui.saying import plainly


class Within(Protocol):
    """A scope, made by `access`: which organisations may be seen."""

    def __contains__(self, organisation: int, /) -> bool: ...

    def organisations(self) -> list[int] | None: ...


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation with what it is called on a day."""

    id: int
    code: str
    name: str
    kind: str
    base_kind: str = ""


@dataclass(frozen=True, slots=True)
class Found(Named):
    """An organisation that was looked for: by which name it was found, if it has another now, and what it became."""

    once: str = ""
    heirs: tuple[Named, ...] = ()
    territory: str = ""
    """The administrative unit by which it was found, where its names do not say what was asked."""
    above: str = ""
    """What it stands under on the day: many branches bear one name."""


class Book:
    """What some organisations have ever been called and been, read once in three statements, for any day."""

    def __init__(self, ids: Iterable[int], *, at: int | None) -> None:
        wanted = set(ids)
        self._codes = dict(
            Organisation.objects.filter(bulk.where_among("id", wanted)).values_list("id", "code")
        )
        self._names = _by_subject(Name, wanted, at)
        self._kinds = _by_subject(Kind, wanted, at)

    def on(self, id: int, day: date) -> Named:
        """What organisation `id` is called on `day`: before it existed its first name, afterwards its last."""
        name = nearest(self._names.get(id, []), day)
        kind = nearest(self._kinds.get(id, []), day)
        code = self._codes.get(id, "")
        return Named(
            id, code, name.name if name else code, kind.kind if kind else "", kind.base_kind if kind else ""
        )


def nearest[F: Fact](facts: list[F], day: date) -> F | None:
    """The fact that holds on `day`, else the last before it, else the first after; `facts` in order."""
    if not facts:
        return None
    place = bisect_right(facts, day, key=lambda fact: fact.valid_from)
    return facts[max(place - 1, 0)]


def exists(id: int, *, on: date, at: int | None) -> bool:
    """Whether the organisation exists on the day."""
    return Place.objects.filter(ledger.holding(on, at), organisation_id=id).exists()


def territory(id: int, *, on: date, at: int | None) -> str:
    """The administrative unit that the organisation works in on the day, where it is known."""
    found = Territory.objects.filter(ledger.holding(on, at), organisation_id=id).values_list(
        "territory", flat=True
    )
    return found.first() or ""


def history(id: int, *, at: int | None) -> list[ledger.Line]:
    """Everything known of an organisation with the papers behind it, the latest first."""
    kinds: tuple[type[OrganisationFact], ...] = (Place, Name, Kind, Territory, Succession)
    facts = [
        fact
        for kind in kinds
        for fact in kind._default_manager.filter(ledger.known(at), organisation_id=id).order_by("valid_from")
    ]
    book = Book(filter(None, map(named_by, facts)), at=at)
    papers = ledger.papers(fact.known_from for fact in facts)
    return ledger.in_order(_told(fact, book, papers) for fact in facts)


def days_of(id: int, *, at: int | None) -> tuple[date, date] | None:
    """The first day on which the organisation existed, and the one from which it no longer does."""
    days = list(
        Place.objects.filter(ledger.known(at), organisation_id=id).values_list("valid_from", "valid_to")
    )
    return (min(d[0] for d in days), max(d[1] for d in days)) if days else None


def find(text: str, *, within: Within, on: date, limit: int = 20) -> list[Found]:
    """Organisations whose code is `text`, or whose names, of whatever time, hold all its words, with or without diacritics.

    The nearest come first (see `seeking`), after them those that worked, at whatever time, in an administrative unit that is called so.
    """
    words = fold(text).split()
    if not words or len(text) > LONGEST:
        return []
    names = Name.objects.filter(holding_words(text) & ledger.known(None))
    allowed = within.organisations()
    if allowed is not None:
        names = names.filter(bulk.where_among("organisation_id", allowed))
    near = nearness(text, "name")
    named = (
        names.annotate(**near)
        .order_by(*near, "folded", "id")
        .values_list("organisation_id", "name")[: limit * 3]
    )
    by_code = Organisation.objects.filter(code__iexact=text.strip()).values_list("id", "code")
    matched = dict(reversed([*by_code, *named]))  # the first match of each, in reversed order
    places = _by_territory(words, allowed, limit) if len(matched) < limit else {}
    found = dict.fromkeys([*reversed(matched), *places])
    ids = [id for id in found if id in within][:limit]
    heirs, parents = became(ids, on=on), _parents(ids, on)
    book = Book({*ids, *parents.values(), *(heir for found in heirs.values() for heir in found)}, at=None)
    return [
        _found(
            book.on(id, on),
            matched.get(id, ""),
            [book.on(heir, on) for heir in heirs.get(id, ())],
            "" if id in matched else places[id],
            book.on(parents[id], on).name if id in parents else "",
        )
        for id in ids
    ]


def _parents(ids: list[int], on: date) -> dict[int, int]:
    """What these stand under on the day, where they do."""
    held = Place.objects.filter(ledger.holding(on), organisation_id__in=ids, parent__isnull=False)
    return dict(held.values_list("organisation_id", "parent_id"))


def _found(now: Named, matched: str, heirs: list[Named], territory: str, above: str) -> Found:
    once = "" if matched in (now.name, now.code) else matched
    return Found(now.id, now.code, now.name, now.kind, now.base_kind, once, tuple(heirs), territory, above)


def _by_territory(words: list[str], allowed: list[int] | None, limit: int) -> dict[int, str]:
    """Organisations by a territory that holds all the words; the widest first, whose name is the shortest."""
    called = [name for folded, name in _territories(ledger.edge()) if all(word in folded for word in words)][
        :limit
    ]
    if not called:
        return {}
    facts = Territory.objects.filter(ledger.known(None), territory__in=called)
    if allowed is not None:
        facts = facts.filter(bulk.where_among("organisation_id", allowed))
    order = {name: place for place, name in enumerate(called)}
    rows = list(facts.order_by("organisation_id").values_list("organisation_id", "territory")[: limit * 3])
    first: dict[int, str] = {}
    for id, name in sorted(rows, key=lambda row: order[row[1]]):
        first.setdefault(id, name)
    return first


@lru_cache(maxsize=2)
def _territories(edge: tuple[int, str]) -> list[tuple[str, str]]:
    """Every territory that is known of any organisation on any day, as it is searched and as it is written."""
    names = set(Territory.objects.filter(ledger.known(None)).values_list("territory", flat=True).distinct())
    return [(fold(name), name) for name in sorted(names, key=lambda name: (len(name), name))]


def told(fact: OrganisationFact, book: Book) -> tuple[str, str, str]:
    """What a fact is about, what it says, and the code of the organisation that it names, if any."""
    if isinstance(fact, Place):
        if fact.parent_id is None:
            return _("Nơi trực thuộc"), _("là cấp cao nhất"), ""
        parent = book.on(fact.parent_id, fact.valid_from)
        return _("Nơi trực thuộc"), parent.name, parent.code
    if isinstance(fact, Name):
        return _("Tên tổ chức"), fact.name, ""
    if isinstance(fact, Kind):
        return _("Loại tổ chức"), ", ".join(map(plainly, filter(None, (fact.kind, fact.base_kind)))), ""
    if isinstance(fact, Territory):
        return _("Địa bàn"), fact.territory, ""
    if isinstance(fact, Succession):
        if fact.successor_id is None:
            return _("Kết thúc"), plainly(fact.way), ""
        heir = book.on(fact.successor_id, fact.valid_from)
        return _("Kế thừa"), f"{plainly(fact.way)}: {heir.name}", heir.code
    raise TypeError(f"not a fact about an organisation: {fact!r}")


def named_by(fact: Fact) -> int | None:
    """The other organisation that a fact about one names."""
    if isinstance(fact, Place):
        return fact.parent_id
    return fact.successor_id if isinstance(fact, Succession) else None


def _told(fact: OrganisationFact, book: Book, papers: dict[int, ledger.Paper]) -> ledger.Line:
    what, says, code = told(fact, book)
    return ledger.line(fact, what, says, papers, code)


def _by_subject[F: OrganisationFact](
    kind: type[F], ids: Collection[int], at: int | None
) -> dict[int, list[F]]:
    found: dict[int, list[F]] = defaultdict(list)
    rows = kind._default_manager.filter(bulk.where_among("organisation_id", ids)).filter(ledger.known(at))
    for fact in rows.order_by("valid_from"):
        found[fact.organisation_id].append(fact)
    return found
