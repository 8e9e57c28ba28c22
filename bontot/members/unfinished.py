"""Việc còn dở: what an organisation has begun and not finished. Later chapters tell it where an organisation ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.module_loading import import_string

from bontot.access.scope import Scope
from bontot.ledger.elsewhere import really


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One kind of work that is not finished: what, how much of it, and what whoever takes over does with it."""

    says: str
    number: int
    then: str


@dataclass(frozen=True, slots=True)
class Work:
    """How much of one kind of work each organisation has not finished, and who may be told."""

    says: str
    then: str
    permission: str
    numbers: Mapping[int, int]


type TellerOfWork = Callable[[Collection[int], date], Iterable[Work]]
"""What a later chapter knows of organisations that end on a day, as it stands when it is asked."""
type Reach = Callable[[str], Scope]
"""Where somebody holds a permission."""


def unfinished(ends: Mapping[int, date], reach: Reach | None = None) -> dict[int, list[Unfinished]]:
    """The work of organisations that end, each on its day, as far as `reach` goes; None for all of it.

    It is in the hands of the chapters that `settings.UNFINISHED` names, and is asked in earnest also where a plan is
    looked at as if it had been executed. So many statements for each day as there are kinds of work.
    """
    found: dict[int, list[Unfinished]] = defaultdict(list)
    for day in sorted(set(ends.values())):
        ids = [id for id, ending in ends.items() if ending == day]
        for work in _told(ids, day):
            scope = reach(work.permission) if reach else None
            for id, number in work.numbers.items():
                if number and (scope is None or id in scope):
                    found[id].append(Unfinished(work.says, number, work.then))
    return dict(found)


def counted(rows: QuerySet[Any]) -> dict[int, int]:
    """How many of the rows each organisation has; one statement."""
    return dict(rows.order_by().values_list("organisation_id").annotate(Count("id")))


def _told(ids: Collection[int], day: date) -> Iterator[Work]:
    with really():
        for path in settings.UNFINISHED:
            teller: TellerOfWork = import_string(path)
            yield from teller(ids, day)
