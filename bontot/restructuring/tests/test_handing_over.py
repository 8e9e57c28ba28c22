"""Every rearrangement says who gives what to whom, the same before it is written and afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bontot.access.models import Account, Grant
from bontot.access.scope import Scope
from bontot.catalogue import ACTS
from bontot.kernel.period import EVER, OPEN
from bontot.ledger.enacting import Outcome, rehearse
from bontot.ledger.paper import Paper
from bontot.ledger.queries import holding, known
from bontot.ledger.revoking import revoke
from bontot.ledger.speaking import acts_from_json
from bontot.ledger.verifying import problems_of
from bontot.organisations.models import Name, Organisation
from bontot.organisations.queries import exists
from bontot.organisations.tree import tree
from bontot.restructuring.minutes import HandedOver, of_outcome
from tests import world

ON = date(2024, 6, 1)


@pytest.fixture(autouse=True)
def _world(db: None) -> None:
    world.build()
    for name, over in (("chi-bo-1", "THON1"), ("xa-1", "XA1"), ("xa-2", "XA2"), ("tinh", "TINH")):
        account = Account.objects.create(username=name)
        Grant.objects.create(
            account=account, role="branch", organisation_code=over, valid_from=EVER, valid_to=OPEN
        )


def both(*acts: dict[str, Any]) -> list[HandedOver]:
    """The minutes of the acts; rehearsed and written they are the same."""
    said, wrong = acts_from_json([{"on": ON.isoformat()} | act for act in acts], ACTS)
    assert not wrong
    outcome = Outcome()
    rehearse(said, world.OPERATOR, outcome=outcome)
    before = of_outcome(outcome, accounts=True, people=True)
    written = world.do(*[{"on": ON.isoformat()} | act for act in acts], number="09-QĐ/HU", dated=ON)
    assert written.position, written.findings
    after = of_outcome(written, accounts=True, people=True)
    assert _plain(before) == _plain(after)
    return after


def _plain(minutes: list[HandedOver]) -> list[HandedOver]:
    """Without the ids of organisations, which a rehearsal only supposes."""
    return [
        replace(
            m,
            takers=[replace(t, organisations=[replace(o, id=0) for o in t.organisations]) for t in m.takers],
        )
        for m in minutes
    ]


MERGE = {"act": "organisation.merge", "merged": ["THON1", "THON3"], "code": "THON13", "name": "Chi bộ thôn Bản Mới",
         "kind": "chi bộ", "parent": "XA1"}  # fmt: skip


def test_a_merger_says_who_moves_and_who_loses_a_post() -> None:
    first, second = both(MERGE)
    assert (first.code, first.way, first.ends) == ("THON1", "hợp nhất", True)
    assert [(t.code, t.name, t.people) for t in first.takers] == [
        ("THON13", "Chi bộ thôn Bản Mới", ["DV01", "DV02"])
    ]
    assert [(post.title, post.code) for post in first.relieved] == [("bí thư", "DV02")]
    assert (second.code, [t.members for t in second.takers]) == ("THON3", [0])


def test_an_account_whose_organisation_ends_is_named() -> None:
    first, _ = both(MERGE)
    assert [(account.name, account.change) for account in first.accounts] == [("chi-bo-1", "ends")]


def test_who_goes_to_another_commune_comes_into_the_reach_of_its_account() -> None:
    (found,) = both({"act": "organisation.hand_over", "organisation": "THON2", "parent": "XA2"})
    assert (found.code, found.ends) == ("XA1", False)
    assert [[o.code for o in t.organisations] for t in found.takers] == [["THON2"]]
    assert {(account.name, account.change) for account in found.accounts} == {
        ("xa-1", "loses"), ("xa-2", "gains"),
    }  # fmt: skip


def test_what_has_a_seal_gives_it_back_and_what_has_none_does_not() -> None:
    def seals(minutes: HandedOver) -> bool:
        return any("con dấu" in thing.says and "Nộp lại" in thing.says for thing in minutes.papers)

    (base,) = both({"act": "organisation.absorb", "absorbed": ["DN1"], "into": "SO1"})
    (branch,) = both({"act": "organisation.absorb", "absorbed": ["THON5"], "into": "THON4"})
    assert seals(base) and not seals(branch)


def test_disbanding_asks_for_the_papers_of_the_measure_only_as_a_hint() -> None:
    (found,) = both({"act": "organisation.disband", "organisation": "THON4", "heir": "THON5"})
    said = [thing for thing in found.papers if "hai phần ba" in thing.says]
    assert said and not said[0].sure


def test_who_splits_off_takes_what_it_is_given_and_the_old_one_goes_on() -> None:
    (found,) = both(
        {"act": "organisation.split_off", "organisation": "THON1", "code": "THON9", "name": "Chi bộ thôn Mới",
         "kind": "chi bộ", "parent": "XA1", "part": "xóm Trên", "members": ["DV01"]}
    )  # fmt: skip
    assert (found.way, found.ends, found.relieved) == ("tách", False, [])
    assert [(t.code, t.part, t.people) for t in found.takers] == [("THON9", "xóm Trên", ["DV01"])]


def test_who_was_there_for_a_time_is_there_for_a_time_with_the_heir() -> None:
    world.do(
        {"act": "member.transfer", "on": "2024-02-01", "member": "DV07", "to": "THON1", "temporary": True}
    )
    first, _ = both(MERGE)
    assert [(t.members, t.visitors) for t in first.takers] == [(2, 1)]


def test_a_backdated_merger_hands_over_those_who_were_there_and_not_who_came_later() -> None:
    world.do({"act": "member.transfer", "on": "2024-07-15", "member": "DV04", "to": "THON1"})
    first, _ = both(MERGE)
    assert [(t.members, t.people) for t in first.takers] == [(2, ["DV01", "DV02"])]


def test_an_act_that_gives_nothing_has_no_minutes() -> None:
    assert both({"act": "organisation.rename", "organisation": "THON1", "name": "Chi bộ thôn Khác"}) == []


def test_who_leads_a_village_leads_it_on_and_who_leads_a_committee_does_not() -> None:
    world.do(
        {
            "act": "post.appoint",
            "on": "2024-02-01",
            "person": "DV02",
            "title": "bí thư",
            "organisation": "XA1",
        }
    )
    (found,) = both({"act": "organisation.absorb", "absorbed": ["XA1"], "into": "XA2"})
    assert [t.posts for t in found.takers] == [2]
    assert [post.title for post in found.relieved] == ["bí thư"]


def test_nobody_is_named_to_whoever_may_not_read_the_file() -> None:
    outcome = world.do({"on": "2024-06-01", **MERGE}, number="09-QĐ/HU", dated=ON)
    stranger = Scope(frozenset({Organisation.objects.get(code="XA2").id}), tree(ON))
    assert of_outcome(outcome, within=stranger) == []
    commune = Scope(frozenset({Organisation.objects.get(code="THON13").id}), tree(ON))
    first, _ = of_outcome(outcome, within=commune)
    assert [(post.title, post.name) for post in first.relieved] == [("bí thư", "Trần Thị Đào")]


BRIEF = {
    "act": "organisation.establish",
    "code": "THON7",
    "name": "Chi bộ thôn Một Ngày",
    "kind": "chi bộ",
    "parent": "XA1",
}
ABSORB = {"act": "organisation.absorb", "absorbed": ["THON7"], "into": "THON1"}
RESTORE = {"act": "organisation.restore", "organisation": "THON7", "on": "2024-07-01"}


@pytest.mark.parametrize("papers", [1, 2])
def test_what_is_established_and_ends_on_one_day_is_called_by_its_name(papers: int) -> None:
    if papers == 2:
        assert world.do({"on": ON.isoformat(), **BRIEF}, number="08-QĐ/HU", dated=ON).position
        (found,) = both(ABSORB)
    else:
        (found,) = both(BRIEF, ABSORB)
    assert (found.code, found.name, found.ends) == ("THON7", "Chi bộ thôn Một Ngày", True)
    id = Organisation.objects.get(code="THON7").id
    assert not exists(id, on=ON, at=None) and id not in tree(ON)
    assert [finding for finding in problems_of(None) if finding.refuses] == []


def test_what_existed_on_no_day_is_not_restored_but_may_be_established_again() -> None:
    both(BRIEF, ABSORB)
    refused = world.do(RESTORE, number="10-QĐ/HU", dated=ON)
    (said,) = [finding for finding in refused.findings if finding.refuses]
    assert said.rule == "SX-03"
    assert said.says.startswith("Chi bộ thôn Một Ngày (THON7) chưa hoạt động ngày nào")
    assert said.says.endswith("hãy thành lập lại, có thể dùng chính mã ấy.")
    for day in (ON, date(2024, 5, 1), date(2024, 8, 1)):
        again = world.do({**BRIEF, "on": day.isoformat(), "name": "Chi bộ Lại"}, number="11-QĐ/HU", dated=ON)
        assert again.position, again.findings
        id = Organisation.objects.get(code="THON7").id
        assert [name.name for name in Name.objects.filter(holding(day), organisation_id=id)] == ["Chi bộ Lại"]
        assert revoke(again.position, Paper("12-QĐ/HU", ON, "TINH"), world.OPERATOR, "thử").position


def test_a_workbook_may_list_again_what_existed_on_no_day() -> None:
    both(BRIEF, ABSORB)
    listed = {"act": "organisation.register", "on": "2024-07-01", "organisation": "THON7", "name": "Chi bộ Kê Lại",
              "kind": "chi bộ", "parent": "XA1", "established": "2024-07-01"}  # fmt: skip
    assert world.do(listed, number="10-QĐ/HU", dated=ON).position
    assert Name.objects.get(holding(date(2024, 7, 1)), organisation__code="THON7").name == "Chi bộ Kê Lại"


def test_taking_back_the_end_of_the_first_day_brings_the_organisation_back() -> None:
    made = world.do({"on": ON.isoformat(), **BRIEF}, number="08-QĐ/HU", dated=ON)
    id = Organisation.objects.get(code="THON7").id
    ended = world.do({"on": ON.isoformat(), **ABSORB}, number="09-QĐ/HU", dated=ON)
    for position in (ended.position, made.position):
        assert position
        assert exists(id, on=ON, at=None) == (position == made.position)
        assert revoke(position, Paper("12-QĐ/HU", ON, "TINH"), world.OPERATOR, "thử").position
    assert not Name.objects.filter(known(None), organisation_id=id).exists()


def test_a_merger_backdated_before_another_merger_of_the_same_branch_is_told() -> None:
    world.do(MERGE | {"on": "2024-06-01"})
    absorbed = {"act": "organisation.absorb", "absorbed": ["THON1"], "into": "THON2", "on": "2024-05-01"}
    outcome = world.do(absorbed)
    (found,) = (f for f in outcome.findings if f.rule == "SX-08")
    assert not found.refuses
    assert "hợp nhất từ 01/06/2024 (THON13 kế thừa)" in found.says
