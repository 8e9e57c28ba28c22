"""Trang số liệu của một tiêu chí: the organisations behind a share of the roll-up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import lasting_tree
from bontot.scorecards.filling import criteria
from bontot.scorecards.keeping import framework_of
from bontot.scorecards.opening import Head, above, campaign, head, place, start
from bontot.scorecards.shares import Share, parts, says, shown, whole
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.saying import plainly

SHOWN = 200
"""Organisations of one page."""


@dataclass(frozen=True, slots=True)
class SharePage:
    """A criterion under an organisation, and every card that it counts."""

    title: str
    head: Head
    organisation: Named
    above: list[Named]
    criterion: str
    says: str
    most: int
    figure: str
    """Of all of them together."""
    number: int
    rows: list[Share]
    after: int | None
    filled_at: datetime | None


@may("campaigns.read")
def share_page(request: Asked, id: int, code: str, criterion: str) -> HttpResponseBase:
    """The cards behind a share, those with the fewest points first."""
    found = campaign(request, id)
    known = place(request, found, code)
    asked = next((each for each in criteria(framework_of(found)) if each.code == criterion), None)
    if asked is None:
        raise Http404(_("Khung của đợt này không có tiêu chí “%(code)s”.") % {"code": criterion[:20]})
    counted, first = parts(found, asked, lasting_tree(today()).under(known.id)), start(request)
    page = SharePage(
        title=_("Số liệu tiêu chí %(code)s") % {"code": asked.code},
        head=head(found),
        organisation=Book([known.id], at=None).on(known.id, today()),
        above=[*above(request, known.id, found.organisation_id)],
        criterion=asked.code,
        says=plainly(asked.says),
        most=asked.most,
        figure=says(asked, whole(counted)),
        number=len(counted),
        rows=shown(asked, counted[first : first + SHOWN]),
        after=first + SHOWN if len(counted) > first + SHOWN else None,
        filled_at=found.filled_at,
    )
    return Page(request, "scorecards/share.html", page)
