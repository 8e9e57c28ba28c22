"""Frameworks add up, and one that does not gets its sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from bontot.law.frameworks.framework import Band, Cap, Framework, Proof, Purpose, Side, Step
from bontot.law.frameworks.reading import Unsound, read, version
from bontot.law.frameworks.scales import full_from, points, steps
from bontot.law.frameworks.shipped import FOLDER, holding, shared, shipped
from bontot.law.frameworks.soundness import flaws, problems
from bontot.law.frameworks.writing import content
from bontot.law.parameters import bands
from bontot.law.reading import load
from bontot.law.vocabulary import vocabulary

FRAMEWORKS = {(each.code, each.version): each for each in shipped()}
BRANCH = FRAMEWORKS["chi-bo-bon-tot", "mau-trinh-dien"]


@pytest.mark.parametrize("each", shipped(), ids=lambda each: f"{each.code} {each.version}")
def test_what_is_shipped_is_sound_and_reads_back_as_it_was_written(each: Framework) -> None:
    assert problems(each) == [] and sum(c.most for c in each.parts()) == each.whole
    assert sum(c.most for c in each.leaves) == each.whole
    assert version(each.code, each.version, content(each), shared()) == each


def test_what_recognises_is_marked_as_a_template_and_for_a_known_title() -> None:
    recognising = [each for each in shipped() if each.purpose is Purpose.RECOGNITION]
    assert all(each.demonstration for each in recognising)
    assert {each.title for each in recognising} == set(vocabulary("recognition_title").values)


def test_a_branch_has_the_four_criteria_of_the_resolution() -> None:
    assert [(c.code, c.most, len(BRANCH.parts(c.code))) for c in BRANCH.parts()] == [
        ("1", 35, 4), ("2", 25, 4), ("3", 20, 3), ("4", 20, 3),
    ]  # fmt: skip
    assert [BRANCH.band(p).least for p in (100, 90, 89.5, 80, 0)] == [90, 90, 80, 80, 0]


@pytest.mark.parametrize(
    "code",
    [
        "xep-loai-to-chuc",
        "xep-loai-tap-the",
        "xep-loai-can-bo",
        "xep-loai-dang-vien",
        "xep-loai-dang-vien-ngoai",
    ],
)
def test_who_is_classified_has_thirty_points_and_seventy_and_the_bands_of_the_law(code: str) -> None:
    found = FRAMEWORKS[code, "366-QĐ"]
    assert [c.most for c in found.parts()] == [30, 70]
    assert [b.least for b in found.bands] == [*reversed(bands("classification.bands", found.first).value), 0]
    assert [b.code for b in found.bands] == list(vocabulary("grade").values)
    assert [cap.parameter for cap in found.caps] == ["classification.outstanding_share"]
    assert not found.capacity or found.capacity in vocabulary("capacity").values


def test_only_a_condition_that_was_read_in_the_text_in_force_holds_back() -> None:
    sure = {c.code: c.sure for c in FRAMEWORKS["xep-loai-dang-vien", "366-QĐ"].hard}
    assert sure == {"K1": True, "K3": False, "K4": True, "K5": False, "K6": False, "K7": True}


def test_a_version_holds_from_its_day() -> None:
    assert holding(shipped(), "sinh-hoat-chi-bo", date(2025, 10, 27)).version == "12-HD"
    assert holding(shipped(), "sinh-hoat-chi-bo", date(2025, 10, 28)).version == "42-HD"
    with pytest.raises(KeyError):
        holding(shipped(), "chi-bo-bon-tot", date(2022, 6, 15))


def test_a_version_kept_before_steps_had_a_side_is_read_as_it_was_meant() -> None:
    """A step of a known code is whose that step is; one that an office invented was of who is scored."""
    said = content(FRAMEWORKS["xep-loai-dang-vien", "366-QĐ"])
    said["steps"].append({"code": "to-tham-tra", "says": "Thẩm tra", "who": "Tổ thẩm tra"})
    for step in said["steps"]:
        step.pop("side", None)
    sides = {step.code: step.side for step in version("x", "ban-1", said, shared()).steps}
    assert sides == {
        "own_review": Side.SELF,
        "branch_review": Side.BRANCH,
        "comments": Side.OPINION,
        "classification": Side.SUPERIOR,
        "to-tham-tra": Side.SELF,
    }


def _raw() -> dict[str, Any]:
    return {**shared(), **load(FOLDER / "four_good.yaml")}


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


def _lost(each: Framework) -> Framework:
    lost = replace(each.criteria[1], code="9.1", evidence=None)
    return replace(each, criteria=(*each.criteria, lost, each.criteria[0]))


WRONG: list[tuple[Callable[[Framework], Framework], str, tuple[str, str, str]]] = [
    (_lost, "Tiêu chí 9.1 là một phần của 9, mà khung không có 9.", ("criteria", "9.1", "code")),
    (_lost, "Tiêu chí 9.1 chưa nói chứng minh bằng gì.", ("criteria", "9.1", "evidence")),
    (_lost, "Tiêu chí 1 có hai lần.", ("criteria", "1", "code")),
    (lambda f: replace(f, criteria=()), "Khung chưa có tiêu chí nào.", ("criteria", "", "")),
    (lambda f: replace(f, steps=()), "Khung chưa nói ai chấm điểm.", ("steps", "", "")),
    (
        lambda f: replace(f, steps=(Step("hoi", "Hỏi ý kiến", "Mặt trận", Side.OPINION),)),
        "Mọi bước của khung chỉ góp ý, không bước nào chấm điểm.",
        ("steps", "", "side"),
    ),
    (lambda f: replace(f, bands=f.bands[:2]), "Mức thấp nhất phải bắt đầu từ 0 điểm.", ("bands", "near", "least")),
    (lambda f: replace(f, bands=f.bands[::-1]), "Các mức phải theo thứ tự điểm giảm dần.", ("bands", "", "least")),
    (
        lambda f: replace(f, bands=(Band("top", 120, ""), *f.bands)),
        "Mức cao nhất cần 120 điểm, quá 100 điểm của cả khung.",
        ("bands", "top", "least"),
    ),
    (
        lambda f: replace(f, hard=(replace(f.hard[0], best="gold"),)),
        "Điều kiện K1 nói tới mức “gold”, mà khung không có mức ấy.",
        ("hard", "K1", "best"),
    ),
    (
        lambda f: replace(f, caps=(Cap("reached", ("reached", "near"), 120),)),
        "Tỷ lệ của mức reached phải từ 1 đến 100 phần trăm.",
        ("caps", "reached", "percent"),
    ),
    (
        lambda f: replace(f, criteria=tuple(replace(c, scale="95%: 9; 80%: 3") if c.code == "2.3" else c for c in f.criteria)),
        "Thang điểm của tiêu chí 2.3 cho quá 6 điểm tối đa.",
        ("criteria", "2.3", "scale"),
    ),
    (
        lambda f: replace(f, criteria=tuple(replace(c, scale="80%: 1; 95%: 3") if c.code == "1.1" else c for c in f.criteria)),
        "Thang điểm của tiêu chí 1.1 phải theo thứ tự tỷ lệ giảm dần.",
        ("criteria", "1.1", "scale"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "says", "where"), WRONG)
def test_whatever_is_wrong_is_told_with_its_place(
    spoil: Callable[[Framework], Framework], says: str, where: tuple[str, str, str]
) -> None:
    told = {flaw.says: (flaw.part, flaw.line, flaw.field) for flaw in flaws(spoil(BRANCH))}
    assert told[says] == where


def test_a_scale_says_how_a_share_becomes_points() -> None:
    half, whole = Fraction(17, 40), Fraction(17, 20)
    attendance = next(c for c in BRANCH.criteria if c.code == "2.3")
    assert full_from(attendance.scale) == whole
    assert [points(attendance, share) for share in (Fraction(1), whole, half, Fraction(0))] == [6, 6, 3, 0]
    stepped = replace(attendance, scale="từ 90%: 4 điểm; 75%: 2,5; 65%: 1;")
    assert steps(stepped.scale)[1] == (Fraction(3, 4), Fraction(5, 2))
    assert [points(stepped, Fraction(share, 100)) for share in (95, 90, 89, 75, 64)] == [
        4,
        4,
        Fraction(5, 2),
        Fraction(5, 2),
        0,
    ]
    assert points(replace(attendance, scale="Xem biên bản"), whole) is None


def test_what_the_records_count_is_known_by_a_code() -> None:
    proofs = {c.evidence for each in shipped() for c in each.leaves}
    assert all(proof is not None for proof in proofs)
    assert {proof.code for proof in proofs if proof and proof.kind is Proof.QUERY} <= set(
        shared()["evidence"]
    )
