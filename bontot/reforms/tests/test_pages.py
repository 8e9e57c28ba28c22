"""A plan in the browser: drawn up, sent as a workbook, submitted, reviewed, approved, executed, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bontot.exchange.tests.office import work
from bontot.ledger.queries import end
from bontot.reforms.models import Execution, Reform, Stage
from bontot.reforms.tests.conftest import As
from bontot.reforms.tests.planning import ROWS, drawn_up, line, sent, shown
from bontot.reforms.tests.plans import DAY, book, organisation
from bontot.reforms.versions import Saving, save


def test_from_an_empty_plan_to_the_ledger_and_back(as_: As, tmp_path: Path) -> None:
    planner, reviewer, approver = as_("lap-phuong-an"), as_("tham-dinh"), as_("phe-duyet")
    drawn_up(planner)
    report = sent(planner, book(tmp_path / "a.xlsx", ROWS, [("DV04", "THON5")]), 0)
    assert (report["version"], report["rows"], report["refused"]) == (1, 3, 0)
    for client, step in ((planner, "submit"), (reviewer, "review")):
        assert [each["step"] for each in shown(client)["next"] if not each["why_not"]][:1] == [step]
        client.post("/phuong-an/thu/buoc/", {"step": step, "version": 1})
    paper = {"number": "12-QĐ/TU", "dated": "01/07/2024", "by": "TINH", "says": ""}
    assert approver.post("/phuong-an/thu/buoc/", {"step": "approve", "version": 1}).status_code == 422
    approver.post("/phuong-an/thu/buoc/", {"step": "approve", "version": 1, **paper})
    assert shown(approver)["may_execute"] and not shown(planner)["may_execute"]
    address = approver.post("/phuong-an/thu/thuc-hien/", {"version": 1}).headers["Location"]
    assert approver.get(address).status_code == 200
    work()
    done = approver.get(address.rstrip("/") + ".json").json()
    assert done["standing"]["state"] == "entered" and done["position"] == end()
    said = shown(approver)
    assert (said["state"], said["position"]) == ("executed", done["position"])
    assert said["may_revoke"] and not shown(planner)["may_revoke"]
    taken = {
        "paper-number": "13-QĐ/TU",
        "paper-dated": "02/07/2024",
        "paper-by": "TINH",
        "paper-reason": "Sai",
    }
    assert approver.get(f"/quyet-dinh/{done['position']}/thu-hoi/").status_code == 200
    as_("tinh").post(f"/quyet-dinh/{done['position']}/thu-hoi/", taken)
    assert as_("tinh").get("/phuong-an/thu/").status_code == 200


def test_all_mistakes_of_a_workbook_are_told_and_nothing_is_saved(as_: As, tmp_path: Path) -> None:
    planner = as_("lap-phuong-an")
    drawn_up(planner)
    report = sent(
        planner,
        book(
            tmp_path / "a.xlsx",
            [("LA", "giải thể"), ("XA1", "gộp"), ("XA2", "điều chỉnh", None, None, None, "SO1")],
        ),
        0,
    )
    assert report["version"] is None and report["refused"] == 3
    assert {group["rule"] for group in report["groups"] if group["severity"] == "refusal"} == {
        "PA-MA-LA",
        "O-TU",
        "TC-06",
    }
    assert shown(planner)["version"] == 0
    remarked = planner.get(f"/phuong-an/thu/tep/{report['id']}/nhan-xet/")
    assert remarked.status_code == 200 and b"".join(remarked.streaming_content).startswith(b"PK")
    planner.post(f"/phuong-an/thu/tep/{report['id']}/huy/")
    assert planner.get(f"/phuong-an/thu/tep/{report['id']}/").status_code == 404


def test_what_is_taken_along_is_read_back_unchanged(as_: As, tmp_path: Path) -> None:
    planner = as_("lap-phuong-an")
    drawn_up(planner)
    posts = [("bí thư", "DV04", None, DAY, "THON3", None, None, None, "2025–2030", "mới")]
    sent(planner, book(tmp_path / "a.xlsx", ROWS, [("DV04", "THON3")], posts), 0)
    again = tmp_path / "b.xlsx"
    again.write_bytes(planner.get("/phuong-an/thu/tep/phuong-an.xlsx").content)
    report = sent(planner, again, 1)
    assert (report["version"], report["rows"]) == (1, 4)
    assert planner.get("/phuong-an/mau.xlsx").content.startswith(b"PK")


def test_whoever_sends_an_old_workbook_writes_over_nobody(as_: As, tmp_path: Path) -> None:
    planner, other = as_("lap-phuong-an"), as_("tinh")
    drawn_up(planner)
    sent(planner, book(tmp_path / "a.xlsx", ROWS), 0)
    assert line(other, "keep", 1, code="XA2").status_code == 302
    report = sent(planner, book(tmp_path / "a.xlsx", ROWS), 1)
    assert report["version"] is None and "tinh sửa" in report["trouble"]


def test_a_line_by_form_asks_what_its_way_needs(as_: As) -> None:
    planner = as_("lap-phuong-an")
    drawn_up(planner)
    assert planner.get("/phuong-an/thu/dong/organisation/ghi/?way=establish").status_code == 200
    assert line(planner, "establish", 0, code="XA9", name="Đảng bộ xã Mới").status_code == 422
    said = {"code": "XA9", "name": "Đảng bộ xã Mới", "kind": "đảng bộ cơ sở", "parent": "HUYEN"}
    assert line(planner, "establish", 0, **said).status_code == 302
    assert (
        line(planner, "merge", 1, code="Suối Mây", related="XA9").status_code == 422
    )  # one of those found is to be chosen
    assert line(planner, "merge", 1, code="XA1", related="XA9").status_code == 302
    told = shown(planner, "dong/organisation/")["lines"]
    assert [(each["subject"], each["way"]) for each in told] == [("XA9", "lập mới"), ("XA1", "hợp nhất")]
    assert ["Mã liên quan", "Đảng bộ xã Mới (XA9)"] in told[1]["details"]
    assert planner.get("/phuong-an/thu/dong/organisation/ghi/?key=XA1").status_code == 200
    assert line(planner, "establish", 2, **said).status_code == 422  # already there


def test_members_and_posts_have_lines_too(as_: As) -> None:
    planner = as_("lap-phuong-an")
    drawn_up(planner)
    for sheet, said in (
        ("member", {"member": "DV04", "to": "THON5"}),
        ("post", {"title": "bi thu", "person": "DV04", "organisation": "THON5", "until": "01/07/2024"}),
    ):
        assert planner.get(f"/phuong-an/thu/dong/{sheet}/ghi/").status_code == 200
        version = shown(planner)["version"]
        address = f"/phuong-an/thu/dong/{sheet}/ghi/"
        assert planner.post(address, {"base": version, "step": "save", **said}).status_code == 302
        assert shown(planner, f"dong/{sheet}/")["lines"][0]["subject"] == "DV04"
        key = shown(planner, f"dong/{sheet}/")["lines"][0]["key"]
        assert planner.get(address, {"key": key}).status_code == 200
    planner.post("/phuong-an/thu/dong/member/bo/", {"key": "DV04", "base": 2})
    assert shown(planner, "dong/member/")["lines"] == []
    assert shown(planner)["version"] == 3


def test_of_two_who_change_one_line_the_second_sees_both(as_: As) -> None:
    planner, other = as_("lap-phuong-an"), as_("tinh")
    drawn_up(planner)
    line(planner, "keep", 0, code="XA1")
    address = "/phuong-an/thu/dong/organisation/ghi/?key=XA1"
    assert other.post(address, {"way": "dissolve", "base": 1, "step": "save"}).status_code == 302
    answer = planner.post(address, {"way": "keep", "base": 1, "note": "để nguyên", "step": "save"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "tinh đã lưu ở phiên bản 2" in page and "giải thể" in page and 'name="base" value="2"' in page
    assert (
        planner.post(address, {"way": "keep", "base": 2, "note": "để nguyên", "step": "save"}).status_code
        == 302
    )


def test_versions_and_what_differs_between_them(as_: As) -> None:
    planner = as_("lap-phuong-an")
    drawn_up(planner)
    line(planner, "keep", 0, code="XA1")
    line(planner, "dissolve", 1, code="XA2")
    assert [each["number"] for each in shown(planner, "phien-ban/")["versions"]] == [2, 1]
    (change,) = shown(planner, "phien-ban/2/")["changes"]
    assert change["before"] is None and change["after"]["way"] == "giải thể"
    assert len(planner.get("/phuong-an/thu/phien-ban/2.json?from=0").json()["changes"]) == 2
    assert planner.get("/phuong-an/thu/phien-ban/9/").status_code == 404


def test_what_has_moved_on_is_shown_and_confirmed(as_: As) -> None:
    from datetime import date

    from bontot.ledger.enacting import enact
    from bontot.ledger.paper import Paper
    from bontot.organisations.acts import Rename
    from tests import world

    planner = as_("lap-phuong-an")
    plan = drawn_up(planner)
    line(planner, "adjust", 0, code="THON1", parent="XA2")
    enact(
        [Rename(on=date(2024, 6, 1), organisation="THON1", name="Chi bộ Nay")],
        Paper("1", DAY, "XA1"),
        world.OPERATOR,
    )
    moved = shown(planner, "thay-doi/")
    assert [(m["what"], m["then"], m["now"]) for m in moved["moved"]] == [
        ("tên", "Chi bộ thôn Bản Trên", "Chi bộ Nay")
    ]
    planner.post("/phuong-an/thu/thay-doi/xac-nhan/", {"base": 1, "key": "THON1"})
    assert shown(planner, "thay-doi/")["moved"] == []
    plan.refresh_from_db()
    assert plan.version == 2


def test_a_page_costs_the_same_for_a_large_plan(as_: As, django_assert_max_num_queries: Any) -> None:
    planner = as_("lap-phuong-an")
    plan = drawn_up(planner)
    lines = [
        organisation(f"C{n}", "lập mới", name=f"Chi bộ {n}", kind="chi bộ", parent="XA1") for n in range(300)
    ]
    save(plan, Saving("lan", "Lập", 0, put=lines))
    for page in (
        "",
        "dong/organisation/",
        "dong/organisation/?way=establish&q=C1",
        "phien-ban/1/",
        "thay-doi/",
        "tep/",
    ):
        with django_assert_max_num_queries(32):
            assert planner.get(f"/phuong-an/thu/{page}").status_code == 200
    first = planner.get("/phuong-an/thu/dong/organisation.json").json()
    second = planner.get("/phuong-an/thu/dong/organisation.json", {"after": first["after"]}).json()
    assert len(first["lines"]) == 50 and second["lines"][0]["subject"] == "C50"


def test_a_stopped_execution_writes_nothing(as_: As, tmp_path: Path) -> None:
    approver = as_("phe-duyet")
    plan = drawn_up(as_("tinh"))
    save(plan, Saving("tinh", "Lập", 0, put=[organisation("XA1", "giữ nguyên")]))
    Reform.objects.update(state=Stage.APPROVED, approved_version=1, number="1", dated=DAY, by="TINH")
    address = approver.post("/phuong-an/thu/thuc-hien/", {"version": 1}).headers["Location"]
    again = approver.post("/phuong-an/thu/thuc-hien/", {"version": 1}).headers["Location"]
    assert again == address  # what is under way is not begun twice
    approver.post(f"{address}dung/")
    work()
    assert Execution.objects.get().state == "cancelled" and end() == 1
    assert approver.get(address).status_code == 200
