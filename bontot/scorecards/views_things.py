"""Trang minh chứng: the list whose length is the figure on a card."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.directives.measuring import amount
from bontot.directives.models import Commitment
from bontot.members.models import Person
from bontot.members.naming import PersonName, people_named
from bontot.organisations.queries import Book, Named
from bontot.scorecards.figures import Thing, countings, figures, of_condition, things
from bontot.scorecards.keeping import framework_of
from bontot.scorecards.models import Campaign, Card, Line
from bontot.scorecards.opening import Head, card, head, of_branches
from bontot.scorecards.sheet import Opening
from bontot.scorecards.window import window
from bontot.scorecards.words import WHAT
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.saying import plainly

OF_BRANCHES = ("branches_recognised", "branches_done")
"""Evidence that lists branches, each of which has a card of its own."""


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


@dataclass(frozen=True, slots=True)
class ThingsPage:
    """What a figure counts."""

    title: str
    head: Head
    organisation: Named
    evidence: str
    figure: str
    kept: str
    """The figure as it is kept on the card, where it is another by now."""
    rows: list[Row]
    number: int
    good: int
    units: bool
    """Whether it lists organisations alone, none of which has a day."""


@may("campaigns.read")
def things_page(request: Asked, id: int, code: str, evidence: str) -> HttpResponseBase:
    """The things that evidence counts for the organisation, those that speak against it first."""
    found = card(request, id, code)
    if evidence not in Opening(request.grants, found.organisation_id):
        raise Http404(_("Không có danh sách này trong phạm vi của tài khoản."))
    asked, counting = window(found.campaign, today(), found.organisation_id), countings()[evidence]
    listed = things(asked, evidence)
    figure = figures(asked, [evidence])[evidence].get(found.organisation_id)
    kept = Line.objects.filter(card=found, evidence=evidence).first()
    people = _people(request, [each.person for each in listed if each.person])
    results = _results([each.commitment for each in listed if each.commitment])
    book = Book([found.organisation_id, *(each.other for each in listed if each.other)], at=None)
    branches = of_branches(found.campaign, found.organisation_id) if evidence in OF_BRANCHES else None
    changed = (
        kept is not None
        and figure is not None
        and kept.numerator is not None
        and (kept.numerator, kept.denominator) != (figure.numerator, figure.denominator)
    )
    page = ThingsPage(
        title=_("Minh chứng: %(what)s")
        % {"what": _named(found, evidence) or plainly(counting.whole or counting.part)},
        head=head(found.campaign),
        organisation=book.on(found.organisation_id, today()),
        evidence=evidence,
        figure=counting.says(figure) if figure else "",
        kept=counting.says(type(figure)(kept.numerator or 0, kept.denominator))
        if changed and kept and figure
        else "",
        rows=[
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
        ],
        number=sum(each.whole for each in listed) if counting.whole else len(listed),
        good=sum(each.good for each in listed),
        units=bool(listed) and not any(each.day or each.says for each in listed),
    )
    return Page(request, "scorecards/things.html", page)


def _says(each: Thing) -> str:
    """What a thing says of itself; a month or a quarter as people write it."""
    year, _sep, month = each.says.partition("-")
    if not (len(each.says) == 7 and year.isdecimal() and month.isdecimal()):
        return each.says
    if each.what in ("thematic", "no_thematic"):
        return _("quý %(quarter)s/%(year)s") % {"quarter": (int(month) + 2) // 3, "year": year}
    return _("kỳ %(month)s/%(year)s") % {"month": month, "year": year}


def _named(found: Card, evidence: str) -> str:
    """What the framework calls the evidence."""
    framework = framework_of(found.campaign)
    by_code = {c.evidence.code: c.evidence.says for c in framework.criteria if c.evidence}
    by_code |= {of_condition(c): c.evidence.says for c in framework.hard if c.evidence}
    return by_code.get(evidence, "")


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
