"""Loading the targets of the year of the demonstration: commitments that count as evidence of the cards."""

from __future__ import annotations

from datetime import date

from bontot.cli.resolving import load_resolutions
from bontot.decisions.tests.conftest import _still as still
from bontot.decisions.tests.conftest import province
from bontot.directives.models import Commitment, Reply
from bontot.members.tests.province import Province
from bontot.scorecards.figures import figures
from bontot.scorecards.window import Window

__all__ = ["province", "still"]


def test_every_branch_has_targets_of_last_year_and_of_this_one(province: Province) -> None:
    assert load_resolutions() == Commitment.objects.count() >= 3 * 2 * 3
    assert not Commitment.objects.filter(given__gt=date(2024, 6, 30)).exists()
    assert not Reply.objects.filter(sent_on__gt=date(2024, 6, 30)).exists()
    branches = tuple(province.ids[code] for code in ("CB1", "CB2", "CQ"))
    asked = Window(0, "2023", date(2023, 1, 1), date(2024, 1, 1), date(2024, 1, 1), among=branches)
    found = figures(asked, ["year_targets"])["year_targets"]
    assert {id: figure.denominator for id, figure in found.items()} == dict.fromkeys(branches, 3)
    later = Commitment.objects.create(
        organisation_id=branches[0], says="Sau", measure="done", given=date(2024, 6, 30), deadline=date(2024, 7, 1),
        state="given",
    )  # fmt: skip
    assert later.id > 18, "numbers go on"
