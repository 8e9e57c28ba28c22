"""The papers of a plan: what they say is what the plan does, drafts say so, and nobody reads in them what they may not read."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from bontot.access.models import Account
from bontot.access.scope import EVERYWHERE, Grants, Scope
from bontot.ledger.authority import Operator
from bontot.ledger.enacting import enact
from bontot.ledger.paper import Paper as Order
from bontot.ledger.revoking import revoke
from bontot.organisations.territories import ChangeTerritory
from bontot.reforms.executing import execute
from bontot.reforms.models import Reform, Stage
from bontot.reforms.papers.gathering import Reader
from bontot.reforms.papers.keeping import files
from bontot.reforms.papers.making import Made, papers, prepared
from bontot.reforms.planned import Planned
from bontot.reforms.tests.conftest import As
from bontot.reforms.tests.plans import DAY, member, numbered, organisation, post
from bontot.reforms.versions import Saving, save
from bontot.ui.clock import now
from bontot.ui.papers import Paper
from tests import world

LINES = [
    organisation(
        "XA9", "lập mới", name="Đảng bộ xã Mây Chè", kind="đảng bộ cơ sở", parent="HUYEN", base_kind="xã"
    ),
    organisation("XA1", "hợp nhất", related="XA9"),
    organisation("XA2", "hợp nhất", related="XA9"),
    organisation("THON3", "sáp nhập", related="THON1"),
    organisation("THON4", "điều chỉnh", name="Chi bộ thôn Đồi Cao"),
    member("DV04", "THON1"),
    post("DV02", "bí thư", organisation="XA9"),
]


def a_plan(lines: list[Planned] = LINES) -> Reform:
    plan = Reform.objects.create(
        code="thu",
        title="Phương án sắp xếp xã thử",
        day=DAY,
        organisation="TINH",
        created=now(),
        created_by="t",
    )
    save(plan, Saving("t", "các dòng", 0, put=numbered(lines)))
    return Reform.objects.get(pk=plan.pk)


def executed(plan: Reform) -> Reform:
    Reform.objects.filter(pk=plan.pk).update(
        state=Stage.APPROVED, approved_version=plan.version, number="12-QĐ/TU", dated=DAY, by="TINH"
    )
    outcome = execute(plan, Operator("t"))
    assert outcome.position, [f.says for f in outcome.findings]
    return Reform.objects.get(pk=plan.pk)


def made(plan: Reform, within: Scope = EVERYWHERE, *, accounts: bool = False) -> dict[str, Paper]:
    return {each.file: each.paper for each in papers(prepared(plan, Reader(within, accounts), "t"))}


def words(paper: Paper) -> str:
    """Everything that a paper says, as Word has it."""
    return said_in(next(data for name, data in files([_one(paper)]) if name.endswith(".docx")))


def _one(paper: Paper) -> Any:
    return Made("decision", "mot", "", paper)


def said_in(data: bytes) -> str:
    document: Any = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


LIVE = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(as_: As, settings: Any) -> As:
    """The office of the tests of pages, with a folder of its own."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    return as_


@pytest.fixture
def done(office: As) -> dict[str, Paper]:
    """The papers of the plan once it has been executed."""
    return made(executed(a_plan()), accounts=True)


@LIVE
def test_there_is_a_decision_a_list_for_each_organisation_and_a_notice_to_each_concerned(
    done: dict[str, Paper],
) -> None:
    assert list(done) == ["quyet-dinh", "danh-sach/XA9", "thong-bao/XA9", "thong-bao/XA1", "thong-bao/XA2"]


@LIVE
def test_the_decision_says_what_becomes_of_whom_in_the_form_of_the_party(done: dict[str, Paper]) -> None:
    paper = done["quyet-dinh"]
    assert (paper.organisation, paper.symbol) == ("Tỉnh ủy Ví Dụ", "Số 12-QĐ/TU")
    assert paper.place_and_day == "Ví Dụ, ngày 01 tháng 07 năm 2024" and not paper.mark
    assert paper.subject == "về việc sắp xếp xã thử"
    assert [annex.number for annex in paper.annexes] == [
        "Phụ lục I",
        "Phụ lục II",
        "Phụ lục III",
        "Phụ lục IV",
    ]
    text = words(paper)
    for part in (
        "Căn cứ Quy định số 24-QĐ/TW, ngày 30/07/2021",
        "BAN THƯỜNG VỤ TỈNH ỦY VÍ DỤ QUYẾT ĐỊNH:",
        "lập mới 1, điều chỉnh 1, sáp nhập 1, hợp nhất 2 (chi tiết tại Phụ lục I)",
        "Điều 2. Chuyển sinh hoạt đảng 1 đảng viên",
        "có hiệu lực từ ngày 01/07/2024",
        "(kèm theo Quyết định số 12-QĐ/TU, ngày 01/07/2024 của Tỉnh ủy Ví Dụ)",
    ):
        assert part in text, part
    rows = _rows(paper, 0)
    assert rows[1][1:6] == ("XA1", "Đảng bộ xã Suối Mây", "hợp nhất", "Đảng bộ xã Mây Chè", "đảng bộ cơ sở")
    assert ("THON4", "Chi bộ thôn Đồi Một", "đổi tên", "Chi bộ thôn Đồi Cao") in [row[1:5] for row in rows]
    assert _rows(paper, 1, 1) == [
        ("1", "Nông Thị Ấm", "30/11/1992", "Chi bộ thôn Bản Giữa", "Chi bộ thôn Bản Trên")
    ]
    assert _rows(paper, 2) == [
        ("1", "Trần Thị Đào", "Giữ chức vụ", "bí thư", "Đảng bộ xã Mây Chè", "01/07/2024")
    ]


def _rows(paper: Paper, annex: int, table: int = 0) -> list[tuple[str, ...]]:
    tables = [block for block in paper.annexes[annex].body if not hasattr(block, "says")]
    return list(tables[table].rows)


@LIVE
def test_what_is_handed_over_says_seals_files_and_whose_account_reaches_where(done: dict[str, Paper]) -> None:
    text = words(done["quyet-dinh"])
    for part in (
        "(e) Nộp lại con dấu của tổ chức đã kết thúc. (Quy ước của hệ thống)",
        "Chi bộ thôn Bản Trên; Chi bộ thôn Bản Giữa",
        "Đảng bộ xã Suối Mây (hợp nhất)",
        "tổ chức của tài khoản kết thúc",
    ):
        assert part in text, part
    plan = Reform.objects.get()
    assert "Phạm vi của các tài khoản" not in words(made(plan)["quyet-dinh"]), (
        "only to those who look after them"
    )


@LIVE
def test_a_list_says_what_an_organisation_is_made_of_and_who_leads_it(done: dict[str, Paper]) -> None:
    text = words(done["danh-sach/XA9"])
    for part in (
        "Đảng bộ xã Mây Chè (đảng bộ cơ sở), trực thuộc Đảng bộ huyện Suối Trong, có 4 tổ chức trực thuộc và 4 đảng viên",
        "Chi bộ thôn Đồi Một, thuộc Đảng bộ xã Đồi Chè",
        "Trần Thị Đào",
        "Nông Thị Ấm",
    ):
        assert part in text, part


@LIVE
def test_a_notice_names_no_person_and_what_its_own_organisation_has_to_do(done: dict[str, Paper]) -> None:
    text = words(done["thong-bao/XA2"])
    assert "để Đảng ủy xã Đồi Chè biết và thực hiện" in text and "Chi bộ thôn Đồi Cao" in text
    assert "Nộp lại con dấu" in text and "Suối Mây" not in text
    everybody = ("Nông Thị Ấm", "Trần Thị Đào")
    for name, paper in done.items():
        if name.startswith("thong-bao/"):
            assert not any(person in words(paper) for person in everybody), name


@LIVE
def test_before_it_is_executed_every_paper_is_a_draft_that_says_the_same(office: As) -> None:
    plan = a_plan()
    drafts = made(plan)
    done = made(executed(plan))
    assert list(drafts) == list(done)
    for name, draft in drafts.items():
        assert draft.mark == "DỰ THẢO (phiên bản 1)"
        assert [_tables(draft)] == [_tables(done[name])], name
    assert drafts["quyet-dinh"].symbol == "Số …-QĐ/TU"
    assert drafts["quyet-dinh"].place_and_day == "Ví Dụ, ngày … tháng … năm 2024"


@LIVE
def test_a_paper_is_signed_where_its_issuer_worked_before_the_plan(office: As) -> None:
    there = [ChangeTerritory(on=date(2024, 1, 1), organisation="TINH", territory="Tỉnh Cũ")]
    assert enact(there, Order("9-QĐ/TU", date(2024, 1, 1), "TINH"), Operator("t")).position
    done = made(executed(a_plan([*LINES, organisation("TINH", "điều chỉnh", territory="Tỉnh Mới")])))
    assert done["quyet-dinh"].place_and_day == "Cũ, ngày 01 tháng 07 năm 2024"


def _tables(paper: Paper) -> list[Any]:
    blocks = [*paper.body, *(block for annex in paper.annexes for block in annex.body)]
    return [block.rows for block in blocks if hasattr(block, "rows")]


@LIVE
def test_later_decisions_change_nothing_in_the_papers_of_what_was_executed(office: As) -> None:
    plan = executed(a_plan())
    before = {name: paper.as_json() for name, paper in made(plan).items()}
    acts = (
        {"act": "organisation.rename", "on": "2024-07-01", "organisation": "XA9", "name": "Đảng bộ xã Khác"},
        {"act": "member.transfer", "on": "2024-07-01", "member": "DV03", "to": "THON5"},
    )
    assert not world.do(*acts, number="20-QĐ/TU").refused
    assert {name: paper.as_json() for name, paper in made(plan).items()} == before


@LIVE
def test_whoever_may_not_read_a_file_reads_no_name(office: As) -> None:
    plan = executed(a_plan())
    within = Grants(Account.objects.get(username="chi-bo"), DAY).scope("members.read")
    text = "\n".join(map(words, made(plan, within).values()))
    assert "Trần Thị Đào" in text, "who belongs to the own branch"
    nothing = "\n".join(map(words, made(plan, Scope(frozenset(), None)).values()))
    assert "Trần Thị Đào" not in nothing and "Nông Thị Ấm" not in nothing
    assert "1 đồng chí ngoài phạm vi người in được xem" in nothing


@LIVE
def test_a_plan_that_is_taken_back_says_so_on_its_papers(office: As) -> None:
    plan = executed(a_plan())
    assert plan.position
    revoke(plan.position, Order("13-QĐ/TU", DAY, "TINH"), Operator("t"), "Sai")
    assert {paper.mark for paper in made(plan).values()} == {"ĐÃ THU HỒI"}


@LIVE
def test_papers_of_many_organisations_cost_as_many_statements_as_those_of_few(office: As) -> None:
    plan = a_plan()
    few = _statements(plan)
    many = [
        organisation(f"C{n:03}", "lập mới", name=f"Chi bộ thôn Mới {n}", kind="chi bộ", parent="XA9")
        for n in range(300)
    ]
    save(plan, Saving("t", "nhiều", plan.version, put=numbered(many)))
    plan.refresh_from_db()
    assert _statements(plan) == few


def _statements(plan: Reform) -> int:
    prepared(plan, Reader(EVERYWHERE), "t")  # leaves the copy from which the second is asked
    with CaptureQueriesContext(connection) as asked:
        made(plan)
    return len(asked)


@LIVE
def test_a_list_names_also_who_leads_what_the_plan_leaves_as_it_was(office: As) -> None:
    plan = a_plan([organisation("XA1", "điều chỉnh", name="Đảng bộ xã Suối Bạc")])
    text = words(made(plan)["danh-sach/XA1"])
    assert "Trần Thị Đào" in text and "ngoài phạm vi" not in text
