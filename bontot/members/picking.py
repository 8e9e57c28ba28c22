"""Finding people and organisations by name or code in forms: within what the account may see.

A form of any later chapter declares fields of `bontot.ui.picking` and calls `offer(form, finders(request.grants))`
before it is validated or shown; see there for the whole recipe.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.access.picking import FOUND, ChoicesPage, Organisations
from bontot.access.scope import Grants, Scope
from bontot.kernel.text import clean
from bontot.ledger import bulk
from bontot.members.models import Person
from bontot.members.naming import PersonName, people_named
from bontot.members.queries import find
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.picking import ORGANISATION, PERSON, Choice, Finder


class People:
    """What a reader may find of people, told as of a day."""

    def __init__(self, within: Scope, on: date) -> None:
        self.within, self.on = within, on
        self.address = reverse("choices_of_people")

    def known(self, codes: Iterable[str]) -> dict[str, Choice]:
        """Those of the codes whose files may be seen."""
        wanted = Person.objects.filter(bulk.where_among("code", list(codes)))
        ids = list(wanted.values_list("id", flat=True))
        named = people_named(ids, on=self.on, within=self.within, at=None)
        return {each.code: _choice(each) for each in named if each.readable}

    def find(self, text: str) -> list[Choice]:
        """People of that name, code, card or identity number, with or without diacritics."""
        found = find(text, within=self.within, on=self.on, limit=FOUND)
        return [Choice(m.code, m.name, _note(m.born, m.branch.name if m.branch else "")) for m in found]


def finders(grants: Grants) -> dict[str, Finder]:
    """What an account may find in a form, as of today."""
    return {
        ORGANISATION: Organisations(grants.scope("organisations.read"), grants.today),
        PERSON: People(grants.scope("members.read"), grants.today),
    }


@may("members.read")
def choices_of_people(request: Asked) -> HttpResponseBase:
    """People that a field may mean."""
    asked = clean(request.GET.get("q", ""))[:120]
    found = People(request.scope, today()).find(asked) if asked else []
    return Page(request, "", ChoicesPage(_("Kết quả tìm được"), found))


def _choice(person: PersonName) -> Choice:
    return Choice(person.code, person.name, _note(person.born, person.branch.name if person.branch else ""))


def _note(born: str, branch: str) -> str:
    return ", ".join(filter(None, (_("sinh %(day)s") % {"day": born} if born else "", branch)))
