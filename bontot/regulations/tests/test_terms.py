"""Promises about terms: a regulation of a term that is over is told to be so."""

from __future__ import annotations

from datetime import date

import pytest

from bontot.regulations.rules import Looked, judge


def looked(term: str, on: date) -> Looked:
    """A regulation of a term, adopted in time and reviewed, on a day."""
    return Looked(
        today=on, must=True, adopted_on=date(2020, 6, 1), review_due=None, term=term, term_now=term,
        led_since=date(2020, 5, 20), charged=(), idle=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("term", "on", "said"),
    (
        ("2020–2025", date(2025, 12, 31), False),  # congresses are held until the year is over
        ("2020–2025", date(2026, 1, 1), True),
        ("2020 - 2025", date(2026, 1, 1), True),
        ("2025–2030", date(2026, 1, 1), False),
        ("", date(2026, 1, 1), False),
        ("nhiệm kỳ đầu", date(2026, 1, 1), False),
    ),
)
def test_a_regulation_of_a_term_that_is_over_is_hinted_at(term: str, on: date, said: bool) -> None:
    found = [finding.says for finding in judge(looked(term, on)) if finding.rule == "QC-02"]
    assert bool(found) == said
    assert all("đã hết từ năm 2025" in each for each in found)
