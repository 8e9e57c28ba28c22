"""Trang các đợt chấm điểm: all campaigns, a new one, and how far the organisations under one are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.messages import success
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.meetings.keeping import Refused
from bontot.organisations.models import Organisation
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import ids, lasting_tree
from bontot.scorecards.bulk_steps import act
from bontot.scorecards.campaigns import Wanted, begin
from bontot.scorecards.disputing import Dispute, disputes
from bontot.scorecards.filling import criteria
from bontot.scorecards.forms import CampaignForm, PaperForm
from bontot.scorecards.keeping import framework_of
from bontot.scorecards.late import is_late
from bontot.scorecards.models import Campaign, Card
from bontot.scorecards.opening import Head, above, campaign, head, place, start, tops
from bontot.scorecards.rollup import (
    Row,
    Tally,
    Weak,
    count,
    overview,
    rows,
    steps_in_order,
    weak_in,
    weak_spots,
)
from bontot.scorecards.views_card import card_page
from bontot.scorecards.words import STATES
from bontot.ui.clock import today
from bontot.ui.page import Page

SHOWN = 200
"""Cards of one page of a list."""


@dataclass(frozen=True, slots=True)
class CampaignsPage:
    """All campaigns, with what the reader sees of each."""

    title: str
    campaigns: list[tuple[Head, Tally]]
    manages: bool


@may("campaigns.read")
def campaigns_page(request: Asked) -> HttpResponseBase:
    """Which campaigns there are, how far they are, who is late."""
    on, listed = today(), []
    standing = lasting_tree(on)
    for each in Campaign.objects.all()[:30]:
        seen = tops(request, each)
        if not seen:
            continue
        whole = seen == [each.organisation_id]
        inside = None if whole else [id for top in seen for id in standing.under(top)]
        found = rows(each, inside)
        if found:
            named = Book(seen[:1], at=None).on(seen[0], on)
            listed.append((head(each), count(Tally(named), found, each, on)))
    manages = request.grants.permits("campaigns.manage")
    return Page(request, "scorecards/campaigns.html", CampaignsPage(_("Chấm điểm bốn tốt"), listed, manages))


@dataclass(frozen=True, slots=True)
class NewPage:
    """A new campaign."""

    title: str
    form: CampaignForm
    problems: tuple[str, ...]


@may("campaigns.manage")
def new_campaign_page(request: Asked) -> HttpResponseBase:
    """Begin a campaign: every organisation of its kinds gets a card, filled from the records."""
    held, year = sorted(request.scope.tops), today().year
    book = Book(held, at=None)
    places = [(named.code, named.name) for named in (book.on(id, today()) for id in held)]
    usual = {
        "year": year,
        "register_by": date(year, 3, 31),
        "score_by": date(year, 12, 10),
        "appraise_by": date(year, 12, 20),
        "recognise_by": date(year, 12, 31),
    }
    form = CampaignForm(places, request.POST or None, initial=usual)
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        framework, _sep, version = said["framework"].partition("/")
        given = {name: said[name] for name in ("title", "target", "year", *list(usual)[1:])}
        wanted = Wanted(
            framework=framework,
            framework_version=version,
            organisation=ids([said["organisation"]])[said["organisation"]],
            **given,
        )
        try:
            made = begin(wanted, request.user.get_username())
        except Refused as refused:
            problems = refused.says
        else:
            success(request, _("Đã lập đợt, mỗi tổ chức có một phiếu."))
            return HttpResponseRedirect(reverse("campaign", args=[made.id]))
    page = NewPage(_("Lập đợt chấm điểm"), form, problems)
    return Page(request, "scorecards/new.html", page, status=422 if problems or form.errors else 200)


@dataclass(frozen=True, slots=True)
class Listed:
    """A card in a list."""

    row: Row
    named: Named
    above: str
    state_says: str
    late: bool
    band: str
    dispute: Dispute | None
    """The dispute that waits for a decision, where there is one."""


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """How far a campaign is under an organisation."""

    title: str
    head: Head
    organisation: Named
    top: bool
    above: list[Named]
    total: Tally
    steps: list[tuple[str, str, int]]
    below: list[Tally]
    weak: list[Weak]
    disputed: list[Listed]
    """Those that wait for a decision on a dispute; as many as a list shows."""
    step: str
    criterion: str
    criterion_says: str
    late: bool
    cards: list[Listed]
    number: int
    after: int | None
    filled_at: datetime | None
    does: list[tuple[str, str]]
    """What may be done with the chosen cards at once."""
    paper: PaperForm
    refills: bool
    problems: tuple[str, ...]
    chosen: frozenset[str]
    """The cards that were chosen when something was wrong; they stay chosen, and no others."""


@may("campaigns.read")
def campaign_page(request: Asked, id: int) -> HttpResponseBase:
    """The whole of a campaign, or the top of what the reader sees of it."""
    found = campaign(request, id)
    first = tops(request, found)[0]
    if first != found.organisation_id:
        code = Organisation.objects.values_list("code", flat=True).get(id=first)
        name = "campaign_place.json" if request.path.endswith(".json") else "campaign_place"
        query = request.GET.urlencode()
        address = reverse(name, args=[id, code])
        return HttpResponseRedirect(f"{address}?{query}" if query else address)
    return _rollup(request, found, first)


@may("campaigns.read", "campaigns.recognise")
def campaign_place_page(request: Asked, id: int, code: str) -> HttpResponseBase:
    """The card of an organisation that is scored; of any other, what stands under it."""
    found = campaign(request, id)
    known = place(request, found, code)
    if Card.objects.filter(campaign=found, organisation_id=known.id).exists():
        return card_page(request, id, code)
    return _rollup(request, found, known.id)


def _rollup(request: Asked, found: Campaign, organisation: int) -> HttpResponseBase:
    on = today()
    inside = lasting_tree(on).under(organisation)
    problems: tuple[str, ...] = ()
    here = reverse("campaign_place", args=[found.id, _code(organisation)])
    paper = PaperForm(_issuers(request, organisation), request.POST or None)
    if request.method == "POST":
        says, problems = act(request, found, organisation, paper)
        if not problems:
            success(request, says)
            query = request.GET.urlencode()
            return HttpResponseRedirect(f"{here}?{query}" if query else here)
    known = [row for row in rows(found) if row.organisation in set(inside)]
    total, below = overview(found, organisation, known, on)
    step, criterion = request.GET.get("buoc", ""), request.GET.get("yeu", "")[:20]
    late = bool(request.GET.get("cham"))
    chosen = _chosen(found, known, step, criterion, late, on)
    first = start(request)
    named = {each.code: each.says for each in criteria(framework_of(found))}
    whole = organisation == found.organisation_id
    page = CampaignPage(
        title=found.title
        if whole
        else _("%(title)s: %(name)s") % {"title": found.title, "name": total.named.name},
        head=head(found),
        organisation=total.named,
        top=whole,
        above=above(request, organisation, found.organisation_id),
        total=total,
        steps=steps_in_order(total),
        below=below,
        weak=weak_spots(found, [row.organisation for row in known]),
        disputed=_listed(found, [row for row in known if row.disputed][:SHOWN], on),
        step=step if step in STATES else "",
        criterion=criterion if criterion in named else "",
        criterion_says=named.get(criterion, ""),
        late=late,
        cards=_listed(found, chosen[first : first + SHOWN], on),
        number=len(chosen),
        after=first + SHOWN if len(chosen) > first + SHOWN else None,
        filled_at=found.filled_at,
        does=_does(request, organisation, step),
        paper=paper,
        refills=found.organisation_id in request.grants.scope("campaigns.manage"),
        problems=problems,
        chosen=frozenset(request.POST.getlist("card")) if problems else frozenset(),
    )
    return Page(request, "scorecards/campaign.html", page, status=422 if problems else 200)


def _code(organisation: int) -> str:
    return Organisation.objects.values_list("code", flat=True).get(id=organisation)


def _issuers(request: Asked, organisation: int) -> list[tuple[str, str]]:
    """Who may issue a paper about what stands under an organisation: it, and what stands above it and may be seen."""
    path = [id for id in reversed(lasting_tree(today()).path(organisation)) if id in request.scope]
    book = Book(path, at=None)
    return [(named.code, named.name) for named in (book.on(id, today()) for id in path)]


def _chosen(found: Campaign, known: list[Row], step: str, criterion: str, late: bool, on: date) -> list[Row]:
    """The cards that the reader asks for: of a step, weak in a criterion, or late; nothing where nothing is asked."""
    if step not in STATES and not criterion and not late:
        return []
    weak = weak_in(found, criterion) if criterion else set()
    chosen = [
        row
        for row in known
        if (step not in STATES or row.state == step)
        and (not criterion or row.id in weak)
        and (not late or is_late(found, row.state, row.version, on))
    ]
    return sorted(chosen, key=lambda row: (row.points, row.organisation))


def _listed(found: Campaign, chosen: list[Row], on: date) -> list[Listed]:
    standing, framework = lasting_tree(on), framework_of(found)
    parents = {row.organisation: standing.parents.get(row.organisation) for row in chosen}
    book = Book({*parents, *filter(None, parents.values())}, at=None)
    waiting = disputes(found, [row.id for row in chosen if row.disputed])
    listed = []
    for row in chosen:
        parent = parents[row.organisation]
        listed.append(
            Listed(
                row,
                book.on(row.organisation, on),
                book.on(parent, on).name if parent else "",
                str(STATES[row.state]),
                is_late(found, row.state, row.version, on),
                framework.band(row.points).says,
                waiting.get(row.id),
            )
        )
    return listed


def _does(request: Asked, organisation: int, step: str) -> list[tuple[str, str]]:
    offered = []
    scored = organisation in request.grants.scope("campaigns.score")
    if step == "open" and scored:
        offered.append(("register", _("Ghi là đã đăng ký")))
    if step == "voted" and organisation in request.grants.scope("campaigns.appraise"):
        offered.append(("accept", _("Thẩm định như đã biểu quyết")))
    if step == "appraised" and organisation in request.grants.scope("campaigns.recognise"):
        offered += [("recognise", _("Công nhận")), ("refuse", _("Không công nhận"))]
    return offered
