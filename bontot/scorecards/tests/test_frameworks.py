"""Frameworks add up, and one that does not gets its sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bontot.law.reading import load
from bontot.law.vocabulary import vocabulary
from bontot.scorecards import frameworks as module
from bontot.scorecards.frameworks import Band, Unsound, framework, framework_on, frameworks, problems, read

BRANCH = "chi-bo-bon-tot", "mau-trinh-dien"


def test_what_is_shipped_is_sound_marked_as_a_template_and_for_a_known_title() -> None:
    for each in frameworks():
        assert list(problems(each)) == [] and sum(c.most for c in each.parts()) == each.whole
        assert each.demonstration and each.title in vocabulary("recognition_title").values
    assert {each.title for each in frameworks()} == set(vocabulary("recognition_title").values)


def test_a_branch_has_the_four_criteria_of_the_resolution() -> None:
    found = framework(*BRANCH)
    assert [(c.code, c.most, len(found.parts(c.code))) for c in found.parts()] == [
        ("1", 35, 4), ("2", 25, 4), ("3", 20, 3), ("4", 20, 3),
    ]  # fmt: skip
    assert [found.band(points).least for points in (100, 90, 89.5, 80, 0)] == [90, 90, 80, 80, 0]


def test_a_version_holds_from_its_day() -> None:
    assert framework_on("chi-bo-bon-tot", date(2023, 12, 31)).version == "mau-trinh-dien"
    with pytest.raises(KeyError):
        framework_on("chi-bo-bon-tot", date(2022, 6, 15))


def _raw() -> dict[str, Any]:
    raw: dict[str, Any] = load(Path(module.__file__).with_name("frameworks.yaml"))
    return raw


def test_points_that_do_not_add_up_are_refused_with_every_sentence() -> None:
    raw = _raw()
    lines = raw["frameworks"]["chi-bo-bon-tot"]["versions"]["mau-trinh-dien"]["criteria"]
    lines["1.1"]["most"], lines["4"]["most"] = 9, 0
    with pytest.raises(Unsound) as told:
        read(raw)
    assert str(told.value).splitlines() == [
        "Chi bộ bốn tốt (mau-trinh-dien): Các phần của tiêu chí 1 cộng lại được 36 điểm, không phải 35.",
        "Chi bộ bốn tốt (mau-trinh-dien): Tiêu chí 4 phải có điểm tối đa lớn hơn 0.",
        "Chi bộ bốn tốt (mau-trinh-dien): Các phần của tiêu chí 4 cộng lại được 20 điểm, không phải 0.",
        "Chi bộ bốn tốt (mau-trinh-dien): Các tiêu chí cộng lại được 80 điểm, không phải 100.",
    ]


def test_criteria_without_a_home_or_a_proof_and_bands_out_of_order_are_told() -> None:
    found = framework(*BRANCH)
    first, second = found.criteria[0], found.criteria[1]
    lost = replace(second, code="9.1", evidence=None)
    told = set(problems(replace(found, criteria=(*found.criteria, lost, first))))
    assert "Tiêu chí 9.1 là một phần của 9, mà khung không có 9." in told
    assert {"Tiêu chí 9.1 chưa nói chứng minh bằng gì.", "Tiêu chí 1 có hai lần."} <= told
    bands = (Band(80, ""), Band(90, ""), Band(120, ""))
    assert len(set(problems(replace(found, bands=bands, steps=())))) == 3
    assert "Mức cao nhất cần 120 điểm, quá 100 điểm của cả khung." in set(
        problems(replace(found, bands=(Band(120, ""), Band(0, ""))))
    )
