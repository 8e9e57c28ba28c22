"""Trang nói và làm: what a committee, or its head, has promised over a term, and what was done of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access import readings
from bontot.access.doors import Asked, may, organisation
from bontot.directives.committing import HEADS, heads
from bontot.directives.counting import Tally, tallies, tally
from bontot.directives.listing import of_head_at, of_organisation_at, since_when
from bontot.directives.queries import promised
from bontot.directives.seeing import commitments, named_on, person
from bontot.directives.shown import SHOWN, Group, Line, Number, grouped, lines, may_do, numbers
from bontot.directives.standing import as_seen, read
from bontot.directives.words import TILES
from bontot.ledger import queries as ledger
from bontot.members.models import Post
from bontot.members.naming import PersonName
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import Tree, tree
from bontot.ui.clock import today
from bontot.ui.page import Page

COLUMNS = ("all", "overdue", "late", "in_time", "waiting")
"""What the table of those below counts, what calls for somebody first."""


@dataclass(frozen=True, slots=True)
class Part:
    """An organisation directly below with all that hangs under it."""

    organisation: Named
    numbers: list[Number]
    in_time: int
    due: int
    """Of which so many were done in time."""


@dataclass(frozen=True, slots=True)
class SaidPage:
    """Words and deeds of an organisation over a term."""

    title: str
    organisation: Named
    on: date
    since: date
    head: PersonName | None
    numbers: list[Number]
    accepted: int
    examples: int
    """Of them, commitments to set an example."""
    groups: list[Group]
    parts: list[Part]
    commits: bool


@may("directives.read")
def my_words(request: Asked) -> HttpResponseBase:
    """Words and deeds of the top of what I may see, today."""
    for id in request.grants.tops():
        if id in request.scope:
            code = Book([id], at=None).on(id, today()).code
            return HttpResponseRedirect(reverse("said_and_done", args=[code, today()]))
    raise Http404(_("Tài khoản này chưa được giao tổ chức nào."))


@may("directives.read")
def said_page(request: Asked, code: str, on: date) -> HttpResponseBase:
    """What an organisation promised within the term, as it stands on a day; and those below it, each as a whole."""
    found, there = organisation(request, code), tree(on)
    since = since_when(request, found.id, on)
    own = promised([found.id], since, on)
    counted = tally(own, on)
    below = there.children(found.id) if found.id in there else []
    led = heads([found.id], on).get(found.id)
    named = Book([found.id], at=None).on(found.id, on)
    where = of_organisation_at(code, on, since, below=False)
    groups = grouped(request, own, {found.id: counted}, on, "organisation_id", lambda _id, mark: where(mark))
    page = SaidPage(
        title=_("Nói và làm: %(name)s") % {"name": named.name},
        organisation=named,
        on=on,
        since=since,
        head=named_on(request, led, on) if led else None,
        numbers=numbers(counted, TILES, where),
        accepted=counted.accepted,
        examples=own.filter(year__isnull=False).count(),
        groups=groups[found.id],
        parts=_parts(below, since, on, there),
        commits=may_do(request, "directives.commit", found.id),
    )
    return Page(request, "directives/said.html", page)


def _parts(below: list[int], since: date, on: date, there: Tree) -> list[Part]:
    """Each organisation directly below, with everything under it; few statements however many there are."""
    above = {id: top for top in below for id in there.under(top)}
    counted = {id: Tally() for id in below}
    for id, each in (
        tallies(promised(list(above), since, on), on, "organisation_id") if above else {}
    ).items():
        counted[above[id]].take(each)
    book = Book(below, at=None)
    order = sorted(below, key=lambda id: (-counted[id].overdue, -counted[id].late, book.on(id, on).code))
    return [_part(book.on(id, on), counted[id], since, on) for id in order]


def _part(named: Named, counted: Tally, since: date, on: date) -> Part:
    where = of_organisation_at(named.code, on, since, below=True)
    return Part(named, numbers(counted, COLUMNS, where), counted.in_time, counted.due)


@dataclass(frozen=True, slots=True)
class Led:
    """An organisation that somebody leads on the day, with what it has promised."""

    organisation: Named
    title: str
    since: date
    numbers: list[Number]
    groups: list[Group]


@dataclass(frozen=True, slots=True)
class HeadPage:
    """Words and deeds of a head: their own commitments, and those of the organisations that they lead."""

    title: str
    person: PersonName
    on: date
    since: date
    numbers: list[Number]
    groups: list[Group]
    examples: list[Line]
    led: list[Led]


@may("directives.read")
def head_page(request: Asked, code: str, on: date) -> HttpResponseBase:
    """What somebody answers for. That it was looked at is written down, as with every file."""
    id, named = person(request, code, on)
    readings.note(request, [code])
    posts = Post.objects.filter(ledger.holding(on), person_id=id, title__in=HEADS).order_by("id")
    led = {post.organisation_id or 0: post for post in posts if (post.organisation_id or 0) in request.scope}
    since = since_when(request, next(iter(led), 0), on)
    own = commitments(request.scope).filter(head_id=id, given__lte=on, deadline__gte=since)
    counted, where = tally(own, on), of_head_at(code, on, since)
    examples = read(as_seen(own.filter(year__isnull=False), on).order_by("-year", "id")[:SHOWN])
    page = HeadPage(
        title=_("Nói và làm: %(name)s") % {"name": named.name},
        person=named,
        on=on,
        since=since,
        numbers=numbers(counted, TILES, where),
        groups=grouped(request, own, {id: counted}, on, "head_id", lambda _id, mark: where(mark))[id],
        examples=lines(request, examples, on),
        led=_led(request, led, since, on),
    )
    return Page(request, "directives/head.html", page)


def _led(request: Asked, led: dict[int, Post], since: date, on: date) -> list[Led]:
    """What the organisations have promised that somebody leads; few statements however many there are."""
    theirs, book = promised(list(led), since, on), Book(led, at=None)
    counted = dict.fromkeys(led, Tally()) | tallies(theirs, on, "organisation_id")
    where = {id: of_organisation_at(book.on(id, on).code, on, since, below=False) for id in led}
    groups = grouped(request, theirs, counted, on, "organisation_id", lambda id, mark: where[id](mark))
    return [
        Led(
            book.on(id, on), post.title, post.valid_from, numbers(counted[id], TILES, where[id]), groups[id]
        )
        for id, post in led.items()
    ]  # fmt: skip
