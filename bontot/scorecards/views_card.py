"""Trang phiếu điểm: the card of an organisation, and the pages on which its steps are taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.messages import success
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.meetings.pages.opening import attempt, writes
from bontot.organisations.queries import Named
from bontot.scorecards import recognising, steps
from bontot.scorecards.disputing import Dispute, pending
from bontot.scorecards.forms import VoteForm, said_of, seen_of
from bontot.scorecards.models import Card
from bontot.scorecards.opening import Head, above, card, head, of_branches, oversees
from bontot.scorecards.sheet import Sheet, Shown, sheet
from bontot.scorecards.words import FROZEN
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class CardPage:
    """A card, and what the reader may do with it."""

    title: str
    head: Head
    above: list[Named]
    sheet: Sheet
    dispute: Dispute | None
    """A dispute that nobody has decided yet."""
    versions: list[int]
    below: list[tuple[str, str]]
    """Where the cards of the branches under it are, as addresses with words."""
    does: list[tuple[str, str]]
    """The steps that may be taken now, as addresses with words; the first is the next."""
    registers: bool
    disputes: bool
    problems: tuple[str, ...]


def shown(request: Asked, found: Card) -> Sheet:
    """The card as the reader sees it."""
    return sheet(found, request.grants, (_("Gợi ý"), _("Tự chấm"), _("Biểu quyết"), _("Thẩm định")))


def _title(known: Sheet, at: Head) -> str:
    return _("Phiếu điểm %(year)s: %(name)s") % {"year": at.year, "name": known.organisation.name}


def card_page(request: Asked, id: int, code: str) -> HttpResponseBase:
    """The card: what is counted, what each step says, what comes next."""
    found = card(request, id, code, request.GET.get("lan", ""))
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        answer, problems = _act(request, found, code)
        if answer:
            return answer
    known, at = shown(request, found), head(found.campaign)
    own = writes(request, "campaigns.score", found.organisation_id) and found.current and not known.ended
    page = CardPage(
        title=_title(known, at),
        head=at,
        above=above(request, found.organisation_id, found.campaign.organisation_id),
        sheet=known,
        dispute=pending(found),
        versions=list(
            Card.objects.filter(campaign=found.campaign, organisation_id=found.organisation_id)
            .order_by("version")
            .values_list("version", flat=True)
        ),
        below=_below(found, code),
        does=_does(request, found, known, code),
        registers=own and known.state == "open",
        disputes=own and known.state in FROZEN,
        problems=problems,
    )
    return Page(request, "scorecards/card.html", page, status=422 if problems else 200)


def _below(found: Card, code: str) -> list[tuple[str, str]]:
    if found.campaign.target == "branches":
        return []
    campaign = of_branches(found.campaign, found.organisation_id)
    if campaign is None:
        return []
    says = _("Phiếu của các chi bộ trực thuộc: %(title)s") % {"title": campaign.title}
    return [(reverse("campaign_place", args=[campaign.id, code]), says)]


def _does(request: Asked, found: Card, known: Sheet, code: str) -> list[tuple[str, str]]:
    if not found.current or known.ended:
        return []
    offered = []
    if writes(request, "campaigns.score", found.organisation_id):
        if known.state in ("open", "registered", "returned", "self"):
            offered.append(("card_score", _("Sửa điểm tự chấm") if known.state == "self" else _("Tự chấm")))
        if known.state in ("self", "voted"):
            offered.insert(0, ("card_vote", _("Ghi biểu quyết")))
    if oversees(request, "campaigns.appraise", found.organisation_id) and known.state in (
        "self",
        "voted",
        "appraised",
    ):
        offered.insert(0, ("card_appraise", _("Thẩm định, trả lại")))
    return [(reverse(name, args=[found.campaign_id, code]), says) for name, says in offered]


def _act(request: Asked, found: Card, code: str) -> tuple[HttpResponseBase | None, tuple[str, ...]]:
    by, then = request.user.get_username(), reverse("campaign_place", args=[found.campaign_id, code])
    if request.POST.get("do") == "dispute":
        reason = request.POST.get("reason", "")
        return attempt(
            request, "campaigns.score", found.organisation_id, lambda: recognising.dispute(found.id, reason, by),
            then=then, says=_("Đã ghi kiến nghị; phiếu lần sau bắt đầu từ phiếu đã khóa."),
        )  # fmt: skip
    return attempt(
        request, "campaigns.score", found.organisation_id, lambda: steps.register(found.id, by),
        then=then, says=_("Đã đăng ký."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A criterion in the form of a branch."""

    line: Shown
    said: steps.Said
    seen: steps.Said
    """What stands in the records, for finding out who else has changed it."""
    opened: bool
    """Whether there is something to look at before it can be kept."""


@dataclass(frozen=True, slots=True)
class ScorePage:
    """The form in which a branch scores itself."""

    title: str
    head: Head
    sheet: Sheet
    entries: list[Entry]
    total: int
    problems: tuple[str, ...]


@may("campaigns.score")
def score_page(request: Asked, id: int, code: str) -> HttpResponseBase:
    """Score oneself: the points that the records propose stand there already, one touches only the exceptions."""
    found = card(request, id, code)
    problems: tuple[str, ...] = ()
    known, at = shown(request, found), head(found.campaign)
    said_ = {}
    if request.method == "POST":
        said_ = said_of(request.POST, known)
        seen = None if request.POST.get("both_seen") else seen_of(request.POST, known)
        answer, problems = attempt(
            request,
            "campaigns.score",
            found.organisation_id,
            lambda: steps.score(found.id, said_, seen, request.user.get_username()),
            then=reverse("campaign_place", args=[id, code]),
            says=_("Đã lưu điểm tự chấm."),
        )
        if answer:
            return answer
        known = shown(request, Card.objects.select_related("campaign").get(id=found.id))
    entries = [_entry(each, said_.get(each.code)) for each in known.lines if each.scored]
    page = ScorePage(
        title=_("Tự chấm: %(name)s") % {"name": known.organisation.name},
        head=at,
        sheet=known,
        entries=entries,
        total=sum(entry.said.points or 0 for entry in entries),
        problems=problems,
    )
    return Page(request, "scorecards/score.html", page, status=422 if problems else 200)


def _entry(line: Shown, sent: steps.Said | None) -> Entry:
    """A criterion as the form begins, or as it was sent."""
    seen = steps.Said(line.self_points, line.self_reason, line.note)
    said_ = sent or steps.Said(line.start, line.self_reason, line.note)
    wrong = said_.points is None or not 0 <= said_.points <= line.most
    unexplained = line.proposed is not None and said_.points != line.proposed and not said_.reason
    unmeasured = bool(line.figure) and line.proposed is None and line.self_points is None
    return Entry(line, said_, seen, wrong or unexplained or unmeasured)


@dataclass(frozen=True, slots=True)
class Voted:
    """A motion that a meeting has voted on."""

    id: int
    day: date
    says: str
    base: int | None
    in_favour: int | None
    against: int | None


@dataclass(frozen=True, slots=True)
class VotePage:
    """Where the vote of the branch is written down."""

    title: str
    head: Head
    sheet: Sheet
    since: date
    """From which day on a meeting can have voted on the scores."""
    motions: list[Voted]
    form: VoteForm
    problems: tuple[str, ...]


@may("campaigns.score")
def vote_page(request: Asked, id: int, code: str) -> HttpResponseBase:
    """The vote on the scores: a motion of a meeting, or totals as they were counted."""
    found = card(request, id, code)
    known, at = shown(request, found), head(found.campaign)
    motion = request.POST.get("motion", "")
    taken = motion.isdecimal() and len(motion) < 18
    initial = {"base": found.base or steps.voters_today(found), "day": found.voted_on}
    form = VoteForm(None if taken else request.POST or None, initial=initial)
    problems: tuple[str, ...] = ()
    offered = [
        Voted(m.id, m.meeting.day, m.says, m.base, m.in_favour, m.against) for m in steps.motions(found)
    ]
    if request.method == "POST":
        voted: list[Card] = []

        def work() -> None:
            ballot = steps.Ballot(motion=int(motion)) if taken else form.ballot()
            voted.append(steps.vote(found.id, ballot, request.user.get_username()))

        answer, problems = attempt(
            request,
            "campaigns.score",
            found.organisation_id,
            work,
            then=reverse("campaign_place", args=[id, code]),
        )
        if answer:
            if voted and voted[0].state == "voted":
                success(request, _("Điểm tự chấm đã được thông qua."))
            elif voted:
                success(
                    request, _("Chưa quá nửa tán thành nên điểm chưa được thông qua; hãy sửa điểm tự chấm.")
                )
            return answer
    page = VotePage(
        title=_("Biểu quyết: %(name)s") % {"name": known.organisation.name},
        head=at,
        sheet=known,
        since=steps.scored_on(found),
        motions=offered,
        form=form,
        problems=problems,
    )
    return Page(request, "scorecards/vote.html", page, status=422 if problems else 200)
