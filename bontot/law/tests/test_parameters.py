"""Promises of the numbers of the law."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest

from bontot.kernel.citation import Confidence
from bontot.kernel.period import OPEN
from bontot.law.parameters import PARAMETERS, bands, parameter, share
from bontot.law.sources import SOURCES


def test_the_value_is_that_of_the_day() -> None:
    eve, change = date(2025, 6, 30), date(2025, 7, 1)
    assert parameter("branch.term", eve).value == 30
    assert parameter("branch.term", change).value == 60
    assert parameter("admission.decision_within", eve).value == 60
    assert parameter("admission.decision_within", change).value == 45


def test_a_value_comes_with_its_unit_and_its_source() -> None:
    probation = parameter("membership.probation", date(2024, 5, 1))
    assert (probation.value, probation.unit) == (12, "tháng")
    assert str(probation.citation) == "Điều 5, Điều lệ Đảng Cộng sản Việt Nam"
    assert probation.citation.confidence is Confidence.VERIFIED


def test_a_paper_that_is_no_longer_in_force_makes_its_number_less_sure() -> None:
    days = parameter("transfer.present_within", date(2026, 10, 1))
    assert days.value == 30
    assert days.citation.confidence is Confidence.PREDECESSOR


def test_parts_and_bands_are_asked_for_by_their_own_names() -> None:
    day = date(2025, 8, 1)
    assert share("vote.proposing", day).value == Fraction(2, 3)
    assert bands("statistics.ages", day).value[:2] == (18, 31)
    assert 35 in bands("badge.party_ages", date(2026, 8, 1)).value
    with pytest.raises(KeyError):
        parameter("vote.proposing", day)


def test_unknown_names_and_days_are_refused() -> None:
    with pytest.raises(KeyError):
        parameter("membership.probably", date(2024, 1, 1))
    with pytest.raises(LookupError):
        parameter("admission.decision_extension", date(2020, 1, 1))


@pytest.mark.parametrize("name", PARAMETERS)
def test_there_is_no_gap_between_the_days_of_a_parameter(name: str) -> None:
    known = PARAMETERS[name]
    assert known.says and known.english
    for earlier, later in pairwise(known.stretches):
        assert earlier.period.end == later.period.first
    assert known.stretches[-1].period.end == OPEN


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_value_is_cited_from_a_paper_that_holds_at_some_time_of_it(name: str) -> None:
    for stretch in PARAMETERS[name].stretches:
        assert SOURCES[stretch.because.source].in_force.overlaps(stretch.period)


def test_parameters_are_listed_in_alphabetical_order() -> None:
    assert list(PARAMETERS) == sorted(PARAMETERS)


def test_bands_rise() -> None:
    day = date(2026, 11, 1)
    for name, known in PARAMETERS.items():
        if isinstance(known.stretches[-1].value, tuple):
            assert list(bands(name, day).value) == sorted(set(bands(name, day).value))
