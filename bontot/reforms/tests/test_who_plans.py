"""Promises about who may do what with a plan: three people, each their step, and for anybody else it does not exist."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from bontot.ledger.queries import end
from bontot.reforms.models import Reform, Stage
from bontot.reforms.tests.conftest import As
from bontot.reforms.tests.planning import PLAN, drawn_up, line
from bontot.reforms.tests.plans import member, organisation
from bontot.reforms.versions import Saving, save


def test_whoever_approves_plans_orders_nothing_outside_a_plan(as_: As) -> None:
    approver, before = as_("phe-duyet"), end()
    paper = {"number": "12-QĐ/TU", "dated": "2024-07-01", "by": "TINH"}
    for act, said in (
        ("organisation.rename", {"organisation": "THON1", "name": "Chi bộ khác"}),
        ("member.transfer", {"member": "DV03", "to": "THON2"}),
        ("post.relieve", {"person": "DV02", "title": "bí thư", "organisation": "THON1"}),
    ):
        address = f"/api/acts/{act}?" + urlencode(paper)
        answer = approver.post(
            address, data=json.dumps({"on": "2024-06-01", **said}), content_type="application/json"
        )
        assert answer.status_code == 422, answer.content
        assert [f["rule"] for f in answer.json()["findings"]] == ["SO-02"]
        assert approver.get(f"/quyet-dinh/moi/{act}/").status_code == 404
    assert end() == before


def test_who_may_do_what(as_: As) -> None:
    drawn_up(as_("lap-phuong-an"))
    drawn_up(as_("tinh"), code="khoi", organisation="KHOI")
    for user, sees in {"lap-phuong-an": 200, "tham-dinh": 200, "phe-duyet": 200, "tinh": 200, "xa": 404, "chi-bo": 404,
                       "dang-vien": 404, "doc": 404}.items():  # fmt: skip
        assert as_(user).get("/phuong-an/thu/").status_code == sees, user
    for user in ("tham-dinh", "phe-duyet"):
        assert as_(user).get("/phuong-an/moi/").status_code == 404
        assert line(as_(user), "keep", 0, code="XA1").status_code == 404
    assert as_("tham-dinh").post("/phuong-an/thu/buoc/", {"step": "submit", "version": 0}).status_code == 404
    assert as_("lap-phuong-an").post("/phuong-an/thu/thuc-hien/", {"version": 0}).status_code == 404


def test_a_plan_of_another_branch_does_not_exist(as_: As) -> None:
    from bontot.access.models import Account, Grant

    drawn_up(as_("tinh"), code="khoi", organisation="KHOI")
    Grant.objects.filter(account=Account.objects.get(username="lap-phuong-an")).update(
        organisation_code="HUYEN"
    )
    planner = as_("lap-phuong-an")
    assert planner.get("/phuong-an/khoi/").status_code == 404
    assert planner.get("/phuong-an.json").json()["plans"] == []
    assert planner.post("/phuong-an/moi/", PLAN).status_code == 422  # TINH stands above


def test_nobody_reviews_what_they_have_submitted(as_: As) -> None:
    plan = drawn_up(as_("tinh"))
    save(plan, Saving("tinh", "Lập", 0, put=[organisation("XA1", "giữ nguyên"), member("DV04", "XA2")]))
    for step in ("submit", "review"):
        as_("tinh").post("/phuong-an/thu/buoc/", {"step": step, "version": 1})
    plan.refresh_from_db()
    assert plan.state == Stage.SUBMITTED
    assert "phải do người khác làm" in as_("tinh").get("/phuong-an/thu/").content.decode()


def test_a_plan_that_waits_for_its_execution_says_so_to_whoever_may_not_execute_it(as_: As) -> None:
    plan = drawn_up(as_("lap-phuong-an"))
    Reform.objects.filter(pk=plan.pk).update(state=Stage.APPROVED)
    page = as_("lap-phuong-an").get("/phuong-an/thu/").content.decode()
    assert "<strong>Thực hiện:</strong> Bước này do người có quyền làm." in page
    assert "Không còn bước nào" not in page
    assert "Bước này do người có quyền làm." not in as_("phe-duyet").get("/phuong-an/thu/").content.decode()


@pytest.mark.parametrize(
    "address",
    (
        "dong/khac/",
        "dong/organisation/ghi/?way=sao",
        "dong/organisation/ghi/?key=LA",
        "phien-ban/0/",
        "thuc-hien/9/",
        "tep/9/",
    ),
)
def test_nonsense_gets_a_kind_page(as_: As, address: str) -> None:
    planner = as_("lap-phuong-an")
    drawn_up(planner)
    answer = planner.get(f"/phuong-an/thu/{address}")
    assert answer.status_code == 404 and "<h1>" in answer.content.decode()
