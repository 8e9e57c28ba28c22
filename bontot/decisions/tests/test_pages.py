"""Promises about the private pages: who may open them, that they are sound, and what they cost."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from bontot.access.doors import PUBLIC, SIGNED_IN
from bontot.access.models import Account, Grant, Reading
from bontot.access.roles import table
from bontot.access.tests.reader import Reader
from bontot.members import due, roster
from bontot.members.models import Belonging, Standing
from bontot.members.tests.province import Province
from bontot.organisations import tree
from bontot.statistics import glance

type As = Callable[[str], Reader]
STATEMENTS = Path(__file__).parent / "statements.json"

PAGES = (
    "/",
    "/to-chuc/BG/2024-06-30/",
    "/to-chuc/XA/2024-06-30/",
    "/to-chuc/CB1/2024-06-30/",
    "/to-chuc/XB/2024-06-30/",
    "/to-chuc/BG/2024-06-30/dang-vien/",
    "/dang-vien/DV-AN/2024-06-30/",
    "/dang-vien/NG-THON/2024-06-30/",
    "/dang-vien/DV-AN/ai-da-xem/",
    "/quyet-dinh/",
    "/quyet-dinh/1/",
    "/quyet-dinh/1/thu-hoi/",
    "/quyet-dinh/moi/",
    "/quyet-dinh/moi/member.transfer/",
    "/bieu/",
    "/bieu/TG/BG/2024-06-30/",
    "/bieu/CL/BG/2024-06-30/",
    "/bieu/TG/BG/2024-06-30/D/KY/",
    "/bieu/TG/BG/2024-06-30/?view=restated&view_day=2023-06-30",
    "/bieu/TG/BG/2024-06-30/D/KY/?view=unchanged&view_day=2023-06-30",
    "/co-cau/BG/2024-06-30/2023-06-30/",
    "/chi-tieu/BG/2024-06-30/",
    "/chi-tieu/village_heads_members/BG/2024-06-30/denominator/",
    "/tim/?q=nguyen",
    "/viec/",
    "/quy-che/",
    "/quy-che/XA/",
    "/quy-che/XA/du-thao/",
    "/quy-che/XA/thong-qua/",
    "/cung-co/",
    "/cung-co/XA/",
    "/cung-co/tieu-chi/",
    "/chi-thi/",
    "/noi-va-lam/BG/2024-06-30/",
    "/phuong-an/",
    "/bon-tot/",
    "/bon-tot/moi/",
    "/bon-tot/khung/",
    "/bon-tot/khung/chi-bo-bon-tot/mau-trinh-dien/",
    "/bon-tot/khung/xep-loai-dang-vien/366-QĐ/",
    "/bon-tot/khung/gui/",
    "/bon-tot/xep-loai/",
    "/nhap/",
    "/xuat/",
    "/tai-khoan/",
    "/tai-khoan/mat-khau/",
    "/tai-khoan/quan-ly/",
    "/tai-khoan/quan-ly/moi/",
    "/bai/",
    "/bai/moi/",
    "/quyet-dinh/1/ghi/name/",
    "/nhat-ky/",
)


USERS = ("tinh", "xa", "chi-bo", "dang-vien", "doc")


@pytest.mark.parametrize("address", PAGES)
def test_the_province_can_open(as_: As, address: str) -> None:
    assert as_("tinh").get(address).status_code == 200


@pytest.mark.parametrize(
    "address", [a for a in PAGES if not a.endswith(("thu-hoi/", "member.transfer/", "mat-khau/"))]
)
def test_every_page_is_also_json(as_: As, address: str) -> None:
    path, mark, query = address.partition("?")
    path = "/trang-dau/" if path == "/" else path
    answer = as_("tinh").get(path.rstrip("/") + ".json" + mark + query)
    assert answer.status_code == 200
    assert answer.json()["title"]


def _views(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern), pattern.callback


def test_every_address_says_who_may_open_it() -> None:
    known = {PUBLIC, SIGNED_IN, *table().permissions}
    for address, view in _views(get_resolver().url_patterns):
        if address.startswith("api/"):
            continue  # acts from programs: what is allowed is judged act by act, by the same authority
        policy = getattr(view, "policy", None)
        assert policy, f"{address} does not say who may open it"
        assert set(policy) <= known, f"{address}: {policy}"


def test_nobody_gets_in_without_signing_in(province: object) -> None:
    for address in PAGES:
        answer = Reader().get(address)
        assert answer.status_code == 302 and answer.headers["Location"].startswith("/dang-nhap/?next="), (
            address
        )


@pytest.mark.parametrize("user", USERS)
def test_what_one_may_not_see_does_not_exist(as_: As, user: str) -> None:
    """Every organisation and every person, for every role: open where in scope, else 404, never anything between."""
    seen = {
        "tinh": {"BG", "HL", "KH", "XA", "XB", "CB1", "CB2", "CBX", "CQ"},
        "xa": {"XA", "CB1", "CB2"},
        "chi-bo": {"CB1"},
        "dang-vien": set(),
        "doc": {"BG", "HL", "KH", "XA", "XB", "CB1", "CB2", "CBX", "CQ"},
    }[user]
    files = {
        "tinh": {"DV-AN", "DV-BINH", "DV-CUONG", "DV-DUNG", "NG-THON"},
        "xa": {"DV-AN", "DV-BINH", "DV-CUONG", "NG-THON"},
        "chi-bo": {"DV-AN", "DV-BINH"},
        "dang-vien": {"DV-AN"},
        "doc": set(),
    }[user]
    client = as_(user)
    for code in ("BG", "HL", "KH", "XA", "XB", "CB1", "CB2", "CBX", "CQ", "KHONG-CO"):
        for address in (
            f"/to-chuc/{code}/2022-06-30/",
            f"/bieu/TG/{code}/2022-06-30/",
            f"/chi-tieu/{code}/2022-06-30/",
        ):
            assert client.get(address).status_code == (200 if code in seen else 404), (user, address)
    for code in ("DV-AN", "DV-BINH", "DV-CUONG", "DV-DUNG", "NG-THON", "KHONG-CO"):
        assert client.get(f"/dang-vien/{code}/2024-06-30/").status_code == (200 if code in files else 404), (
            code
        )


def test_a_member_is_led_to_the_own_file_and_finds_nobody_else(as_: As) -> None:
    client = as_("dang-vien")
    assert client.get("/").headers["Location"] == "/dang-vien/DV-AN/2024-06-30/"
    found = client.get("/tim.json?q=n").json()
    assert [person["code"] for person in found["people"]] == ["DV-AN"]
    assert found["organisations"] == []


def test_a_search_finds_with_and_without_diacritics_and_by_numbers(as_: As) -> None:
    client = as_("tinh")
    for asked in ("Đào Đức", "dao duc", "cuong", "DV-CUONG"):
        assert [p["code"] for p in client.get("/tim.json", {"q": asked}).json()["people"]] == ["DV-CUONG"], (
            asked
        )
    for number, code in (("024070000001", "DV-AN"), ("01234567", "DV-BINH")):
        assert [p["code"] for p in client.get("/tim.json", {"q": number}).json()["people"]] == [code]
    assert [o["code"] for o in client.get("/tim.json", {"q": "tan binh"}).json()["organisations"]] == ["XB"]
    then = client.get("/tim.json", {"q": "tan binh", "ngay": "2022-12-31"}).json()["organisations"]
    assert [each["above"] for each in then] == ["Đảng bộ huyện Lạng Giang"], (
        "namesakes are told apart by what they stand under"
    )


def test_reading_a_file_is_written_down_and_shown_to_the_person(as_: As) -> None:
    as_("tinh").get("/dang-vien/DV-AN/2024-06-30/")
    assert Reading.objects.filter(account="tinh", person_code="DV-AN").count() == 1
    seen = as_("dang-vien").get("/dang-vien/DV-AN/ai-da-xem.json").json()["seen"]
    assert [reading["account"] for reading in seen] == ["tinh"]
    assert as_("xa").get("/dang-vien/DV-AN/ai-da-xem/").status_code == 404


def test_a_page_is_as_of_its_day(as_: As) -> None:
    client = as_("tinh")
    assert client.get("/to-chuc/XB/2022-12-31.json").json()["members"] == 1
    gone = client.get("/to-chuc/XB/2023-01-01.json").json()
    assert (gone["exists"], gone["members"], gone["until"]) == (False, 0, "2023-01-01")
    file = client.get("/dang-vien/DV-CUONG/2022-06-30.json").json()["file"]
    assert (file["branch"]["code"], file["age"]["least"], file["age"]["most"]) == ("CBX", 59, 60)
    assert client.get("/dang-vien/DV-CUONG/2024-06-30.json").json()["file"]["branch"]["code"] == "CB2"


@pytest.mark.parametrize(
    "address",
    (
        "/to-chuc/BG/2024-02-30/",
        "/to-chuc/BG/2024-06-30/?at=99",
        "/to-chuc/BG/2024-06-30/?at=x",
        "/bieu/KHONG/BG/2024-06-30/",
        "/bieu/TG/BG/2024-06-30/?since=hom-qua",
        "/bieu/TG/BG/2024-06-30/?since=2025-01-01",
        "/bieu/TG/BG/2024-06-30/?view=sao",
        "/bieu/TG/BG/2024-06-30/?view=restated&view_day=hom-qua",
        "/bieu/TG/BG/2024-06-30/?view=unchanged&view_day=2025-01-01",
        "/bieu/TG/BG/2024-06-30/X/KY/",
        "/bieu/TG/BG/2024-06-30/D/TL/",
        "/bieu/TG/BG/1980-01-01/D/KY/",
        "/co-cau/BG/2024-06-30/9999-12-31/",
        "/co-cau/CBX/9999-12-31/2024-06-30/",
        "/chi-tieu/khong/BG/2024-06-30/numerator/",
        "/to-chuc/A%00B/2024-06-30/",
        "/quyet-dinh/7/",
        "/quyet-dinh/moi/khong.co/",
        "/khong-co/",
    ),
)
def test_nonsense_gets_a_kind_page(as_: As, address: str) -> None:
    answer = as_("tinh").get(address)
    assert answer.status_code == (400 if "%00" in address else 404)
    assert "<h1>" in answer.content.decode()


def test_what_is_due_is_shown_to_whom_it_concerns(as_: As, province: Province) -> None:
    for code, branch, since in (("DV-EM", "CB1", date(2023, 5, 1)), ("DV-PHUC", "CQ", date(2024, 5, 1))):
        person = province.person(code, "Vũ Thị Em")
        province.fact(
            Standing, since, person_id=person, standing="probationary", began="admit", decided_on=since
        )
        province.fact(
            Belonging, since, person_id=person, organisation_id=province.ids[branch], temporary=False
        )
    for user, number in (("tinh", 1), ("xa", 1), ("chi-bo", 1)):
        due_now = as_(user).get("/viec.json").json()["probation_over"]
        assert [person["code"] for person in due_now["people"]] == ["DV-EM"] and due_now["number"] == number
    assert as_("tinh").get("/viec.json?on=2024-04-30").json()["probation_over"]["number"] == 0
    assert as_("dang-vien").get("/viec/").status_code == 404


def test_an_address_without_a_day_leads_to_todays(as_: As) -> None:
    client = as_("tinh")
    for address, leads in (
        ("/to-chuc/", "/to-chuc/BG/2024-06-30/"),
        ("/to-chuc/XA/", "/to-chuc/XA/2024-06-30/"),
        ("/dang-vien/DV-AN/", "/dang-vien/DV-AN/2024-06-30/"),
        ("/bieu/TG/", "/bieu/TG/BG/2024-06-30/"),
        ("/bieu/TG/XA/?since=2024-01-01", "/bieu/TG/XA/2024-06-30/?since=2024-01-01"),
        ("/chi-tieu/", "/chi-tieu/BG/2024-06-30/"),
    ):
        assert client.get(address).headers["Location"] == leads


def test_a_number_is_the_length_of_its_list(as_: As) -> None:
    client = as_("tinh")
    cells = client.get("/bieu/TG/BG/2024-06-30.json").json()["cells"]
    for row, columns in cells.items():
        if columns["KY"]:
            names = client.get(f"/bieu/TG/BG/2024-06-30/{row}/KY.json").json()
            assert len(names["people"]) == names["number"] == columns["KY"], row


@pytest.mark.parametrize(
    ("format", "begins"), (("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF"), ("csv", b""), ("json", b"{"))
)
def test_a_form_can_be_taken_along(as_: As, format: str, begins: bytes) -> None:
    answer = as_("tinh").get(f"/bieu/TG/XA/2024-06-30/?format={format}")
    assert answer.status_code == 200
    assert answer.content.removeprefix(b"\xef\xbb\xbf").startswith(begins)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="TG-XA-2024-06-30.{format}"'
    assert as_("tinh").get("/bieu/TG/XA/2024-06-30/?format=exe").status_code == 404


def test_who_has_no_role_finds_nothing(as_: As) -> None:
    Grant.objects.filter(account=Account.objects.get(username="tinh")).delete()
    client = as_("tinh")
    for address in PAGES:
        expected = 200 if address in ("/tai-khoan/", "/tai-khoan/mat-khau/") else 404
        assert client.get(address).status_code == expected, address


def test_a_page_costs_the_statements_that_are_recorded(as_: As) -> None:
    """The number does not depend on how many people there are. Whoever changes it says so in `statements.json`."""
    client = as_("tinh")
    cost = {address: _statements(client, address) for address in PAGES}
    if "BONTOT_RECORD" in os.environ:
        STATEMENTS.write_text(json.dumps(cost, indent=1) + "\n", encoding="utf-8")
    assert cost == json.loads(STATEMENTS.read_text(encoding="utf-8"))


def _statements(client: Reader, address: str) -> int:
    client.get(address)  # the columnar copy is brought up to date, the templates are read
    for cache in (tree._tree, tree._lasting_tree, roster._counts, glance._glance, due._probationary):
        cache.cache_clear()
    with CaptureQueriesContext(connection) as statements:
        client.get(address)
    return len(statements)
