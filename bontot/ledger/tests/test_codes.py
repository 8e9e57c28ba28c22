"""What an act makes can be opened: whichever act gives a new code, one that stands in no address is refused."""

from typing import Any

import pytest

from bontot.organisations.models import Organisation
from tests import world

pytestmark = pytest.mark.django_db

NEW = {"name": "Chi bộ Mới", "kind": "chi bộ", "parent": "XA1"}
PERSON = {"full_name": "Mạc Thị Gấm", "sex": "nữ", "born": "1999-01-01"}
MAKING: tuple[dict[str, Any], ...] = (
    {"act": "organisation.establish", "code": "MÃ", **NEW},
    {"act": "organisation.register", "organisation": "MÃ", **NEW},
    {"act": "organisation.merge", "merged": ["THON1", "THON2"], "code": "MÃ", **NEW},
    {"act": "organisation.split_off", "organisation": "THON1", "code": "MÃ", **NEW, "members": ["DV02"]},
    {"act": "member.admit", "code": "MÃ", **PERSON, "organisation": "THON1"},
    {"act": "member.register", "code": "MÃ", **PERSON, "organisation": "THON1", "admitted": "2020-01-01"},
    {"act": "post.register", "person": "MÃ", "full_name": "Mạc Thị Gấm", "title": "trưởng thôn",
     "organisation": "XA1", "unit": "Bản Giữa", "unit_kind": "thôn, tổ dân phố"},
)  # fmt: skip


def coded(act: dict[str, Any], code: str) -> dict[str, Any]:
    return {"on": "2024-03-01"} | {name: code if value == "MÃ" else value for name, value in act.items()}


@pytest.mark.parametrize("act", MAKING, ids=[act["act"] for act in MAKING])
def test_a_new_code_that_stands_in_no_address_is_refused(act: dict[str, Any]) -> None:
    world.build()
    for code in ("A/B", "A?B", "A#B", "A\nB", " A", "..", "x" * 61):
        outcome = world.do(coded(act, code))
        (finding,) = (each for each in outcome.findings if each.refuses)
        assert (finding.rule, act[finding.column]) == ("SO-11", "MÃ"), code
    assert "SO-11" not in world.refusals(world.do(coded(act, "A.B-C_Đ")))


def test_what_has_an_odd_code_from_earlier_can_still_be_ordered_about() -> None:
    world.build()
    Organisation.objects.filter(code="THON3").update(code="THÔN/3")
    outcome = world.do(
        {"act": "organisation.rename", "on": "2024-03-01", "organisation": "THÔN/3", "name": "Chi bộ Ba"}
    )
    assert not outcome.refused, outcome.findings
