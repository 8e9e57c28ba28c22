"""Grades and recognitions: what is known the day before, on the day and after; who decides; who may read of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bontot.access.models import Account, Grant
from bontot.access.tests.reader import Reader
from bontot.catalogue import ACTS
from bontot.evaluation.acts import directly_above
from bontot.evaluation.models import Classification, MemberClassification, Recognition
from bontot.evaluation.told import of_organisation
from bontot.kernel.period import OPEN
from bontot.ledger.models import STILL_KNOWN
from bontot.ledger.paper import Paper
from bontot.ledger.queries import edge
from bontot.ledger.revoking import revoke
from bontot.ledger.state import State
from bontot.ledger.verifying import INVARIANTS
from bontot.organisations.models import Organisation
from tests import world

pytestmark = pytest.mark.django_db
GOOD, DONE, OUTSTANDING = "hoàn thành tốt nhiệm vụ", "hoàn thành nhiệm vụ", "hoàn thành xuất sắc nhiệm vụ"
PAPER = Paper("02-QĐ/TU", date(2024, 4, 1), "TINH")


def grade(
    member: str, grade: str, on: str = "2023-12-20", period: str = "2023", **said: Any
) -> dict[str, Any]:
    return {"act": "member.classify", "on": on, "member": member, "period": period, "grade": grade, **said}


def held() -> list[tuple[str, str, str, date, date]]:
    known = MemberClassification.objects.filter(known_to=STILL_KNOWN).order_by(
        "period", "capacity", "valid_from"
    )
    return list(known.values_list("period", "grade", "capacity", "valid_from", "valid_to"))


def test_a_grade_holds_from_the_day_of_the_decision_until_another_says_otherwise() -> None:
    world.build()
    assert not world.do(grade("DV03", DONE), grade("DV03", GOOD, period="2022", on="2022-12-20")).refused
    assert not world.do(grade("DV03", GOOD, on="2024-02-01", score="88,5")).refused
    assert held() == [
        ("2022", GOOD, "", date(2022, 12, 20), OPEN),
        ("2023", DONE, "", date(2023, 12, 20), date(2024, 2, 1)),
        ("2023", GOOD, "", date(2024, 2, 1), OPEN),
    ]
    assert revoke(edge()[0], PAPER, world.OPERATOR, "xét lại").position
    assert held()[1] == ("2023", DONE, "", date(2023, 12, 20), OPEN)


def test_the_same_twice_changes_nothing_and_the_order_of_entering_does_not_matter() -> None:
    world.build()
    world.do(grade("DV03", GOOD, on="2024-02-01"))
    world.do(grade("DV03", DONE))
    assert [(row[1], row[4]) for row in held()] == [(DONE, date(2024, 2, 1)), (GOOD, OPEN)]
    assert world.do(grade("DV03", DONE), grade("DV03", GOOD, on="2024-02-01")).position is None
    assert not world.do(
        grade("DV03", OUTSTANDING)
    ).refused  # the same day once more: it had been entered wrongly
    assert [row[1] for row in held()] == [OUTSTANDING, GOOD]


def test_a_head_is_classified_as_a_head_too() -> None:
    world.build()
    world.do(grade("DV02", GOOD), grade("DV02", DONE, capacity="cán bộ lãnh đạo, quản lý"))
    assert [(row[1], row[2]) for row in held()] == [(GOOD, ""), (DONE, "cán bộ lãnh đạo, quản lý")]
    assert list(INVARIANTS["XL-11"](None)) == []


def test_two_grades_of_one_period_are_told_by_the_check() -> None:
    world.build()
    world.do(grade("DV02", GOOD))
    known = MemberClassification.objects.get(known_to=STILL_KNOWN)
    MemberClassification.objects.bulk_create(
        [known.but(id=known.id + 1, grade=DONE, known_from=known.known_from)]
    )
    assert list(INVARIANTS["XL-11"](None)) == ["DV02 có hai mức xếp loại cùng ngày của kỳ 2023."]


def test_what_cannot_be_read_or_was_not_there_is_refused() -> None:
    world.build()
    outcome = world.do(
        grade("DV03", GOOD, period="năm ngoái"),
        grade("DV04", GOOD, period="2020", on="2020-12-20"),
        grade("DV02", GOOD, score="nhiều"),
        grade("KHONGAI", GOOD),
    )
    assert world.refusals(outcome) == {"XL-01", "XL-02", "XL-03", "DV-01"}


def test_the_committee_directly_above_decides_about_an_organisation() -> None:
    world.build()
    said = {"on": "2023-12-20", "organisation": "THON1"}
    state = State()
    act = ACTS["organisation.classify"](
        on=date(2023, 12, 20), organisation="THON1", period="2023", grade=GOOD
    )  # type: ignore[call-arg]  # fields come from the act that is chosen
    state.fetch([act])
    above = Organisation.objects.get(code="XA1").id
    assert list(act.over(state)) == [above] == list(directly_above(state, "THON1", date(2023, 12, 20)))
    world.do(
        {"act": "organisation.classify", "period": "2023", "grade": GOOD, **said},
        {"act": "organisation.recognise", "title": "Chi bộ bốn tốt", "year": "2023", **said},
    )
    assert Classification.objects.get().grade == GOOD
    assert Recognition.objects.get().year == "2023"
    again = world.do({"act": "organisation.recognise", "title": "Chi bộ bốn tốt", "year": "2023", **said})
    assert again.position is None


def test_too_many_outstanding_are_told_of_with_what_decides() -> None:
    world.build()
    outcome = world.do(*(grade(code, OUTSTANDING) for code in ("DV02", "DV03", "DV04")), grade("DV08", GOOD))
    (told,) = [f for f in outcome.findings if f.rule == "XL-12"]
    assert not told.refuses and "XA1, kỳ 2023: 3 đảng viên xếp xuất sắc trong 3" in told.says
    below = [
        {"act": "organisation.classify", "on": "2023-12-20", "organisation": f"THON{n}", "period": "2023",
         "grade": OUTSTANDING if n < 3 else GOOD}
        for n in (1, 2, 3, 4)
    ]  # fmt: skip
    outcome = world.do(*below)
    (told,) = [f for f in outcome.findings if f.rule == "XL-12"]
    assert "XA1, kỳ 2023: 2 tổ chức trực thuộc xếp xuất sắc trong 3" in told.says


def signed_in(role: str, organisation: str, person: str = "") -> Reader:
    account = Account.objects.create_user(role, password=None)
    account.person_code = person
    account.save()
    Grant.objects.create(
        account=account, role=role, organisation_code=organisation, valid_from=date(2020, 1, 1), valid_to=OPEN
    )
    client = Reader()
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(
    ("role", "organisation", "person", "reads"),
    [("commune", "XA1", "", True), ("branch", "THON2", "", True), ("planner", "XA1", "", False), ("member", "THON2", "DV03", True)],
)  # fmt: skip
def test_a_grade_is_read_by_the_person_and_by_whom_the_table_of_roles_lets(
    role: str, organisation: str, person: str, reads: bool
) -> None:
    world.build()
    world.do(grade("DV03", GOOD, score="88"))
    client = signed_in(role, organisation, person)
    told = client.get("/dang-vien/DV03/2024-06-30.json").json()["sections"]
    lines = [
        line["says"]
        for section in told
        for line in section["lines"]
        if section["title"] == "Đánh giá, xếp loại"
    ]
    assert lines == (["năm 2023: hoàn thành tốt nhiệm vụ, 88 điểm"] if reads else [])
    assert ("88 điểm" in client.get("/dang-vien/DV03/2024-06-30/").content.decode()) is reads
    assert "88 điểm" not in client.get("/dang-vien/DV03/2023-12-19/").content.decode()


def test_an_organisations_page_tells_what_was_decided_about_it() -> None:
    world.build()
    said = {"on": "2023-12-20", "organisation": "THON2"}
    world.do(
        {"act": "organisation.classify", "period": "Quý IV/2023", "grade": GOOD, **said},
        {"act": "organisation.recognise", "title": "Chi bộ bốn tốt", "year": "2023", **said},
    )
    client = signed_in("branch", "THON2")
    page = client.get("/to-chuc/THON2/2024-06-30/").content.decode()
    assert "quý IV năm 2023: hoàn thành tốt nhiệm vụ" in page and "Chi bộ bốn tốt năm 2023" in page
    decision = signed_in("province", "TINH").get(f"/quyet-dinh/{edge()[0]}/").content.decode()
    assert "hoàn thành tốt nhiệm vụ" in decision and "bốn tốt" in decision


def test_the_grade_of_what_has_ended_holds_until_then_and_not_until_now() -> None:
    world.build()
    classify = {
        "act": "organisation.classify",
        "on": "2023-12-20",
        "organisation": "THON2",
        "period": "2023",
        "grade": GOOD,
    }
    absorb = {"act": "organisation.absorb", "on": "2024-03-01", "absorbed": ["THON2"], "into": "THON1"}
    assert not world.do(classify, absorb).refused
    id = Organisation.objects.get(code="THON2").id
    (line,) = of_organisation(id, date(2024, 6, 30), None).lines
    assert (line.first, line.end) == (date(2023, 12, 20), date(2024, 3, 1))
