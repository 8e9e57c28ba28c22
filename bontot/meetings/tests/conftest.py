"""What the tests of meetings stand on: the small province of the pages' tests, and its branch CB1."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bontot.access.tests.reader import Reader
from bontot.decisions.tests.conftest import _still as still
from bontot.decisions.tests.conftest import as_, province
from bontot.ledger.authority import Operator
from bontot.ledger.enacting import enact
from bontot.ledger.paper import Paper
from bontot.meetings.models import Meeting
from bontot.meetings.planning import create
from bontot.meetings.tests.phone import Phone, take
from bontot.members.models import Belonging, Exemption, Standing
from bontot.members.tests.province import Province
from bontot.restructuring.acts import Absorb

__all__ = ["as_", "province", "still"]

JULY = date(2024, 7, 1)


@pytest.fixture(autouse=True)
def _on_the_third(still: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands on the day of the meeting of July."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2024, 7, 3))


@pytest.fixture
def branch(province: Province) -> Province:
    """CB1 with seven on its list: An leads, Bình, Giang; Em on probation too long; Hoa exempt; Khánh away; Lan a guest."""
    for code, name, since in (
        ("DV-GIANG", "Đỗ Văn Giang", 2001),
        ("DV-HOA", "Vũ Thị Hoa", 1970),
        ("DV-KHANH", "Ngô Khánh", 2005),
    ):
        province.member(code, name, ("CB1", date(since, 2, 3), date(9999, 12, 31)))
    province.fact(Exemption, date(2020, 1, 1), person_id=province.ids["DV-HOA"])
    _visits(province, "DV-KHANH", "CB2")
    province.member("DV-LAN", "Tạ Thị Lan", ("CB2", date(2006, 1, 1), date(9999, 12, 31)))
    _visits(province, "DV-LAN", "CB1")
    em = province.person("DV-EM", "Vũ Thị Em")
    began: dict[str, Any] = {"standing": "probationary", "began": "admit", "decided_on": date(2023, 5, 1)}
    province.fact(Standing, date(2023, 5, 1), person_id=em, **began)
    province.fact(
        Belonging, date(2023, 5, 1), person_id=em, organisation_id=province.ids["CB1"], temporary=False
    )
    return province


def _visits(province: Province, code: str, where: str) -> None:
    first, end = date(2024, 3, 1), date(2024, 12, 1)
    ids = {"person_id": province.ids[code], "organisation_id": province.ids[where]}
    province.fact(Belonging, first, end, temporary=True, **ids)


@pytest.fixture
def july(branch: Province) -> Meeting:
    """The meeting of July, opened."""
    return create(branch.ids["CB1"], "regular", JULY, "chi-bo")


@pytest.fixture
def phone(as_: Callable[[str], Reader], july: Meeting) -> Phone:
    """The meeting of July, on the secretary's telephone."""
    return take(as_, july)


@pytest.fixture
def ended(province: Province) -> Callable[[date], None]:
    """CB1 is absorbed by CB2 from a day on, under a paper."""

    def absorb(day: date) -> None:
        paper = Paper("07-QĐ/HU", date(2024, 6, 20), "HL")
        outcome = enact([Absorb(on=day, absorbed=("CB1",), into="CB2")], paper, Operator("thu"))
        assert outcome.position == 2, outcome.findings

    return absorb
