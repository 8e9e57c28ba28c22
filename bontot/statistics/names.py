"""Danh sách đứng sau một ô: the people or organisations that a cell of a form counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from bontot.access.asking import day, position
from bontot.access.doors import Asked, may, organisation
from bontot.members.naming import PersonName, people_named
from bontot.organisations.queries import Book, Named
from bontot.statistics import engine
from bontot.statistics.answering import ViewChoice, answerable, asked_form, asked_view, part_of, view_choice
from bontot.ui.page import Page
from bontot.ui.saying import plainly


@dataclass(frozen=True, slots=True)
class NamesPage:
    """Who or what stands behind a cell."""

    title: str
    form: str
    form_title: str
    organisation: Named
    on: date
    since: date | None
    at: int | None
    number: int
    view: ViewChoice
    people: list[PersonName]
    organisations: list[Named]
    after: int | None


@may("names.read")
def names_page(request: Asked, form: str, code: str, on: date, row: str, column: str) -> HttpResponseBase:
    """The list whose length is the number in the cell."""
    asked, since, at = asked_form(form), day(request, "since"), position(request)
    found, view = organisation(request, code), asked_view(request, on)
    if found.id not in request.grants.scope(asked.listed_to):
        raise Http404(_("Không có danh sách này trong phạm vi của tài khoản."))
    with answerable():
        ids = engine.names(asked, row, column, found.code, on, since, at, view)
        subject = engine.subject(asked, row, column)
    row_says, column_says = asked.row(row), asked.column(column)
    title = " – ".join(plainly(said.says) for said in (row_says, column_says) if said)
    shown, after = part_of(request, ids)
    people = shown if subject == "person" else []
    organisations = shown if subject == "organisation" else []
    book = Book([found.id, *organisations], at=at)
    page = NamesPage(
        title=title,
        form=asked.code,
        form_title=asked.title,
        organisation=book.on(found.id, on),
        on=on,
        since=since,
        at=at,
        number=len(ids),
        view=view_choice(view),
        people=people_named(people, on=on, within=request.grants.scope("members.read"), at=at),
        organisations=[book.on(id, on) for id in organisations],
        after=after,
    )
    return Page(request, "statistics/names.html", page)
