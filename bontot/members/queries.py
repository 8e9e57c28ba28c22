"""Questions about people: who holds posts where, and who can be found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Q, Value, When

from bontot.access.scope import Scope
from bontot.kernel.text import fold
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.ledger.sealing import seal
from bontot.ledger.seeking import LONGEST, holding_words, nearness
from bontot.members.models import Belonging, Person, Post, Profile
from bontot.members.naming import people_named
from bontot.members.people import visible
from bontot.organisations.queries import Named


@dataclass(frozen=True, slots=True)
class Officer:
    """Who holds a post in an organisation on a day."""

    code: str
    name: str
    title: str
    unit: str
    since: date
    readable: bool


def officers(organisation: int, *, on: date, within: Scope, at: int | None) -> list[Officer]:
    """Those who hold posts in the organisation on the day, in the usual order of posts."""
    posts = list(
        Post.objects.filter(ledger.holding(on, at), organisation_id=organisation).order_by("id")[:200]
    )
    ids = {post.person_id for post in posts}
    codes = dict(Person.objects.filter(id__in=ids).values_list("id", "code"))
    names = dict(
        Profile.objects.filter(ledger.holding(on, at), person_id__in=ids).values_list(
            "person_id", "full_name"
        )
    )
    readable = visible(codes, within)
    found = [
        Officer(
            codes[p.person_id],
            names.get(p.person_id, codes[p.person_id]),
            p.title,
            p.unit,
            p.valid_from,
            p.person_id in readable,
        )
        for p in posts
    ]
    return sorted(found, key=lambda o: (_rank(o.title), o.title, o.name))


_ORDER = ("bí thư", "phó bí thư", "ủy viên ban thường vụ", "ủy viên ban chấp hành", "chi ủy viên")


def _rank(title: str) -> int:
    return _ORDER.index(title) if title in _ORDER else len(_ORDER)


FOUND = 50
"""People that a search shows; who looks for more adds a word."""


@dataclass(frozen=True, slots=True)
class Match:
    """A person found by a search."""

    code: str
    name: str
    born: str
    branch: Named | None
    begins: bool = True
    """Whether what was asked begins words of the name, or is a number or a code; else it stands inside a word."""


def find(text: str, *, within: Scope, on: date, limit: int = FOUND) -> list[Match]:
    """People whose names hold all the words of `text`, or whose code, card or identity number it is.

    The nearest come first (see `seeking`). They are told as of the day `on`: what they were called, and where they belonged
    then or nearest to it.
    """
    exact = text.strip()
    if not fold(text) or len(text) > LONGEST:
        return []
    named = holding_words(text)
    number = Q(card_number=exact) | Q(identity_number=seal(exact)) | Q(person__code__iexact=exact)
    asked = number if exact.isdecimal() else named | number
    profiles = Profile.objects.filter(asked).filter(ledger.known(None))
    allowed = within.organisations()
    if allowed is not None and not within.whole:
        ever = Belonging.objects.filter(bulk.where_among("organisation_id", allowed), temporary=False)
        held = Post.objects.filter(bulk.where_among("organisation_id", allowed))
        profiles = profiles.filter(
            Q(person_id__in=ever.values("person_id"))
            | Q(person_id__in=held.values("person_id"))
            | Q(person__code=within.person_code)
        )
    near = nearness(text, "full_name")
    # Whether the words stand together is not asked: family and given name often come without what is between them.
    ordered = profiles.annotate(
        inside_a_word=Case(When(number, then=Value(0)), default=near["inside_a_word"]),
        spelt_otherwise=near["spelt_otherwise"],
    ).order_by("inside_a_word", "spelt_otherwise", "sort_key", "id")
    rows = ordered.values_list("person_id", "inside_a_word")[: limit * 2]
    inside: dict[int, int] = {}
    for id, far in rows:
        inside.setdefault(id, far)  # the nearest match of each
    told = people_named(list(inside), on=on, within=within, at=None, as_given=True)
    found = [
        Match(p.code, p.name, p.born, p.branch, not inside[id])
        for id, p in zip(inside, told, strict=True)
        if p.readable
    ]
    return found[:limit]
