"""The page of a plan's papers: made beside the pages, for whoever asked, taken along one by one or all together."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from bontot.access.models import Account, Grant, Reading
from bontot.access.tests.reader import Reader as Client
from bontot.exchange.tests.office import work
from bontot.kernel.period import OPEN
from bontot.reforms import as_if
from bontot.reforms.models import Reform
from bontot.reforms.tests.conftest import As
from bontot.reforms.tests.plans import DAY
from bontot.reforms.tests.test_papers import LIVE, a_plan, said_in
from bontot.ui.clock import now


@pytest.fixture
def office(as_: As, settings: Any) -> As:
    """The office of the tests of pages, with a folder of its own."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    return as_


def printed(data: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def printed_by(client: Client) -> dict[str, Any]:
    """Have the papers made, and look at the page."""
    assert client.post("/phuong-an/thu/van-ban/lap/").status_code == 302
    assert client.get("/phuong-an/thu/van-ban/").status_code == 200
    work()
    assert client.get("/phuong-an/thu/van-ban/").status_code == 200
    said: dict[str, Any] = client.get("/phuong-an/thu/van-ban.json").json()
    return said


@LIVE
def test_the_papers_on_their_page(office: As) -> None:
    a_plan()
    planner = office("lap-phuong-an")
    said = printed_by(planner)
    assert said["up_to_date"] and said["mark"] == "DỰ THẢO (phiên bản 1)" and said["found"] == 5
    where = f"/phuong-an/thu/van-ban/{said['printing']}"
    one = planner.get(f"{where}/0.docx")
    assert (
        "Nông Thị Ấm" in said_in(one.content)
        and 'filename="thu-quyet-dinh.docx"' in one.headers["Content-Disposition"]
    )
    text = printed(planner.get(f"{where}/1.pdf").content)
    assert "DANH SÁCH" in text and "DỰ THẢO" in text and "Trần Thị Đào" in text
    packed = zipfile.ZipFile(io.BytesIO(b"".join(planner.get(f"{where}/tat-ca.zip").streaming_content)))
    assert "danh-sach/XA9.pdf" in packed.namelist() and "thong-bao/XA1.docx" in packed.namelist()
    assert Reading.objects.filter(account="lap-phuong-an", person_code="DV04").count() == 1
    for address in ("/0.txt", "/9.docx", "/99999.pdf"):
        assert planner.get(f"{where}{address}").status_code == 404, address
    other = office("tham-dinh")
    assert other.get(f"{where}/0.docx").status_code == 404, "each has them made within what they may see"
    assert (
        other.get(f"{where}/tat-ca.zip").status_code == 404 == office("xa").get(f"{where}/0.docx").status_code
    )
    Reform.objects.update(title="Tên khác")
    assert not planner.get("/phuong-an/thu/van-ban.json").json()["up_to_date"]


@LIVE
def test_who_may_see_less_than_when_the_papers_were_made_is_not_given_them(office: As) -> None:
    a_plan()
    planner = office("lap-phuong-an")
    said = printed_by(planner)
    Grant.objects.filter(account__username="lap-phuong-an").update(role="read_only")
    Grant.objects.create(
        account=Account.objects.get(username="lap-phuong-an"),
        role="planner",
        organisation_code="XA2",
        valid_from=date(2000, 1, 1),
        valid_to=OPEN,
    )
    Reform.objects.update(organisation="XA2")
    assert planner.get("/phuong-an/thu/van-ban.json").json()["printing"] is None
    assert planner.get(f"/phuong-an/thu/van-ban/{said['printing']}/0.docx").status_code == 404


@LIVE
def test_a_plan_without_a_line_has_no_papers(office: As) -> None:
    planner = office("lap-phuong-an")
    plan = Reform.objects.create(
        code="thu", title="Trống", day=DAY, organisation="TINH", created=now(), created_by="t"
    )
    planner.post("/phuong-an/thu/van-ban/lap/")
    assert not plan.printings.exists()
    assert planner.get("/phuong-an/thu/van-ban/").status_code == 200


@LIVE
def test_making_them_can_be_stopped(office: As) -> None:
    a_plan()
    planner = office("lap-phuong-an")
    planner.post("/phuong-an/thu/van-ban/lap/")
    under_way = planner.get("/phuong-an/thu/van-ban.json").json()["under_way"]
    assert planner.post(f"/phuong-an/thu/van-ban/{under_way}/dung/").status_code == 302
    work()
    said = planner.get("/phuong-an/thu/van-ban.json").json()
    assert said["standing"]["state"] == "cancelled" and said["printing"] is None


@LIVE
def test_a_plan_that_cannot_be_carried_out_at_all_says_what_to_do(
    office: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_if, "build", lambda *_: as_if.Tried())
    a_plan()
    said = printed_by(office("lap-phuong-an"))
    assert said["printing"] is None and "Hãy kiểm tra phương án" in said["trouble"]
