"""Finding organisations by name or code, for forms: within what the account may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.access.scope import Scope
from bontot.kernel.text import clean
from bontot.organisations import queries, tree
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.picking import Choice
from bontot.ui.saying import plainly

FOUND = 12


class Organisations:
    """What a reader may find of organisations, told as of a day; also those that are no more."""

    def __init__(self, within: Scope, on: date) -> None:
        self.within, self.on = within, on
        self.address = reverse("choices_of_organisations")

    def known(self, codes: Iterable[str]) -> dict[str, Choice]:
        """Those of the codes that exist and may be seen."""
        return {choice.code: choice for choice in self._choices(tree.ids(codes).values())}

    def find(self, text: str) -> list[Choice]:
        """Organisations of that code or name, with or without diacritics."""
        found = queries.find(text, within=self.within, on=self.on, limit=FOUND)
        return self._choices(each.id for each in found)

    def _choices(self, ids: Iterable[int]) -> list[Choice]:
        seen = [id for id in ids if id in self.within]
        if not seen:
            return []
        standing = tree.tree(self.on)
        above = {id: standing.parents.get(id) for id in seen}
        book = queries.Book({*seen, *(parent for parent in above.values() if parent)}, at=None)
        choices = []
        for id in seen:
            named, parent = book.on(id, self.on), above[id]
            where = book.on(parent, self.on).name if parent else ""
            gone = "" if id in standing else _("không hoạt động ngày này")
            note = ", ".join(filter(None, (plainly(named.kind), where, gone)))
            choices.append(Choice(named.code, named.name, note))
        return choices


@dataclass(frozen=True, slots=True)
class ChoicesPage:
    """Suggestions for a field."""

    title: str
    choices: list[Choice]


@may("organisations.read")
def choices_of_organisations(request: Asked) -> HttpResponseBase:
    """Organisations that a field may mean."""
    asked = clean(request.GET.get("q", ""))[:120]
    found = Organisations(request.scope, today()).find(asked) if asked else []
    return Page(request, "", ChoicesPage(_("Kết quả tìm được"), found))
