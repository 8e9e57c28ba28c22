"""What the invented province has promised: the same every time, only real papers with real numbers, weak spots to find."""

from __future__ import annotations

from collections import Counter
from datetime import date

from bontot.demo.promises import Fate, Promise, asking, fate
from bontot.law.sources import SOURCES

ON = date(2026, 11, 29)


def _promises() -> list[Promise]:
    return [promise for asked in asking(ON) for promise in asked.promises]


def _fates(promise: Promise) -> list[Fate]:
    places = [(f"BG.X{commune}.T{n}", f"BG.X{commune}") for commune in range(40) for n in range(10)]
    return [fate(promise, code, commune, 1, ON) for code, commune in places]


def test_a_paper_with_a_source_has_its_number_and_day() -> None:
    """What is not in the list of sources says that it is invented."""
    for asked in asking(ON):
        source = SOURCES.get(asked.paper.get("source", ""))
        if source:
            assert asked.paper["number"] in source.number and asked.paper["dated"] == source.issued_on
        else:
            assert "trình diễn" in asked.paper["number"]


def test_nothing_happens_before_its_paper_or_after_today() -> None:
    assert [asked.paper["number"] for asked in asking(date(2023, 1, 1))] == [
        "21-NQ/TW",
        "15-KH/TU (trình diễn)",
    ]
    for promise in _promises():
        assert promise.given <= ON and promise.given <= promise.concrete_by <= promise.deadline
        for found in _fates(promise):
            days = [day for day in (promise.given, found.concrete_on, found.done_on, ON) if day]
            assert days == sorted(days), found


def test_it_is_the_same_every_time_and_has_weak_spots() -> None:
    for promise in _promises():
        found = _fates(promise)
        assert found == _fates(promise)
        concrete = sum(each.concrete_on is not None for each in found)
        assert len(found) * 0.6 < concrete < len(found)
        states = Counter(each.state for each in found)
        assert states["accepted"] > states["sent"] > states["returned"] > 0
        if promise.deadline < ON:
            late = sum(each.done_on is not None and each.done_on > promise.deadline for each in found)
            assert 0 < late < len(found) / 4
