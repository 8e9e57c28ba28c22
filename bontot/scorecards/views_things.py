"""Trang minh chứng: the list whose length is the figure on a card."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.organisations.queries import Book, Named
from bontot.scorecards.figures import countings, figures, of_condition, things
from bontot.scorecards.keeping import framework_of
from bontot.scorecards.listing import Row, lined
from bontot.scorecards.models import Card, Line
from bontot.scorecards.opening import Head, card, head, of_branches
from bontot.scorecards.sheet import Opening
from bontot.scorecards.window import window
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.saying import plainly

OF_BRANCHES = ("branches_recognised", "branches_done")
"""Evidence that lists branches, each of which has a card of its own."""


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
        organisation=Book([found.organisation_id], at=None).on(found.organisation_id, today()),
        evidence=evidence,
        figure=counting.says(figure) if figure else "",
        kept=counting.says(type(figure)(kept.numerator or 0, kept.denominator))
        if changed and kept and figure
        else "",
        rows=lined(request, listed, evidence, code, branches),
        number=sum(each.whole for each in listed) if counting.whole else len(listed),
        good=sum(each.good for each in listed),
        units=bool(listed) and not any(each.day or each.says for each in listed),
    )
    return Page(request, "scorecards/things.html", page)


def _named(found: Card, evidence: str) -> str:
    """What the framework calls the evidence."""
    framework = framework_of(found.campaign)
    by_code = {c.evidence.code: c.evidence.says for c in framework.criteria if c.evidence}
    by_code |= {of_condition(c): c.evidence.says for c in framework.hard if c.evidence}
    return by_code.get(evidence, "")
