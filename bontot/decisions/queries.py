"""Questions about decisions: which there are, and what one of them changed, within what the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from django.db.models import Q, QuerySet

from bontot.access.scope import Scope
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.ledger.chain import payload
from bontot.ledger.models import Decision, Fact
from bontot.ledger.state import fact_kinds
from bontot.members.models import Belonging, PersonFact, Post
from bontot.members.people import visible_ids
from bontot.organisations.models import OrganisationFact, Place

PER_PAGE = 50
SHOWN = 10
"""Facts of a kind that a page shows of one decision."""


def page(*, within: Scope, before: int | None = None) -> tuple[list[Decision], int | None]:
    """Decisions that changed something within the scope, the last first; and where the next page begins."""
    found = Decision.objects.order_by("-position")
    if not within.whole:
        found = found.filter(position__in=_touching(within))
    if before is not None:
        found = found.filter(position__lt=before)
    rows = list(found[: PER_PAGE + 1])
    return rows[:PER_PAGE], rows[PER_PAGE - 1].position if len(rows) > PER_PAGE else None


def one(position: int, *, within: Scope) -> Decision | None:
    """The decision at this position, if it changed something within the scope."""
    found = Decision.objects.filter(position=position)
    if not within.whole:
        found = found.filter(position__in=_touching(within))
    return found.first()


def acts(position: int, limit: int = SHOWN) -> list[dict[str, object]]:
    """The first acts that the decision ordered, as they were said."""
    return list(islice(payload(position), limit))


@dataclass(frozen=True, slots=True)
class Rest:
    """A kind of fact of which a decision changed more than its page shows."""

    kind: type[Fact]
    side: str
    """`SAID` or `UNSAID`."""


SAID, UNSAID = "ghi", "thoi"
"""What a decision made known, and what it made unknown, as addresses call it."""


def effects(position: int, *, within: Scope) -> tuple[list[Fact], list[Fact], list[Rest]]:
    """The first facts of each kind that the decision asserted and retracted, and the kinds of which there are more."""
    found: dict[str, list[Fact]] = {SAID: [], UNSAID: []}
    rest: list[Rest] = []
    for kind in fact_kinds():
        for side, facts in found.items():
            first = list(_changed(kind, side, position, within)[: SHOWN + 1])
            facts += first[:SHOWN]
            if len(first) > SHOWN:
                rest.append(Rest(kind, side))
    return _visible(found[SAID], within), _visible(found[UNSAID], within), rest


def changed(
    kind: type[Fact], side: str, position: int, *, within: Scope, after: int | None
) -> tuple[list[Fact], int | None]:
    """A page of the facts of a kind that the decision asserted or retracted; and where the next page begins."""
    rows = _changed(kind, side, position, within)
    found = list((rows if after is None else rows.filter(id__gt=after))[: PER_PAGE + 1])
    more = found[PER_PAGE - 1].id if len(found) > PER_PAGE else None
    return _visible(found[:PER_PAGE], within), more


def _changed(kind: type[Fact], side: str, position: int, within: Scope) -> QuerySet[Fact]:
    """What it made known, or unknown; but for what it made known and, a crowd of acts later, unknown again itself."""
    said = Q(known_from=position, known_to__gt=position)
    where = said if side == SAID else Q(known_to=position, known_from__lt=position)
    return _within(kind, within).filter(where).order_by("id")


@dataclass(frozen=True, slots=True)
class Touched:
    """What a decision was about."""

    organisations: set[int]
    """Those of which it changed something, and those that it put them under."""
    homes: set[int]
    """Where the people stand about whom it changed something, and where it said they belong or hold posts."""


def touched(position: int) -> Touched:
    """What a decision was about: a constant number of statements, however much that was."""
    about, homes = set[int | None](), set[int | None]()
    people = Q()
    for kind in fact_kinds():
        rows: QuerySet[Any] = kind._default_manager.filter(Q(known_from=position) | Q(known_to=position))
        if issubclass(kind, OrganisationFact):
            about.update(rows.values_list("organisation_id", flat=True).distinct())
            if kind is Place:
                about.update(rows.values_list("parent_id", flat=True).distinct())
            continue
        people |= Q(person_id__in=rows.values("person_id"))
        if kind in (Belonging, Post):
            homes.update(rows.values_list("organisation_id", flat=True).distinct())
    last = Belonging.objects.filter(people, ledger.known(None), temporary=False).order_by("valid_from", "id")
    homes.update(dict(last.values_list("person_id", "organisation_id")).values())
    return Touched({id for id in about if id}, {id for id in homes if id})


def _visible(facts: list[Fact], within: Scope) -> list[Fact]:
    seen = visible_ids((f.person_id for f in facts if isinstance(f, PersonFact)), within)
    return [f for f in facts if not isinstance(f, PersonFact) or f.person_id in seen]


def _touching(within: Scope) -> list[int]:
    """The positions at which something within the scope became known or ceased to be."""
    found: set[int] = set()
    for kind in fact_kinds():
        rows = _within(kind, within)
        pairs = rows.values_list("known_from", "known_to").distinct()
        found.update(chain.from_iterable(pairs))
    return sorted(found)


def _within(kind: type[Fact], within: Scope) -> QuerySet[Fact]:
    rows: QuerySet[Fact] = kind._default_manager.all()
    allowed = within.organisations()
    if within.whole or allowed is None:
        return rows
    if issubclass(kind, OrganisationFact):
        return rows.filter(bulk.where_among("organisation_id", allowed))
    people = Belonging.objects.filter(bulk.where_among("organisation_id", allowed), temporary=False)
    about_people: QuerySet[Any] = rows
    return about_people.filter(person_id__in=people.values("person_id"))


def taken_back_by(position: int) -> Decision | None:
    """The decision that took this one back, if there is one."""
    return Decision.objects.filter(revokes=position).order_by("position").last()
