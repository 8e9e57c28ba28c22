"""Promises of the papers and the places relied on."""

from __future__ import annotations

from datetime import date

import pytest

from bontot.kernel.citation import Confidence
from bontot.kernel.period import EVER
from bontot.law.sources import SOURCES, cite, on_the_day, paraphrase, replaced_by


def test_an_unknown_paper_or_place_fails_at_once() -> None:
    with pytest.raises(KeyError, match="99-QĐ/TW"):
        cite("99-QĐ/TW-2099")
    with pytest.raises(KeyError, match="Điều 999"):
        cite("DL-2011", "Điều 999")


def test_a_citation_names_the_place_the_paper_and_its_day() -> None:
    assert str(cite("294-QĐ/TW-2025", "Điểm 4.1")) == "Điểm 4.1, Quy định số 294-QĐ/TW ngày 26/5/2025"
    assert str(cite("HOUSE")) == "Quy ước của hệ thống"
    assert "30 ngày làm việc" in paraphrase(cite("294-QĐ/TW-2025", "Điểm 4.1"))
    assert paraphrase(cite("294-QĐ/TW-2025")) == "Thi hành Điều lệ Đảng"


def test_a_place_may_be_less_sure_than_its_paper() -> None:
    assert cite("DL-2011").confidence is Confidence.VERIFIED
    assert cite("DL-2011", "Điều 22").confidence is Confidence.BACKGROUND
    assert cite("HOUSE").confidence is Confidence.HOUSE


def test_a_paper_out_of_force_is_trusted_as_a_predecessor() -> None:
    place = cite("294-QĐ/TW-2025", "Điểm 4.1")
    assert on_the_day(place, date(2025, 7, 1)).confidence is Confidence.VERIFIED
    assert on_the_day(place, date(2025, 6, 30)).confidence is Confidence.PREDECESSOR
    assert on_the_day(place, date(2026, 4, 8)).confidence is Confidence.PREDECESSOR
    assert on_the_day(cite("HOUSE"), date(1930, 2, 3)).confidence is Confidence.HOUSE


@pytest.mark.parametrize("key", SOURCES)
def test_every_paper_is_complete(key: str) -> None:
    paper = SOURCES[key]
    assert paper.title and paper.english and paper.issued_by
    if key not in ("HOUSE", "DL-2011", "PROGRAMME-2025"):
        assert paper.issued_on is not None
        assert paper.in_force.first != EVER
        assert paper.number and str(paper.issued_on.year) in key
    assert all(place.says.endswith(".") for place in paper.places.values())


@pytest.mark.parametrize("key", SOURCES)
def test_a_paper_begins_where_the_one_that_it_replaces_ends(key: str) -> None:
    for old in SOURCES[key].replaces:
        assert SOURCES[old].in_force.end == SOURCES[key].in_force.first
        assert SOURCES[key] in replaced_by(old)


def test_papers_are_listed_by_day() -> None:
    days = [paper.issued_on for paper in SOURCES.values() if paper.issued_on]
    assert days == sorted(days)
