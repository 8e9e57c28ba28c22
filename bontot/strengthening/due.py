"""Việc đến hạn về củng cố: steps that are overdue, cases of organisations that are no more, grounds that wait to be looked at."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.scope import Grants, Scope
from bontot.members.due import SHOWN, Todo, Todos
from bontot.organisations.queries import Book
from bontot.organisations.tree import lasting_tree, tree
from bontot.strengthening import queries
from bontot.strengthening.assessing import assess
from bontot.strengthening.criteria import names
from bontot.ui.clock import today
from bontot.ui.saying import plainly

MANY = 1000
"""Organisations beyond which grounds are not computed for the first page."""


def due(grants: Grants, on: date) -> Todos | None:
    """What waits for whoever follows organisations below, and for an organisation that is itself on the list; a constant
    number of statements."""
    reads, decides = grants.scope("strengthening.read"), grants.scope("strengthening.confirm")
    if not reads.tops:
        return None
    ids = _under(reads)
    steps = queries.open_steps(ids, until=on)
    below = [id for id in _under(decides) if id not in decides.tops]
    waiting, gone = _waiting(below, on) if below else ({}, [])
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


def _waiting(ids: list[int], on: date) -> tuple[dict[int, list[str]], list[int]]:
    """Grounds nobody has looked at, and who is on the list although it is no more.

    Whoever looks over very many has the page of all of them: it is for the committees between to look at each.
    """
    there, listed = tree(on), queries.on_list(on, ids)
    gone = [id for id in listed if id not in there]
    if len(ids) > MANY:
        return {}, gone
    found = assess(ids, on)
    return queries.proposed(found.weak, listed, queries.aside_on(on, ids)), gone


def _address(book: Book, id: int, on: date) -> str:
    return reverse("strengthening_of", args=[book.on(id, on).code])
