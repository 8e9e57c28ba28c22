"""A paper has a number, somebody who issued it, and a day that is not far ahead; what begins far ahead is remarked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bontot.ledger.enacting import Outcome, enact, rehearse
from bontot.ledger.paper import Paper
from bontot.ledger.revoking import revoke
from bontot.organisations.acts import Rename
from bontot.ui.clock import today
from tests import world

pytestmark = pytest.mark.django_db

RENAMING = Rename(on=date(2024, 3, 1), organisation="THON1", name="Chi bộ Mới")


def under(number: str = "02-QĐ/TU", dated: date = date(2024, 3, 1), by: str = "TINH") -> Outcome:
    return enact([RENAMING], Paper(number, dated, by), world.OPERATOR)


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b"])
def test_a_paper_without_a_number_or_without_somebody_who_issued_it_is_refused(nothing: str) -> None:
    first = world.build()
    assert world.refusals(under(number=nothing)) == {"SO-12"}
    assert world.refusals(under(by=nothing)) == {"SO-12"}
    paper = Paper(nothing, date(2024, 3, 1), "TINH")
    assert world.refusals(revoke(first, paper, world.OPERATOR, "nhầm")) == {"SO-12"}


def test_a_paper_of_next_year_will_do_and_one_of_later_will_not() -> None:
    world.build()
    assert not under(dated=today() + timedelta(days=366)).refused
    assert world.refusals(under(dated=today() + timedelta(days=367))) == {"SO-13"}
    assert world.refusals(under(dated=date.max)) == {"SO-13"}


def test_a_rehearsal_judges_the_paper_where_it_is_known() -> None:
    world.build()
    late = Paper("02-QĐ/TU", today() + timedelta(days=367), "TINH")
    assert world.refusals(rehearse([RENAMING], world.OPERATOR, paper=late)) == {"SO-13"}
    assert not rehearse([RENAMING], world.OPERATOR).refused


def test_what_begins_in_more_than_five_years_is_remarked_and_written() -> None:
    world.build()
    renaming = {"act": "organisation.rename", "organisation": "THON1", "name": "Chi bộ Mới"}
    near, far = (today() + timedelta(days=days) for days in (5 * 366, 5 * 366 + 1))
    assert not world.do(renaming | {"on": near.isoformat()}).findings
    outcome = world.do(renaming | {"on": far.isoformat(), "name": "Chi bộ Sau"})
    assert [(each.rule, each.severity) for each in outcome.findings] == [("SO-14", "warning")]
    assert outcome.position is not None


def test_what_ends_something_in_more_than_five_years_is_remarked_too() -> None:
    world.build()
    far = (today() + timedelta(days=5 * 366 + 1)).isoformat()
    outcome = world.do({"act": "member.die", "member": "DV02", "on": far})
    (told,) = (each for each in outcome.findings if each.rule == "SO-14")
    assert told.severity == "warning" and told.says.startswith("“")
    assert outcome.position is not None
