"""Promises about the order in which a search answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bontot.access.demonstration import accounts
from bontot.access.models import Account
from bontot.access.tests.reader import Reader
from bontot.kernel.period import OPEN
from bontot.members.tests.province import Province, build
from bontot.statistics import copy

ENTRY = date(2010, 5, 19)


@pytest.fixture
def province(db: None, tmp_path: Path, settings: object) -> Iterator[Province]:
    """The small province, with an account that reads all of it."""
    settings.HOME = tmp_path  # type: ignore[attr-defined]  # settings are of any type
    copy.forget()
    made = build()
    accounts(province="BG", commune="XA", branch="CB1", person="DV-AN")
    yield made
    copy.forget()


@pytest.fixture
def reader(province: Province) -> Reader:
    signed_in = Reader()
    signed_in.force_login(Account.objects.get(username="tinh"))
    return signed_in


def member(province: Province, code: str, name: str) -> None:
    province.member(code, name, ("CB1", ENTRY, OPEN))


def people(reader: Reader, asked: str) -> list[str]:
    return [person["code"] for person in reader.get("/tim.json", {"q": asked}).json()["people"]]


def test_organisations_of_that_name_stand_before_people_in_whose_names_it_is_inside_a_word(
    province: Province, reader: Reader
) -> None:
    member(province, "DINH", "Nguyễn Đình Ba")
    member(province, "YEN", "Lê Yên Định")
    province.organisation("YD", "Đảng bộ xã Yên Định", "đảng bộ cơ sở", "HL")
    page = reader.get("/tim/", {"q": "Yên Định"}).content.decode()
    content = page[page.index("<h1>") :]
    places = [content.index(name) for name in ("Lê Yên Định", "Đảng bộ xã Yên Định", "Nguyễn Đình Ba")]
    assert places == sorted(places)
    assert people(reader, "yen dinh") == ["YEN", "DINH"]


def test_with_diacritics_typed_names_that_have_them_come_first(province: Province, reader: Reader) -> None:
    province.organisation("YD-1", "Đảng bộ xã Yên Định", "đảng bộ cơ sở", "HL")
    province.organisation("YD-2", "Đảng bộ xã Yên Đinh", "đảng bộ cơ sở", "HL")
    member(province, "HOA-1", "Trần Thị Hoà A")
    member(province, "HOA-2", "Bùi Thị Hoa Ái")
    member(province, "HOA-3", "ĐỖ THỊ HOẠ")
    assert people(reader, "hoạ")[0] == "HOA-3"
    assert people(reader, "Hoà")[0] == "HOA-1"
    for asked, first in (("yên định", "YD-1"), ("YÊN ĐỊNH", "YD-1"), ("Yên Đinh", "YD-2")):
        found = reader.get("/tim.json", {"q": asked}).json()["organisations"]
        assert [each["code"] for each in found][0] == first, asked
        assert len(found) == 2


def test_a_name_that_begins_so_comes_before_hundreds_in_which_it_stands_inside_a_word(
    province: Province, reader: Reader
) -> None:
    for number in range(120):
        member(province, f"TRUYEN-{number}", "Nguyễn Văn An")
    member(province, "UYEN", "Vũ Uyên")
    assert people(reader, "uyên")[0] == "UYEN"
    assert people(reader, "uyen")[0] == "UYEN"


def test_a_number_or_a_code_is_no_match_inside_a_word(province: Province, reader: Reader) -> None:
    found = reader.get("/tim.json", {"q": "01234567"}).json()["people"]
    assert [(person["code"], person["begins"]) for person in found] == [("DV-BINH", True)]
    assert reader.get("/tim.json", {"q": "dv-an"}).json()["people"][0]["begins"]


def test_of_a_former_name_the_same_holds(province: Province, reader: Reader) -> None:
    province.organisation("CU", "Đảng bộ xã Yên Định", "đảng bộ cơ sở", "HL", end=date(2020, 1, 1))
    province.organisation("KHAC", "Chi bộ nguyên đình chỉ", "chi bộ", "XA")
    found = reader.get("/tim.json", {"q": "yen dinh"}).json()["organisations"]
    assert [each["code"] for each in found] == ["CU", "KHAC"]
