"""The campaigns of the invented province: last year's ended in decisions, this year's is on its way."""

from __future__ import annotations

from collections import Counter
from datetime import date

from bontot.demo.campaigns import SHARES, due, load
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
    last = Campaign.objects.get(year="2023")
    found = rows(last)
    assert {row.state for row in found} <= FROZEN and not any(row.taken_back for row in found)
    recognised = {row.organisation for row in found if row.state == "recognised"}
    assert recognised == set(
        Recognition.objects.filter(year="2023").values_list("organisation_id", flat=True)
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
    states = Counter(Card.objects.filter(campaign__year="2024").values_list("state", flat=True))
    assert sum(states.values()) == 3 and set(states) <= set(SHARES)
    mine = Card.objects.get(campaign__year="2024", organisation_id=records.ids["CB1"])
    assert (mine.state, mine.self_total) == ("registered", None)
