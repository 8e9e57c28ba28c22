"""What these tests stand on: the small province of the pages' tests, with something wrong in each of its branches.

CB1 has met in March and June alone, half of those who had to be there; two of its four tasks are late; two were disciplined.
CB2 has had no secretary since January 2024 and did not do its duties in 2022 and 2023. CQ was censured, and admitted somebody.
"""

from __future__ import annotations

from datetime import date, time

import pytest

from bontot.decisions.tests.conftest import _still as still
from bontot.decisions.tests.conftest import as_, province
from bontot.evaluation.models import Classification
from bontot.meetings.models import Meeting, Task
from bontot.members.models import Belonging, Censure, Discipline, Post, Standing
from bontot.members.tests.province import Province

__all__ = ["as_", "province", "still"]

TODAY = date(2024, 6, 30)


@pytest.fixture(autouse=True)
def _today(still: None) -> None:
    """The clock stands on 30/06/2024."""


@pytest.fixture
def weak(province: Province) -> Province:
    """The province with its weak spots."""
    ids = province.ids
    for month in (3, 6):
        meeting(ids["CB1"], date(2024, month, 3), 10, 3, 2)
    for day, done in ((1, date(2024, 5, 1)), (2, date(2024, 5, 20)), (3, None), (4, date(2024, 5, 4))):
        Task.objects.create(
            organisation_id=ids["CB1"],
            says=f"Việc {day}",
            owner_id=ids["DV-AN"],
            deadline=date(2024, 5, day),
            state="done" if done else "open",
            done_on=done,
        )
    for code in ("DV-AN", "DV-BINH"):
        province.fact(
            Discipline,
            date(2024, 2, 1),
            date(2025, 2, 1),
            person_id=ids[code],
            form="khiển trách",
            began="decide",
        )
    province.fact(
        Post,
        date(2020, 1, 1),
        date(2024, 1, 1),
        person_id=ids["DV-CUONG"],
        title="bí thư",
        organisation_id=ids["CB2"],
    )
    for year in (2022, 2023):
        province.fact(
            Classification,
            date(year, 12, 20),
            organisation_id=ids["CB2"],
            period=str(year),
            grade="không hoàn thành nhiệm vụ",
        )
    province.fact(
        Censure,
        date(2024, 3, 1),
        date(2025, 3, 1),
        organisation_id=ids["CQ"],
        form="cảnh cáo",
        began="decide",
    )
    em, since = province.person("DV-EM", "Vũ Thị Em"), date(2024, 2, 2)
    province.fact(Standing, since, person_id=em, standing="probationary", began="admit", decided_on=since)
    province.fact(Belonging, since, person_id=em, organisation_id=ids["CQ"], temporary=False)
    return province


def meeting(organisation: int, day: date, must: int, excused: int, absent: int) -> Meeting:
    """A regular meeting with approved minutes."""
    return Meeting.objects.create(
        organisation_id=organisation,
        kind="regular",
        month=day.replace(day=1),
        day=day,
        begins=time(19, 30),
        state="approved",
        must_attend=must,
        attended=must - excused - absent,
        excused=excused,
        absent=absent,
        present=must - excused - absent,
    )
