"""Years, quarters and points, however people write them."""

from datetime import date

import pytest

from bontot.evaluation import reading


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2023", "2023"), ("Năm 2023", "2023"), ("2023-Q1", "2023-Q1"), ("Quý I/2023", "2023-Q1"), ("quý IV năm 2023", "2023-Q4"),
        ("Q2-2023", "2023-Q2"), ("III/2023", "2023-Q3"), ("Quý 3 / 2023", "2023-Q3"), ("quy 2, 2023", "2023-Q2"),
        ("", None), ("23", None), ("Quý1/2023", "2023-Q1"), ("Quý V/2023", None), ("0999", None), ("2023.5", None),
        ("1/1/2023", None), ("3/2023", None), ("202３", None),
    ],
)  # fmt: skip
def test_a_period_is_read_however_it_is_written(said: str, kept: str | None) -> None:
    assert reading.period(said) == kept


def test_a_period_has_its_days() -> None:
    assert reading.days("2023") == (date(2023, 1, 1), date(2024, 1, 1))
    assert reading.days("2023-Q4") == (date(2023, 10, 1), date(2024, 1, 1))
    assert reading.days("2024-Q1") == (date(2024, 1, 1), date(2024, 4, 1))


@pytest.mark.parametrize(
    ("said", "kept"),
    [("87,5", "87.5"), ("87.50", "87.5"), ("090", "90"), ("100", "100"), ("100,1", None), ("-1", None), ("tốt", None), ("7,125", None)],
)  # fmt: skip
def test_points_are_kept_in_one_spelling(said: str, kept: str | None) -> None:
    assert reading.points(said) == kept
