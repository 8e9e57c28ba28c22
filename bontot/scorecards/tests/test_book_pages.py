"""An office takes a framework along, edits it, sends it back, sees everything, and only then keeps it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bontot.access.demonstration import accounts
from bontot.access.tests.reader import Reader
from bontot.exchange.tests.office import signed_in
from bontot.frameworks.keeping import keep
from bontot.frameworks.models import Kept
from bontot.frameworks.queries import framework, framework_on
from bontot.scorecards.models import Sent
from bontot.scorecards.tests.books import edited, put, sent
from tests import world

pytestmark = pytest.mark.django_db
SEND = "/bon-tot/khung/gui/"
BRANCH = "chi-bo-bon-tot", "mau-trinh-dien"
OWN_CODE = put("Khung điểm", "Mã khung", "Nội dung", "chi-bo-bon-tot-xa1")
MORE = (put("Tiêu chí", "1.1", "Điểm tối đa", 7), put("Tiêu chí", "1.2", "Điểm tối đa", 13))


@pytest.fixture
def office(settings: object, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"  # type: ignore[attr-defined]
    world.build()
    accounts(province="TINH", commune="XA1", branch="THON1", person="DV02")
    return tmp_path


def _send(client: Reader, path: Path) -> str:
    answer = client.post(SEND, {"book": sent(path)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_framework_goes_out_comes_back_is_looked_at_and_only_then_kept(office: Path) -> None:
    client = signed_in("tinh")
    answer = client.get("/bon-tot/khung/chi-bo-bon-tot/mau-trinh-dien/tep/")
    out = office / "khung.xlsx"
    out.write_bytes(answer.content)
    assert load_workbook(out)["Khung điểm"]["B15"].value == "TINH"
    address = _send(client, edited(framework(*BRANCH), out, *MORE))
    page = client.get(address).content.decode()
    assert "Đọc được, chưa lưu" in page and "Tiêu chí 1.1" in page and Kept.objects.count() == 0
    told = client.get(f"{address.rstrip('/')}.json").json()
    assert told["may_keep"] and [d["what"] for d in told["differences"]] == ["Tiêu chí 1.1", "Tiêu chí 1.2"]
    kept = client.post(f"{address}luu/", {"reason": "Theo hướng dẫn mới"})
    assert kept["Location"] == "/bon-tot/khung/chi-bo-bon-tot/ban-1/"
    assert framework_on("chi-bo-bon-tot", date(2026, 1, 1)).version == "ban-1"
    shown = client.get("/bon-tot/khung/chi-bo-bon-tot/ban-1/").content.decode()
    assert "Khác với bản trước" in shown and "13 điểm" in shown
    assert "ban-1 (TINH)" in client.get("/bon-tot/khung/").content.decode()
    stored = Kept.objects.get()
    assert (stored.by, stored.base, stored.reason) == ("tinh", "mau-trinh-dien", "Theo hướng dẫn mới")
    again = client.post(f"{address}luu/")
    assert again.status_code == 302 and Kept.objects.count() == 1


def test_what_does_not_add_up_loses_nothing_and_comes_back_with_remarks(office: Path) -> None:
    client = signed_in("tinh")
    wrong = put("Tiêu chí", "1.1", "Điểm tối đa", 9), put("Tiêu chí", "2.1", "Điểm tối đa", "tám")
    address = _send(client, edited(framework(*BRANCH), office / "khung.xlsx", *wrong))
    page = client.get(address).content.decode()
    assert "Chưa lưu được: còn điều phải sửa" in page and "“tám” không đọc được" in page
    assert client.post(f"{address}luu/").status_code == 302 and Kept.objects.count() == 0
    remarked = client.get(f"{address}nhan-xet/")
    book = load_workbook(BytesIO(b"".join(remarked.streaming_content)))
    cells = [str(cell.value) for row in book["Tiêu chí"].iter_rows() for cell in row if cell.value]
    assert any("“tám” không đọc được" in cell for cell in cells)
    assert client.post(f"{address}xoa/").status_code == 302 and not Sent.objects.exists()


def test_of_two_who_edited_the_same_version_the_second_is_told_and_may_go_on(office: Path) -> None:
    client = signed_in("tinh")
    address = _send(client, edited(framework(*BRANCH), office / "khung.xlsx", *MORE))
    keep(replace(framework(*BRANCH), owner="TINH", note="bản của người khác"), "mau-trinh-dien", "lanh-dao")
    answer = client.post(f"{address}luu/")
    page = answer.content.decode()
    assert answer.status_code == 409 and Kept.objects.count() == 1
    assert "bản mới nhất là “ban-1”" in page and "bản của người khác" in page
    assert client.post(f"{address}luu/").status_code == 302
    assert [each.note for each in (framework("chi-bo-bon-tot", "ban-1"), framework("chi-bo-bon-tot", "ban-2"))] == [
        "bản của người khác", framework(*BRANCH).note,
    ]  # fmt: skip


def test_a_file_that_changes_nothing_is_not_kept(office: Path) -> None:
    client = signed_in("tinh")
    keep(replace(framework(*BRANCH), owner="TINH", note="của tỉnh"), "mau-trinh-dien", "tinh")
    address = _send(client, edited(framework("chi-bo-bon-tot", "ban-1"), office / "khung.xlsx"))
    page = client.get(address).content.decode()
    assert "không có gì để lưu" in page and "keep" not in page
    client.post(f"{address}luu/")
    assert Kept.objects.count() == 1


def test_a_commune_makes_its_own_but_does_not_change_what_is_common(office: Path) -> None:
    client = signed_in("xa")
    common = _send(client, edited(framework(*BRANCH), office / "chung.xlsx", *MORE, owner="XA1"))
    page = client.get(common).content.decode()
    assert "khung chung, chỉ cấp tỉnh sửa" in page
    own = _send(client, edited(framework(*BRANCH), office / "rieng.xlsx", *MORE, OWN_CODE, owner="XA1"))
    assert client.post(f"{own}luu/")["Location"] == "/bon-tot/khung/chi-bo-bon-tot-xa1/ban-1/"
    other = _send(client, edited(framework(*BRANCH), office / "khac.xlsx", OWN_CODE, owner="XA2"))
    assert "Bạn không sửa khung của tổ chức XA2." in client.get(other).content.decode()
    nobody = _send(client, edited(framework(*BRANCH), office / "la.xlsx", OWN_CODE, owner="KHONG-CO"))
    assert "Không có tổ chức nào mang mã “KHONG-CO”." in client.get(nobody).content.decode()
    assert Kept.objects.count() == 1


def test_what_another_sent_does_not_exist(office: Path) -> None:
    address = _send(signed_in("tinh"), edited(framework(*BRANCH), office / "khung.xlsx", *MORE))
    other = signed_in("xa")
    assert other.get(address).status_code == 404 and other.get(f"{address}nhan-xet/").status_code == 404
    assert other.post(f"{address}luu/").status_code == 404 and other.post(f"{address}xoa/").status_code == 404
    assert signed_in("chi-bo").get(SEND).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("khung.xlsx", b"PK\x03\x04 kh\xc3\xb4ng ph\xe1\xba\xa3i", "bị hỏng"),
        ("khung.xlsx", b"<html></html>", "bên trong là một trang web"),
        ("khung.xlsm", b"PK\x03\x04", "macro"),
        ("khung.exe", b"MZ", "Chỉ đọc được tệp"),
        ("khung.xlsx", b"PK" + b"\x00" * 2_100_000, "quá lớn"),
    ],
)
def test_a_hostile_file_gets_one_sentence_and_leaves_nothing(
    office: Path, name: str, content: bytes, says: str
) -> None:
    file = BytesIO(content)
    file.name = name
    answer = signed_in("tinh").post(SEND, {"book": file})
    assert answer.status_code == 422 and says in answer.content.decode()
    assert not Sent.objects.exists() and not list((office / "home").rglob("khung*"))


def test_sending_nothing_is_said(office: Path) -> None:
    answer = signed_in("tinh").post(SEND, {})
    assert answer.status_code == 422 and "Hãy chọn một tệp." in answer.content.decode()
