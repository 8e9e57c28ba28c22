"""Danh sách sau con số: the things of a figure as people read them, with where each is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bontot.access.doors import Asked
from bontot.directives.measuring import amount
from bontot.directives.models import Commitment
from bontot.members.models import Person
from bontot.members.naming import PersonName, people_named
from bontot.organisations.queries import Book, Named
from bontot.scorecards.figures import Thing, countings
from bontot.scorecards.models import Campaign
from bontot.scorecards.words import WHAT
from bontot.ui.clock import today
from bontot.ui.saying import plainly


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    thing: Thing
    says: str
    what: str
    person: PersonName | None
    other: Named | None
    result: str
    """Of a commitment with a target: how much of it was reached."""
    href: str
    """Where it is looked at; nothing where the reader may not."""

    judged: bool
    """Whether it is good or not by itself: what is only counted is neither, nor is a target that others count towards."""


def lined(
    request: Asked, listed: list[Thing], evidence: str, code: str, branches: Campaign | None = None
) -> list[Row]:
    """The things that evidence counts for the organisation of a code, in a constant number of statements.

    With a campaign of branches, a branch is looked at by its card there.
    """
    counting = countings()[evidence]
    people = _people(request, [each.person for each in listed if each.person])
    results = _results([each.commitment for each in listed if each.commitment])
    book = Book([each.other for each in listed if each.other], at=None)
    return [
        Row(
            each,
            _says(each),
            str(WHAT.get(each.what, "")) or plainly(each.what),
            people.get(each.person) if each.person else None,
            book.on(each.other, today()) if each.other else None,
            results.get(each.commitment or 0, ""),
            _href(request, each, evidence, code) or _card_of(branches, each, book),
            bool(counting.whole) and each.what != "target",
        )
        for each in listed
    ]


def _says(each: Thing) -> str:
    """What a thing says of itself; a month or a quarter as people write it, of those not marked how many they are."""
    if each.what == "unmarked":
        return ngettext("%(number)s người phải dự", "%(number)s người phải dự", each.whole) % {
            "number": each.whole
        }
    year, _sep, month = each.says.partition("-")
    if not (len(each.says) == 7 and year.isdecimal() and month.isdecimal()):
        return each.says
    if each.what in ("thematic", "no_thematic"):
        return _("quý %(quarter)s/%(year)s") % {"quarter": (int(month) + 2) // 3, "year": year}
    return _("kỳ %(month)s/%(year)s") % {"month": month, "year": year}


def _card_of(branches: Campaign | None, each: Thing, book: Book) -> str:
    """The card of a branch under the organisation, in the campaign of the branches."""
    if branches is None or not each.other:
        return ""
    return reverse("campaign_place", args=[branches.id, book.on(each.other, today()).code])


def _href(request: Asked, each: Thing, evidence: str, code: str) -> str:
    permits = request.grants.permits
    if each.meeting and permits("meetings.read"):
        return reverse("meeting", args=[each.meeting])
    if each.commitment and permits("directives.read"):
        return reverse("commitment", args=[each.commitment])
    if evidence == "regulation_on_file" and permits("regulations.read"):
        return reverse("regulation_of", args=[code])
    return ""


def _results(ids: list[int]) -> dict[int, str]:
    """Of commitments with a target how much of it was reached: `45/50 hộ`; one statement."""
    found = Commitment.objects.filter(id__in=sorted(set(ids)), target__isnull=False)
    return {
        id: f"{amount(value, '') or '–'}/{amount(target, unit)}"
        for id, target, unit, value in found.values_list("id", "target", "unit", "reply__value")
    }


def _people(request: Asked, ids: list[int]) -> dict[int, PersonName]:
    """Names by id, in a constant number of statements."""
    wanted = sorted(set(ids))
    codes = dict(Person.objects.filter(id__in=wanted).values_list("code", "id"))
    named = people_named(wanted, on=today(), within=request.grants.scope("members.read"), at=None)
    return {codes[person.code]: person for person in named if person.code in codes}
