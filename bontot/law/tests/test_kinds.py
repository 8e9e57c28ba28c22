"""Promises of the kinds of organisation."""

from __future__ import annotations

from datetime import date

import pytest

from bontot.kernel.period import EVER
from bontot.law import kinds
from bontot.law.vocabulary import vocabulary

EVE, CHANGE = date(2025, 6, 30), date(2025, 7, 1)


def test_the_kinds_are_those_of_the_workbooks() -> None:
    assert tuple(kinds.KINDS) == vocabulary("organisation_kind").values


def test_there_are_no_districts_since_the_first_of_july_2025() -> None:
    assert "đảng bộ tỉnh" in kinds.allowed_parents("đảng bộ huyện", EVE)
    assert kinds.allowed_parents("đảng bộ huyện", CHANGE) == ()
    assert not kinds.in_use("đảng bộ huyện", CHANGE)


def test_communes_are_direct_superiors_from_then_on() -> None:
    assert kinds.allowed_parents("đảng bộ xã", EVE) == ()
    assert "đảng bộ tỉnh" in kinds.allowed_parents("đảng bộ xã", CHANGE)
    assert "đảng bộ huyện" in kinds.allowed_parents("đảng bộ cơ sở", EVE)
    assert "đảng bộ xã" in kinds.allowed_parents("đảng bộ cơ sở", CHANGE)
    assert "đảng bộ huyện" not in kinds.allowed_parents("đảng bộ cơ sở", CHANGE)


def test_a_branch_stands_under_a_grassroots_committee_or_since_2025_under_the_commune() -> None:
    assert kinds.allowed_parents("chi bộ", EVE) == ("đảng bộ cơ sở", "đảng bộ bộ phận")
    assert "đảng bộ xã" in kinds.allowed_parents("chi bộ", CHANGE)
    for day in (EVE, CHANGE):
        assert "chi bộ cơ sở" not in kinds.allowed_parents("chi bộ", day)
        assert "đảng bộ tỉnh" not in kinds.allowed_parents("chi bộ", day)


def test_only_the_province_and_direct_superiors_may_be_the_top_of_a_tree() -> None:
    tops = {kind for kind in kinds.KINDS for day in (EVE, CHANGE) if None in kinds.allowed_parents(kind, day)}
    assert {kinds.level(kind) for kind in tops} == {"province", "superior"}


def test_people_belong_to_branches() -> None:
    assert [kind for kind in kinds.KINDS if kinds.may_have_members(kind)] == ["chi bộ cơ sở", "chi bộ"]
    assert kinds.is_branch("chi bộ cơ sở")
    assert kinds.is_grassroots("chi bộ cơ sở", EVE) and kinds.is_grassroots("đảng bộ cơ sở", CHANGE)
    assert not kinds.is_grassroots("chi bộ", CHANGE)


def test_what_nobody_knows_has_no_place() -> None:
    assert kinds.allowed_parents("", CHANGE) == ()
    assert not kinds.may_have_members("chi đoàn")
    with pytest.raises(KeyError):
        kinds.because("chi đoàn", CHANGE)


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_kind_is_settled_for_every_day_and_cites_the_law(kind: str) -> None:
    stretches = kinds.KINDS[kind].under
    assert stretches[0].first == EVER
    assert [stretch.first for stretch in stretches] == sorted({stretch.first for stretch in stretches})
    for stretch in stretches:
        assert {parent for parent in stretch.parents if parent} <= set(kinds.KINDS)
        assert kinds.because(kind, stretch.first) == stretch.because


def test_no_kind_stands_under_one_that_is_not_in_use() -> None:
    for day in (EVE, CHANGE):
        for kind in kinds.KINDS:
            for parent in kinds.allowed_parents(kind, day):
                assert parent is None or kinds.in_use(parent, day)
