"""Promises about rules: they say all of themselves, and no month is too short for anybody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bontot.kernel.period import months_later
from bontot.regulations.recurrence import MONTHS, Rhythm, days, opens, period, rhythm, rule

DAYS = st.dates(date(1990, 1, 1), date(2080, 1, 1))
MONTHLY = st.sampled_from(
    [
        Rhythm(every, day, month)
        for every, length in MONTHS.items()
        for month in range(1, length + 1)
        for day in range(1, 32)
    ]
)
WEEKLY = st.sampled_from([Rhythm("week", day) for day in range(1, 8)])
ONCE = st.builds(Rhythm, st.just("once"), once=DAYS)
RHYTHMS = st.one_of(MONTHLY, WEEKLY, ONCE)
LENGTHS = st.integers(0, 1500)


@given(RHYTHMS)
def test_a_rule_says_what_the_form_said(said: Rhythm) -> None:
    found = rhythm(rule(said))
    assert (found.every, found.once) == (said.every, said.once)
    if said.every != "once":
        assert found.day == said.day
    if said.every in ("quarter", "half", "year"):
        assert found.month == said.month


@given(RHYTHMS, DAYS, LENGTHS)
def test_days_lie_in_the_window_and_in_order(said: Rhythm, first: date, length: int) -> None:
    end = first + timedelta(days=length)
    found = days(rule(said), first, end)
    assert list(found) == sorted(set(found))
    assert all(first <= day < end for day in found)


@given(RHYTHMS, DAYS, LENGTHS, LENGTHS)
def test_it_does_not_matter_where_one_begins_to_count(
    said: Rhythm, first: date, one: int, other: int
) -> None:
    middle, end = first + timedelta(days=one), first + timedelta(days=one + other)
    text = rule(said)
    assert days(text, first, middle) + days(text, middle, end) == days(text, first, end)


@given(MONTHLY, DAYS)
def test_every_period_has_exactly_one_day(said: Rhythm, day: date) -> None:
    """Also where the day is the 31st and the month has 28: then it is the last day of the month."""
    length = MONTHS[said.every]
    first = date(day.year, (day.month - 1) // length * length + 1, 1)
    end = months_later(first, length)
    (due,) = days(rule(said), first, end)
    wanted = months_later(first, said.month - 1 if length > 1 else 0)
    last = months_later(wanted, 1) - timedelta(days=1)
    assert due == wanted.replace(day=min(said.day, last.day))
    assert period(rule(said), due) == (first, end)


@given(WEEKLY, DAYS)
def test_every_week_has_exactly_one_day(said: Rhythm, day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    (due,) = days(rule(said), monday, monday + timedelta(days=7))
    assert due.isoweekday() == said.day
    assert period(rule(said), due) == (monday, monday + timedelta(days=7))


@given(st.one_of(MONTHLY, WEEKLY), DAYS)
def test_every_day_may_be_of_some_due_day_and_of_two_at_most(said: Rhythm, day: date) -> None:
    text = rule(said)
    around = days(text, months_later(day, -13), months_later(day, 26))
    fitting = [due for due in around if due >= day and opens(text, due) <= day]
    assert 1 <= len(fitting) <= 2
    assert all(opens(text, due) <= period(text, due)[0] for due in fitting)


@pytest.mark.parametrize(
    ("said", "expected"),
    (
        (Rhythm("month", 31), [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)]),
        (Rhythm("month", 30), [date(2024, 1, 30), date(2024, 2, 29), date(2024, 3, 30), date(2024, 4, 30)]),
        (Rhythm("quarter", 31, 2), [date(2024, 2, 29)]),
        (Rhythm("year", 29, 2), [date(2024, 2, 29)]),
    ),
)
def test_short_months_have_a_last_day(said: Rhythm, expected: list[date]) -> None:
    assert list(days(rule(said), date(2024, 1, 1), date(2024, 5, 1))) == expected


@pytest.mark.parametrize(
    "text",
    (
        "",
        "FREQ=DAILY",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=WEEKLY;BYDAY=XX",
        "RDATE:2024",
        "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=1",
    ),
)
def test_a_rule_that_is_none_of_ours_is_turned_back(text: str) -> None:
    with pytest.raises(ValueError):
        rhythm(text)


@pytest.mark.parametrize(
    ("every", "day", "month"),
    (("month", 0, 1), ("month", 32, 1), ("week", 8, 1), ("quarter", 1, 4), ("never", 1, 1), ("once", 1, 1)),
)
def test_there_is_no_such_rhythm(every: str, day: int, month: int) -> None:
    with pytest.raises(ValueError):
        Rhythm(every, day, month)
