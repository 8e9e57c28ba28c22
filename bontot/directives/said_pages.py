"""Trang nói và làm: what a committee, or its head, has promised over a term, and what was done of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access import readings
from bontot.access.asking import day
from bontot.access.doors import Asked, may, organisation
from bontot.directives.committing import HEADS, heads
from bontot.directives.models import Commitment
from bontot.directives.queries import promised
from bontot.directives.seeing import commitments
from bontot.directives.shown import Line, Tally, lines, may_do, tallied
from bontot.directives.standing import Row, rows
from bontot.directives.terms import began
from bontot.directives.words import STATUSES
from bontot.ledger import queries as ledger
from bontot.members.models import Person, Post
from bontot.members.naming import PersonName, people_named
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import Tree, tree
from bontot.ui.clock import today
from bontot.ui.page import Page

GROUPS = ("overdue", "late", "in_time", "waiting", "dropped", "ended")
"""In the order in which somebody should look at them."""
SHOWN = 400


@dataclass(frozen=True, slots=True)
class Group:
    """The commitments that have come to the same."""

    key: str
    says: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Part:
    """An organisation directly below with all that hangs under it."""

    organisation: Named
    tally: Tally


@dataclass(frozen=True, slots=True)
class SaidPage:
    """Words and deeds of an organisation over a term."""

    title: str
    organisation: Named
    on: date
    since: date
    head: PersonName | None
    tally: Tally
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
    since = _since(request, found.id, on)
    own = rows(promised([found.id], since, on))
    below = there.children(found.id) if found.id in there else []
    led = heads([found.id], on).get(found.id)
    named = Book([found.id], at=None).on(found.id, on)
    page = SaidPage(
        title=_("Nói và làm: %(name)s") % {"name": named.name},
        organisation=named,
        on=on,
        since=since,
        head=_person(request, led, on) if led else None,
        tally=tallied(own, on, there),
        examples=sum(row.year is not None for row in own),
        groups=_groups(request, own, on, there),
        parts=_parts(below, since, on, there),
        commits=may_do(request, "directives.commit", found.id),
    )
    return Page(request, "directives/said.html", page)


def _parts(below: list[int], since: date, on: date, there: Tree) -> list[Part]:
    """Each organisation directly below, with everything under it; two statements however many there are."""
    above = {id: top for top in below for id in there.under(top)}
    counted: dict[int, list[Row]] = defaultdict(list)
    for row in rows(promised(list(above), since, on)) if above else ():
        counted[above[row.organisation]].append(row)
    book = Book(below, at=None)
    parts = [Part(book.on(id, on), tallied(counted[id], on, there)) for id in below]
    return sorted(parts, key=lambda part: (-part.tally.overdue, -part.tally.late, part.organisation.code))


@dataclass(frozen=True, slots=True)
class Led:
    """An organisation that somebody leads on the day, with what it has promised."""

    organisation: Named
    title: str
    since: date
    tally: Tally
    groups: list[Group]


@dataclass(frozen=True, slots=True)
class HeadPage:
    """Words and deeds of a head: their own commitments, and those of the organisations that they lead."""

    title: str
    person: PersonName
    on: date
    since: date
    tally: Tally
    groups: list[Group]
    examples: list[Line]
    led: list[Led]


@may("directives.read")
def head_page(request: Asked, code: str, on: date) -> HttpResponseBase:
    """What somebody answers for. That it was looked at is written down, as with every file."""
    found = Person.objects.filter(code=code).first()
    named = _person(request, found.id, on) if found else None
    if found is None or named is None or not named.readable:
        raise Http404(_("Không có hồ sơ nào mang mã “%(code)s”.") % {"code": code[:60]})
    readings.note(request, [code])
    there = tree(on)
    posts = Post.objects.filter(ledger.holding(on), person_id=found.id, title__in=HEADS)
    led = [post for post in posts.order_by("id") if (post.organisation_id or 0) in request.scope]
    since = _since(request, led[0].organisation_id or 0 if led else 0, on)
    own = rows(_within(commitments(request.scope).filter(head_id=found.id), since, on))
    theirs: dict[int, list[Row]] = defaultdict(list)
    for row in rows(promised([post.organisation_id or 0 for post in led], since, on)):
        theirs[row.organisation].append(row)
    book = Book([post.organisation_id or 0 for post in led], at=None)
    page = HeadPage(
        title=_("Nói và làm: %(name)s") % {"name": named.name},
        person=named,
        on=on,
        since=since,
        tally=tallied(own, on, there),
        groups=_groups(request, own, on, there),
        examples=lines(request, [row for row in own if row.year], on, there),
        led=[
            Led(
                book.on(id, on), post.title, post.valid_from, tallied(theirs[id], on, there),
                _groups(request, theirs[id], on, there),
            )
            for post in led
            if (id := post.organisation_id or 0)
        ],
    )  # fmt: skip
    return Page(request, "directives/head.html", page)


def _within(found: QuerySet[Commitment], since: date, on: date) -> QuerySet[Commitment]:
    return found.filter(given__lte=on, deadline__gte=since)


def _person(request: Asked, id: int, on: date) -> PersonName | None:
    within = request.grants.scope("members.read")
    return next(iter(people_named([id], on=on, within=within, at=None)), None)


def _since(request: Asked, organisation: int, on: date) -> date:
    """From when on: as asked, else since the term began."""
    asked = day(request, "since")
    if asked and asked > on:
        raise Http404(_("Ngày đầu phải không sau ngày cuối."))
    return asked or began(organisation, on)


def _groups(request: Asked, found: list[Row], on: date, there: Tree) -> list[Group]:
    by_status: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(found, key=lambda row: (row.deadline, row.id))[:SHOWN]:
        by_status[row.status(on, there)].append(row)
    told = {
        line.id: line
        for line in lines(request, [r for rows_ in by_status.values() for r in rows_], on, there)
    }
    return [
        Group(key, str(STATUSES[key]), [told[row.id] for row in by_status[key]])
        for key in GROUPS
        if by_status[key]
    ]
