"""Days and numbers as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from django.forms import DateField
from django.utils.translation import override

from bontot.ui.writing import day, number, partial_day, percent


def test_numbers_are_grouped_with_dots_in_vietnamese_and_commas_in_english() -> None:
    with override("vi"):
        assert (number(89455), number(1234.5, 1), number(None)) == ("89.455", "1.234,5", "–")
    with override("en"):
        assert (number(89455), number(1234.5, 1)) == ("89,455", "1,234.5")


def test_percentages_round_halves_up_and_say_nothing_of_nothing() -> None:
    with override("vi"):
        assert percent(2018, 2148) == "93,9\u00a0%"
        assert percent(1, 8, 0) == "13\u00a0%"
        assert percent(1, 0) == "–"


def test_days_are_written_day_first_as_far_as_they_are_known() -> None:
    assert day(date(2024, 6, 3)) == "03/06/2024"
    assert [partial_day(known) for known in ("1962", "1962-08", "1962-08-15")] == [
        "1962",
        "08/1962",
        "15/08/1962",
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_forms_read_days_day_first(language: str) -> None:
    with override(language):
        assert DateField().clean("05/12/1980") == date(1980, 12, 5)
        assert DateField().clean("25/12/1980") == date(1980, 12, 25)
