"""A plan goes its steps, is executed in one stroke or not at all, and does not run over what has changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bontot.ledger.enacting import Outcome, enact
from bontot.ledger.paper import Paper
from bontot.ledger.queries import end
from bontot.ledger.revoking import revoke
from bontot.organisations.acts import Rename
from bontot.organisations.models import Place
from bontot.reforms import steps
from bontot.reforms.drift import drifts
from bontot.reforms.executing import execute, try_out
from bontot.reforms.models import Reform, Stage
from bontot.reforms.planned import Planned
from bontot.reforms.seeing import looked, see
from bontot.reforms.steps import NotNow, take, taken_back
from bontot.reforms.tests.plans import DAY, member, numbered, organisation
from bontot.reforms.versions import Saving, planned, save
from bontot.ui.clock import now
from tests import world

DECISION = steps.Paper("12-QĐ/TU", DAY, "TINH")


@pytest.fixture(autouse=True)
def _world(db: None) -> None:
    world.build()


def plan(code: str, *lines: Planned, day: date = DAY) -> Reform:
    reform = Reform.objects.create(
        code=code, title=f"Phương án {code}", day=day, organisation="TINH", created=now(), created_by="lan"
    )
    save(reform, Saving("lan", "Lập", 0, put=looked(lines, see(day, lines))))
    reform.refresh_from_db()
    return reform


def approved(code: str, *lines: Planned, day: date = DAY) -> Reform:
    reform = plan(code, *lines, day=day)
    for step, account in (("submit", "lan"), ("review", "minh"), ("approve", "nga")):
        reform = take(
            reform, step, account, version=reform.version, paper=DECISION if step == "approve" else None
        )
    return reform


def rules(outcome: Outcome) -> set[str]:
    return {f.rule for f in outcome.findings if f.refuses}


MERGED = (organisation("XA1", "sáp nhập", related="XA2"), member("DV04", "THON5"))


def test_a_plan_goes_its_steps_and_is_executed() -> None:
    reform = approved("thu", *MERGED)
    outcome = execute(reform, world.OPERATOR)
    reform.refresh_from_db()
    assert (reform.state, reform.position) == (Stage.EXECUTED, outcome.position) and outcome.position == end()
    assert list(reform.steps.order_by("id").values_list("step", "account")) == [
        ("submit", "lan"), ("review", "minh"), ("approve", "nga"), ("execute", world.OPERATOR.name),
    ]  # fmt: skip


def test_three_steps_are_taken_by_three_accounts(settings: Any) -> None:
    reform = take(plan("thu", *MERGED), "submit", "lan", version=1)
    with pytest.raises(NotNow, match="người khác"):
        take(reform, "review", "lan", version=1)
    reform = take(reform, "review", "minh", version=1)
    with pytest.raises(NotNow, match="người khác"):
        take(reform, "approve", "lan", version=1, paper=DECISION)
    settings.BONTOT_SEPARATE_DUTIES = False
    assert take(reform, "approve", "lan", version=1, paper=DECISION).state == Stage.APPROVED


def test_whoever_submits_again_begins_anew() -> None:
    reform = take(plan("thu", *MERGED), "submit", "lan", version=1)
    with pytest.raises(NotNow, match="lý do"):
        take(reform, "return", "minh", version=1)
    reform = take(reform, "return", "minh", version=1, reason="Thiếu chi bộ thôn Ba")
    assert reform.state == Stage.DRAFT
    assert take(take(reform, "submit", "minh", version=1), "review", "lan", version=1).state == Stage.REVIEWED


def test_a_step_is_for_what_has_been_seen() -> None:
    reform = plan("thu", *MERGED)
    save(reform, Saving("minh", "Thêm", 1, put=[organisation("XA2", "giữ nguyên")]))
    with pytest.raises(NotNow, match="phiên bản 2"):
        take(reform, "submit", "lan", version=1)


def test_what_has_not_been_approved_is_not_executed() -> None:
    with pytest.raises(NotNow):
        execute(plan("thu", *MERGED), world.OPERATOR)
    assert end() == 1


def test_of_two_plans_one_wins_and_the_other_is_told_what_changed() -> None:
    first = approved("mot", *MERGED)
    second = approved(
        "hai", organisation("XA1", "điều chỉnh", name="Đảng bộ xã Khác"), member("DV04", "THON3")
    )
    assert execute(first, world.OPERATOR).position
    outcome = execute(second, world.OPERATOR)
    assert outcome.position is None
    told = {f.value: f.says for f in outcome.findings if f.rule == "PA-TROI"}
    assert "khi ấy là “có”, nay là “không có”" in told["XA1"]
    assert "nơi sinh hoạt khi ấy là “THON2”, nay là “THON5”" in told["DV04"]
    second.refresh_from_db()
    assert second.state == Stage.APPROVED and end() == 2


def test_whoever_has_looked_again_goes_on() -> None:
    reform = plan("thu", organisation("THON1", "điều chỉnh", parent="XA2"))
    rename = Rename(on=date(2024, 6, 1), organisation="THON1", name="Chi bộ thôn Nay")
    assert enact([rename], Paper("1", DAY, "XA1"), world.OPERATOR).position
    (found,) = drifts(DAY, "TINH", planned(reform))
    assert (found.what, found.then, found.now) == ("name", "Chi bộ thôn Bản Trên", "Chi bộ thôn Nay")
    again = looked(planned(reform), see(DAY, planned(reform)))
    save(reform, Saving("lan", "Xác nhận theo sổ", reform.version, put=again, again=True))
    reform.refresh_from_db()
    assert drifts(DAY, "TINH", planned(reform)) == []


def test_a_change_on_a_later_day_is_noticed_too() -> None:
    reform = plan("thu", organisation("THON1", "điều chỉnh", parent="XA2"))
    later = Rename(on=date(2025, 1, 1), organisation="THON1", name="Chi bộ thôn Sau")
    assert enact([later], Paper("1", DAY, "XA1"), world.OPERATOR).position
    assert [found.what for found in drifts(DAY, "TINH", planned(reform))] == ["until"]


def test_whoever_came_since_goes_along_and_is_counted() -> None:
    reform = plan("thu", *MERGED[:1], organisation("THON2", "điều chỉnh", name="Chi bộ Mới"))
    from bontot.members.acts import Transfer

    come = Transfer(on=date(2024, 6, 1), member="DV01", to="THON2")
    assert enact([come], Paper("1", DAY, "XA1"), world.OPERATOR).position
    (found,) = drifts(DAY, "TINH", planned(reform))
    assert found.what == "members" and not found.matters


def test_taking_it_back_restores_everything_and_the_plan_says_so() -> None:
    before = set(
        Place.objects.filter(known_to=2**62).values_list(
            "organisation_id", "parent_id", "valid_from", "valid_to"
        )
    )
    reform = approved("thu", *MERGED)
    assert execute(reform, world.OPERATOR).position
    reform.refresh_from_db()
    assert taken_back(reform) is None
    with pytest.raises(NotNow, match="thu hồi"):
        take(reform, "reopen", "lan", version=1, reason="Làm lại")
    revoke(reform.position or 0, Paper("13-QĐ/TU", DAY, "TINH"), world.OPERATOR, "Sai")
    assert taken_back(reform) == end()
    after = set(
        Place.objects.filter(known_to=2**62).values_list(
            "organisation_id", "parent_id", "valid_from", "valid_to"
        )
    )
    assert after == before
    reform = take(reform, "reopen", "lan", version=1, reason="Làm lại")
    assert (reform.state, reform.position, reform.approved_version) == (Stage.DRAFT, None, None)


def test_what_fails_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    reform = approved("thu", *MERGED)

    def dies(*_: Any) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr("bontot.ledger.writing.Writing.sign", dies)
    with pytest.raises(RuntimeError):
        execute(reform, world.OPERATOR)
    reform.refresh_from_db()
    assert reform.state == Stage.APPROVED and end() == 1 and not reform.steps.filter(step="execute").exists()


def test_the_rest_is_judged_beside_a_mistake_and_what_follows_from_it_is_not_told_again() -> None:
    from bontot.reforms.judging import judge

    lines = numbered(
        [
            organisation("XA9", "lập mới", name="Đảng bộ xã Mới", kind="đảng bộ cơ sở", parent="KHONGCO"),
            organisation("THON1", "điều chỉnh", parent="XA9"),
            organisation("THON2", "điều chỉnh", parent="TINH"),
        ]
    )
    found = judge(DAY, "TINH", lines, see(DAY, lines))
    told = [(f.rule, f.row) for f in try_out(DAY, lines, world.OPERATOR, found).findings if f.refuses]
    assert told == [("PA-MA-LA", 2), ("TC-06", 4)]
    assert replace(lines[0], fields={}).subject == ""
