"""Promises about the paper of a remedy: what stands on it, and who may have it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from bontot.access.models import Reading
from bontot.access.tests.reader import Reader
from bontot.meetings.models import Task
from bontot.members.tests.province import Province
from bontot.strengthening import listing
from bontot.strengthening.listing import Order
from bontot.strengthening.models import Case, Step
from bontot.strengthening.planning import Plan, add_step, follow_up, plan, report
from bontot.strengthening.tests.conftest import TODAY

type As = Callable[[str], Reader]
WORD, PDF = "/cung-co/CB1/?format=docx", "/cung-co/CB1/?format=pdf"


@pytest.fixture
def planned(weak: Province) -> Case:
    """CB1 on the list, with a plan of two steps, one of them done, and a visit."""
    an = weak.ids["DV-AN"]
    order = Order(date(2024, 6, 1), "xa", seen_on=TODAY, paper="12-KL/ĐU", reason="Nhiều kỳ không họp")
    case = listing.confirm(weak.ids["CB1"], order)
    plan(case.id, Plan("Họp đều hằng tháng", an, date(2024, 6, 1), date(2024, 12, 1)), "xa", seen="")
    add_step(case.id, "Dự sinh hoạt hằng tháng", an, date(2024, 6, 20), "xa")
    done = add_step(case.id, "Kiện toàn chi ủy", None, date(2024, 8, 1), "xa")
    report(case.id, done.id, "done", "Đã bầu bổ sung", "xa")
    follow_up(case.id, date(2024, 6, 15), "talk", "Chi ủy đã nhận khuyết điểm", date(2024, 7, 15), "xa")
    return case


def _word(client: Reader, address: str = WORD) -> str:
    made: Any = Document(BytesIO(client.get(address).content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in made.paragraphs] + cells)


def test_the_paper_says_why_what_who_until_when_and_what_was_seen(as_: As, planned: Case) -> None:
    text = _word(as_("xa"))
    for said in (
        "từ ngày 01/06/2024, theo 12-KL/ĐU; người ghi: xa",
        "Lý do: Nhiều kỳ không họp",
        "Tháng 05/2024: không có kỳ thường kỳ",
        "Mục tiêu: Họp đều hằng tháng",
        "Người phụ trách: Nguyễn Văn An",
        "từ ngày 01/06/2024 đến ngày 01/12/2024",
        "Dự sinh hoạt hằng tháng",
        "20/06/2024",
        "Đang làm; quá hạn",
        "Đã xong; ngày 30/06/2024; Đã bầu bổ sung",
        "Chi ủy đã nhận khuyết điểm",
        "15/07/2024",
        "T/M CẤP ỦY",
    ):
        assert said in text, said


def test_each_ground_has_its_figure_its_threshold_and_its_source(as_: As, planned: Case) -> None:
    text = _word(as_("xa"))
    for each in as_("xa").get("/cung-co/CB1.json").json()["grounds"]:
        because = f"{each['threshold']}; {each['source']} ({each['sure']})"
        assert (because in text) == each["weak"], each["code"]
        assert not each["weak"] or f"{each['figure']}: có dấu hiệu" in text


def test_a_ground_that_no_longer_holds_stays_on_the_paper_with_what_it_was(as_: As, planned: Case) -> None:
    Task.objects.update(state="done", done_on=date(2024, 5, 1))
    assert "0/4 nhiệm vụ quá hạn: không còn" in _word(as_("xa"))


def test_nobodys_discipline_leaves_the_house_on_a_paper(as_: As, planned: Case) -> None:
    """Also where whoever prints it may read it: the paper goes on to others."""
    text = _word(as_("xa"))
    assert "2 lượt kỷ luật đảng viên" in text and "khiển trách" not in text and "Bình" not in text
    assert not Reading.objects.exists()


def test_it_is_a_paper_in_word_and_as_pdf_named_after_its_organisation_and_day(
    as_: As, planned: Case
) -> None:
    answer = as_("xa").get(PDF)
    name = 'attachment; filename="ke-hoach-cung-co-CB1-2024-06-30.pdf"'
    assert answer.headers["Content-Disposition"] == name
    assert "private" in answer.headers["Cache-Control"]
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "Kiện toàn chi ủy" in text
    assert as_("xa").get("/cung-co/CB1/?format=exe").status_code == 404


@pytest.mark.parametrize(
    ("user", "status"), (("tinh", 200), ("xa", 200), ("chi-bo", 200), ("dang-vien", 404), ("doc", 404))
)
def test_whoever_sees_the_page_has_the_paper_and_a_stranger_has_neither(
    as_: As, planned: Case, user: str, status: int
) -> None:
    client = as_(user)
    assert client.get("/cung-co/CB1/").status_code == status
    assert {client.get(address).status_code for address in (WORD, PDF)} == {status}


def test_the_page_leads_to_it_as_soon_as_there_is_a_plan(as_: As, weak: Province) -> None:
    client = as_("xa")
    assert "format=pdf" not in client.get("/cung-co/CB1/").content.decode()
    assert client.get(PDF).status_code == 404
    case = listing.confirm(weak.ids["CB1"], Order(date(2024, 6, 1), "xa", seen_on=TODAY))
    assert client.get(PDF).status_code == 404, "on the list and without a plan"
    plan(case.id, Plan("Họp đều", None, date(2024, 6, 1), date(2024, 12, 1)), "xa", seen="")
    page = client.get("/cung-co/CB1/").content.decode()
    assert 'href="?format=docx"' in page and 'href="?format=pdf"' in page
    assert not Step.objects.exists() and "Chưa có biện pháp nào." in _word(client)


def test_it_is_as_of_the_day_of_its_page_and_vietnamese_on_an_english_one(as_: As, planned: Case) -> None:
    client = as_("xa")
    assert client.get(f"{PDF}&on=2024-05-31").status_code == 404, "not on the list yet"
    assert "20/06/2024\nĐang làm\n" in _word(client, f"{WORD}&on=2024-06-10") + "\n"
    client.cookies["django_language"] = "en"
    assert "Đang làm; quá hạn" in _word(client)
