"""Việc đến hạn: what somebody should see to, found in the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bontot.access.scope import Scope
from bontot.law.parameters import parameter
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.members.models import Belonging, Standing
from bontot.members.naming import PersonName, people_named

SHOWN = 10


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
    begun = _months_before(on, int(rule.value))
    waiting = Standing.objects.filter(ledger.holding(on, at), standing="probationary", valid_from__lte=begun)
    here = Belonging.objects.filter(ledger.holding(on, at), temporary=False)
    allowed = within.organisations()
    if allowed is not None and not within.whole:
        here = here.filter(bulk.where_among("organisation_id", allowed))
    ids = list(
        waiting.filter(person_id__in=here.values("person_id"))
        .order_by("valid_from", "person_id")
        .values_list("person_id", flat=True)
    )
    people = people_named(ids[:shown], on=on, within=within, at=at)
    return Due(len(ids), people, str(rule.citation))


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(f"no such day: {months} months before {day}")
