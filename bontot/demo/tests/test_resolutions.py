"""The targets of the year that invented branches set themselves: the same every time, nothing in the future, weak spots."""

from __future__ import annotations

from datetime import date

from bontot.demo.resolutions import Aim, aims

ON = date(2026, 11, 29)


def _all(year: int, on: date = ON) -> list[Aim]:
    places = [(f"BG.X{commune}.T{n:02}", f"BG.X{commune}") for commune in range(30) for n in range(10)]
    return [aim for code, commune in places for aim in aims(code, commune, year, 2020, on)]


def test_they_are_the_same_every_time_and_most_are_reached() -> None:
    assert _all(2025) == _all(2025)
    told = [aim for aim in _all(2025) if aim.value is not None]
    assert len(told) == len(_all(2025)) == 900
    missed = sum((aim.value or 0) < aim.target for aim in told)
    assert 0.03 < missed / len(told) < 0.2


def test_nothing_is_told_before_it_was_done_and_a_year_that_goes_on_may_still_reach_it() -> None:
    for aim in _all(2026):
        assert aim.given <= ON and (
            aim.done_on is None or (aim.done_on <= ON and (aim.value or 0) >= aim.target)
        )
    assert any(aim.value is None for aim in _all(2026)) and not _all(2027)


def test_what_is_promised_is_said_in_full() -> None:
    assert {"Sáng kiến, cách làm mới được áp dụng", "Giúp hộ nghèo, hộ cận nghèo trong thôn vươn lên"} <= {
        aim.says for aim in _all(2025)
    }


def test_who_wants_to_admit_somebody_says_how_many() -> None:
    wanted = [aim for aim in _all(2026) if aim.counted]
    assert 100 < len(wanted) < 220 and {aim.target for aim in wanted} == {1, 2}


def test_only_branches_of_villages_promise_what_villages_do() -> None:
    said = {aim.unit for n in range(200) for aim in aims(f"BG.TP.HC{n}", "BG.TP", 2025, 2020, ON)}
    assert not said & {"hộ", "ngày công", "buổi"}
