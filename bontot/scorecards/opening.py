"""What the pages of campaigns share: finding a campaign and a card within what the reader may see, and what stands above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _

from bontot.access.doors import Asked
from bontot.organisations.models import Organisation
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import lasting_tree
from bontot.scorecards.keeping import framework_of, last_day
from bontot.scorecards.models import Campaign, Card
from bontot.scorecards.words import TARGETS
from bontot.ui.clock import today


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over every page of a campaign."""

    id: int
    title: str
    year: str
    target: str
    framework: str
    framework_code: str
    framework_version: str
    demonstration: bool
    whole: int
    best: int
    """From how many points on one reaches the best band."""
    first: date
    last: date
    deadlines: list[tuple[str, date]]


def head(campaign: Campaign) -> Head:
    """What stands over every page of a campaign."""
    framework = framework_of(campaign)
    return Head(
        id=campaign.id,
        title=campaign.title,
        year=campaign.year,
        target=str(TARGETS[campaign.target]),
        framework=framework.says,
        framework_code=framework.code,
        framework_version=framework.version,
        demonstration=framework.demonstration,
        whole=framework.whole,
        best=framework.bands[0].least,
        first=campaign.first,
        last=last_day(campaign),
        deadlines=[
            (_("Đăng ký"), campaign.register_by),
            (_("Tự chấm, biểu quyết"), campaign.score_by),
            (_("Thẩm định"), campaign.appraise_by),
            (_("Công nhận"), campaign.recognise_by),
        ],
    )


def tops(request: Asked, campaign: Campaign) -> list[int]:
    """What of a campaign the reader may see: its whole, or the tops of what they hold inside it."""
    if campaign.organisation_id in request.scope:
        return [campaign.organisation_id]
    standing = lasting_tree(today())
    return [
        id
        for id in request.grants.tops()
        if id in request.scope and standing.stands_under(id, campaign.organisation_id)
    ]


def campaign(request: Asked, id: int) -> Campaign:
    """The campaign, where the reader sees any of it. Raises Http404."""
    found = Campaign.objects.filter(id=id).first() if id < 2**62 else None
    if found is None or not tops(request, found):
        raise Http404(_("Không có đợt chấm điểm này."))
    return found


def place(request: Asked, found: Campaign, code: str) -> Organisation:
    """An organisation of the campaign that the reader may see. Raises Http404."""
    known = Organisation.objects.filter(code=code).first()
    standing = lasting_tree(today())
    inside = known is not None and standing.stands_under(known.id, found.organisation_id)
    if known is None or known.id not in request.scope or not inside:
        raise Http404(_("Không có tổ chức nào mang mã “%(code)s” trong đợt này.") % {"code": code[:60]})
    return known


def card(request: Asked, id: int, code: str, version: str = "") -> Card:
    """The card of an organisation: the current one, or an earlier version. Raises Http404."""
    found = campaign(request, id)
    organisation = place(request, found, code)
    cards = Card.objects.filter(campaign=found, organisation_id=organisation.id).select_related("campaign")
    chosen = (
        cards.filter(version=int(version))
        if version.isdecimal() and len(version) < 5
        else cards.filter(current=True)
    )
    known = chosen.first()
    if known is None:
        raise Http404(_("Tổ chức này không có phiếu trong đợt này."))
    return known


def above(request: Asked, id: int, until: int) -> list[Named]:
    """What stands above an organisation inside the campaign and may be seen, the highest first."""
    path = lasting_tree(today()).path(id)[:-1]
    shown = [each for each in path[path.index(until) :] if each in request.scope] if until in path else []
    book = Book(shown, at=None)
    return [book.on(each, today()) for each in shown]


def of_branches(campaign: Campaign, organisation: int) -> Campaign | None:
    """The campaign of the same year in which the branches under a grassroots organisation have their cards."""
    standing = lasting_tree(today())
    found = Campaign.objects.filter(target="branches", year=campaign.year).exclude(id=campaign.id)
    covering = (each for each in found if standing.stands_under(organisation, each.organisation_id))
    return next(covering, None)


def oversees(request: Asked, permission: str, organisation: int) -> bool:
    """Whether the reader may do so as the superior: over the organisation, from somewhere above it."""
    scope = request.grants.scope(permission)
    return organisation in scope and organisation not in scope.tops


def start(request: Asked) -> int:
    """From which row on a long list is asked for. Raises Http404 for what is no number."""
    text = request.GET.get("after", "0")
    if not text.isdecimal() or len(text) > 6:
        raise Http404(_("Không có trang này."))
    return int(text)
