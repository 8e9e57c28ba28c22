"""Who comes late to an organisation that is no more is told what became of it, by a rehearsal and by writing alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bontot.catalogue import ACTS
from bontot.ledger.enacting import rehearse
from bontot.ledger.speaking import acts_from_json
from tests import world

pytestmark = pytest.mark.django_db

TRANSFER = {"act": "member.transfer", "member": "DV04", "to": "THON3", "on": "2024-05-01"}


def sentence(rule: str, *said: dict[str, Any]) -> str:
    """The one sentence of a rule that refuses these acts."""
    acts, wrong = acts_from_json(said, ACTS)
    found = [
        [each.says for each in outcome.findings if each.rule == rule]
        for outcome in (rehearse(acts, world.OPERATOR), world.do(*said))
    ]
    assert not wrong and found[0] == found[1]
    (says,) = found[0]
    return says


def absorb(gone: str, into: str, on: str) -> None:
    outcome = world.do({"act": "organisation.absorb", "absorbed": [gone], "into": into, "on": on})
    assert not outcome.refused, outcome.findings


def test_a_late_transfer_into_an_absorbed_branch_is_told_which_one_goes_on() -> None:
    world.build()
    absorb("THON3", "THON2", "2024-06-01")
    absorb("THON2", "THON1", "2024-08-01")
    assert sentence("DV-20", TRANSFER) == (
        "DV04 sinh hoạt ở THON3 từ 01/05/2024 đến trước 01/08/2024, nhưng tổ chức ấy không tồn tại suốt thời gian ấy. "
        "THON3 đã sáp nhập từ 01/06/2024; tổ chức kế thừa là THON2. "
        "THON2 đã sáp nhập từ 01/08/2024; tổ chức kế thừa là THON1."
    )


def test_a_transfer_after_the_end_of_a_branch_is_told_the_same_of_that_day() -> None:
    world.build()
    absorb("THON3", "THON2", "2024-06-01")
    absorb("THON2", "THON1", "2024-08-01")
    assert sentence("DV-11", TRANSFER | {"on": "2024-07-01"}) == (
        "Chi bộ thôn Bản Dưới (THON3) không tồn tại vào ngày 01/07/2024. "
        "THON3 đã sáp nhập từ 01/06/2024; tổ chức kế thừa là THON2."
    )


def test_who_would_belong_to_a_divided_branch_is_told_all_that_took_over() -> None:
    world.build()
    parts = [
        {"code": code, "name": f"Chi bộ {code}", "kind": "chi bộ", "parent": "XA1"} for code in ("A", "B")
    ]
    outcome = world.do(
        {"act": "organisation.divide", "organisation": "THON3", "into": parts, "on": "2024-06-01"}
    )
    assert not outcome.refused, outcome.findings
    assert sentence("DV-20", TRANSFER).endswith(" THON3 đã chia từ 01/06/2024; tổ chức kế thừa là A, B.")


def test_a_branch_that_only_gave_a_part_away_has_not_ended() -> None:
    world.build()
    split = {"act": "organisation.split_off", "organisation": "THON3", "code": "A", "name": "Chi bộ A", "kind": "chi bộ",
             "parent": "XA1", "on": "2024-06-01"}  # fmt: skip
    dissolve = {"act": "organisation.dissolve", "organisation": "THON3", "on": "2024-08-01"}
    for act in (split, dissolve):
        assert not world.do(act).refused
    assert sentence("DV-20", TRANSFER).endswith(" THON3 đã giải thể từ 01/08/2024.")


def test_a_late_post_in_an_absorbed_branch_is_told_the_same() -> None:
    world.build()
    absorb("THON3", "THON2", "2024-06-01")
    post = {
        "act": "post.register",
        "person": "DV04",
        "title": "bí thư",
        "organisation": "THON3",
        "on": "2024-05-01",
    }
    assert sentence("DV-22", post) == (
        "DV04 giữ chức vụ ở THON3 từ 01/05/2024 đến nay, nhưng tổ chức ấy không tồn tại suốt thời gian ấy; "
        "hãy sửa ngày giữ hoặc ngày thôi giữ chức vụ. "
        "THON3 đã sáp nhập từ 01/06/2024; tổ chức kế thừa là THON2."
    )


def test_a_post_from_before_its_organisation_is_not_told_to_end() -> None:
    world.build()
    younger = {"act": "organisation.register", "organisation": "THON1", "name": "Chi bộ thôn Bản Trên", "kind": "chi bộ",
               "parent": "XA1", "established": "2018-01-01", "on": date(2024, 6, 1).isoformat()}  # fmt: skip
    assert sentence("DV-22", younger) == (
        "DV01 giữ chức vụ ở THON1 từ 01/01/2010 đến trước 01/01/2015, "
        "nhưng tổ chức ấy không tồn tại suốt thời gian ấy; hãy sửa ngày giữ hoặc ngày thôi giữ chức vụ."
    )


def test_what_holds_as_long_as_anybody_knows_is_not_said_to_begin_in_the_year_one() -> None:
    world.build()
    old = {"act": "organisation.register", "organisation": "THON9", "name": "Chi bộ thôn Cũ", "kind": "chi bộ",
           "parent": "XA1", "on": "2024-06-01"}  # fmt: skip
    assert sentence("TC-20", old).startswith("THON9 trực thuộc XA1 từ trước đến nay, ")
