"""Tìm người và tổ chức: one box, with or without diacritics, also codes and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.asking import day, position
from bontot.access.doors import Asked, View, may
from bontot.kernel.text import clean
from bontot.members.due import Due, TellerOfDue, Todos, probation_over, told
from bontot.members.queries import FOUND, Match, find
from bontot.organisations import queries as organisations
from bontot.organisations.queries import Found
from bontot.ui.clock import today
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was asked, and who and what was found."""

    title: str
    asked: str
    on: date
    """The day of which names and places are told."""
    people: list[Match]
    organisations: list[Found]
    more: bool
    """Whether there are more people than are shown."""

    @property
    def nearest(self) -> list[Match]:
        """People of whose names words begin so."""
        return [match for match in self.people if match.begins]

    @property
    def others(self) -> list[Match]:
        """People in whose names it only stands inside a word: organisations come before them."""
        return [match for match in self.people if not match.begins]


@may("organisations.read", "own.read")
def search_page(request: Asked) -> HttpResponseBase:
    """People and organisations by name, code or number, within what the reader may see."""
    asked = clean(request.GET.get("q", ""))[:120]
    on = day(request, "ngay") or today()
    people = find(asked, within=request.grants.scope("members.read"), on=on) if asked else []
    found = organisations.find(asked, within=request.scope, on=on) if asked else []
    title = _("Tìm “%(asked)s”") % {"asked": asked} if asked else _("Tìm kiếm")
    page = SearchPage(title, asked, on, people, found, len(people) == FOUND)
    return Page(request, "members/search.html", page)


@dataclass(frozen=True, slots=True)
class DuePage:
    """What somebody should see to today."""

    title: str
    on: date
    at: int | None
    probation_over: Due
    others: list[Todos]
    """What later chapters tell; of today alone, because it is not in the ledger."""


@may("members.read")
def due_page(request: Asked, tellers: Sequence[TellerOfDue] = ()) -> HttpResponseBase:
    """What is due, within what the reader may see."""
    on, at = day(request, "on") or today(), position(request)
    due = probation_over(on=on, within=request.scope, at=at, shown=500)
    others = told(tellers, request.grants, on) if on == today() and at is None else []
    return Page(request, "members/due.html", DuePage(_("Việc đến hạn"), on, at, due, others))


def to_today(name: str) -> View:
    """A view that leads from an address without a day to today's; what is asked after `?` goes along."""

    @may("organisations.read", "members.read", "own.read", "statistics.read")
    def lead(request: Asked, code: str, **ignored: object) -> HttpResponseBase:
        address = reverse(name, args=[code, today()])
        query = request.GET.urlencode()
        return HttpResponseRedirect(f"{address}?{query}" if query else address)

    return lead
