"""Promises about the pages of importing: nothing is written before it has been shown, and then all of it or nothing."""

from __future__ import annotations

import stat
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test.utils import override_settings

from bontot.access.tests.reader import Reader
from bontot.exchange import store
from bontot.exchange.export.blanks import BLANKS
from bontot.exchange.models import Upload
from bontot.exchange.tests.books import csv_file
from bontot.exchange.tests.office import LAN, MINH, book, enter, read, rules, send, work
from bontot.ledger.models import Decision
from bontot.ledger.queries import end
from bontot.ui.clock import today

type As = Callable[[str], Reader]
WRONG = ("Vàng A Sai", "Nam", "31/02/1990", "KHONG-CO", "19/05/2024")


def test_what_is_sent_is_read_shown_and_then_entered(as_: As, tmp_path: Path) -> None:
    clerk, before = as_("xa"), end()
    report = read(clerk, book(tmp_path, LAN, MINH))
    assert (report["rows"], report["new"], report["refused"], report["position"]) == (2, 2, 0, None)
    assert report["standing"]["state"] == "ready" and report["may_enter"]
    assert ["Lý lịch", 2, 0] in report["facts"]
    assert end() == before
    entered = enter(clerk, report)
    assert (entered["standing"]["state"], entered["position"]) == ("entered", before + 1)
    decision = clerk.get(f"/quyet-dinh/{before + 1}.json").json()
    assert (decision["entry"]["paper"]["number"], decision["entry"]["recorded_by"]) == ("07-QĐ/ĐU", "xa")


def test_a_corrected_file_shows_only_what_is_different(as_: As, tmp_path: Path) -> None:
    clerk = as_("xa")
    enter(clerk, read(clerk, book(tmp_path, LAN)))
    again = read(clerk, book(tmp_path, LAN, MINH))
    assert (again["new"], again["unchanged"]) == (1, 1)
    same = read(clerk, book(tmp_path, LAN))
    assert not same["may_enter"] and same["unchanged"] == 1


def test_what_is_refused_is_told_row_by_row_and_not_entered(as_: As, tmp_path: Path) -> None:
    clerk, before = as_("xa"), end()
    report = read(clerk, book(tmp_path, LAN, WRONG))
    assert report["refused"] == 1 and not report["may_enter"]
    finding = next(f for f in report["findings"] if f["rule"] == "O-NGAY-KHONG-CO")
    assert (finding["row"], finding["column"], finding["value"]) == (3, "Ngày sinh", "31/02/1990")
    assert enter(clerk, report)["position"] is None
    assert end() == before


def test_findings_are_looked_at_by_rule(as_: As, tmp_path: Path) -> None:
    clerk = as_("xa")
    report = read(clerk, book(tmp_path, *[WRONG] * 60, LAN))
    group = next(g for g in report["groups"] if g["rule"] == "O-NGAY-KHONG-CO")
    assert group["count"] == 60
    asked = {"severity": "refusal", "rule": group["rule"]}
    first = clerk.get(f"/nhap/{report['id']}.json", asked).json()
    rest = clerk.get(f"/nhap/{report['id']}.json", {**asked, "after": first["after"]}).json()
    assert (len(first["findings"]), len(rest["findings"]), rest["after"]) == (50, 10, None)
    assert {f["rule"] for f in first["findings"] + rest["findings"]} == {group["rule"]}
    assert [f["row"] for f in first["findings"]] == sorted(f["row"] for f in first["findings"])
    assert clerk.get(f"/nhap/{report['id']}/", asked).status_code == 200


def test_the_clerk_gets_the_own_file_back_with_remarks(as_: As, tmp_path: Path) -> None:
    clerk = as_("xa")
    report = read(clerk, book(tmp_path, LAN, WRONG))
    answer = clerk.get(f"/nhap/{report['id']}/nhan-xet/")
    assert "dang-vien-nhan-xet.xlsx" in answer.headers["Content-Disposition"]
    page = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    assert page.cell(1, 6).value == "Nhận xét" and "31/02/1990" in str(page.cell(3, 6).value)
    text = csv_file(
        tmp_path / "dv.csv", "Họ và tên,Giới tính,Ngày sinh,Mã chi bộ,Ngày vào Đảng\n" + ",".join(WRONG)
    )
    answer = clerk.get(f"/nhap/{read(clerk, text)['id']}/nhan-xet/")
    assert "31/02/1990" in b"".join(answer.streaming_content).decode("utf-8-sig")


def test_an_import_under_a_paper_of_a_far_year_is_refused_when_it_is_read(as_: As, tmp_path: Path) -> None:
    report = read(as_("xa"), book(tmp_path, LAN), dated=f"01/06/{today().year + 3}")
    assert rules(report) >= {"SO-13"} and not report["may_enter"]


def test_a_commune_imports_nobody_into_another(as_: As, tmp_path: Path) -> None:
    elsewhere = (*LAN[:3], "THON4", LAN[4])
    report = read(as_("xa"), book(tmp_path, elsewhere))
    assert rules(report) >= {"SO-02"} and not report["may_enter"]
    assert read(as_("tinh"), book(tmp_path, elsewhere))["may_enter"]


def test_a_commune_takes_nobody_from_where_they_belong(as_: As, tmp_path: Path) -> None:
    taken = ("Phạm Văn Hải", "Nam", "09/09/1975", "THON1", "09/09/1999", "DV09")
    report = read(as_("xa"), book(tmp_path, taken, more=["Mã đảng viên"]))
    assert "SO-02" in rules(report)


def test_what_a_commune_exports_it_can_import_again(as_: As, tmp_path: Path) -> None:
    clerk = as_("xa")
    clerk.post("/xuat/", {"organisation": "XA1", "on": "30/06/2024"})
    work()
    (extract,) = clerk.get("/xuat.json").json()["extracts"]
    path = tmp_path / "xa1.xlsx"
    path.write_bytes(b"".join(clerk.get(f"/xuat/{extract['id']}/tep/").streaming_content))
    report = read(clerk, path)
    assert (report["refused"], report["new"], report["changed"]) == (0, 0, 0), report["findings"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    (
        ("virus.xlsm", b"PK\x03\x04", "macro"),
        ("anh.xlsx", b"\x89PNG\r\n", "hình ảnh"),
        ("rong.xlsx", b"PK\x03\x04" + b"\x00" * 50, "hỏng"),
        ("../../etc/passwd", b"root:x:0:0", "Chỉ đọc được tệp"),
    ),
)
def test_a_hostile_file_stays_at_the_door(
    as_: As, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / Path(name).name
    path.write_bytes(content)
    answer = send(as_("xa"), path)
    assert answer.status_code == 422
    assert says in answer.data.refused[0].says
    assert not Upload.objects.exists() and not list(store.root().iterdir())


def test_what_is_too_large_is_not_kept(as_: As, tmp_path: Path) -> None:
    with override_settings(BONTOT_UPLOAD_LIMIT=2000):
        answer = send(as_("xa"), book(tmp_path, LAN))
    assert answer.status_code == 413
    assert "Hãy chia thành nhiều tệp" in answer.content.decode()
    assert not Upload.objects.exists()


def test_files_are_for_the_program_alone_and_imports_for_who_sent_them(as_: As, tmp_path: Path) -> None:
    report = read(as_("xa"), book(tmp_path, LAN))
    kept = [path for path in store.root().rglob("*") if path.is_file()]
    assert kept and not any(stat.S_IMODE(path.stat().st_mode) & 0o077 for path in kept)
    for address in ("", "nhan-xet/", "trung/"):
        assert as_("tinh").get(f"/nhap/{report['id']}/{address}").status_code == 404
    assert as_("tinh").post(f"/nhap/{report['id']}/ghi/", {"seen": report["seen"]}).status_code == 404
    for user in ("chi-bo", "dang-vien", "doc"):
        assert as_(user).get("/nhap/").status_code == as_(user).get("/xuat/").status_code == 404


def test_names_of_files_do_no_harm(as_: As, tmp_path: Path) -> None:
    path = book(tmp_path, LAN, name="Đảng viên (bản 2) – cuối cùng.xlsx")
    (tmp_path / "a").mkdir()
    other = book(tmp_path / "a", MINH, name=path.name)
    report = read(as_("xa"), path, other)
    assert len({file["name"] for file in report["files"]}) == 2 and report["new"] == 2


def test_what_changed_under_the_clerks_hands_is_not_entered(as_: As, tmp_path: Path) -> None:
    clerk, before = as_("xa"), end()
    report = read(clerk, book(tmp_path, LAN))
    assert enter(clerk, {**report, "seen": "another"})["standing"]["state"] == "ready"
    upload = Upload.objects.get()
    sent = store.folder(upload.folder) / "files" / "dang-vien.xlsx"
    sent.write_bytes(book(tmp_path, MINH).read_bytes())
    touched = enter(clerk, report)
    assert touched["standing"]["state"] == "failed" and "không còn như lúc kiểm tra" in touched["trouble"]
    assert end() == before


def test_everything_is_checked_again_before_it_is_entered(as_: As, tmp_path: Path) -> None:
    clerk, numbered = as_("xa"), ["Số CCCD"]
    one = read(clerk, book(tmp_path, (*LAN, "024199000001"), more=numbered))
    other = read(clerk, book(tmp_path, (*MINH, "024199000001"), more=numbered), number="08-QĐ/ĐU")
    assert enter(clerk, one)["position"] and other["may_enter"]
    late = enter(clerk, other)
    assert late["position"] is None and "trước lúc ghi" in late["trouble"] and "TR-07" in rules(late)
    assert Decision.objects.count() == 2


def test_an_import_is_removed_with_its_files(as_: As, tmp_path: Path) -> None:
    clerk = as_("xa")
    report = read(clerk, book(tmp_path, LAN))
    clerk.post(f"/nhap/{report['id']}/huy/")
    assert clerk.get(f"/nhap/{report['id']}/").status_code == 404
    assert not list(store.root().iterdir())


@pytest.mark.parametrize("code", list(BLANKS))
def test_an_empty_workbook_is_read_without_a_complaint(as_: As, tmp_path: Path, code: str) -> None:
    path = tmp_path / f"{code}.xlsx"
    path.write_bytes(as_("xa").get(f"/nhap/mau/{code}.xlsx").content)
    report = read(as_("xa"), path)
    assert (report["rows"], report["findings"]) == (0, [])


def test_what_is_missing_is_said_at_its_field(as_: As) -> None:
    answer: Any = as_("xa").post("/nhap/", {"number": "", "dated": "31/02/2024", "by": "KHONG-CO"})
    assert answer.status_code == 422
    assert set(answer.data.form.errors) == {"books", "number", "dated", "by"}


def test_an_unknown_code_is_told_with_near_ones_however_else_the_row_is_wrong(
    as_: As, tmp_path: Path
) -> None:
    rows = [(*LAN[:3], "THON01", LAN[4]), (*WRONG[:3], "THON01", WRONG[4])]
    report = read(as_("xa"), book(tmp_path, *rows))
    said = {(f["row"], f["rule"]): f["says"] for f in report["findings"]}
    assert "“THON1”" in said[2, "TC-01"] and (2, "SO-02") not in said
    assert "“THON1”" in said[3, "TC-01"] and (3, "O-NGAY-KHONG-CO") in said


def test_a_number_of_somebody_elsewhere_is_told_with_what_to_do_and_nothing_of_them(
    as_: As, tmp_path: Path
) -> None:
    numbered, number = ["Số CCCD"], "024199000001"
    away = ("Lê Thị Nơi Khác", "Nữ", "01/02/1990", "THON4", "19/05/2014", number)
    enter(as_("tinh"), read(as_("tinh"), book(tmp_path, away, more=numbered)))
    same = (*away[:3], "THON1", *away[4:])
    report = read(as_("xa"), book(tmp_path, same, more=numbered))
    (told,) = [f for f in report["findings"] if f["severity"] == "refusal"]
    assert (told["rule"], told["row"], told["column"]) == ("SO-02", 2, "Số CCCD")
    assert "chuyển sinh hoạt đảng" in told["says"]
    assert not any(word in told["says"] for word in ("Lê Thị", "THON4", "DV"))


def test_what_may_not_be_read_is_not_suggested(as_: As, tmp_path: Path) -> None:
    path = book(tmp_path, (*LAN[:3], "THON41", LAN[4]))
    (near,) = [f["says"] for f in read(as_("tinh"), path)["findings"] if f["rule"] == "TC-01"]
    (own,) = [f["says"] for f in read(as_("xa"), path)["findings"] if f["rule"] == "TC-01"]
    assert "“THON4”" in near and "“THON4”" not in own and "“THON1”" in own


def test_findings_are_shown_row_by_row_and_nothing_is_to_change_while_something_is_refused(
    as_: As, tmp_path: Path
) -> None:
    one = ("Vàng A Một", "Nam", "31/02/1990", "THON1", "19/05/2024")
    two = ("Vàng A Hai", "Nam", "01/02/1990", "KHONG-CO", "19/05/2024")
    report = read(as_("xa"), book(tmp_path, two, one, two, one))
    assert [f["row"] for f in report["findings"]] == sorted(f["row"] for f in report["findings"])
    assert {f["row"] for f in report["findings"]} == {2, 3, 4, 5}
    assert report["facts"] == []
