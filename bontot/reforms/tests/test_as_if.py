"""Looking at a plan as if it had been executed: the same answers as afterwards, to nobody more than today, at no cost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection

from bontot.access.models import Account, Grant, Reading
from bontot.access.tests.reader import Reader
from bontot.kernel.period import OPEN
from bontot.ledger import elsewhere
from bontot.ledger import queries as ledger
from bontot.ledger.enacting import enact
from bontot.ledger.paper import Paper
from bontot.ledger.state import fact_kinds
from bontot.organisations import tree
from bontot.reforms import as_if
from bontot.reforms.compiling import compile
from bontot.reforms.models import Reform, Stage
from bontot.reforms.planned import Planned
from bontot.reforms.tests import plans
from bontot.statistics import copy, engine
from bontot.statistics.forms import FORMS
from bontot.ui.clock import now
from tests import world

pytestmark = pytest.mark.django_db(transaction=True)

LINES = (
    plans.organisation("XA2", "sáp nhập", related="XA1"),
    plans.organisation("THON3", "điều chỉnh", name="Chi bộ thôn Bản Mới"),
    plans.organisation("MOI", "lập mới", name="Chi bộ thôn Mới", kind="chi bộ", parent="XA1"),
    plans.organisation("DN1", "điều chỉnh", parent="HUYEN"),
    plans.member("DV03", "MOI"),
    plans.member("DV04", "THON3"),
    plans.post("DV03", "bí thư", organisation="MOI"),
)


@pytest.fixture(autouse=True)
def _the_world() -> Iterator[None]:
    world.build()
    yield
    for made in as_if.copies():
        as_if.forget(made.reform)


def plan(*lines: Planned, **said: Any) -> tuple[Reform, list[Any]]:
    about = {"code": "sap-xep", "title": "Sắp xếp", "day": plans.DAY, "organisation": "TINH", "version": 1}
    reform = Reform.objects.create(created=now(), created_by="thu", **about | said)
    return reform, compile(plans.DAY, plans.numbered(lines or LINES))


def built(*lines: Planned, **said: Any) -> Reform:
    reform, acts = plan(*lines, **said)
    tried = as_if.build(reform, acts, world.OPERATOR)
    assert tried.copy, tried.findings
    return reform


def ready(reform: Reform) -> as_if.Copy:
    found = as_if.ready(reform)
    assert found
    return found


def answers() -> dict[tuple[Any, ...], Any]:
    """Every cell of every form, for organisations of every level, on the day and after it."""
    days = (plans.DAY, date(2024, 12, 31))
    codes = ("TINH", "XA1", "MOI")
    found: dict[tuple[Any, ...], Any] = {}
    for day in days:
        here = tree.tree(day)
        for code, id in tree.ids(codes).items():
            if id in here:
                for form in FORMS.values():
                    cells = engine.answer(form, code, day, date(day.year, 1, 1)).cells
                    found |= {
                        (form.code, code, day, r, c): n for r, row in cells.items() for c, n in row.items()
                    }
    return found


def test_every_cell_of_every_form_is_as_after_the_execution_and_nothing_is_written() -> None:
    before, edge = answers(), ledger.edge()
    counts = [kind._default_manager.count() for kind in fact_kinds()]
    reform, acts = plan()
    assert as_if.build(reform, acts, world.OPERATOR).left_out == 0
    with as_if.as_if(ready(reform)):
        seen = answers()
    assert (ledger.edge(), counts) == (edge, [kind._default_manager.count() for kind in fact_kinds()])
    assert answers() == before != seen
    outcome = enact(acts, Paper("02-QĐ/TU", plans.DAY, "TINH"), world.OPERATOR)
    assert outcome.position == 2, outcome.findings
    assert answers() == seen


def test_a_copy_takes_nothing_down() -> None:
    reform = built()
    with as_if.as_if(ready(reform)), pytest.raises(DatabaseError):
        Reading.objects.create(account="ai", person_code="DV01", page="/", at=now())
    with as_if.as_if(ready(reform)), elsewhere.really():
        assert not elsewhere.copied()
        Reading.objects.create(account="ai", person_code="DV01", page="/", at=now())
    assert Reading.objects.count() == 1


def test_what_is_refused_is_left_out_with_what_rests_on_it() -> None:
    reform, acts = plan(
        plans.organisation("THON4", "giải thể"),
        plans.organisation("THON1", "giải thể"),
        plans.organisation("THON5", "điều chỉnh", name="Chi bộ thôn Năm"),
    )
    tried = as_if.build(reform, acts, world.OPERATOR)
    assert {finding.rule for finding in tried.findings} == {"SX-01"}
    assert tried.left_out == 1
    with as_if.as_if(ready(reform)):
        assert tree.ids(["THON1"])["THON1"] in tree.tree(plans.DAY)
        assert tree.ids(["THON4"])["THON4"] not in tree.tree(plans.DAY)


def test_only_the_latest_copy_is_kept_and_none_of_a_plan_that_has_been_executed() -> None:
    reform, acts = plan()
    as_if.build(reform, acts, world.OPERATOR)
    reform.version = 2
    as_if.build(reform, acts, world.OPERATOR)
    assert as_if.copies() == [as_if.Copy(reform.pk, 2, 1)]
    reform.state = Stage.EXECUTED
    assert as_if.ready(reform) is None


def test_a_process_keeps_few_copies_for_statistics() -> None:
    copy.forget()
    for number in range(4):
        reform = built(code=f"sap-xep-{number}")
        with as_if.as_if(ready(reform)):
            copy.current()
    copy.current()
    assert sorted(bool(where[-1]) for where in copy._copies) == [False, True, True]


# --- pages ------------------------------------------------------------------------------------------------


def signed_in(role: str = "province", organisation: str = "TINH") -> Reader:
    account = Account.objects.create_user("thu", password="mật khẩu dài")
    granted = {"valid_from": date(2020, 1, 1), "valid_to": OPEN}
    Grant.objects.create(account=account, role=role, organisation_code=organisation, **granted)
    reader = Reader()
    reader.force_login(account)
    return reader


def test_pages_answer_from_the_copy_and_say_so_with_a_way_out() -> None:
    built()
    reader = signed_in()
    page = reader.get("/neu/sap-xep/to-chuc/MOI/2024-07-01/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Chi bộ thôn Mới" in text
    assert "Xem như phương án “Sắp xếp” đã thực hiện (phiên bản 1)" in text
    assert 'href="/phuong-an/sap-xep/"' in text
    assert reader.get("/to-chuc/MOI/2024-07-01/").status_code == 404
    assert reader.get("/neu/sap-xep/to-chuc/MOI/2024-07-01.json").json()
    assert connection.settings_dict.get("BONTOT_COPY") is None


def test_every_link_of_a_page_stays_in_the_copy() -> None:
    built()
    reader = signed_in()
    out = ("/phuong-an/sap-xep/", "/static/", "/neu/sap-xep/", "#")
    for address in (
        "",
        "to-chuc/TINH/2024-07-01/",
        "bieu/TG/TINH/2024-07-01/",
        "dang-vien/DV03/2024-07-01/",
        "quyet-dinh/",
    ):
        page = reader.get(f"/neu/sap-xep/{address}", follow=True)
        assert page.status_code == 200, address
        links = [part.partition('"')[0] for part in page.content.decode().split('href="')[1:]]
        assert [
            link for link in links if link != "/" and not link.startswith(out) and not link.startswith("?")
        ] == []


def test_nothing_can_be_sent_there_but_how_to_read() -> None:
    built()
    reader = signed_in()
    assert reader.post("/neu/sap-xep/quyet-dinh/moi/member.transfer/", {}).status_code == 405
    assert reader.get("/neu/sap-xep/nhap/").status_code == 404
    assert reader.get("/neu/sap-xep/phuong-an/").status_code == 404
    assert (
        reader.post("/neu/sap-xep/cach-doc/", {"wish": "larger", "next": "/neu/sap-xep/"}).status_code == 302
    )


def test_whose_file_was_read_is_written_down_in_earnest() -> None:
    built()
    reader = signed_in()
    assert reader.get("/neu/sap-xep/dang-vien/DV03/2024-07-01/").status_code == 200
    assert [(r.person_code, r.page) for r in Reading.objects.all()] == [
        ("DV03", "/neu/sap-xep/dang-vien/DV03/2024-07-01/")
    ]


def test_nobody_sees_there_whom_they_may_not_see_today() -> None:
    built(plans.organisation("XA2", "sáp nhập", related="XA1"))
    assert signed_in("commune", "XA1").get("/neu/sap-xep/to-chuc/XA1/2024-07-01/").status_code == 404
    assert Reader().get("/neu/sap-xep/").status_code == 302


def test_a_plan_that_was_never_checked_cannot_be_looked_at_yet() -> None:
    plan()
    page = signed_in().get("/neu/sap-xep/")
    assert page.status_code == 404
    assert "chưa được kiểm tra" in page.content.decode()


def test_records_of_work_can_be_looked_at_as_if_too() -> None:
    built()
    reader = signed_in()
    for address in (
        "cung-co/",
        "sinh-hoat/",
        "quy-che/",
        "chi-thi/",
        "noi-va-lam/TINH/2024-07-01/",
        "bon-tot/",
        "bon-tot/xep-loai/",
    ):
        page = reader.get(f"/neu/sap-xep/{address}", follow=True)
        assert page.status_code == 200, address
        assert b'method="post"' not in page.content.split(b"<main")[1], f"{address}: nothing is written as if"


def test_a_copy_that_is_gone_answers_nothing_and_comes_back_by_no_accident() -> None:
    reform = built()
    gone = ready(reform)
    as_if.forget(reform.pk)
    with pytest.raises(DatabaseError), as_if.as_if(gone):
        pass
    assert as_if.copies() == []
