"""Promises about decisions: people decide, on grounds they have seen, once; what was decided stays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bontot.ledger.models import Head
from bontot.ledger.sealing import unseal
from bontot.meetings.keeping import Refused
from bontot.members.models import Censure, Post
from bontot.members.tests.province import Province
from bontot.organisations.models import Kind, Name, Place, Succession
from bontot.strengthening import listing, queries
from bontot.strengthening.assessing import assess
from bontot.strengthening.keeping import Overtaken
from bontot.strengthening.listing import Order
from bontot.strengthening.models import Case, Change, Sign
from bontot.strengthening.planning import Plan, add_step, follow_up, plan, report
from bontot.strengthening.tests.conftest import TODAY, meeting

MAY = date(2024, 5, 20)


def _order(day: date = TODAY, reason: str = "", **said: Any) -> Order:
    return Order(day, "xa", reason, **said)


def _planned(case: Case) -> None:
    plan(case.id, Plan("Họp đều, đủ người", None, TODAY, date(2024, 12, 1)), "xa", seen="")


def test_whoever_is_confirmed_is_on_the_list_from_that_day_with_the_grounds_of_that_day(
    weak: Province,
) -> None:
    cb1 = weak.ids["CB1"]
    case = listing.confirm(cb1, _order(MAY, paper="12-KL/ĐU"))
    assert not queries.is_on_list(cb1, MAY - timedelta(days=1)) and queries.is_on_list(cb1, MAY)
    assert queries.on_list(TODAY) == {cb1: MAY}
    held = set(case.signs.filter(holds=True).values_list("criterion", flat=True))
    assert held == set(assess([cb1], MAY).weak[cb1]) and "no_meeting" in held
    assert set(case.signs.values_list("day", "version")) == {(MAY, "mau-2022")}


def test_what_changes_afterwards_does_not_change_the_grounds_that_were_decided_on(weak: Province) -> None:
    case = listing.confirm(weak.ids["CB1"], _order())
    before = list(case.signs.values_list("criterion", "amount", "base").order_by("id"))
    for month in (4, 5):
        meeting(weak.ids["CB1"], date(2024, month, 3), 10, 0, 0)
    assert (
        list(Sign.objects.filter(case=case).values_list("criterion", "amount", "base").order_by("id"))
        == before
    )


def test_of_two_who_confirm_one_is_told_that_the_other_was_faster(weak: Province) -> None:
    cb1 = weak.ids["CB1"]
    listing.confirm(cb1, _order())
    with pytest.raises(Overtaken, match="đã ở trong danh sách từ ngày 30/06/2024, do xa ghi"):
        listing.confirm(cb1, Order(TODAY, "tinh"))
    assert Case.objects.count() == 1


def test_the_database_itself_keeps_an_organisation_from_being_listed_twice(
    weak: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have looked, then both write: the second is told so, and nothing of it stays."""
    cb1 = weak.ids["CB1"]
    listing.confirm(cb1, _order())
    looked: list[int] = []
    real = listing._not_yet

    def once(organisation: int, day: date) -> None:
        looked.append(organisation)
        if len(looked) > 1:
            real(organisation, day)

    monkeypatch.setattr(listing, "_not_yet", once)
    with pytest.raises(Overtaken):
        listing.confirm(cb1, Order(TODAY, "tinh"))
    assert Case.objects.count() == 1 and len(looked) == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(organisation_id=cb1).update(ended_on=date(2020, 1, 1), ended="left")


def test_grounds_that_are_no_longer_those_that_were_seen_are_shown_again(weak: Province) -> None:
    cb1 = weak.ids["CB1"]
    with pytest.raises(Overtaken, match="không còn như khi đồng chí mở trang"):
        listing.confirm(cb1, _order(seen="no_meeting"))
    assert not Case.objects.exists()


def test_without_grounds_a_reason_is_needed(weak: Province) -> None:
    xa = weak.ids["XA"]
    with pytest.raises(Refused, match="không có căn cứ nào theo tiêu chí"):
        listing.confirm(xa, _order())
    case = listing.confirm(xa, _order(reason="Mất đoàn kết kéo dài, kết luận kiểm tra số 5."))
    assert "kiểm tra" not in case.reason and "kiểm tra" in unseal(case.reason), "it is sealed"


def test_who_ended_yesterday_is_not_listed_today(weak: Province) -> None:
    weak.organisation("CB9", "Chi bộ thôn Cũ", "chi bộ", "XA", end=TODAY)
    weak.fact(
        Succession, TODAY, organisation_id=weak.ids["CB9"], successor_id=weak.ids["CB1"], way="sáp nhập"
    )
    with pytest.raises(Refused, match="đã kết thúc từ ngày 30/06/2024 .kế thừa: Chi bộ thôn Đông."):
        listing.confirm(weak.ids["CB9"], _order(date(2024, 6, 29), "yếu"))


def test_a_day_to_come_and_a_day_before_it_was_there_are_refused(weak: Province) -> None:
    with pytest.raises(Refused, match="chưa đến"):
        listing.confirm(weak.ids["CB1"], _order(TODAY + timedelta(days=1), seen_on=TODAY))
    with pytest.raises(Refused, match="chưa có"):
        listing.confirm(weak.ids["CB1"], _order(date(1980, 1, 1), seen_on=TODAY))


def test_grounds_set_aside_are_not_proposed_again_until_others_come_or_time_has_passed(
    weak: Province,
) -> None:
    cb1 = weak.ids["CB1"]
    with pytest.raises(Refused, match="lý do gác"):
        listing.set_aside(cb1, _order(MAY))
    listing.set_aside(cb1, _order(MAY, "Chi bộ đi làm xa, đã họp bù."))

    def waits(on: date) -> bool:
        weak_then = assess([cb1], on).weak
        return cb1 in queries.proposed(weak_then, queries.on_list(on), queries.aside_on(on, [cb1]))

    assert not waits(MAY) and waits(MAY - timedelta(days=1))
    assert not waits(TODAY)
    weak.fact(Censure, date(2024, 6, 5), organisation_id=cb1, form="khiển trách", began="decide")
    assert waits(TODAY), "a ground that was not looked at then"
    assert queries.aside_on(date(2024, 11, 19), [cb1]) and not queries.aside_on(date(2024, 11, 20), [cb1])


def test_leaving_while_a_ground_still_holds_needs_a_reason(weak: Province) -> None:
    cb1 = weak.ids["CB1"]
    case = listing.confirm(cb1, _order(MAY))
    with pytest.raises(Refused, match="Vẫn còn căn cứ"):
        listing.leave(case.id, _order())
    with pytest.raises(Refused, match="trước ngày vào danh sách"):
        listing.leave(case.id, _order(MAY - timedelta(days=1), "xong"))
    listing.leave(case.id, _order(reason="Đã có bí thư mới, họp đều trở lại."))
    weak_still = assess([cb1], TODAY).weak
    assert weak_still and not queries.proposed(
        weak_still, queries.on_list(TODAY), queries.aside_on(TODAY, [cb1])
    ), "who was let go with a reason does not wait to be looked at the same day"
    assert queries.is_on_list(cb1, TODAY - timedelta(days=1)) and not queries.is_on_list(cb1, TODAY)
    at_end = dict(Sign.objects.filter(case=case, at_end=True).values_list("criterion", "holds"))
    assert at_end["no_meeting"] and not at_end["secretary_vacant"]
    assert queries.ever_on_list(date(2024, 1, 1), MAY, [cb1]) == set()
    assert queries.ever_on_list(MAY, TODAY, [cb1]) == {cb1}


def test_after_leaving_one_may_come_back_and_the_first_time_stays(weak: Province) -> None:
    cb1 = weak.ids["CB1"]
    case = listing.confirm(cb1, _order(MAY))
    listing.leave(case.id, _order(date(2024, 6, 10), "thử", seen_on=TODAY))
    with pytest.raises(Overtaken):
        listing.confirm(cb1, _order(date(2024, 6, 9), seen_on=TODAY))
    listing.confirm(cb1, _order())
    assert [each.decided_on for each in queries.history(cb1)] == [TODAY, MAY]


def test_who_leaves_twice_is_told_who_was_faster(weak: Province) -> None:
    case = listing.confirm(weak.ids["CB1"], _order(MAY))
    listing.leave(case.id, _order(reason="xong"))
    with pytest.raises(Overtaken, match="đã kết thúc từ ngày 30/06/2024, do xa ghi"):
        listing.leave(case.id, _order(reason="xong"))
    with pytest.raises(Overtaken):
        _planned(case)


def test_the_case_of_a_branch_that_was_absorbed_goes_on_with_its_heir_and_its_open_steps(
    weak: Province,
) -> None:
    old = _ended(weak)
    case = Case.objects.get()
    assert queries.on_list(date(2024, 6, 30)) == {old: MAY}
    with pytest.raises(Refused, match="không kế thừa"):
        listing.follow(case.id, weak.ids["CQ"], _order())
    new = listing.follow(case.id, weak.ids["CB2"], _order(reason="Sáp nhập thôn"))
    case.refresh_from_db()
    assert (case.ended, case.ended_on, new.decided_on) == ("followed", date(2024, 6, 20), date(2024, 6, 20))
    assert [step.says for step in new.steps.all()] == ["Kiện toàn bí thư"]
    assert queries.on_list(TODAY) == {weak.ids["CB2"]: date(2024, 6, 20)}


def test_or_is_closed_with_a_sentence(weak: Province) -> None:
    _ended(weak)
    case = Case.objects.get()
    with pytest.raises(Refused, match="vì sao khép"):
        listing.close(case.id, _order())
    listing.close(case.id, _order(reason="Đã sáp nhập, chi bộ mới không yếu."))
    assert queries.on_list(TODAY) == {}


def test_a_case_of_an_organisation_that_is_there_is_neither_followed_nor_closed(weak: Province) -> None:
    case = listing.confirm(weak.ids["CB1"], _order())
    with pytest.raises(Refused, match="vẫn hoạt động"):
        listing.close(case.id, _order(reason="x"))
    with pytest.raises(Refused, match="vẫn hoạt động"):
        listing.follow(case.id, weak.ids["CB2"], _order())


def _ended(weak: Province) -> int:
    """CB9, on the list since May with a step done and a step open, absorbed by CB2 on 20/06/2024."""
    weak.organisation("CB9", "Chi bộ thôn Cũ", "chi bộ", "XA", since=date(2000, 1, 1))
    old = weak.ids["CB9"]
    case = listing.confirm(old, _order(MAY, "Mất đoàn kết"))
    plan(case.id, Plan("Đoàn kết", None, MAY, date(2024, 12, 1)), "xa", seen="")
    done = add_step(case.id, "Đối thoại", None, date(2024, 6, 1), "xa")
    report(case.id, done.id, "done", "Đã đối thoại", "xa")
    add_step(case.id, "Kiện toàn bí thư", None, date(2024, 8, 1), "xa")
    end = date(2024, 6, 20)
    for model in (Place, Name, Kind):
        kept = model.objects.get(organisation_id=old)
        model.objects.filter(id=kept.id).update(known_to=2)
        weak.fact(model, kept.valid_from, end, **{c: getattr(kept, c) for c in model.columns()})
    weak.fact(Succession, end, organisation_id=old, successor_id=weak.ids["CB2"], way="sáp nhập")
    Head.objects.update(digest="after")  # so that no tree of before is remembered
    return old


# --- the remedy ---------------------------------------------------------------------------------------


def test_a_step_is_within_its_plan(weak: Province) -> None:
    case = listing.confirm(weak.ids["CB1"], _order(MAY))
    with pytest.raises(Refused, match="lập kế hoạch trước"):
        add_step(case.id, "Dự họp", None, TODAY, "xa")
    _planned(case)
    with pytest.raises(Refused, match="Hạn 29/06/2024 trước ngày bắt đầu kế hoạch 30/06/2024"):
        add_step(case.id, "Dự họp", None, date(2024, 6, 29), "xa")
    with pytest.raises(Refused, match="hoặc gia hạn kế hoạch"):
        add_step(case.id, "Dự họp", None, date(2024, 12, 2), "xa")
    add_step(case.id, "Dự họp", None, date(2024, 12, 1), "xa")


def test_everything_wrong_with_a_plan_is_said_at_once(weak: Province) -> None:
    case = listing.confirm(weak.ids["CB1"], _order(MAY))
    with pytest.raises(Refused) as refused:
        plan(case.id, Plan(" ", None, date(2024, 5, 1), date(2024, 5, 1)), "xa", seen="")
    assert len(refused.value.says) == 3


def test_a_later_deadline_is_an_extension_with_a_reason(weak: Province) -> None:
    case = listing.confirm(weak.ids["CB1"], _order(MAY))
    _planned(case)
    later = Plan("Họp đều, đủ người", None, TODAY, date(2025, 3, 1))
    with pytest.raises(Refused, match="Gia hạn kế hoạch thì phải ghi lý do"):
        plan(case.id, later, "xa", seen="Họp đều, đủ người")
    assert plan(case.id, later, "xa", seen="Họp đều, đủ người", reason="Chờ đại hội").extended == 1
    assert Change.objects.filter(case=case, what="extend").count() == 1


def test_of_two_who_change_a_plan_nobody_writes_over_what_they_have_not_seen(weak: Province) -> None:
    case = listing.confirm(weak.ids["CB1"], _order(MAY))
    _planned(case)
    other = Plan("Khác hẳn", None, TODAY, date(2024, 12, 1))
    with pytest.raises(Overtaken, match="Họp đều, đủ người"):
        plan(case.id, other, "tinh", seen="")
    assert plan(case.id, other, "tinh", seen="Họp đều, đủ người").goal == "Khác hẳn"


def test_a_result_is_reported_once_and_giving_up_needs_a_reason(weak: Province) -> None:
    case = listing.confirm(weak.ids["CB1"], _order(MAY))
    _planned(case)
    step = add_step(case.id, "Dự họp", None, date(2024, 8, 1), "xa")
    with pytest.raises(Refused, match="vì sao thôi"):
        report(case.id, step.id, "dropped", "", "xa")
    report(case.id, step.id, "done", "Đã dự", "xa")
    with pytest.raises(Overtaken, match="đã được ghi"):
        report(case.id, step.id, "dropped", "x", "xa")


def test_following_up_happens_while_on_the_list_and_not_ahead(weak: Province) -> None:
    case = listing.confirm(weak.ids["CB1"], _order(MAY))
    with pytest.raises(Refused) as refused:
        follow_up(case.id, date(2024, 5, 19), "flight", "", date(2024, 5, 1), "xa")
    assert len(refused.value.says) == 4
    visit = follow_up(case.id, TODAY, "visit", "Chi ủy còn nể nang", None, "xa")
    assert "nể nang" not in visit.says and unseal(visit.says) == "Chi ủy còn nể nang"


def test_open_steps_are_overdue_from_the_day_after_their_deadline(weak: Province) -> None:
    case = listing.confirm(weak.ids["CB1"], _order(MAY))
    plan(case.id, Plan("Họp đều", None, MAY, date(2024, 12, 1)), "xa", seen="")
    step = add_step(case.id, "Dự họp", None, date(2024, 6, 10), "xa")
    assert queries.open_steps([weak.ids["CB1"]], until=date(2024, 6, 10)) == []
    assert queries.open_steps([weak.ids["CB1"]], until=date(2024, 6, 11)) == [step]
    assert queries.open_steps([weak.ids["CB2"]], until=date(2024, 6, 11)) == []


def test_a_vacancy_that_was_filled_is_a_ground_that_no_longer_holds(weak: Province) -> None:
    cb2 = weak.ids["CB2"]
    case = listing.confirm(cb2, _order(MAY))
    weak.fact(Post, date(2024, 6, 1), person_id=weak.ids["DV-CUONG"], title="bí thư", organisation_id=cb2)
    listing.leave(case.id, _order(reason="Đã có bí thư"))
    signs = dict(Sign.objects.filter(case=case, criterion="secretary_vacant").values_list("at_end", "holds"))
    assert signs == {False: True, True: False}
