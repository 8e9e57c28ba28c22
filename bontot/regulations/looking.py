"""Xem xét: everything that the rules ask about one organisation's regulation, in a constant number of statements."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Max

from bontot.kernel.finding import Finding
from bontot.ledger import queries as ledger
from bontot.ledger.models import STILL_KNOWN
from bontot.members.models import Belonging, Post, Standing
from bontot.organisations.queries import Book
from bontot.organisations.tree import tree
from bontot.regulations.holders import TITLES, called
from bontot.regulations.models import Assignment, Regulation
from bontot.regulations.rules import Charged, Looked, judge
from bontot.regulations.samples import must_have


def findings(
    organisation: int, kind: str, regulation: Regulation | None, assigned: Collection[Assignment], on: date
) -> list[Finding]:
    """What should be looked at again of the regulation, or that there is none."""
    posts = list(
        Post.objects.filter(ledger.holding(on), organisation_id=organisation, title__in=TITLES).only(
            "person_id", "title", "valid_from", "term"
        )
    )
    holding = {post.person_id for post in posts}
    current = [each for each in assigned if each.valid_from <= on < each.valid_to]
    names = called(holding | {each.person_id for each in current}, on)
    leads = [post.valid_from for post in posts if post.title == "bí thư"]
    return judge(
        Looked(
            today=on,
            must=must_have(kind) and organisation in tree(on),
            adopted_on=regulation.adopted_on if regulation else None,
            review_due=regulation.review_due if regulation else None,
            term=regulation.term if regulation else "",
            term_now=next((post.term for post in posts if post.title == "bí thư"), ""),
            led_since=ledger.first_day(max(leads, default=None)),
            charged=_charged(organisation, current, holding, names, on),
            idle=tuple(sorted(names[id] for id in holding - {each.person_id for each in current})),
        )
    )


def _charged(
    organisation: int, current: list[Assignment], holding: set[int], names: dict[int, str], on: date
) -> tuple[Charged, ...]:
    people = {each.person_id for each in current}
    if not people:
        return ()
    inside = set(tree(on).under(organisation))
    home = dict(
        Belonging.objects.filter(ledger.holding(on), person_id__in=people, temporary=False).values_list(
            "person_id", "organisation_id"
        )
    )
    ends = Standing.objects.filter(known_to=STILL_KNOWN, person_id__in=people).values("person_id")
    left = dict(ends.annotate(end=Max("valid_to")).filter(end__lte=on).values_list("person_id", "end"))
    book = Book({where for where in home.values() if where not in inside}, at=None)
    return tuple(
        Charged(
            name=names[each.person_id],
            field=each.field,
            holds_post=each.person_id in holding,
            belongs=home.get(each.person_id) in inside,
            left=left.get(each.person_id),
            elsewhere=""
            if each.person_id in holding or home.get(each.person_id, organisation) in inside | {organisation}
            else book.on(home[each.person_id], on).name,
        )
        for each in current
    )
