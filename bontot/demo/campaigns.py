"""Campaigns of four-good branches and of four-good grassroots organisations: last year's, recognised, and this year's, at
mixed steps. Those of the branches come first: how many of them were recognised is evidence of the others.

Evidence is counted from the loaded records by the very code of an office. What people would say to it is drawn: most branches
take what is proposed, some give themselves less, superiors take points off here and there and return what is thin.
"""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, NamedTuple

from django.db import connection, transaction

from bontot.ledger import bulk
from bontot.ledger.authority import Authority
from bontot.ledger.paper import Paper
from bontot.meetings.models import Meeting
from bontot.organisations.tree import ids
from bontot.scorecards import recognising
from bontot.scorecards.campaigns import Wanted, begin
from bontot.scorecards.filling import sum_up
from bontot.scorecards.keeping import framework_of
from bontot.scorecards.models import Campaign, Card, Condition, Line
from bontot.scorecards.words import FROZEN

OFFICE = "văn phòng"
VERSION = "mau-trinh-dien"
KINDS = {
    "branches": ("Chi bộ bốn tốt", "chi-bo-bon-tot", "chi bộ"),
    "grassroots": ("Đảng bộ cơ sở bốn tốt", "dang-bo-co-so-bon-tot", "đảng bộ cơ sở"),
}
"""Of each kind of cards what its campaign is called, by which framework it scores, who is recognised."""
SHARES = {"open": 0.05, "registered": 0.33, "returned": 0.03, "self": 0.22, "voted": 0.22, "appraised": 0.15}
"""How far this year's cards are, once branches have begun to score themselves."""
EARLY = {"open": 0.35, "registered": 0.65}
BEGINS = (11, 4)
"""The month and day from which on they do; until then none has come further than `EARLY` says."""
REASONS = (
    "Thiếu văn bản chứng minh.",
    "Minh chứng chưa đủ so với điểm tự chấm.",
    "Kết quả chưa được nêu cụ thể.",
    "Có việc làm chậm so với kế hoạch.",
)
RETURNED = "Chưa nêu số văn bản chứng minh; đề nghị bổ sung."
REFUSED = "Chưa đủ điểm hoặc còn vướng điều kiện bắt buộc."
_SCORED = frozenset({"returned", "self", "voted", "appraised"})
_VOTED = frozenset({"voted", "appraised"})


def load(top: str, today: date, seed: int, by: Authority) -> None:
    """Last year's campaign from beginning to end, and this year's as far as it may be."""
    organisation = ids([top])[top]
    with transaction.atomic():
        this = SHARES if (today.month, today.day) >= BEGINS else EARLY
        for year, shares in ((today.year - 1, {"appraised": 1.0}), (today.year, this)):
            for target in KINDS:
                made = _year(organisation, target, year, Random(f"{seed}:phiếu:{target}:{year}"), shares)
                if year < today.year:
                    _decide(made, top, by)


def _year(organisation: int, target: str, year: int, rng: Random, shares: dict[str, float]) -> Campaign:
    days = (date(year, 3, 31), date(year, 12, 10), date(year, 12, 20), date(year, 12, 31))
    says, framework, _who = KINDS[target]
    wanted = Wanted(f"{says} năm {year}", framework, VERSION, organisation, target, year, *days)
    campaign = begin(wanted, OFFICE)
    states = dict(
        zip(
            Card.objects.filter(campaign=campaign).order_by("id").values_list("id", flat=True),
            iter(lambda: rng.choices(list(shares), list(shares.values()))[0], None),
            strict=False,
        )
    )
    _say(campaign, states, rng)
    _go(campaign, states, rng)
    return campaign


def _say(campaign: Campaign, states: dict[int, str], rng: Random) -> None:
    """Points of people, on the lines of all cards that have come so far."""
    framework = framework_of(campaign)
    most = {criterion.code: criterion.most for criterion in framework.criteria}
    care = {card: rng.betavariate(1.6, 2.2) for card in states}
    where, values = bulk.among("card_id", [card for card, state in states.items() if state in _SCORED])
    columns = ("card", "criterion", "evidence", "numerator", "denominator", "proposed")
    rows = []
    for card, criterion, *counted in bulk.select(Line, columns, where, values):
        own = counted[-1]
        if own is None:
            less = rng.random() > care[card]
            own = most[criterion] - less * rng.randint(1, max(1, most[criterion] // 3))
        state, judged, reason = states[card], None, ""
        voted = own if state in _VOTED else None
        if state == "appraised":
            less = rng.random() < 0.05 and own > 1
            judged, reason = (
                own - less * rng.randint(1, max(1, own // 4)),
                rng.choice(REASONS) if less else "",
            )
        rows.append((card, criterion, *counted, own, voted, judged, "", reason, ""))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM scorecards_line WHERE {where}", values)
    said = ("self_points", "vote_points", "appraisal_points", "self_reason", "appraisal_reason", "note")
    bulk.insert(Line, (*columns, *said), rows)
    where, values = bulk.among("card_id", [card for card, state in states.items() if state == "appraised"])
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE scorecards_condition SET holds = (COALESCE(found, 0) = 0) WHERE {where}", values
        )


def _go(campaign: Campaign, states: dict[int, str], rng: Random) -> None:
    """The cards themselves: their steps, and the votes of the branches."""
    rows: list[tuple[Any, ...]] = []
    sat = _sittings(campaign)
    homes = dict(Card.objects.filter(campaign=campaign).values_list("id", "organisation_id"))
    for card, state in states.items():
        votes: tuple[Any, ...] = (None, None, None, None)
        if state in _VOTED and (sitting := sat.get(homes[card])):
            against = min(rng.randint(0, 2), sitting.there // 8)
            votes = (sitting.base, sitting.there - against, against, sitting.day.isoformat())
        come, scored = state != "open", state in _SCORED
        moments = [campaign.created_at if each else None for each in (come, scored, state == "appraised")]
        rows.append((state, *moments, RETURNED if state == "returned" else "", *votes, card))
    columns = (
        "state",
        "registered_at",
        "scored_at",
        "appraised_at",
        "reason",
        "base",
        "in_favour",
        "against_votes",
        "voted_on",
    )
    assigned = ", ".join(f"{column} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE scorecards_card SET {assigned} WHERE id = %s", rows)
    sum_up(list(states), framework_of(campaign))


class _Sitting(NamedTuple):
    """A meeting at which a card was voted on: how many may vote, and how many of them were there."""

    day: date
    base: int
    there: int


def _sittings(campaign: Campaign) -> dict[int, _Sitting]:
    """The last meeting of the year of each organisation before its vote is due, the better attended where some were not."""
    kind = "regular" if campaign.target == "branches" else "committee"
    year = int(campaign.year)
    known = Meeting.objects.filter(
        kind=kind, state="approved", day__gte=date(year, 1, 1), day__lte=campaign.score_by
    )
    found: dict[int, _Sitting] = {}
    columns = ("organisation_id", "day", "may_vote", "voting_present")
    for organisation, *sitting in known.order_by("day", "id").values_list(*columns):
        each = _Sitting(*sitting)
        if organisation not in found or each.there * 5 > each.base * 3:
            found[organisation] = each
    return found


def due(organisation: int) -> None:
    """Let an organisation be about to score itself: whoever looks through its eyes sees the card that is due."""
    for card in Card.objects.filter(organisation_id=organisation).exclude(state__in=FROZEN):
        Line.objects.filter(card=card).update(
            self_points=None, vote_points=None, appraisal_points=None, appraisal_reason=""
        )
        Condition.objects.filter(card=card).update(holds=None, reason="")
        card.state, card.reason, card.motion = "registered", "", None
        card.scored_at = card.appraised_at = card.voted_on = card.base = card.in_favour = (
            card.against_votes
        ) = None
        card.registered_at = card.campaign.created_at
        card.save()
        sum_up([card.id], framework_of(card.campaign))


def _decide(campaign: Campaign, top: str, by: Authority) -> None:
    """Recognise those who reach it by one paper at the end of the year, and the others not."""
    framework = framework_of(campaign)
    cards = list(Card.objects.filter(campaign=campaign))
    good = [card.id for card in cards if recognising.reaches(card, framework)]
    rest = [card.id for card in cards if card.id not in set(good)]
    year = int(campaign.year)
    who, number = KINDS[campaign.target][2], list(KINDS).index(campaign.target) * 40 + year % 100 + 600
    paper = Paper(f"{number}-QĐ/TU", date(year, 12, 28), top, f"Công nhận {who} bốn tốt năm {year}")
    outcome = recognising.recognise(campaign, good, paper, by)
    if outcome.refused:
        raise SystemExit(f"Không công nhận được: {outcome.findings[:3]}")
    if rest:
        recognising.refuse(campaign, rest, REFUSED, OFFICE)
