"""Promises about rehearsals: what writing would refuse is foreseen, in the same words and for the same row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bontot.catalogue import ACTS
from bontot.kernel.finding import Finding
from bontot.ledger.acts import Origin
from bontot.ledger.enacting import Outcome, enact, rehearse
from bontot.ledger.paper import Paper
from bontot.ledger.speaking import acts_from_json
from tests import world

pytestmark = pytest.mark.django_db
PAPER = Paper("02-QĐ/TU", date(2024, 6, 30), "TINH", "Quyết định thử")
ON = {"on": "2024-06-01"}
DAO = {"act": "member.register", "code": "DV02", "full_name": "Trần Thị Đào", "sex": "nữ", "born": "1962",
       "organisation": "THON1", **ON}  # fmt: skip
LEFT = {"act": "organisation.register", "organisation": "THON5", "name": "Chi bộ thôn Đồi Hai", "kind": "chi bộ",
        "parent": "XA2", "established": "2020-01-01", **ON}  # fmt: skip
YOUNGER = {
    **LEFT,
    "organisation": "THON1",
    "name": "Chi bộ thôn Bản Trên",
    "parent": "XA1",
    "established": "2012-01-01",
}


def refused(outcome: Outcome) -> list[Finding]:
    return [found for found in outcome.findings if found.refuses]


@pytest.mark.parametrize(
    ("said", "rule"),
    (({**DAO, "admitted": "2020-05-19"}, "DV-21"), (LEFT, "DV-20"), (YOUNGER, "DV-22")),
)
def test_a_rehearsal_refuses_what_writing_refuses_at_the_same_row(said: dict[str, Any], rule: str) -> None:
    world.build()
    found = []
    for attempt in (rehearse, lambda acts, by: enact(acts, PAPER, by)):
        (act,), wrong = acts_from_json([said], ACTS)
        object.__setattr__(act, "origin", Origin("a.xlsx", "Trang", 7))
        outcome = attempt([act], world.OPERATOR)
        assert not wrong and outcome.position is None
        found.append(refused(outcome))
    assert found[0] == found[1]
    assert rule in {each.rule for each in found[0]}
    assert all((each.file, each.sheet, each.row) == ("a.xlsx", "Trang", 7) for each in found[0])
    assert not any("9999" in each.says for each in found[0])


def test_what_a_later_act_mends_is_not_refused() -> None:
    world.build()
    stays = {"act": "member.stays", "member": "DV02", "stays": [["THON1", "2020-05-19", None, False]], **ON}
    acts, _ = acts_from_json([{**DAO, "admitted": "2020-05-19"}, stays], ACTS)
    assert not rehearse(acts, world.OPERATOR).refused
    assert not enact(acts, PAPER, world.OPERATOR).refused
