"""Việc đến hạn: what somebody should see to, found in the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import OuterRef, Subquery

from bontot.access.scope import Grants, Scope
from bontot.kernel.period import months_later
from bontot.law.parameters import parameter
from bontot.ledger import queries as ledger
from bontot.members.models import Belonging, Standing
from bontot.members.naming import PersonName, people_named

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to see to, as one line that leads to where it is done."""

    says: str
    href: str
    day: date | None = None
    """By when."""
    note: str = ""
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Todos:
    """What a later chapter has to see to: the first of it, how much there is, and where all of it stands."""

    title: str
    lines: tuple[Todo, ...]
    number: int
    href: str = ""


type TellerOfDue = Callable[[Grants, date], Todos | None]
"""What a later chapter says to somebody on a day; None where there is nothing."""


def told(tellers: Iterable[TellerOfDue], grants: Grants, on: date) -> list[Todos]:
    """What later chapters have to see to."""
    return [found for tell in tellers if (found := tell(grants, on)) and found.number]


@dataclass(frozen=True, slots=True)
class Due:
    """Who is due for something: how many, and the first of them."""

    number: int
    people: list[PersonName]
    source: str


def probation_over(*, on: date, within: Scope, at: int | None, shown: int = SHOWN) -> Due:
    """Probationary members whose time of probation is over and who have not been confirmed yet, longest waiting first."""
    try:
        rule = parameter("membership.probation", on)
    except KeyError:
        raise
    except LookupError:
        return Due(0, [], "")  # on that day no rule that we know of set a time
    begun = months_later(on, -int(rule.value))
    ids = [person for person, branch in _probationary(on, begun, at, ledger.edge()) if branch in within]
    return Due(len(ids), people_named(ids[:shown], on=on, within=within, at=at), str(rule.citation))


@lru_cache(maxsize=16)
def _probationary(on: date, begun: date, at: int | None, edge: tuple[int, str]) -> list[tuple[int, int]]:
    """Who has been probationary since `begun` or longer, and where they belong; the longest first."""
    home = Belonging.objects.filter(ledger.holding(on, at), person_id=OuterRef("person_id"), temporary=False)
    waiting = Standing.objects.filter(ledger.holding(on, at), standing="probationary", valid_from__lte=begun)
    rows = waiting.annotate(branch=Subquery(home.values("organisation_id")[:1])).filter(branch__isnull=False)
    return list(rows.order_by("valid_from", "person_id").values_list("person_id", "branch"))
