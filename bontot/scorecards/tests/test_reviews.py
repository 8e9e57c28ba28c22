"""A classification from points to a decision: proposals under the cap, people who decide, one decision, the form that follows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bontot.access.demonstration import accounts
from bontot.access.tests.reader import Reader
from bontot.evaluation.models import Classification, MemberClassification
from bontot.exchange.tests.office import signed_in
from bontot.ledger.models import Decision
from bontot.scorecards.models import Review, ReviewTrace
from tests import world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 20)
SHEET = "/bon-tot/xep-loai/THON3/2026/"
BEST, GOOD = "hoàn thành xuất sắc nhiệm vụ", "hoàn thành tốt nhiệm vụ"
NAMES = ("An", "Bình", "Cường", "Dung", "Hà", "Hoa", "Lan", "Mai", "Nam", "Oanh", "Phú", "Quý")


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: Path) -> None:
    """The known world in December 2026, with twelve members of THON3, one of whom was reprimanded in the year."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    settings.HOME = tmp_path / "home"  # type: ignore[attr-defined]
    world.build()
    members: list[dict[str, Any]] = [
        {"act": "member.register", "on": "2024-02-01", "code": f"T{n:02}", "full_name": f"Lò Văn {name}", "sex": "nam",
         "born": "1980-01-01", "organisation": "THON3", "admitted": "2010-01-01", "official_on": "2011-01-01"}
        for n, name in enumerate(NAMES)
    ]  # fmt: skip
    outcome = world.do(*members, number="02-QĐ/TU", dated=date(2024, 2, 1))
    assert outcome.position, outcome.findings
    assert world.do(
        {"act": "member.reprimand", "on": "2026-05-05", "member": "T02"},
        number="03-QĐ/TU",
        dated=date(2026, 5, 5),
    ).position
    accounts(province="TINH", commune="XA1", branch="THON3", person="T00")


def _points(client: Reader, totals: list[float | None], sheet: str = SHEET, **more: str) -> Any:
    """Post points, of each as many of the thirty as there are; all members in the order of the sheet."""
    lines = client.get(f"{sheet.rstrip('/')}/diem.json").json()["lines"]
    sent: dict[str, str] = dict(more)
    for line, total in zip(lines, totals, strict=False):
        sent[f"seen-{line['id']}"] = str(line["seen"])
        for tick in line["ticks"]:
            if tick["ticked"]:
                sent[tick["name"]] = "1"
        if total is not None:
            sent[line["boxes"][0]["name"]] = "28,5"
            sent[line["boxes"][1]["name"]] = str(total - 28.5).replace(".", ",")
    return client.post(f"{sheet}diem/", sent)


TOTALS: list[float | None] = [98, 97, 96, 95, 85, 84, 83, 82, 81, 80, 60, None]


def _form(client: Reader) -> dict[str, int]:
    """How many members of THON3 have each grade in the form of the year that has ended."""
    said = client.get("/bieu/XL/THON3/2027-01-15.json").json()
    return {
        line["code"]: next(cell["number"] for cell in line["cells"] if cell["column"] == "DV")
        for line in said["rows"]
        if line["code"] in ("D", "1", "2", "3", "4", "G")
    }


def _grades(client: Reader, sheet: str = SHEET, **changed: tuple[str, str]) -> Any:
    """Decide as proposed, but for `changed`: by name the grade and the reason."""
    sent: dict[str, str] = {}
    for line in client.get(f"{sheet.rstrip('/')}/muc.json").json()["lines"]:
        grade, reason = changed.get(line["name"].split()[-1], (line["grade"], ""))
        sent |= {f"seen-{line['id']}": line["seen"], f"g-{line['id']}": grade, f"r-{line['id']}": reason}
    return client.post(f"{sheet}muc/", sent)


def test_from_points_to_a_decision_and_the_form_of_grades(office: None) -> None:
    branch, commune = signed_in("chi-bo"), signed_in("xa")
    assert _points(branch, TOTALS).status_code == 302
    told = commune.get(f"{SHEET.rstrip('/')}.json").json()
    proposed = {line["name"].split()[-1]: line["proposed"] for line in told["lines"]}
    assert [proposed[name] for name in NAMES[:5]] == [BEST, BEST, GOOD, GOOD, GOOD]
    assert proposed["Phú"] == "hoàn thành nhiệm vụ" and proposed["Quý"] == ""
    grounds = {line["name"].split()[-1]: " ".join(line["grounds"]) for line in told["lines"]}
    assert "Đứng thứ 3 trong nhóm" in grounds["Dung"] and "chỉ được 2 chỗ" in grounds["Dung"]
    assert "Bản thân không bị kỷ luật trong kỳ thì mới được xét xuất sắc” nên nhiều nhất" in grounds["Cường"]
    assert "thường xếp không hoàn thành nhiệm vụ" in grounds["Cường"], (
        "what was not read in the text only hints"
    )

    wrong = _grades(commune, Bình=(GOOD, ""))
    assert wrong.status_code == 422 and "Lò Văn Bình: mức khác với đề xuất" in wrong.content.decode()
    assert not Review.objects.exclude(grade="").exists()
    assert _grades(commune, Bình=(GOOD, "Còn việc chậm"), Dung=(BEST, "Việc khó nhất xã")).status_code == 302
    page = commune.get(SHEET).content.decode()
    assert "khác đề xuất" in page and "Việc khó nhất xã" in page and "chưa ghi vào sổ" in page

    paper = {"number": "88-QĐ/ĐU", "dated": "18/12/2026", "by": "XA1", "says": "Xếp loại năm 2026"}
    assert commune.post(f"{SHEET}ghi/", paper).status_code == 302
    decision = Decision.objects.order_by("-position").first()
    assert (
        decision is not None and decision.number == "88-QĐ/ĐU" and decision.summary == {"member.classify": 11}
    )
    kept = {c.person.code: (c.grade, c.score) for c in MemberClassification.objects.select_related("person")}
    assert kept["T01"] == (GOOD, "97") and kept["T03"] == (BEST, "95") and "T11" not in kept
    assert set(Review.objects.exclude(grade="").values_list("position", flat=True)) == {decision.position}
    assert _form(commune) == {"D": 11, "1": 2, "2": 8, "3": 1, "4": 0, "G": 10}
    assert commune.get(f"{SHEET}ghi/").content.decode().count("Không có mức nào chờ ghi vào sổ.") == 1


def test_more_than_the_cap_allows_is_said_before_it_is_recorded(office: None) -> None:
    assert _points(signed_in("chi-bo"), TOTALS).status_code == 302
    commune = signed_in("xa")
    assert "Quá tỷ lệ" not in commune.get(SHEET).content.decode()
    more = dict.fromkeys(("Cường", "Dung", "Hà"), (BEST, "Tập thể quyết định"))
    assert _grades(commune, SHEET, **more).status_code == 302
    for page in (SHEET, f"{SHEET}muc/", f"{SHEET}ghi/"):
        said = commune.get(page).content.decode()
        assert "Quá tỷ lệ" in said and "đã quyết định 5 hoàn thành xuất sắc nhiệm vụ" in said, page


def test_a_tie_is_left_to_people(office: None) -> None:
    client = signed_in("xa")
    assert _points(client, [98, 95, 84, 95, 85, 84, 83, 82, 81, 80]).status_code == 302
    page = client.get(SHEET).content.decode()
    assert page.count("để tập thể quyết định") == 2 and "2 cùng đứng thứ 2" in page
    lines = {
        line["name"].split()[-1]: line for line in client.get(f"{SHEET.rstrip('/')}/muc.json").json()["lines"]
    }
    assert (lines["Bình"]["grade"], lines["Dung"]["grade"], lines["An"]["grade"]) == ("", "", BEST)
    assert _grades(client, Bình=(BEST, ""), Dung=(GOOD, "")).status_code == 302, (
        "a choice between equals needs no reason"
    )


def test_everything_wrong_is_told_at_once_and_nothing_is_lost(office: None) -> None:
    client = signed_in("chi-bo")
    lines = client.get(f"{SHEET.rstrip('/')}/diem.json").json()["lines"]
    first, second = lines[0], lines[1]
    answer = client.post(f"{SHEET}diem/", {
        f"seen-{first['id']}": "0", first["boxes"][0]["name"]: "31", first["boxes"][1]["name"]: "sáu mươi",
        f"seen-{second['id']}": "0", second["boxes"][0]["name"]: "20",
    })  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 422 and not Review.objects.exists()
    for says in (
        "Lò Văn An: điểm “Nhóm tiêu chí chung” phải từ 0 đến 30, như 27,5; đã ghi “31”.",
        "Lò Văn An: điểm “Kết quả thực hiện nhiệm vụ” phải từ 0 đến 70, như 27,5; đã ghi “sáu mươi”.",
        "Lò Văn Bình: điểm “Kết quả thực hiện nhiệm vụ” phải từ 0 đến 70, như 27,5; đã ghi “”.",
    ):
        assert says in page
    assert 'value="sáu mươi"' in page and 'value="20"' in page


def test_who_changes_what_another_has_changed_is_told_and_nothing_is_overwritten(office: None) -> None:
    first, second = signed_in("chi-bo"), signed_in("xa")
    lines = second.get(f"{SHEET.rstrip('/')}/diem.json").json()["lines"]
    assert _points(first, [90.5]).status_code == 302
    line = lines[0]
    sent = {f"seen-{line['id']}": "0", line["boxes"][0]["name"]: "20", line["boxes"][1]["name"]: "50"}
    answer = second.post(f"{SHEET}diem/", sent)
    assert answer.status_code == 409 and "Lò Văn An: chi-bo vừa sửa dòng này" in answer.content.decode()
    assert str(Review.objects.get().total) == "90.50"
    assert second.post(f"{SHEET}diem/", sent | {f"seen-{line['id']}": "1"}).status_code == 302
    assert str(Review.objects.get().total) == "70.00" and ReviewTrace.objects.count() == 2
    assert "28.5" not in ReviewTrace.objects.latest("id").before, "the trail is sealed"


def test_a_grade_changed_after_the_decision_waits_for_another_decision(office: None) -> None:
    client = signed_in("xa")
    _points(client, TOTALS)
    _grades(client)
    paper = {"number": "88-QĐ/ĐU", "dated": "18/12/2026", "by": "XA1"}
    client.post(f"{SHEET}ghi/", paper)
    assert _grades(client, An=(GOOD, "Xét lại")).status_code == 302
    assert Review.objects.filter(position=None, grade=GOOD).count() == 1
    assert (
        client.post(f"{SHEET}ghi/", paper | {"number": "89-QĐ/ĐU", "dated": "19/12/2026"}).status_code == 302
    )
    last = MemberClassification.objects.filter(
        person__code="T00", valid_to__year=9999, known_to__gt=10**9
    ).get()
    assert (last.grade, last.valid_from) == (GOOD, date(2026, 12, 19))


def test_a_decision_that_the_ledger_refuses_records_nothing(office: None) -> None:
    client = signed_in("xa")
    _points(client, TOTALS)
    _grades(client)
    answer = client.post(f"{SHEET}ghi/", {"number": "88-QĐ/ĐU", "dated": "18/12/2025", "by": "XA1"})
    assert answer.status_code == 422 and "chưa bắt đầu vào ngày quyết định" in answer.content.decode()
    assert not MemberClassification.objects.exists() and not Review.objects.exclude(position=None).exists()


def test_organisations_under_a_committee_are_ranked_by_their_kind(office: None) -> None:
    sheet, query = "/bon-tot/xep-loai/XA1/2026/", "?khung=xep-loai-to-chuc"
    client = signed_in("xa")
    lines = client.get(f"{sheet.rstrip('/')}/diem.json{query}").json()["lines"]
    assert [line["name"] for line in lines] == [
        "Chi bộ thôn Bản Trên", "Chi bộ thôn Bản Giữa", "Chi bộ thôn Bản Dưới",
    ]  # fmt: skip
    sent: dict[str, str] = {}
    for line, tasks in zip(lines, ("66", "65", "50"), strict=True):
        sent |= {f"seen-{line['id']}": "0", line["boxes"][0]["name"]: "28", line["boxes"][1]["name"]: tasks}
    assert client.post(f"{sheet}diem/{query}", sent).status_code == 302
    told = client.get(f"{sheet.rstrip('/')}.json{query}").json()
    assert [line["proposed"] for line in told["lines"]] == [BEST, GOOD, GOOD]
    grades: dict[str, str] = {}
    for line in client.get(f"{sheet.rstrip('/')}/muc.json{query}").json()["lines"]:
        grades |= {
            f"seen-{line['id']}": line["seen"],
            f"g-{line['id']}": line["grade"],
            f"r-{line['id']}": "",
        }
    assert client.post(f"{sheet}muc/{query}", grades).status_code == 302
    assert (
        client.post(
            f"{sheet}ghi/{query}", {"number": "9-QĐ/ĐU", "dated": "19/12/2026", "by": "XA1"}
        ).status_code
        == 302
    )
    assert sorted(Classification.objects.values_list("grade", flat=True)) == sorted([BEST, GOOD, GOOD])


def test_leaders_are_those_who_hold_a_leading_post_and_quarters_are_for_those_frameworks_that_say_so(
    office: None,
) -> None:
    client = signed_in("tinh")
    lines = client.get("/bon-tot/xep-loai/XA1/2026.json?khung=xep-loai-can-bo").json()["lines"]
    assert [line["code"] for line in lines] == ["DV02"]
    assert client.get("/bon-tot/xep-loai/XA1/2026-Q3/?khung=xep-loai-can-bo").status_code == 200
    assert client.get("/bon-tot/xep-loai/XA1/2026-Q3/?khung=xep-loai-dang-vien-ngoai").status_code == 404


def test_exempt_members_are_not_reviewed_and_who_was_scored_by_another_framework_is_on_its_sheet(
    office: None,
) -> None:
    client = signed_in("tinh")
    codes = [line["code"] for line in client.get("/bon-tot/xep-loai/THON1/2026.json").json()["lines"]]
    assert codes == ["DV02"], "DV01 is exempt"
    outside = "/bon-tot/xep-loai/THON3/2026"
    lines = client.get(f"{outside}/diem.json?khung=xep-loai-dang-vien-ngoai").json()["lines"]
    line = lines[0]
    sent = {f"seen-{line['id']}": "0", line["boxes"][0]["name"]: "20", line["boxes"][1]["name"]: "50"}
    assert client.post(f"{outside}/diem/?khung=xep-loai-dang-vien-ngoai", sent).status_code == 302
    assert client.get(f"{SHEET.rstrip('/')}.json").json()["subjects"] == 11


@pytest.mark.parametrize(
    "address",
    ["/bon-tot/xep-loai/THON3/2027/", "/bon-tot/xep-loai/THON3/2024/", "/bon-tot/xep-loai/THON3/nam/",
     "/bon-tot/xep-loai/KHONG/2026/", f"{SHEET}?khung=chi-bo-bon-tot", "/bon-tot/xep-loai/THON3/2026-Q5/"],
)  # fmt: skip
def test_what_there_is_not_is_said(office: None, address: str) -> None:
    assert signed_in("tinh").get(address).status_code == 404


def test_whoever_may_not_decide_or_see_has_no_page(office: None) -> None:
    branch = signed_in("chi-bo")
    assert branch.get(SHEET).status_code == 200 and branch.get(f"{SHEET}diem/").status_code == 200
    assert (
        branch.get(f"{SHEET}muc/").status_code == 404 and branch.post(f"{SHEET}ghi/", {}).status_code == 404
    )
    assert branch.get("/bon-tot/xep-loai/THON1/2026/").status_code == 404
    assert signed_in("dang-vien").get(SHEET).status_code == 404


def test_where_to_begin(office: None) -> None:
    client = signed_in("xa")
    assert "Mở bảng xếp loại" in client.get("/bon-tot/xep-loai/").content.decode()
    asked = {"organisation": "THON3", "period": "Quý III/2026", "framework": "xep-loai-can-bo"}
    assert (
        client.get("/bon-tot/xep-loai/", asked)["Location"]
        == "/bon-tot/xep-loai/THON3/2026-Q3/?khung=xep-loai-can-bo"
    )
    wrong = client.get("/bon-tot/xep-loai/", asked | {"period": "mai"})
    assert wrong.status_code == 422 and "Hãy ghi một năm hoặc một quý đã bắt đầu" in wrong.content.decode()


@pytest.mark.parametrize("page", ["", "diem/", "muc/", "ghi/"])
def test_the_cost_of_a_page_does_not_depend_on_how_many_are_reviewed(office: None, page: str) -> None:
    client = signed_in("xa")
    _points(client, [90.0, 80.0])
    client.get(f"{SHEET}{page}")
    with CaptureQueriesContext(connection) as few:
        client.get(f"{SHEET}{page}")
    _points(client, TOTALS)
    client.get(f"{SHEET}{page}")
    with CaptureQueriesContext(connection) as many:
        client.get(f"{SHEET}{page}")
    assert len(many) == len(few) <= 28


def test_what_the_records_hold_against_an_organisation_opens_into_its_measures(office: None) -> None:
    """The condition not met is ticked by the records, and leads to the measures, for whoever may read discipline."""
    outcome = world.do(
        {"act": "organisation.reprimand", "on": "2026-06-06", "organisation": "THON3"},
        number="04-QĐ/ĐU",
        dated=date(2026, 6, 6),
    )
    assert outcome.position, outcome.findings
    client, sheet = signed_in("xa"), "/bon-tot/xep-loai/XA1/2026/"
    page = client.get(f"{sheet}diem/?khung=xep-loai-to-chuc").content.decode()
    assert f'href="{sheet}so/THON3/own_discipline/?khung=xep-loai-to-chuc"' in page
    listed = client.get(f"{sheet}so/THON3/own_discipline/?khung=xep-loai-to-chuc")
    assert "1 quyết định kỷ luật chính tổ chức" in listed.content.decode()
    assert len(listed.data.rows) == 1 and "06/06/2026" in listed.content.decode()
    for gone in (
        f"{sheet}so/THON3/attendance/?khung=xep-loai-to-chuc",
        f"{sheet}so/THON9/own_discipline/?khung=xep-loai-to-chuc",
        f"{SHEET}so/T02/attendance/",
    ):
        assert client.get(gone).status_code == 404, gone
