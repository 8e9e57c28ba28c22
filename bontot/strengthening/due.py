"""Việc đến hạn về củng cố: steps that are overdue, cases of organisations that are no more, grounds that wait to be looked at."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.scope import Grants, Scope
from bontot.ledger import bulk
from bontot.ledger.queries import holding
from bontot.members.due import SHOWN, Todo, Todos
from bontot.organisations.models import Kind
from bontot.organisations.queries import Book
from bontot.organisations.tree import lasting_tree, tree
from bontot.strengthening import queries
from bontot.strengthening.assessing import assess
from bontot.strengthening.criteria import names
from bontot.ui.clock import today
from bontot.ui.saying import plainly

PART = "đảng bộ bộ phận"
"""A part of a grassroots organisation: what is below it is looked at by the committee of the whole."""


def due(grants: Grants, on: date) -> Todos | None:
    """What waits for whoever follows organisations below, and for an organisation that is itself on the list; a constant
    number of statements."""
    reads, decides = grants.scope("strengthening.read"), grants.scope("strengthening.confirm")
    if not reads.tops:
        return None
    ids = _under(reads)
    steps = queries.open_steps(ids, until=on)
    below = [id for id in _under(decides) if id not in decides.tops]
    waiting, gone = _waiting(below, _next_below(decides, on), on) if below else ({}, [])
    first = sorted(waiting, key=lambda id: (-len(waiting[id]), id))[:SHOWN]
    book = Book({*(step.case.organisation_id for step in steps[:SHOWN]), *gone, *first}, at=None)
    lines = [
        Todo(
            says=f"{book.on(step.case.organisation_id, on).name}: {step.says}",
            href=_address(book, step.case.organisation_id, on),
            day=step.deadline,
            note=_("quá hạn"),
            tone="bad",
        )
        for step in steps[:SHOWN]
    ]
    lines += [
        Todo(book.on(id, on).name, _address(book, id, on), note=_("tổ chức không còn, hồ sơ chưa khép"))
        for id in gone
    ]
    called = names()
    lines += [
        Todo(
            says=f"{book.on(id, on).name}: {'; '.join(plainly(called[code]) for code in waiting[id])}",
            href=_address(book, id, on),
            note=_("căn cứ chờ xem xét"),
            tone="attention",
        )
        for id in first
    ]
    number = len(steps) + len(gone) + len(waiting)
    return Todos(_("Củng cố tổ chức đảng"), tuple(lines[:SHOWN]), number, reverse("strengthening"))


def _under(scope: Scope) -> list[int]:
    lasting = lasting_tree(today())
    return [id for top in sorted(scope.tops) for id in lasting.under(top)]


def _next_below(scope: Scope, on: date) -> list[int]:
    """Whom a committee looks at itself: of those further down the committees between do."""
    lasting = lasting_tree(today())
    direct = [id for top in sorted(scope.tops) for id in lasting.children(top)]
    parts = Kind.objects.filter(holding(on), bulk.where_among("organisation_id", direct), kind=PART)
    inside = sorted(parts.values_list("organisation_id", flat=True))
    return [*direct, *(id for part in inside for id in lasting.children(part))]


def _waiting(ids: list[int], near: list[int], on: date) -> tuple[dict[int, list[str]], list[int]]:
    """Grounds that nobody has looked at yet, and who is on the list although it is no more."""
    there, listed = tree(on), queries.on_list(on, ids)
    found = assess(near, on)
    gone = [id for id in listed if id not in there]
    return queries.proposed(found.weak, listed, queries.aside_on(on, near)), gone


def _address(book: Book, id: int, on: date) -> str:
    return reverse("strengthening_of", args=[book.on(id, on).code])
