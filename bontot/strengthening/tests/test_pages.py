"""Promises about the pages: who sees and decides what, and that a decision goes through a page as through the chapter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from bontot.access.models import Reading
from bontot.access.tests.reader import Reader
from bontot.members.tests.province import Province
from bontot.strengthening import listing, queries
from bontot.strengthening.listing import Order
from bontot.strengthening.models import Case, Step
from bontot.strengthening.planning import Plan, add_step, follow_up, plan
from bontot.strengthening.tests.conftest import TODAY
from bontot.strengthening.tests.test_listing import _ended

type As = Callable[[str], Reader]
SEEN = "no_meeting attendance tasks_late no_admission disciplined_members"
DECIDE = {"day": "30/06/2024", "paper": "12-KL/ĐU", "reason": "", "seen": SEEN}


def _case(weak: Province, code: str = "CB1") -> Case:
    case = listing.confirm(weak.ids[code], Order(date(2024, 6, 1), "xa", seen_on=TODAY))
    plan(case.id, Plan("Họp đều", weak.ids["DV-AN"], date(2024, 6, 1), date(2024, 12, 1)), "xa", seen="")
    return case


def test_the_overview_counts_by_criterion_by_part_and_one_by_one(as_: As, weak: Province) -> None:
    page = as_("tinh").get("/cung-co.json").json()
    assert (page["looked_at"], page["waiting"], page["listed"]) == (4, 3, 0)
    counts = {each["code"]: each["weak"] for each in page["counts"]}
    assert counts["no_admission"] == 2 and counts["disciplined"] == 1
    assert {part["named"]["code"]: part["waiting"] for part in page["parts"]} == {"HL": 2, "KH": 1}
    assert {line["named"]["code"]: len(line["codes"]) for line in page["lines"]} == {
        "CB1": 5,
        "CB2": 3,
        "CQ": 1,
    }
    only = as_("tinh").get("/cung-co.json?criterion=secretary_vacant&of=XA").json()
    assert [line["named"]["code"] for line in only["lines"]] == ["CB2"]


def test_a_number_is_the_length_of_its_list(as_: As, weak: Province) -> None:
    """What the overview counts of a criterion is what its filter lists, and each line opens into grounds that hold."""
    client = as_("tinh")
    for each in client.get("/cung-co.json").json()["counts"]:
        lines = client.get(f"/cung-co.json?criterion={each['code']}").json()["lines"]
        assert len(lines) == each["weak"], each["code"]
        for line in lines:
            grounds = client.get(f"/cung-co/{line['named']['code']}.json").json()["grounds"]
            ground = next(g for g in grounds if g["code"] == each["code"])
            assert ground["weak"] and sum(row["amount"] for row in ground["rows"]) == ground["amount"]


@pytest.mark.parametrize(
    ("user", "seen"),
    (
        ("tinh", {"BG", "HL", "KH", "XA", "XB", "CB1", "CB2", "CBX", "CQ"}),
        ("xa", {"XA", "CB1", "CB2"}),
        ("chi-bo", {"CB1"}),
        ("dang-vien", set()),
        ("doc", set()),
    ),
)
def test_what_one_may_not_see_does_not_exist(as_: As, weak: Province, user: str, seen: set[str]) -> None:
    client = as_(user)
    for code in ("BG", "HL", "KH", "XA", "XB", "CB1", "CB2", "CBX", "CQ", "KHONG-CO"):
        expected = 200 if code in seen else 404
        for address in (f"/cung-co/{code}/", f"/cung-co/{code}.json", f"/cung-co/?of={code}"):
            assert client.get(address).status_code == expected, (user, address)
    assert client.get("/cung-co/").status_code == (200 if seen else 404)


@pytest.mark.parametrize(
    ("user", "code", "status"),
    (
        ("tinh", "CB1", 302),
        ("xa", "CB1", 302),
        ("xa", "XA", 404),
        ("tinh", "XA", 302),
        ("chi-bo", "CB1", 404),
        ("xa", "CQ", 404),
        ("doc", "CB1", 404),
        ("tinh", "BG", 404),
    ),
)
def test_the_superior_decides_and_nobody_about_the_own_organisation(
    as_: As, weak: Province, user: str, code: str, status: int
) -> None:
    said = DECIDE | {"do": "confirm", "reason": "có lý do", "seen": SEEN if code == "CB1" else ""}
    assert as_(user).post(f"/cung-co/{code}/", said).status_code == status
    assert Case.objects.exists() == (status == 302)


def test_from_the_grounds_to_the_day_it_left(as_: As, weak: Province) -> None:
    """Through the pages alone: confirmed, planned, a step done, visited, off the list."""
    client, address = as_("xa"), "/cung-co/CB1/"
    page = client.get("/cung-co/CB1.json").json()
    assert page["state"] == "grounds" and page["seen"] == SEEN and page["confirms"]
    client.post(address, DECIDE | {"do": "confirm"})
    said = {
        "do": "plan",
        "goal": "Họp đều",
        "owner": "DV-AN",
        "begins": "30/06/2024",
        "deadline": "31/12/2024",
    }
    assert client.post(address, said | {"goal_seen": ""}).status_code == 302
    step = {"do": "step", "says": "Dự sinh hoạt", "owner": "DV-AN", "deadline": "01/08/2024"}
    assert client.post(address, step).status_code == 302
    done = {"do": f"report-{Step.objects.get().id}", "state": "done", "result": "Đã dự"}
    assert client.post(address, done).status_code == 302
    visit = {
        "do": "visit",
        "day": "30/06/2024",
        "way": "meeting",
        "says": "Đã họp lại",
        "next_on": "30/07/2024",
    }
    assert client.post(address, visit).status_code == 302
    page = client.get("/cung-co/CB1.json").json()
    assert (page["state"], page["remedy"]["owner"], page["steps"][0]["state"]) == (
        "listed",
        "Nguyễn Văn An",
        "done",
    )
    assert [each["says"] for each in page["visits"]] == ["Đã họp lại"]
    kept = client.post(address, DECIDE | {"do": "leave"})
    assert kept.status_code == 422 and "Vẫn còn căn cứ" in kept.content.decode()
    assert client.post(address, DECIDE | {"do": "leave", "reason": "Đã họp đều"}).status_code == 302
    page = client.get("/cung-co/CB1.json").json()
    assert page["case"] is None and page["history"][0]["end"] == "2024-06-30"
    assert len(page["changes"]) == 6
    told = " | ".join(each["says"] for each in page["changes"])
    assert "Dự sinh hoạt" in told and "lần sau 30/07/2024" in told and "Nguyễn Văn An" in told
    assert "Nhiệm vụ được giao quá hạn" in told and "tasks_late" not in told and "done" not in told
    assert str(weak.ids["DV-AN"]) not in told.replace("/", " ").split()


def test_what_is_wrong_is_said_and_what_was_written_is_kept(as_: As, weak: Province) -> None:
    _case(weak)
    client = as_("xa")
    said = {"do": "step", "says": "Kiện toàn chi ủy", "owner": "", "deadline": "31/05/2024"}
    answer = client.post("/cung-co/CB1/", said)
    text = answer.content.decode()
    assert answer.status_code == 422 and "trước ngày bắt đầu kế hoạch 01/06/2024" in text
    assert 'value="Kiện toàn chi ủy"' in text and not Step.objects.exists()
    odd = client.post("/cung-co/CB1/", said | {"deadline": "hôm qua"})
    assert odd.status_code == 422 and "như 30/06/2024" in odd.content.decode()
    assert client.post("/cung-co/CB1/", {"do": "dance"}).status_code == 404


def test_who_was_overtaken_sees_what_stands_there_now(as_: As, weak: Province) -> None:
    _case(weak)
    answer = as_("tinh").post("/cung-co/CB1/", DECIDE | {"do": "confirm"})
    text = answer.content.decode()
    assert answer.status_code == 409 and "đã ở trong danh sách từ ngày 01/06/2024, do xa ghi" in text
    assert "Trong danh sách cần củng cố" in text


def test_a_branch_reads_its_own_case_and_sees_nobodys_discipline(as_: As, weak: Province) -> None:
    _case(weak)
    page = as_("chi-bo").get("/cung-co/CB1.json").json()
    assert page["state"] == "listed" and not page["confirms"] and not page["plans"]
    ground = next(each for each in page["grounds"] if each["code"] == "disciplined_members")
    assert (ground["amount"], ground["rows"], ground["confided"]) == (2, [], True)
    own = next(each for each in page["grounds"] if each["code"] == "disciplined")
    assert (own["amount"], own["rows"], own["confided"]) == (0, [], False)
    assert not Reading.objects.filter(account="chi-bo").exists()
    ground = next(
        each
        for each in as_("xa").get("/cung-co/CB1.json").json()["grounds"]
        if each["code"] == "disciplined_members"
    )
    assert len(ground["rows"]) == 2
    assert set(Reading.objects.filter(account="xa").values_list("person_code", flat=True)) == {
        "DV-AN",
        "DV-BINH",
    }
    text = as_("chi-bo").get("/cung-co/CB1/").content.decode()
    assert 'name="do"' not in text and 'name="do"' in as_("xa").get("/cung-co/CB1/").content.decode()


def test_a_page_is_as_of_its_day(as_: As, weak: Province) -> None:
    _case(weak)
    client = as_("tinh")
    assert client.get("/cung-co.json?on=2024-05-31").json()["listed"] == 0
    assert client.get("/cung-co.json?on=2024-06-01").json()["listed"] == 1
    assert client.get("/cung-co/CB1.json?on=2024-05-31").json()["state"] == "grounds"
    for day in ("2024-07-01", "2022-06-15", "2024-02-30", "0001-01-01", "9999-12-31"):
        for address in (f"/cung-co/?on={day}", f"/cung-co/CB1/?on={day}"):
            assert client.get(address).status_code == 404, address


@pytest.mark.parametrize(("format", "begins"), (("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")))
def test_the_list_can_be_taken_along(as_: As, weak: Province, format: str, begins: bytes) -> None:
    _case(weak)
    answer = as_("tinh").get(f"/cung-co/?format={format}")
    assert answer.content.startswith(begins)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="cung-co-BG-2024-06-30.{format}"'
    if format == "xlsx":
        rows = (
            CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_name("Danh sách").to_python()
        )
        assert {row[0]: row[3] for row in rows[4:]} == {
            "CB1": "Trong danh sách cần củng cố",
            "CB2": "Có căn cứ, chờ xem xét",
            "CQ": "Có căn cứ, chờ xem xét",
        }
    assert as_("tinh").get("/cung-co/?format=exe").status_code == 404


def test_the_page_of_the_organisation_tells_it_to_whom_it_may(as_: As, weak: Province) -> None:
    _case(weak)
    for user, told in (("tinh", True), ("chi-bo", True), ("doc", False)):
        sections = as_(user).get("/to-chuc/CB1/2024-06-30.json").json()["sections"]
        lines = [section["lines"] for section in sections if section["title"] == "Củng cố tổ chức"]
        assert bool(lines) == told, user
    assert lines == [] and queries.is_on_list(weak.ids["CB1"], TODAY)


def test_criteria_are_no_secret_and_say_how_sure_they_are(as_: As, weak: Province) -> None:
    text = as_("dang-vien").get("/cung-co/tieu-chi/").content.decode()
    assert "quy ước của hệ thống" in text.lower() and "mẫu trình diễn" in text
    assert len(as_("dang-vien").get("/cung-co/tieu-chi.json").json()["versions"]) == 2


def test_a_page_costs_the_same_whatever_there_is(as_: As, weak: Province) -> None:
    client = as_("tinh")

    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as statements:
            client.get(address)
        return len(statements)

    _case(weak, "CB2")
    before = cost("/cung-co/"), cost("/cung-co/CB1/")
    case = _case(weak)
    one = cost("/cung-co/"), cost("/cung-co/CB1/")
    for day in range(1, 9):
        add_step(case.id, f"Việc {day}", weak.ids["DV-BINH"], date(2024, 7, day), "xa")
        follow_up(case.id, date(2024, 6, day), "talk", "Đã gặp", None, "xa")
    assert (cost("/cung-co/"), cost("/cung-co/CB1/")) == one
    assert before[0] == one[0]


def test_every_kind_of_page_can_be_opened_with_everything_on_it(as_: As, weak: Province) -> None:
    """The reader of these tests checks headings, labels, names and the policy of every page that it opens."""
    case = _case(weak)
    add_step(case.id, "Dự họp", None, date(2024, 7, 1), "xa")
    for code in ("", "CB1/", "CB2/", "BG/", "CBX/", "tieu-chi/"):
        assert as_("tinh").get(f"/cung-co/{code}").status_code == 200


def test_what_is_due_is_told_to_whom_it_concerns(as_: As, weak: Province) -> None:
    """Grounds to whoever decides, overdue steps to the organisation itself too, nothing to others."""

    def told(user: str) -> list[tuple[str, str]]:
        others = as_(user).get("/viec.json").json()["others"]
        found = [each["lines"] for each in others if each["title"] == "Củng cố tổ chức đảng"]
        return [(line["href"], line["note"]) for lines in found for line in lines]

    assert {href for href, note in told("xa")} == {"/cung-co/CB1/", "/cung-co/CB2/"}
    assert told("chi-bo") == []
    case = _case(weak)
    add_step(case.id, "Dự họp", None, date(2024, 6, 10), "xa")
    assert ("/cung-co/CB1/", "quá hạn") in told("xa") and told("chi-bo") == [("/cung-co/CB1/", "quá hạn")]
    first = as_("tinh").get("/trang-dau.json").json()["dues"]
    assert [each["number"] for each in first if each["title"] == "Củng cố tổ chức đảng"] == [1]


def test_a_committee_is_told_of_steps_of_all_and_of_grounds_of_those_directly_below(
    as_: As, weak: Province
) -> None:
    add_step(_case(weak).id, "Dự họp", None, date(2024, 6, 10), "xa")
    found = [
        each
        for each in as_("tinh").get("/viec.json").json()["others"]
        if each["title"] == "Củng cố tổ chức đảng"
    ]
    assert [line["note"] for each in found for line in each["lines"]] == ["quá hạn"]


def test_the_listed_that_are_no_more_are_said_beside_the_number(as_: As, weak: Province) -> None:
    _ended(weak)
    page = as_("tinh").get("/cung-co/")
    assert page.data.listed == 1 and not [each for each in page.data.lines if each.state == "listed"]
    said = page.content.decode()
    assert said.count("gồm 1 tổ chức không còn mà hồ sơ chưa khép") == 2, (
        "under the number and beside the table"
    )
