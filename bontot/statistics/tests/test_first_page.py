"""Promises about the first page of an account whose organisation is no more."""

from __future__ import annotations

from datetime import date

import pytest

from bontot.access.demonstration import accounts
from bontot.access.models import Account, Grant
from bontot.access.tests.reader import Reader
from bontot.kernel.period import EVER, OPEN
from bontot.organisations.models import Organisation
from tests import world

DAY = date(2024, 6, 1)


@pytest.fixture
def secretary(db: None) -> Reader:
    """The account of a branch that has been absorbed by its neighbour."""
    world.build()
    outcome = world.do(
        {"act": "organisation.absorb", "absorbed": ["THON1"], "into": "THON3", "on": DAY.isoformat()},
        dated=DAY,
    )
    assert not outcome.refused, outcome.findings
    accounts(province="TINH", commune="XA1", branch="THON1", person="DV01")
    reader = Reader()
    reader.force_login(Account.objects.get(username="chi-bo"))
    return reader


def test_whoever_signs_in_to_a_branch_that_was_absorbed_is_shown_what_it_has_become(
    secretary: Reader,
) -> None:
    page = secretary.get("/", follow=True)
    said = page.content.decode()
    assert (
        page.status_code == 200
        and "Nay là" in said
        and "giao tài khoản sang" in said
        and "Chi bộ thôn Bản Dưới" in said
    )
    assert not secretary.get("/trang-dau.json", follow=True).json()["exists"]


def test_an_account_given_the_successor_too_begins_with_the_one_that_exists(secretary: Reader) -> None:
    Grant.objects.create(
        account=Account.objects.get(username="chi-bo"),
        role="branch",
        organisation_code="THON3",
        valid_from=EVER,
        valid_to=OPEN,
    )
    assert Organisation.objects.get(code="THON3").id > Organisation.objects.get(code="THON1").id
    assert secretary.get("/trang-dau.json").json()["organisation"]["code"] == "THON3"
