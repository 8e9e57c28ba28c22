"""Questions about decisions: which there are, and what one of them changed, within what the reader may see."""

from __future__ import annotations

from itertools import chain, islice
from typing import Any

from django.db.models import Q, QuerySet

from bontot.access.scope import Scope
from bontot.ledger import bulk
from bontot.ledger.chain import payload
from bontot.ledger.models import Decision, Fact
from bontot.ledger.state import fact_kinds
from bontot.members.models import Belonging, PersonFact
from bontot.members.people import visible_ids
from bontot.organisations.models import OrganisationFact

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


def effects(position: int, *, within: Scope) -> tuple[list[Fact], list[Fact], bool]:
    """The first facts of each kind that the decision asserted and retracted, and whether there are more."""
    asserted: list[Fact] = []
    retracted: list[Fact] = []
    more = False
    for kind in fact_kinds():
        for found, where in ((asserted, Q(known_from=position)), (retracted, Q(known_to=position))):
            rows = _within(kind, within).filter(where).order_by("id")
            first = list(rows[: SHOWN + 1])
            found += first[:SHOWN]
            more = more or len(first) > SHOWN
    return _visible(asserted, within), _visible(retracted, within), more


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
