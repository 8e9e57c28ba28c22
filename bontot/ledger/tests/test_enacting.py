"""Acts in crowds, all or nothing; what was known at a position stays answerable; what was ordered can be taken back."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from bontot.ledger import chain
from bontot.ledger.enacting import rehearse
from bontot.ledger.models import STILL_KNOWN, Decision
from bontot.ledger.paper import Paper
from bontot.ledger.revoking import building_on, revoke, revoke_with_later
from bontot.ledger.speaking import acts_from_json
from bontot.ledger.state import fact_kinds
from bontot.ledger.verifying import verify
from bontot.ledger.writing import position
from bontot.members.models import Belonging, Standing
from bontot.organisations.models import Place
from tests import world

pytestmark = pytest.mark.django_db

TAKING_BACK = Paper("99-QĐ/TU", date(2024, 6, 1), "TINH")


def known() -> set[tuple[object, ...]]:
    """Everything known now, whoever wrote it."""
    return {
        (
            kind.__name__,
            getattr(f, kind.subject),
            f.valid_from,
            f.valid_to,
            *[getattr(f, c) for c in kind.columns()],
        )
        for kind in fact_kinds()
        for f in kind._default_manager.filter(known_to=STILL_KNOWN)
    }


def unsound() -> list[str]:
    return [finding.says for finding in verify() if finding.refuses]


def test_a_founded_world_is_sound() -> None:
    assert world.build() == 1
    assert unsound() == []


def test_one_refusal_refuses_everything_and_everything_wrong_is_told() -> None:
    world.build()
    before = known()
    outcome = world.do(
        {"act": "member.transfer", "on": "2024-02-01", "member": "DV03", "to": "THON3"},
        {"act": "member.transfer", "on": "2024-02-01", "member": "DV99", "to": "THON3"},
        {"act": "member.transfer", "on": "2024-02-01", "member": "DV05", "to": "THON3"},
        {"act": "member.transfer", "on": "2024-02-01", "member": "DV02", "to": "XA1"},
        {"act": "member.transfer", "on": "2024-02-31", "member": "DV02", "to": "THON1"},
    )
    assert world.refusals(outcome) == {"DV-01", "DV-02", "DV-11", "SO-07"}
    assert outcome.position is None
    assert (position(), known()) == (1, before)


def test_later_acts_of_a_crowd_see_the_earlier_ones() -> None:
    world.build()
    outcome = world.do(
        {"act": "organisation.establish", "on": "2024-03-01", "code": "THON6", "name": "Chi bộ thôn Mới",
         "kind": "chi bộ", "parent": "XA2"},
        {"act": "member.admit", "on": "2024-03-02", "code": "DV11", "full_name": "Mạc Thị Gấm", "sex": "nữ",
         "born": "1999-01-01", "organisation": "THON6"},
        {"act": "member.transfer", "on": "2024-03-05", "member": "DV11", "to": "THON5"},
    )  # fmt: skip
    assert not outcome.refused, outcome.findings
    stays = Belonging.objects.filter(known_to=STILL_KNOWN, person__code="DV11").order_by("valid_from")
    assert [(s.organisation.code, s.valid_from) for s in stays] == [
        ("THON6", date(2024, 3, 2)),
        ("THON5", date(2024, 3, 5)),
    ]


def test_a_rehearsal_says_the_same_and_writes_nothing() -> None:
    world.build()
    before = known()
    from bontot.catalogue import ACTS

    acts, _ = acts_from_json([{"act": "member.die", "on": "2024-02-01", "member": "DV01"}], ACTS)
    outcome = rehearse(acts, world.OPERATOR)
    assert (outcome.changed, outcome.position, known()) == (1, None, before)


def test_what_was_known_at_a_position_is_never_changed() -> None:
    first = world.build()
    world.do({"act": "member.transfer", "on": "2016-01-01", "member": "DV03", "to": "THON3"})
    then = Belonging.objects.filter(known_from__lte=first, known_to__gt=first, person__code="DV03")
    assert sorted(s.organisation.code for s in then) == ["THON1", "THON2"]
    now = Belonging.objects.filter(known_to=STILL_KNOWN, person__code="DV03")
    assert sorted(s.organisation.code for s in now) == ["THON1", "THON2", "THON3"]


ACTS = (
    {"act": "organisation.rename", "on": "2022-01-01", "organisation": "XA1", "name": "Đảng bộ phường Suối Mây"},
    {"act": "organisation.change_kind", "on": "2022-01-01", "organisation": "XA1", "kind": "đảng bộ cơ sở", "base_kind": "phường"},
    {"act": "organisation.hand_over", "on": "2022-01-01", "organisation": "THON3", "parent": "XA2"},
    {"act": "organisation.establish", "on": "2022-01-01", "code": "MOI", "name": "Chi bộ mới", "kind": "chi bộ", "parent": "XA1"},
    {"act": "organisation.dissolve", "on": "2022-01-01", "organisation": "THON3"},
    {"act": "organisation.absorb", "on": "2022-01-01", "absorbed": ["THON2", "THON3"], "into": "THON1"},
    {"act": "organisation.merge", "on": "2022-01-01", "merged": ["XA1", "XA2"], "code": "XA3", "name": "Đảng bộ xã Mới",
     "kind": "đảng bộ cơ sở", "parent": "HUYEN", "base_kind": "xã"},
    {"act": "organisation.split_off", "on": "2022-01-01", "organisation": "THON1", "code": "MOI", "name": "Chi bộ mới",
     "kind": "chi bộ", "parent": "XA1", "members": ["DV02"]},
    {"act": "organisation.divide", "on": "2022-01-01", "organisation": "XA1", "into": [
        {"code": "A", "name": "Đảng bộ A", "kind": "đảng bộ cơ sở", "parent": "HUYEN", "organisations": ["THON1"]},
        {"code": "B", "name": "Đảng bộ B", "kind": "đảng bộ cơ sở", "parent": "HUYEN", "organisations": ["THON2", "THON3"]}]},
    {"act": "member.admit", "on": "2022-01-01", "code": "DV20", "full_name": "Lý Văn Lợi", "sex": "nam", "born": "1990-01-01",
     "organisation": "THON2"},
    {"act": "member.confirm", "on": "2024-03-03", "member": "DV08"},
    {"act": "member.transfer", "on": "2022-01-01", "member": "DV02", "to": "THON4"},
    {"act": "member.transfer", "on": "2022-01-01", "member": "DV02"},
    {"act": "member.transfer", "on": "2022-01-01", "member": "DV02", "to": "THON4", "temporary": True, "until": "2022-06-01"},
    {"act": "member.exempt", "on": "2022-01-01", "member": "DV02"},
    {"act": "member.strike_off", "on": "2022-01-01", "member": "DV02"},
    {"act": "member.expel", "on": "2022-01-01", "member": "DV02"},
    {"act": "member.leave", "on": "2022-01-01", "member": "DV02"},
    {"act": "member.die", "on": "2022-01-01", "member": "DV02"},
    {"act": "member.restore", "on": "2023-01-01", "member": "DV06", "to": "THON4"},
    {"act": "member.change", "on": "2022-01-01", "member": "DV02", "theory": "trung cấp"},
    {"act": "member.correct", "on": "2022-01-01", "member": "DV02", "born": "1963"},
    {"act": "post.appoint", "on": "2022-01-01", "person": "DV03", "title": "bí thư", "organisation": "THON2"},
    {"act": "post.relieve", "on": "2022-01-01", "person": "DV02", "title": "bí thư", "organisation": "THON1"},
    {"act": "training.attend", "on": "2022-01-01", "person": "DV02", "course": "L9", "kind": "khác"},
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: f"{act['act']} {act.get('to', '')}")
def test_every_act_taken_back_restores_all_that_was_known(act: dict[str, object]) -> None:
    world.build()
    before = known()
    outcome = world.do(act)
    assert outcome.position == 2, outcome.findings
    assert known() != before
    assert unsound() == []
    taken = revoke(2, TAKING_BACK, world.OPERATOR, "ghi nhầm")
    assert taken.position == 3, taken.findings
    assert known() == before
    assert unsound() == []


def test_taking_back_is_refused_while_later_decisions_build_on_it_and_possible_after_them() -> None:
    world.build()
    before = known()
    world.do({"act": "member.transfer", "on": "2022-01-01", "member": "DV02", "to": "THON4"})
    world.do({"act": "member.transfer", "on": "2023-01-01", "member": "DV02", "to": "THON5"})
    refused = revoke(2, TAKING_BACK, world.OPERATOR, "ghi nhầm")
    assert world.refusals(refused) == {"SO-05"} and "Quyết định 3" in refused.findings[0].says
    assert revoke(3, TAKING_BACK, world.OPERATOR, "ghi nhầm").position == 4
    assert revoke(2, TAKING_BACK, world.OPERATOR, "ghi nhầm").position == 5
    assert known() == before
    assert world.refusals(revoke(2, TAKING_BACK, world.OPERATOR, "lần nữa")) == {"SO-04"}
    assert world.refusals(revoke(77, TAKING_BACK, world.OPERATOR, "không có")) == {"SO-03"}


def test_later_decisions_that_build_on_one_can_be_taken_back_with_it_or_none_is() -> None:
    world.build()
    before = known()
    for day, to in (("2022-01-01", "THON4"), ("2023-01-01", "THON5"), ("2023-06-01", "THON3")):
        world.do({"act": "member.transfer", "on": day, "member": "DV02", "to": to})
    assert building_on(2) == [4, 3]
    rehearsed = revoke_with_later(2, TAKING_BACK, world.OPERATOR, "ghi nhầm", rehearsed=True)
    assert not rehearsed.refused and rehearsed.position is None and position() == 4
    assert revoke_with_later(2, TAKING_BACK, world.OPERATOR, "ghi nhầm").position == 7
    assert known() == before
    assert unsound() == []
    assert world.refusals(revoke_with_later(2, TAKING_BACK, world.OPERATOR, "lần nữa")) == {"SO-04"}
    assert position() == 7


def test_taking_back_an_organisation_that_has_members_meanwhile_is_refused() -> None:
    world.build()
    world.do({"act": "organisation.establish", "on": "2022-01-01", "code": "MOI", "name": "Chi bộ mới",
              "kind": "chi bộ", "parent": "XA1"})  # fmt: skip
    world.do({"act": "member.transfer", "on": "2022-02-01", "member": "DV02", "to": "MOI"})
    refused = revoke(2, TAKING_BACK, world.OPERATOR, "ghi nhầm")
    assert "DV-20" in world.refusals(refused)
    assert position() == 3


def test_the_database_itself_refuses_a_second_branch_on_one_day_and_any_rewriting() -> None:
    world.build()
    stay = Belonging.objects.filter(person__code="DV02").get()
    table = Belonging._meta.db_table
    for attempt in (
        f"INSERT INTO {table} (id, valid_from, valid_to, known_from, known_to, person_id, organisation_id, temporary) "
        f"VALUES (999, '2020-01-01', '2021-01-01', 1, {STILL_KNOWN}, {stay.person_id}, {stay.organisation_id}, "
        f"{'false' if connection.vendor == 'postgresql' else '0'})",
        f"UPDATE {table} SET organisation_id = organisation_id + 1 WHERE id = {stay.id}",
        f"DELETE FROM {table} WHERE id = {stay.id}",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attempt)


def test_the_chain_names_the_first_broken_link() -> None:
    world.build()
    world.do({"act": "member.exempt", "on": "2022-01-01", "member": "DV02"})
    world.do({"act": "member.exempt", "on": "2022-01-01", "member": "DV03"}, number="03-QĐ/TU")
    Decision.objects.filter(position=2).update(number="02-QĐ/GIẢ")
    assert unsound() == [
        "Mã nối của quyết định 2 (02-QĐ/GIẢ) không khớp: văn bản, nội dung hoặc mắt xích trước đã bị sửa."
    ]


def test_the_payload_of_a_decision_can_be_read_again() -> None:
    world.build()
    world.do({"act": "member.exempt", "on": "2022-01-01", "member": "DV02", "until": "2023-01-01"})
    assert list(chain.payload(2)) == [
        {"act": "member.exempt", "on": "2022-01-01", "member": "DV02", "until": "2023-01-01"}
    ]


def test_the_number_of_statements_does_not_grow_with_the_number_of_acts(
    django_assert_max_num_queries: Any,
) -> None:
    world.build()
    acts = [
        {"act": "member.admit", "on": "2024-03-02", "code": f"M{n:03}", "full_name": "Mạc Thị Gấm", "sex": "nữ",
         "born": "1999-01-01", "organisation": "THON5"}
        for n in range(400)
    ]  # fmt: skip
    with django_assert_max_num_queries(60):
        assert world.do(*acts).position == 2


def test_a_standing_ends_in_the_way_it_was_ordered() -> None:
    world.build()
    world.do({"act": "member.strike_off", "on": "2022-01-01", "member": "DV02"})
    last = Standing.objects.filter(known_to=STILL_KNOWN, person__code="DV02").order_by("valid_from").last()
    assert last is not None and (last.ended, last.valid_to) == ("strike_off", date(2022, 1, 1))


def test_no_organisation_can_be_put_below_itself() -> None:
    world.build()
    outcome = world.do(
        {"act": "organisation.hand_over", "on": "2022-01-01", "organisation": "HUYEN", "parent": "XA1"}
    )
    assert "TC-07" in world.refusals(outcome)
    assert Place.objects.filter(known_from=2).count() == 0
