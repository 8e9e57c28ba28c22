"""Promises about what goes wrong: each gets its sentence, all at once, and nothing is lost or half-written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from bontot.access.tests.reader import Reader
from bontot.meetings.keeping import Conflict, Refused
from bontot.members.models import Standing
from bontot.members.tests.province import Province
from bontot.organisations.queries import Book
from bontot.regulations import adopting, assigning
from bontot.regulations.assigning import Asked, assign
from bontot.regulations.models import Assignment, Duty, Occurrence, Regulation, Trace
from bontot.regulations.papers import regulation_paper
from bontot.regulations.samples import SAMPLES

type As = Callable[[str], Reader]
GOOD = {"sample": "grassroots", "number": "05-QC/ĐU", "adopted_on": "01/06/2024", "valid_from": "01/06/2024"}


def _problems(answer: object) -> str:
    return " ".join(answer.data.problems)  # type: ignore[attr-defined]


def test_an_adoption_before_the_committee_existed_is_refused(as_: As, committee: Province) -> None:
    answer = as_("xa").post("/quy-che/XA/thong-qua/", GOOD | {"adopted_on": "01/06/1980", "valid_from": ""})
    assert answer.status_code == 422
    assert "đến ngày 01/01/1990 mới thành lập" in _problems(answer)
    assert not Regulation.objects.exists() and not Duty.objects.exists()


def test_an_organisation_that_ended_yesterday_adopts_nothing(as_: As, committee: Province) -> None:
    committee.organisation("XE", "Đảng bộ xã Tân Hòa", "đảng bộ cơ sở", "HL", end=date(2024, 6, 29))
    answer = as_("tinh").post("/quy-che/XE/thong-qua/", GOOD)
    assert answer.status_code == 422 and "đã kết thúc từ ngày 29/06/2024" in _problems(answer)
    assert not Regulation.objects.exists()


def test_everything_that_is_wrong_is_said_at_once(as_: As, regulation: Regulation) -> None:
    said = GOOD | {"number": " ", "adopted_on": "01/07/2024", "valid_from": "01/01/2024"}
    answer = as_("xa").post("/quy-che/XA/thong-qua/", said | {"number": "x"})
    says = _problems(answer)
    assert answer.status_code == 422
    for part in ("chưa đến", "trước ngày thông qua", "Trùng thời gian với quy chế số 01-QC/ĐU"):
        assert part in says
    assert as_("xa").post("/quy-che/XA/thong-qua/", said).status_code == 422
    assert Regulation.objects.count() == 1


def test_the_database_holds_one_regulation_in_force_and_one_draft(regulation: Regulation) -> None:
    for state in ("in_force", "draft", "draft"):
        with transaction.atomic():
            try:
                Regulation.objects.create(
                    organisation_id=regulation.organisation_id,
                    state=state,
                    adopted_on=date(2024, 5, 1),
                    valid_from=date(2024, 5, 1),
                )
            except IntegrityError:
                continue
        break
    assert Regulation.objects.filter(state="in_force").count() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    (
        ({"day": "32"}, "Dòng 1: ngày trong tháng là số từ 1 đến 31"),
        ({"day": "x"}, "Dòng 1: ngày trong tháng"),
        ({"every": "quarter", "month": "4"}, "tháng thứ mấy trong kỳ là số từ 1 đến 3"),
        ({"every": "once", "once": "31/02/2024"}, "cần ngày"),
        ({"every": "week", "day": "8"}, "ngày trong tuần"),
        ({"who": "vua"}, "hãy chọn ai làm"),
        ({"proof": "lời hứa"}, "hãy chọn điều chứng minh"),
        ({"every": "never"}, "bao lâu một lần"),
    ),
)
def test_a_wrong_line_of_a_draft_is_named_and_stays(
    as_: As, committee: Province, change: dict[str, str], says: str
) -> None:
    adopting.begin(committee.ids["XA"], SAMPLES["grassroots"], "xa")
    line = {
        "says": "Việc mới",
        "every": "month",
        "day": "5",
        "month": "",
        "once": "",
        "who": "bí thư",
        "proof": "paper",
        "key": "",
    }
    answer = as_("xa").post("/quy-che/XA/du-thao/", line | change | {"do": "save", "seen": ""})
    assert answer.status_code == 422 and says in _problems(answer)
    assert answer.data.lines[0].says == "Việc mới"
    assert Duty.objects.count() == len(SAMPLES["grassroots"].duties)


def test_a_day_31_is_kept_and_means_the_last_day(as_: As, committee: Province) -> None:
    adopting.begin(committee.ids["XA"], SAMPLES["grassroots"], "xa")
    shown = as_("xa").get("/quy-che/XA/du-thao/").data
    said = {
        "says": "Việc cuối tháng",
        "every": "month",
        "day": "31",
        "who": "bí thư",
        "proof": "paper",
        "key": "",
        "do": "adopt",
        "seen": shown.seen,
    }
    assert as_("xa").post("/quy-che/XA/du-thao/", said).headers["Location"] == "/quy-che/XA/thong-qua/"
    assert as_("xa").post("/quy-che/XA/thong-qua/", GOOD).status_code == 302
    days = Occurrence.objects.filter(due__year=2025).order_by("due").values_list("due", flat=True)
    assert list(days)[:3] == [date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)]


def test_two_who_write_the_draft_see_both(as_: As, committee: Province) -> None:
    adopting.begin(committee.ids["XA"], SAMPLES["grassroots"], "xa")
    seen = as_("xa").get("/quy-che/XA/du-thao/").data.seen
    line = {
        "every": "month",
        "day": "5",
        "who": "bí thư",
        "proof": "paper",
        "key": "",
        "do": "save",
        "seen": seen,
    }
    assert as_("xa").post("/quy-che/XA/du-thao/", line | {"says": "Của xã"}).status_code == 302
    answer = as_("tinh").post("/quy-che/XA/du-thao/", line | {"says": "Của tỉnh"})
    assert answer.status_code == 409
    assert "Của tỉnh" in answer.data.mine and "Của xã" in answer.data.theirs
    assert [duty.says for duty in Duty.objects.all()] == ["Của xã"]
    assert (
        as_("tinh").post("/quy-che/XA/du-thao/", line | {"says": "Của tỉnh", "both_seen": "1"}).status_code
        == 302
    )
    assert [duty.says for duty in Duty.objects.all()] == ["Của tỉnh"]


def test_two_who_review_see_both(as_: As, regulation: Regulation) -> None:
    seen = as_("xa").get("/quy-che/XA/ra-soat/").data.seen
    said = {"on": "20/06/2024", "note": "Giữ nguyên", "seen": seen}
    assert as_("xa").post("/quy-che/XA/ra-soat/", said).status_code == 302
    assert as_("tinh").post("/quy-che/XA/ra-soat/", said | {"note": "Sửa"}).status_code == 409


def test_somebody_dead_or_elsewhere_is_a_ground_that_says_what_to_do(
    as_: As, regulation: Regulation, committee: Province
) -> None:
    gone = committee.person("DV-GIA", "Lê Văn Gia")
    left = date(2024, 6, 10)
    committee.fact(
        Standing, date(2001, 1, 1), left, person_id=gone, standing="official", began="admit", ended="die"
    )
    for code in ("DV-BINH", "DV-GIA", "DV-DUNG"):
        assign(regulation.organisation_id, Asked(code, f"Việc của {code}", date(2024, 5, 1)), "xa")
    says = [
        finding.says for finding in as_("xa").get("/quy-che/XA/").data.findings if finding.rule == "QC-04"
    ]
    assert len(says) == 2
    assert "không còn là đảng viên từ 10/06/2024. Hãy thôi phân công" in says[0]
    assert "sinh hoạt ở Chi bộ cơ sở Sở Nội vụ" in says[1]


def test_whoever_may_not_be_seen_is_not_assigned(as_: As, regulation: Regulation) -> None:
    said = {"person": "", "other": "DV-DUNG", "field": "Dân vận", "since": "01/06/2024"}
    answer = as_("xa").post("/quy-che/XA/phan-cong/", said)
    assert answer.status_code == 422 and "Không có người mang mã ấy" in _problems(answer)
    assert as_("tinh").post("/quy-che/XA/phan-cong/", said).status_code == 302


def test_an_assignment_that_means_nothing_is_refused(as_: As, regulation: Regulation) -> None:
    said = {"person": "DV-CUONG", "field": "Dân vận", "since": "01/06/2023", "follows": "CQ"}
    answer = as_("tinh").post("/quy-che/XA/phan-cong/", said)
    assert answer.status_code == 422
    assert "có hiệu lực từ 01/01/2024" in _problems(answer) and "Không trực thuộc" in _problems(answer)
    assert as_("tinh").post("/quy-che/XA/phan-cong/", said | {"since": "31/12/9999"}).status_code == 422
    assert not Assignment.objects.exists()


def test_two_who_end_an_assignment_see_both(regulation: Regulation) -> None:
    made = assign(regulation.organisation_id, Asked("DV-CUONG", "Dân vận", date(2024, 2, 1)), "xa")
    assigning.end(regulation.organisation_id, made.id, date(2024, 6, 1), "", "xa")
    with pytest.raises(Conflict):
        assigning.end(regulation.organisation_id, made.id, date(2024, 6, 20), "", "tinh")
    with pytest.raises(Refused, match="ngày thôi phải sau"):
        assigning.end(regulation.organisation_id, made.id, date(2024, 2, 1), None, "tinh")


def test_what_was_changed_is_kept_sealed_and_told(as_: As, regulation: Regulation) -> None:
    assert all(trace.after.startswith("s1.") for trace in Trace.objects.exclude(after=""))
    assert "01-QC/ĐU" in as_("xa").get("/quy-che/XA/").data.traces[0].after


@pytest.mark.parametrize(("format", "begins"), (("docx", b"PK"), ("pdf", b"%PDF")))
def test_the_paper_leaves_as_word_and_pdf(
    as_: As, regulation: Regulation, format: str, begins: bytes
) -> None:
    assert as_("xa").get(f"/quy-che/XA/?format={format}").content.startswith(begins)
    assert as_("xa").get("/quy-che/XA/?format=exe").status_code == 404
    assert as_("xa").get("/quy-che/CB1/?format=pdf").status_code == 404
    adopting.review(regulation.organisation_id, date(2024, 6, 20), "Sửa", None, "xa", revise=True)
    assert as_("xa").get(f"/quy-che/XA/du-thao/?format={format}").content.startswith(begins)


def test_the_paper_is_vietnamese_and_rests_on_what_was_in_force(regulation: Regulation) -> None:
    named = Book([regulation.organisation_id], at=None).on(regulation.organisation_id, date(2024, 6, 30))
    with override("en"):
        paper = regulation_paper(named, regulation, date(2024, 6, 30))
    says = str(paper.as_json())
    assert "hằng tháng" in says and "Điều lệ Đảng" in says and "Trần Thị Bình" in says
    assert "294-QĐ/TW" not in says, "a paper of 2025 was no ground in January 2024"
    assert "Quy ước của hệ thống" not in says


@pytest.mark.parametrize(
    "address",
    (
        "/quy-che/?quy=x",
        "/quy-che/?duoi=CQ",
        "/quy-che/XA/?nam=x",
        "/quy-che/XA/viec/999999/",
        "/quy-che/KHONG/",
    ),
)
def test_what_there_is_not_is_not_found(as_: As, regulation: Regulation, address: str) -> None:
    assert as_("xa").get(address).status_code == 404


def test_the_overview_costs_the_same_for_two_as_for_one(
    as_: As, regulation: Regulation, of_branch: Regulation
) -> None:
    client = as_("tinh")
    client.get("/quy-che/")
    with CaptureQueriesContext(connection) as both:
        client.get("/quy-che/")
    Occurrence.objects.filter(duty__regulation=of_branch).delete()
    of_branch.delete()
    with CaptureQueriesContext(connection) as one:
        client.get("/quy-che/")
    assert len(both) == len(one)


def test_what_is_due_stands_on_the_first_page_and_under_what_is_due(as_: As, regulation: Regulation) -> None:
    for address in ("/", "/viec/"):
        assert (
            "Báo cáo quý với cấp ủy cấp trên — Đảng bộ xã Tân An" in as_("xa").get(address).content.decode()
        )
    assert "Chưa có quy chế làm việc" in as_("tinh").get("/viec/").content.decode()


BOOK = "Mã tổ chức,Số quy chế,Mẫu,Ngày thông qua,Có hiệu lực từ,Nhiệm kỳ,Thông qua tại,Nơi lưu,Ngày rà soát,Kết quả rà soát\n"


def _load(folder: Path, *texts: str) -> tuple[list[str], int]:
    from bontot.regulations.loading import load
    from bontot.regulations.reading import read

    paths = [folder / f"{i}.csv" for i in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    books = read(paths)
    loaded = load(books, date(2024, 6, 30))
    return [finding.rule for finding in books.findings], loaded.occurrences


def test_books_of_regulations_are_loaded_whole(committee: Province, tmp_path: Path) -> None:
    people = "Mã tổ chức,Mã người,Lĩnh vực,Theo dõi,Từ ngày,Đến trước ngày\nXA,DV-CUONG,Dân vận,CB1; CB2,,\n"
    done = "Mã tổ chức,Việc,Hạn,Ngày làm,Minh chứng,Ghi chú\nXA,bao-cao-quy,25/03/2024,27/03/2024,Báo cáo số 3,\n"
    wrong, number = _load(tmp_path, BOOK + "XA,01-QC/ĐU,grassroots,05/01/2024,,2020–2025,,,,\n", people, done)
    assert not wrong and number == Occurrence.objects.count() > 0
    found = Occurrence.objects.get(duty__key="bao-cao-quy", due=date(2024, 3, 25))
    assert (found.state, found.done_on, found.evidence) == ("late", date(2024, 3, 27), "Báo cáo số 3")
    assert Occurrence.objects.get(duty__key="chuong-trinh-nam", due=date(2024, 1, 31)).state == "missed"
    next_one = adopting.begin(committee.ids["CB1"], SAMPLES["branch"], "chi-bo")
    assert next_one.id > Regulation.objects.get(state="in_force").id


def test_books_with_mistakes_say_all_of_them_and_write_nothing(committee: Province, tmp_path: Path) -> None:
    rows = (
        "XA,1,grassroots,05/01/2024,,,,,,\nXA,2,grassroots,05/01/2024,,,,,,\nMA,1,branch,05/01/2024,,,,,,\n"
    )
    rows += "CB1,1,branch,31/02/2024,,,,,,\nCB2,1,branch,05/01/2025,,,,,,\nCBX,1,branch,05/01/2020,,,,,,\n"
    done = "Mã tổ chức,Việc,Hạn,Ngày làm,Minh chứng,Ghi chú\nXA,khong-co,25/03/2024,27/03/2024,,\n"
    wrong, number = _load(tmp_path, BOOK + rows, done, "Cột\n1\n")
    assert wrong == ["SQ-01", "SQ-03", "SQ-04", "SQ-02", "SQ-02", "SQ-04", "SQ-05"]
    assert number == 0 and not Regulation.objects.exists()
