"""The check of a plan: each check by a small cast, the balance of any plan, and who would see more or less."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bontot.access.models import Account, Grant
from bontot.cli.reference import law as reference
from bontot.kernel.period import OPEN
from bontot.ledger import queries as ledger
from bontot.ledger.enacting import enact
from bontot.ledger.paper import Paper
from bontot.reforms import as_if, gaining
from bontot.reforms.checking import check, compared
from bontot.reforms.checks import CHECKS
from bontot.reforms.compiling import compile
from bontot.reforms.counting import numbers
from bontot.reforms.models import Reform
from bontot.reforms.planned import Planned
from bontot.reforms.sheets import ORGANISATION
from bontot.reforms.sides import Sides, sides
from bontot.reforms.tests import plans
from bontot.reforms.versions import Saving, save
from bontot.ui.clock import now
from tests import world


def compare(*lines: Planned, day: date = plans.DAY) -> Sides:
    """Both sides of a plan that is carried out in the database of the test itself."""
    given = plans.numbered(lines)
    at = ledger.end()
    outcome = enact(compile(day, given), Paper("02-QĐ/TU", day, "TINH"), world.OPERATOR)
    assert outcome.position, [finding.says for finding in outcome.findings]
    return sides(day, "TINH", {line.subject: line for line in given if line.sheet == ORGANISATION}, at)


def found(seen: Sides) -> set[tuple[str, str]]:
    """The checks that find something, each with the organisation."""
    return {(finding.rule, finding.column or finding.value) for finding in compared(seen)}


def organisation(code: str, way: str, **said: str) -> Planned:
    return plans.organisation(code, way, 0, **said)


@pytest.fixture
def _the_world(db: None) -> None:
    world.build()


WORLD = pytest.mark.usefixtures("_the_world")


@WORLD
def test_every_check_says_in_one_sentence_what_holds_and_on_what_it_rests() -> None:
    assert len({rule.code for rule in CHECKS}) == len(CHECKS)
    assert all(rule.says.endswith(".") and str(rule.because) for rule in CHECKS)


@WORLD
def test_branches_that_the_plan_leaves_too_small_are_told_others_are_not() -> None:
    seen = compare(plans.member("DV03", "THON3"))
    told = {code for rule, code in found(seen) if rule == "KT-IT-NGUOI"}
    assert told == {"THON2", "THON3"}


@WORLD
def test_new_organisations_without_a_secretary_and_those_with_two_are_told() -> None:
    seen = compare(
        organisation("MOI", "lập mới", name="Chi bộ thôn Mới", kind="chi bộ", parent="XA1"),
        plans.post("DV03", "bí thư", organisation="THON1"),
    )
    assert {("KT-BI-THU", "MOI"), ("KT-HAI-BI-THU", "THON1")} <= found(seen)


@WORLD
def test_siblings_of_one_name_are_told() -> None:
    seen = compare(organisation("THON2", "điều chỉnh", name="Chi bộ thôn Bản Trên"))
    assert {code for rule, code in found(seen) if rule == "KT-TRUNG-TEN"} == {"THON2"}


@WORLD
def test_districts_that_remain_after_their_last_day_are_told() -> None:
    day = date(2025, 7, 1)
    seen = compare(organisation("THON3", "điều chỉnh", name="Chi bộ thôn Bản Mới"), day=day)
    assert ("KT-LOAI", "HUYEN") in found(seen)


@WORLD
def test_a_kind_under_a_superior_that_it_may_not_have_is_told() -> None:
    seen = compare(organisation("XA2", "điều chỉnh", kind="đảng bộ bộ phận"))
    assert ("KT-DUOI-LOAI", "XA2") in found(seen)


@WORLD
def test_a_branch_of_many_and_a_committee_of_too_many_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from bontot.law import parameters

    small = {name: _at(parameters.PARAMETERS[name], 1) for name in ("branch.large", "branch.committee_size")}
    monkeypatch.setattr(parameters, "PARAMETERS", {**parameters.PARAMETERS, **small})
    parameters.parameter.cache_clear()
    seen = compare(plans.post("DV03", "phó bí thư", organisation="THON1"), plans.member("DV04", "THON1"))
    told = found(seen)
    parameters.parameter.cache_clear()
    assert {("KT-DONG-NGUOI", "THON1"), ("KT-CHI-UY", "THON1")} <= told


def _at(dated: Any, value: int) -> Any:
    from dataclasses import replace

    return replace(dated, stretches=tuple(replace(stretch, value=value) for stretch in dated.stretches))


@pytest.mark.django_db(transaction=True)
def test_a_whole_check_tells_everything_with_its_place_and_writes_nothing_into_the_ledger() -> None:
    world.build()
    account = Account.objects.create_user("xa2", password="mật khẩu dài")
    granted = {"valid_from": date(2020, 1, 1), "valid_to": OPEN}
    Grant.objects.create(account=account, role="commune", organisation_code="XA2", **granted)
    lines = (
        organisation("XA2", "sáp nhập", related="XA1"),
        organisation("THON1", "giải thể"),
        organisation("KHONG-CO", "giải thể"),
        plans.member("DV07", "DN1"),
    )
    reform = reform_of(*lines)
    result = check(reform, "thu")
    as_if.forget(reform.pk)
    told = {(f.rule, f.sheet, f.row, f.value) for f in result.findings}
    assert ("PA-MA-LA", "Phương án sắp xếp", 4, "KHONG-CO") in told
    assert ("KT-PHAN-BO", "Phương án sắp xếp", 3, "THON1") in told
    assert "SX-01" in {f.rule for f in result.findings}
    (seeing,) = [f for f in result.findings if f.rule == "KT-TAI-KHOAN"]
    assert "không còn xem được 2 tổ chức" in seeing.says
    assert result.numbers["members"] == [7, 7]
    assert (result.numbers["left_out"], result.numbers["lines_left_out"], result.numbers["as_if"]) == (
        1,
        1,
        True,
    )
    assert {row["code"]: row["becomes"] for row in result.rows}["XA2"] == "ended"
    assert ledger.end() == 1


def reform_of(*lines: Planned) -> Reform:
    """A plan with these lines in its first version."""
    reform = Reform.objects.create(
        code="kiem-tra", title="Kiểm tra", day=plans.DAY, organisation="TINH", created=now(), created_by="thu"
    )
    save(reform, Saving("thu", "Thử", 0, put=plans.numbered(lines)))
    reform.refresh_from_db()
    return reform


# --- any plan ---------------------------------------------------------------------------------------------

VILLAGES, COMMUNES, MEMBERS = (
    ("THON1", "THON2", "THON3", "THON4", "THON5"),
    ("XA1", "XA2"),
    ("DV01", "DV02", "DV03", "DV04"),
)


@st.composite
def any_plan(draw: st.DrawFn) -> list[Planned]:
    """Some organisations rearranged and some members allocated, sensibly or not."""
    ways = st.sampled_from(("sáp nhập", "giải thể", "điều chỉnh", "giữ nguyên"))
    lines = []
    for code in draw(st.lists(st.sampled_from((*VILLAGES, *COMMUNES)), unique=True, max_size=5)):
        way = draw(ways)
        same = VILLAGES if code in VILLAGES else COMMUNES
        said = {"related": draw(st.sampled_from(same))} if way in ("sáp nhập", "giải thể") else {}
        if way == "điều chỉnh" and code in VILLAGES:
            said = {"parent": draw(st.sampled_from(COMMUNES))}
        lines.append(organisation(code, way, **said))
    if draw(st.booleans()):
        lines.append(
            organisation(
                "MOI", "lập mới", name="Chi bộ Mới", kind="chi bộ", parent=draw(st.sampled_from(COMMUNES))
            )
        )
    for person in draw(st.lists(st.sampled_from(MEMBERS), unique=True, max_size=3)):
        lines.append(plans.member(person, draw(st.sampled_from((*VILLAGES, "MOI")))))
    return lines


@WORLD
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_plan())
def test_the_numbers_of_any_plan_balance(lines: list[Planned]) -> None:
    from django.db import transaction

    with transaction.atomic():
        given_lines = plans.numbered(lines)
        kept = as_if._carried_out(compile(plans.DAY, given_lines), world.OPERATOR, as_if.Tried(), None)
        at = ledger.end()
        outcome = enact(kept, Paper("02-QĐ/TU", plans.DAY, "TINH"), world.OPERATOR) if kept else None
        assert outcome is None or not outcome.refused, outcome.findings
        seen = sides(plans.DAY, "TINH", {line.subject: line for line in given_lines}, at)
        told = numbers(seen)
        assert told["members"][0] + told["come"] - told["lost"] == told["members"][1] == 7
        assert "KT-CAN-DOI" not in {finding.rule for finding in compared(seen)}
        organisations = told["organisations"]
        assert (
            organisations[0] + told["become"].get("new", 0) - told["become"].get("ended", 0)
            == organisations[1]
        )
        transaction.set_rollback(True)


def test_every_check_is_in_the_reference() -> None:
    told = reference.findings()
    assert all(f"`{code}`" in told for code in (*(rule.code for rule in CHECKS), gaining.CODE))
