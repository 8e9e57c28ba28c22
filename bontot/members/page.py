"""Trang của một người: the file as of a day, its history, and what later chapters add to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from bontot.access import readings
from bontot.access.asking import position
from bontot.access.doors import Asked, may
from bontot.ledger import queries as ledger
from bontot.members.life import File, Life
from bontot.members.models import Person
from bontot.members.people import person, visible_ids
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page that a later chapter tells."""

    title: str
    lines: tuple[ledger.Line, ...]
    on_days: bool = False
    """Whether each line is about one day, and stands in no decision."""


type Teller = Callable[[Person, date, int | None], Section]


@dataclass(frozen=True, slots=True)
class Confided:
    """A section for the person, and for whoever holds a permission over the person; nobody else has it read."""

    permission: str
    tell: Teller


@dataclass(frozen=True, slots=True)
class Own:
    """A section for the person alone: what is sent to nobody else."""

    tell: Teller


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person as of a day."""

    title: str
    file: File
    on: date
    at: int | None
    sections: tuple[Section, ...]
    readers: bool
    """Whether the reader may see who has read the file."""


@may("members.read", "own.read")
def person_page(
    request: Asked, code: str, on: date, sections: Sequence[Teller | Confided | Own] = ()
) -> HttpResponseBase:
    """A person's file; that it was read is written down."""
    at = position(request)
    found = person(request, code)
    readings.note(request, [found.code])
    file = Life(found, at=at, discipline=_knows(request, found, "discipline.read")).on(on)
    told = tuple(tell(found, on, at) for tell in _tellers(request, found, sections))
    return Page(
        request,
        "members/person.html",
        PersonPage(file.name, file, on, at, told, _sees_readers(request, found)),
    )


@dataclass(frozen=True, slots=True)
class ReadersPage:
    """Who has read a person's file."""

    title: str
    code: str
    seen: list[readings.Seen]
    more: int | None


@may("members.read", "own.read")
def readers_page(request: Asked, code: str) -> HttpResponseBase:
    """Who has read this file: for the person, and for whoever may read the whole log."""
    found = person(request, code)
    if not _sees_readers(request, found):
        raise Http404(_("Không có trang này."))
    before = request.GET.get("before", "")
    seen, more = readings.seen(person=found.code, before=int(before) if before.isdecimal() else None)
    return Page(request, "members/readers.html", ReadersPage(_("Ai đã xem hồ sơ"), found.code, seen, more))


def _tellers(request: Asked, found: Person, sections: Sequence[Teller | Confided | Own]) -> Iterator[Teller]:
    for section in sections:
        if isinstance(section, Own):
            if _is_own(request, found):
                yield section.tell
        elif not isinstance(section, Confided):
            yield section
        elif _knows(request, found, section.permission):
            yield section.tell


def _is_own(request: Asked, found: Person) -> bool:
    return request.scope.person_code == found.code


def _knows(request: Asked, found: Person, permission: str) -> bool:
    """Whether the reader may know what a permission is about, as discipline: the person, and whom the table of roles lets."""
    if _is_own(request, found):
        return True
    told = request.grants.scope(permission)
    if told.tops == request.grants.scope("members.read").tops:
        return bool(told)  # whoever may read the file may know this too: nothing more to ask
    return found.id in visible_ids([found.id], told)


def _sees_readers(request: Asked, found: Person) -> bool:
    return _is_own(request, found) or request.grants.permits("readings.read")
