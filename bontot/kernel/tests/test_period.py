"""Months later and earlier end on the last day of a month that is too short."""

from datetime import date

import pytest

from bontot.kernel.period import months_later


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2023, 12, 5), 12, date(2024, 12, 5)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
    ],
)
def test_months_later_and_earlier(day: date, months: int, then: date) -> None:
    assert months_later(day, months) == then
