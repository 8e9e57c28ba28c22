"""A day in an address that there is not, or that stands for no day, is told so on every page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bontot.access.tests.reader import Reader

type As = Callable[[str], Reader]


@pytest.mark.parametrize(
    ("day", "says"),
    (
        ("2024-02-30", "Không có ngày “2024-02-30” trong lịch"),
        ("0000-00-00", "Không có ngày “0000-00-00” trong lịch"),
        ("9999-12-31", "nghĩa là “chưa kết thúc”"),
        ("0001-01-01", "nghĩa là “từ trước đến nay”"),
    ),
)
def test_a_day_that_there_is_not_is_told_so(as_: As, day: str, says: str) -> None:
    client = as_("tinh")
    for address in (f"/to-chuc/BG/{day}", f"/dang-vien/DV-AN/{day}", f"/bieu/TG/BG/{day}"):
        for answer in (client.get(address + "/"), client.get(address + ".json")):
            assert answer.status_code == 404
            is_json = answer.headers["Content-Type"].startswith("application/json")
            assert says in (answer.json()["says"] if is_json else answer.content.decode())
