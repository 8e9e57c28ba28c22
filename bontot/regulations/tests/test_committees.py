"""Promises about committees: that one met is read in the records, of a branch's committee as of one above."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bontot.access.tests.reader import Reader
from bontot.members.tests.province import Province
from bontot.regulations import doing
from bontot.regulations.adopting import Adoption, adopt
from bontot.regulations.laying import settle
from bontot.regulations.models import Regulation
from bontot.regulations.samples import SAMPLES
from bontot.regulations.tests.test_time import TODAY, met, of

type As = Callable[[str], Reader]


@pytest.fixture
def of_branch_committee(committee: Province) -> Regulation:
    """CB1 works by the sample of branches that have a committee since 01/01/2024: it meets by the 2nd to prepare."""
    asked = Adoption("01-QC/CB", date(2024, 1, 1), date(2024, 1, 1))
    return adopt(committee.ids["CB1"], asked, "chi-bo", SAMPLES["branch_with_committee"])


@pytest.mark.parametrize(
    ("days", "proof", "state"),
    (
        ([date(2024, 5, 17)], None, "missed"),  # late for the time before, and not yet for this one
        ([date(2024, 5, 18)], date(2024, 5, 18), "done"),
        ([date(2024, 5, 31), date(2024, 6, 4)], date(2024, 5, 31), "done"),
        ([date(2024, 5, 31), date(2024, 6, 1)], date(2024, 6, 1), "done"),
        ([date(2024, 6, 2)], date(2024, 6, 2), "done"),
        ([date(2024, 6, 3)], date(2024, 6, 3), "late"),
        ([date(2024, 6, 18)], date(2024, 6, 18), "missed"),
    ),
)
def test_the_committee_of_a_branch_has_prepared_when_its_meeting_is_in_the_records(
    of_branch_committee: Regulation, days: list[date], proof: date | None, state: str
) -> None:
    """Due on 02/06/2024, late up to 15 days after it."""
    cb1 = of_branch_committee.organisation_id
    held = {day: met(cb1, "committee", day) for day in days}
    settle(None, TODAY)
    found = of(of_branch_committee, "hop-chi-uy", date(2024, 6, 2))
    evidence = f"meeting:{held[proof].id}" if proof else ""
    assert (found.state, found.done_on, found.evidence) == (state, proof, evidence)


def test_a_meeting_of_the_branch_or_one_not_held_is_none_of_its_committee_and_a_press_stays_possible(
    of_branch_committee: Regulation,
) -> None:
    cb1, due = of_branch_committee.organisation_id, date(2024, 6, 2)
    met(cb1, "regular", date(2024, 6, 1))
    met(cb1, "committee", date(2024, 6, 1), "invited")
    settle(None, TODAY)
    found = of(of_branch_committee, "hop-chi-uy", due)
    assert found.state == "missed"
    done = doing.do(cb1, found.id, date(2024, 6, 1), "Sổ giấy của chi ủy", "", None, "chi-bo")
    assert (done.state, done.by, done.evidence) == ("done", "chi-bo", "Sổ giấy của chi ủy")


def test_a_committee_that_meets_late_in_the_month_has_not_met_for_the_next(regulation: Regulation) -> None:
    """XA meets by the 28th: on the 31st it is late for May, and has done nothing for June."""
    met(regulation.organisation_id, "committee", date(2024, 5, 31))
    settle(None, TODAY)
    states = [of(regulation, "hop-dang-uy", date(2024, month, 28)).state for month in (5, 6)]
    assert states == ["late", "open"]


def test_the_secretary_is_shown_the_meeting_and_not_asked_to_press(
    as_: As, of_branch_committee: Regulation
) -> None:
    meeting = met(of_branch_committee.organisation_id, "committee", date(2024, 6, 1))
    found = of(of_branch_committee, "hop-chi-uy", date(2024, 6, 2))
    shown = as_("chi-bo").get(f"/quy-che/CB1/viec/{found.id}/").content.decode()
    assert f'<a href="/sinh-hoat/buoi/{meeting.id}/">Họp cấp ủy</a>' in shown and "Ghi đã làm" not in shown
    nothing = of(of_branch_committee, "hop-chi-uy", date(2024, 5, 2))
    assert "Ghi đã làm" in as_("chi-bo").get(f"/quy-che/CB1/viec/{nothing.id}/").content.decode()
