"""The campaigns of the invented province: last year's ended in decisions, this year's is on its way."""

from __future__ import annotations

from collections import Counter
from datetime import date

from bontot.demo.campaigns import EARLY, SHARES, due, load
from bontot.evaluation.models import Recognition
from bontot.ledger.authority import Operator
from bontot.members.tests.province import Province
from bontot.scorecards.models import Campaign, Card, Line
from bontot.scorecards.rollup import rows
from bontot.scorecards.tests.conftest import as_, branch, on_the_third, province, records, still
from bontot.scorecards.words import FROZEN

__all__ = ["as_", "branch", "on_the_third", "province", "records", "still"]
TODAY = date(2024, 11, 20)


def test_last_year_is_decided_and_the_ledger_says_the_same(records: Province) -> None:
    load("BG", TODAY, 2020, Operator("thử"))
    last = Campaign.objects.get(year="2023", target="branches")
    found = rows(last)
    assert {row.state for row in found} <= FROZEN and not any(row.taken_back for row in found)
    recognised = {row.organisation for row in found if row.state == "recognised"}
    assert recognised == set(
        Recognition.objects.filter(year="2023", title="Chi bộ bốn tốt").values_list(
            "organisation_id", flat=True
        )
    )
    for row in found:
        assert (row.state == "recognised") == ((row.appraisal_total or 0) >= 90 and not row.broken)


def test_whoever_differs_has_said_why(records: Province) -> None:
    load("BG", TODAY, 2020, Operator("thử"))
    for line in Line.objects.exclude(appraisal_points=None):
        assert (line.appraisal_points == line.vote_points) or line.appraisal_reason
    for line in Line.objects.exclude(self_points=None).exclude(proposed=None):
        assert line.self_points == line.proposed or line.self_reason


def test_this_year_is_on_its_way_and_the_branch_that_is_looked_at_has_its_card_due(records: Province) -> None:
    load("BG", TODAY, 2020, Operator("thử"))
    due(records.ids["CB1"])
    states = Counter(
        Card.objects.filter(campaign__year="2024", campaign__target="branches").values_list(
            "state", flat=True
        )
    )
    assert sum(states.values()) == 3 and set(states) <= set(SHARES)
    mine = Card.objects.get(campaign__year="2024", organisation_id=records.ids["CB1"])
    assert (mine.state, mine.self_total) == ("registered", None)


def test_grassroots_organisations_are_scored_too_after_their_branches_were_decided(records: Province) -> None:
    load("BG", TODAY, 2020, Operator("thử"))
    for year in ("2023", "2024"):
        card = Card.objects.get(campaign__year=year, campaign__target="grassroots")
        assert card.organisation_id == records.ids["XA"]
    last = Line.objects.get(card__campaign__year="2023", evidence="branches_recognised")
    recognised = Recognition.objects.filter(title="Chi bộ bốn tốt", year="2023")
    below = recognised.filter(organisation_id__in=[records.ids[code] for code in ("CB1", "CB2")])
    assert (last.numerator, last.denominator) == (below.count(), 2)


def test_before_november_nobody_has_voted(records: Province) -> None:
    load("BG", date(2024, 6, 30), 2020, Operator("thử"))
    assert set(Card.objects.filter(campaign__year="2024").values_list("state", flat=True)) <= set(EARLY)
