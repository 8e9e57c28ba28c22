"""Danh sách đảng viên: one row per member as of a day, in the order of a Vietnamese list of names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from bontot.access.scope import Scope
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.members.ages import Age, age
from bontot.members.models import Belonging, Person, Profile, Standing
from bontot.members.people import visible
from bontot.members.words import standing_word
from bontot.organisations.queries import Book, Named

PER_PAGE = 50
MANY = 100
"""From so many organisations on a page is found by walking along the names, below by sorting all who belong there."""


@dataclass(frozen=True, slots=True)
class Row:
    """A member on a day."""

    code: str
    name: str
    sex: str
    age: Age
    standing: str
    standing_says: str
    admitted: date | None
    branch: Named | None
    readable: bool
    """Whether the reader may open the file: who has gone elsewhere since is listed without it."""


@dataclass(frozen=True, slots=True)
class Roster:
    """One page of a roster; `after` asks for the next."""

    rows: list[Row]
    after: str


def counts(*, on: date, at: int | None) -> dict[int, int]:
    """How many members permanently belong to each organisation (by id) on the day; kept until a decision."""
    return _counts(on, at, ledger.edge())


@lru_cache(maxsize=16)
def _counts(on: date, at: int | None, edge: tuple[int, str]) -> dict[int, int]:
    rows = _belonging(on, at).values("organisation_id").annotate(members=Count("id"))
    return dict(rows.values_list("organisation_id", "members"))


def page(
    organisations: Collection[int], *, on: date, within: Scope, at: int | None = None, after: str = ""
) -> Roster:
    """The members of these organisations (ids) on the day, a page at a time: always the same number of statements."""
    allowed = [id for id in organisations if id in within]
    home = _belonging(on, at).filter(bulk.where_among("organisation_id", allowed))
    here = (
        Q(person_id__in=home.values("person_id"))
        if len(allowed) < MANY
        else Exists(home.filter(person_id=OuterRef("person_id")))
    )
    profiles = Profile.objects.filter(ledger.holding(on, at), here)
    if after:
        key, _, id = after.rpartition("~")
        start = int(id) if id.isdecimal() and len(id) < 19 else 0
        profiles = profiles.filter(sort_key__gte=key).exclude(sort_key=key, id__lte=start)
    found = list(profiles.order_by("sort_key", "id")[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    more = f"{shown[-1].sort_key}~{shown[-1].id}" if len(found) > PER_PAGE else ""
    return Roster(_rows(shown, on, at, within), more)


def guests(organisation: int, *, on: date, within: Scope, at: int | None = None) -> list[Row]:
    """Those who live their Party life here for a time, and belong elsewhere."""
    here = Belonging.objects.filter(ledger.holding(on, at), organisation_id=organisation, temporary=True)
    profiles = Profile.objects.filter(ledger.holding(on, at), person_id__in=here.values("person_id"))
    return _rows(list(profiles.order_by("sort_key", "id")[:200]), on, at, within)


def _belonging(on: date, at: int | None) -> QuerySet[Belonging]:
    standing = Standing.objects.filter(ledger.holding(on, at), person_id=OuterRef("person_id"))
    return Belonging.objects.filter(ledger.holding(on, at), Exists(standing), temporary=False)


def _rows(profiles: list[Profile], on: date, at: int | None, within: Scope) -> list[Row]:
    ids = [profile.person_id for profile in profiles]
    codes = dict(Person.objects.filter(id__in=ids).values_list("id", "code"))
    standings = {
        standing.person_id: standing
        for standing in Standing.objects.filter(ledger.holding(on, at), person_id__in=ids)
    }
    first: dict[int, date] = {}
    began = Standing.objects.filter(ledger.known(at), person_id__in=ids).order_by("-valid_from")
    first.update(began.values_list("person_id", "valid_from"))
    belonging = dict(_belonging(on, at).filter(person_id__in=ids).values_list("person_id", "organisation_id"))
    readable = visible(codes, within)
    book = Book(belonging.values(), at=at)
    return [
        Row(
            code=codes[p.person_id],
            name=p.full_name,
            sex=p.sex,
            age=age(p.born, on),
            standing=(standing := standings[p.person_id].standing if p.person_id in standings else ""),
            standing_says=standing_word(standing),
            admitted=first.get(p.person_id),
            branch=book.on(belonging[p.person_id], on) if p.person_id in belonging else None,
            readable=p.person_id in readable,
        )
        for p in profiles
    ]
