"""The tree before and after: what becomes of each, and organisations moved by form and by button."""

from __future__ import annotations

from typing import Any

import pytest

from bontot.access.tests.reader import Reader
from bontot.reforms.growing import AFTER, BEFORE, LOST, grown
from bontot.reforms.models import Reform
from bontot.reforms.seeing import looked, see
from bontot.reforms.tests.conftest import As
from bontot.reforms.tests.plans import DAY, organisation
from bontot.reforms.versions import Saving, planned, save
from bontot.ui.clock import now

LINES = [
    organisation("XA1", "hợp nhất", related="XA9"),
    organisation("XA2", "hợp nhất", related="XA9"),
    organisation("XA9", "lập mới", name="Đảng bộ xã Mới", kind="đảng bộ cơ sở", parent="HUYEN"),
    organisation("THON1", "điều chỉnh", name="Chi bộ Khác"),
    organisation("SO1", "điều chỉnh", parent="TINH"),
]


@pytest.fixture
def planner(as_: As) -> Reader:
    client = as_("lap-phuong-an")
    plan = Reform.objects.create(
        code="thu", title="Thử", day=DAY, organisation="TINH", created=now(), created_by="lan"
    )
    save(plan, Saving("lan", "Lập", 0, put=looked(LINES, see(DAY, LINES))))
    return client


def tree(client: Reader, query: str = "") -> dict[str, Any]:
    assert client.get(f"/phuong-an/thu/cay/{query}").status_code == 200
    said: dict[str, Any] = client.get(f"/phuong-an/thu/cay.json{query}").json()
    return said


def leaves(node: dict[str, Any]) -> dict[str, list[str]]:
    found = {node["code"]: [says for _tone, says in node["marks"]]}
    for child in node["children"]:
        found |= leaves(child)
    return found


def move(client: Reader, node: str, to: str, base: int = 1) -> Any:
    return client.post("/phuong-an/thu/cay/chuyen/", {"node": node, "to": to, "base": base, "step": "save"})


def line(code: str) -> dict[str, Any] | None:
    plan = Reform.objects.get()
    return next((dict(each.fields) for each in planned(plan) if each.subject == code), None)


def test_both_sides_say_what_becomes_of_each(planner: Reader) -> None:
    page = tree(planner, "?den=THON1")
    before, after = leaves(page["before"]), leaves(page["after"])
    assert before["XA1"] == ["hợp nhất vào Đảng bộ xã Mới"]
    assert after["XA9"] == ["mới", "nhận 2 tổ chức"]
    assert after["THON1"] == ["chuyển từ Đảng bộ xã Suối Mây", "đổi tên"]
    assert before["THON1"] == ["chuyển đến Đảng bộ xã Mới", "đổi tên"]
    assert "XA1" not in after and after["SO1"] == ["chuyển từ Đảng bộ Khối các cơ quan tỉnh"]


def test_a_branch_is_loaded_when_it_is_opened(planner: Reader) -> None:
    page = tree(planner)
    assert [child["code"] for child in page["after"]["children"]] == ["HUYEN", "KHOI", "SO1"]
    assert all(not child["children"] for child in page["after"]["children"])
    branch = planner.get("/phuong-an/thu/cay/after/XA9.json").json()["node"]
    assert [child["code"] for child in branch["children"]] == [f"THON{n}" for n in range(1, 6)]
    assert planner.get("/phuong-an/thu/cay/after/XA9/").status_code == 200
    assert planner.get("/phuong-an/thu/cay/after/XA1/").status_code == 404


def test_an_organisation_is_moved_and_moved_back(planner: Reader) -> None:
    assert move(planner, "DN1", "HUYEN").headers["Location"] == "/phuong-an/thu/cay/?den=DN1"
    assert line("DN1") == {"code": "DN1", "way": "adjust", "parent": "HUYEN"}
    move(planner, "DN1", "KHOI", 2)
    assert line("DN1") is None
    move(planner, "THON1", "XA9", 3)  # it says more than where it stands
    assert line("THON1") == {"code": "THON1", "way": "adjust", "name": "Chi bộ Khác", "parent": "XA9"}
    move(planner, "XA9", "KHOI", 4)
    assert (line("XA9") or {})["parent"] == "KHOI"


@pytest.mark.parametrize(
    ("node", "to"), (("XA1", "KHOI"), ("HUYEN", "THON1"), ("HUYEN", "HUYEN"), ("LA", "KHOI"), ("DN1", "XA1"))
)
def test_what_cannot_be_moved_so_is_said_and_nothing_is_saved(planner: Reader, node: str, to: str) -> None:
    answer = move(planner, node, to)
    assert answer.status_code in (302, 422)
    assert Reform.objects.get().version == 1


def test_moving_begins_in_the_tree_and_ends_there(planner: Reader) -> None:
    page = planner.get("/phuong-an/thu/cay/?chuyen=DN1").content.decode()
    assert "Đặt dưới đây" in page and 'form="put"' in page and 'id="put"' in page
    unsure = planner.post(
        "/phuong-an/thu/cay/chuyen/", {"node": "DN1", "to": "suối", "base": 1, "step": "look"}
    )
    assert unsure.status_code == 422 and "Đảng bộ huyện Suối Trong" in unsure.content.decode()


def test_whoever_moves_what_has_just_been_changed_is_told(planner: Reader, as_: As) -> None:
    move(planner, "DN1", "HUYEN")
    move(as_("tinh"), "DN1", "TINH", 2)
    move(planner, "DN1", "HUYEN", 2)
    assert (line("DN1") or {})["parent"] == "TINH"


def test_what_is_left_without_a_superior_is_shown_apart(planner: Reader) -> None:
    plan = Reform.objects.get()
    save(plan, Saving("lan", "Lập", 1, put=[organisation("KHOI", "giải thể")]))
    plan.refresh_from_db()
    assert grown(plan).children(AFTER, LOST) == ["DN1"] and grown(plan).parents[BEFORE]["DN1"] == "KHOI"
    assert [leaf["code"] for leaf in tree(planner)["lost"]] == ["DN1"]


def test_somebody_who_only_reads_moves_nothing(planner: Reader, as_: As) -> None:
    reader = as_("tham-dinh")
    assert "Chuyển</a>" not in reader.get("/phuong-an/thu/cay/?chuyen=DN1").content.decode()
    assert move(reader, "DN1", "HUYEN").status_code == 404


def test_a_tree_costs_the_same_however_large(planner: Reader, django_assert_max_num_queries: Any) -> None:
    plan = Reform.objects.get()
    many = [
        organisation(f"C{n:04}", "lập mới", name=f"Chi bộ {n}", kind="chi bộ", parent="XA9")
        for n in range(600)
    ]
    save(plan, Saving("lan", "Lập", 1, put=many))
    with django_assert_max_num_queries(40):
        page = tree(planner, "?den=C0001")
    node = next(n for n in page["after"]["children"][0]["children"] if n["code"] == "XA9")
    assert len(node["children"]) == 250 and node["more"] == "C0249"
    rest = planner.get("/phuong-an/thu/cay/after/XA9.json?after=C0249").json()["node"]
    assert rest["children"][0]["code"] == "C0250"
