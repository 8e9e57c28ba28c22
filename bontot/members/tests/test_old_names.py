"""Promises about organisations that are no more: their names, their addresses, and what became of them."""

from __future__ import annotations

from datetime import date

import pytest

from bontot.access.demonstration import accounts
from bontot.access.models import Account
from bontot.access.tests.reader import Reader
from bontot.organisations import succession
from bontot.organisations.models import Organisation
from tests import world

DAY, LATER = date(2024, 6, 1), date(2024, 9, 1)


@pytest.fixture
def office(db: None) -> Reader:
    """Two villages merge, and what they became is absorbed by a third; the province's account reads."""
    world.build()
    for day, act in (
        (DAY, {"act": "organisation.merge", "merged": ["THON1", "THON2"], "code": "THON12", "name": "Chi bộ thôn Bản Mới",
               "kind": "chi bộ", "parent": "XA1"}),
        (LATER, {"act": "organisation.absorb", "absorbed": ["THON12"], "into": "THON3"}),
    ):  # fmt: skip
        outcome = world.do({**act, "on": day.isoformat()}, dated=day)
        assert not outcome.refused, outcome.findings
    accounts(province="TINH", commune="XA1", branch="THON1", person="DV01")
    reader = Reader()
    reader.force_login(Account.objects.get(username="tinh"))
    return reader


def test_what_became_of_an_organisation_is_followed_to_the_end(office: Reader) -> None:
    ids = dict(Organisation.objects.values_list("code", "id"))
    assert succession.became([ids["THON1"], ids["THON3"]], on=LATER) == {ids["THON1"]: [ids["THON3"]]}
    assert succession.became([ids["THON1"]], on=DAY) == {ids["THON1"]: [ids["THON12"]]}


def test_the_page_of_an_ended_organisation_says_what_it_became_and_works_for_any_day(office: Reader) -> None:
    page = office.get("/to-chuc/THON1/2024-12-31.json").json()
    assert not page["exists"]
    assert [(step["organisation"]["code"], step["way"]) for step in page["successors"]] == [
        ("THON12", "hợp nhất")
    ]
    assert "Nay là" in office.get("/to-chuc/THON1/2024-12-31/").content.decode()
    assert office.get("/to-chuc/THON1/2020-01-01.json").json()["exists"]


def test_the_page_of_a_successor_names_those_before_it(office: Reader) -> None:
    page = office.get("/to-chuc/THON12/2024-06-30.json").json()
    assert {step["organisation"]["code"] for step in page["predecessors"]} == {"THON1", "THON2"}


def test_a_life_names_each_branch_as_it_was_called_then(office: Reader) -> None:
    page = office.get("/dang-vien/DV01/2024-12-31/").content.decode()
    for name in ("Chi bộ thôn Bản Trên", "Chi bộ thôn Bản Mới", "Chi bộ thôn Bản Dưới"):
        assert name in page


def test_a_search_for_an_old_name_leads_to_what_it_became(office: Reader) -> None:
    (found,) = office.get("/tim.json?q=ban+tren&ngay=2024-12-31").json()["organisations"]
    assert found["code"] == "THON1"
    assert [heir["code"] for heir in found["heirs"]] == ["THON3"]
    assert "nay là" in office.get("/tim/?q=ban+tren&ngay=2024-12-31").content.decode()


def test_a_former_commune_leads_to_the_organisations_that_worked_in_it(office: Reader) -> None:
    for day, territory in (("2024-02-01", "Xã Suối Mây cũ"), ("2024-10-01", "Phường Mây Trắng")):
        act = {
            "act": "organisation.change_territory",
            "on": day,
            "organisation": "XA1",
            "territory": territory,
        }
        assert not world.do(act, dated=LATER).refused
    for asked, territory in (("suoi may cu", "Xã Suối Mây cũ"), ("Mây Trắng", "Phường Mây Trắng")):
        found = office.get("/tim.json", {"q": asked}).json()["organisations"]
        assert [(each["code"], each["territory"]) for each in found] == [("XA1", territory)]
    assert "địa bàn: Phường Mây Trắng" in office.get("/tim/", {"q": "may trang"}).content.decode()
