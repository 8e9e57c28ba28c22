"""What the tests of meetings stand on: the small province of the pages' tests, and its branch CB1."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bontot.decisions.tests.conftest import _still as still
from bontot.decisions.tests.conftest import as_, province
from bontot.meetings.models import Meeting
from bontot.meetings.planning import create
from bontot.members.models import Belonging, Exemption, Standing
from bontot.members.tests.province import Province

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
