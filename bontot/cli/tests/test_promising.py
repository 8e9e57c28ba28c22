"""Loading what the demonstration has promised: every part has its place, and nothing lies in the future."""

from __future__ import annotations

from datetime import date

from bontot.cli.promising import load_directives
from bontot.decisions.tests.conftest import _still as still
from bontot.decisions.tests.conftest import province
from bontot.directives import queries
from bontot.directives.models import Commitment, Directive, Reply
from bontot.members.tests.province import Province

__all__ = ["province", "still"]

TODAY = date(2024, 6, 30)


def test_the_papers_are_handed_down_to_the_branches(province: Province) -> None:
    loaded = load_directives()
    assert loaded == Commitment.objects.count() > 15
    assert Directive.objects.count() == 3, "papers of later days are not there yet"
    branches = [province.ids[code] for code in ("CB1", "CB2", "CQ")]
    first = Commitment.objects.filter(organisation_id__in=branches, directive__number="26-CT/TU")
    assert {each.organisation_id for each in first} == set(branches)
    assert not Commitment.objects.filter(given__gt=TODAY).exists()
    assert not Reply.objects.filter(sent_on__gt=TODAY).exists()
    assert sum(each.promised for each in queries.kept(branches, TODAY, date(2025, 12, 31)).values()) >= 6
