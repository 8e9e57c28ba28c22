"""The page of a check: begun with a button, told in numbers and findings, and a way to look at the plan as if."""

from __future__ import annotations

import pytest

from bontot.exchange.tests.office import work
from bontot.reforms import as_if
from bontot.reforms.models import Check, Reform, Stage
from bontot.reforms.tests import plans
from bontot.reforms.tests.conftest import As
from bontot.reforms.tests.test_checking import reform_of
from bontot.reforms.versions import Saving, save

pytestmark = pytest.mark.django_db(transaction=True)

LINES = (
    plans.organisation("XA2", "sáp nhập", related="XA1"),
    plans.organisation("MOI", "lập mới", name="Chi bộ thôn Mới", kind="chi bộ", parent="XA1"),
    plans.organisation("THON1", "giải thể"),
)


def test_a_check_is_begun_read_and_looked_at(as_: As) -> None:
    planner = as_("lap-phuong-an")
    reform = reform_of(*LINES)
    assert planner.get("/phuong-an/kiem-tra/kiem-tra/").status_code == 200
    assert planner.post("/phuong-an/kiem-tra/kiem-tra/bat-dau/").status_code == 302
    assert planner.get("/phuong-an/kiem-tra/kiem-tra.json").json()["under_way"] == Check.objects.get().pk
    work()
    said = planner.get("/phuong-an/kiem-tra/kiem-tra.json").json()
    assert (said["checked"], said["up_to_date"], said["version"], said["left_out"]) == (True, True, 1, 1)
    assert said["numbers"][0] == {"says": "Đảng viên", "before": 7, "after": 7}
    assert {row["code"]: row["becomes"] for row in said["rows"]}["MOI"] == "new"
    assert {"SX-01", "KT-PHAN-BO", "KT-BI-THU"} <= {found["rule"] for found in said["findings"]}
    assert {"SX-01", "KT-PHAN-BO", "KT-BI-THU"} <= {group["rule"] for group in said["groups"]}
    alone = planner.get("/phuong-an/kiem-tra/kiem-tra.json?rule=KT-BI-THU").json()
    assert alone["found"] == len(alone["findings"])
    assert {found["rule"] for found in alone["findings"]} == {"KT-BI-THU"}
    page = planner.get("/phuong-an/kiem-tra/kiem-tra/").content.decode()
    assert 'href="/neu/kiem-tra/"' in page
    assert planner.get("/neu/kiem-tra/to-chuc/MOI/2024-07-01/").status_code == 200
    save(reform, Saving("thu", "Thêm", 1, put=plans.numbered([plans.member("DV04", "THON1")])))
    assert not planner.get("/phuong-an/kiem-tra/kiem-tra.json").json()["up_to_date"]
    assert "phiên bản 2" in planner.get("/neu/kiem-tra/to-chuc/MOI/2024-07-01/").content.decode()
    as_if.forget(reform.pk)


def test_a_check_that_waits_can_be_stopped_and_one_that_is_no_more_wanted_does_nothing(as_: As) -> None:
    planner = as_("lap-phuong-an")
    reform = reform_of(*LINES)
    planner.post("/phuong-an/kiem-tra/kiem-tra/bat-dau/")
    check = Check.objects.get()
    assert planner.post(f"/phuong-an/kiem-tra/kiem-tra/{check.pk}/dung/").status_code == 302
    work()
    assert not planner.get("/phuong-an/kiem-tra/kiem-tra.json").json()["checked"]
    assert as_if.copies(reform.pk) == []


def test_what_has_been_executed_is_not_checked_again(as_: As) -> None:
    planner = as_("lap-phuong-an")
    reform = reform_of(*LINES)
    Reform.objects.filter(pk=reform.pk).update(state=Stage.EXECUTED)
    planner.post("/phuong-an/kiem-tra/kiem-tra/bat-dau/")
    assert not Check.objects.exists()
    assert "begin-check" not in planner.get("/phuong-an/kiem-tra/kiem-tra/").content.decode()


def test_of_what_has_been_executed_the_last_check_is_shown_and_nothing_is_asked_for(as_: As) -> None:
    planner = as_("lap-phuong-an")
    reform = reform_of(*LINES)
    planner.post("/phuong-an/kiem-tra/kiem-tra/bat-dau/")
    work()
    as_if.forget(reform.pk)
    Reform.objects.filter(pk=reform.pk).update(state=Stage.EXECUTED)
    page = planner.get("/phuong-an/kiem-tra/kiem-tra/").content.decode()
    assert "Phương án đã thực hiện" in page
    assert "Chưa xem trước được" not in page
    assert "hãy kiểm tra lại" not in page
