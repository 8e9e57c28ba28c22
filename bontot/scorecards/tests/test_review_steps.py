"""Promises about points: criteria add up, each step keeps its own, and a head is held to what they lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bontot.access.tests.reader import Reader
from bontot.exchange.tests.office import signed_in
from bontot.frameworks.keeping import keep
from bontot.kernel.citation import Confidence
from bontot.law.frameworks.framework import Framework, Purpose, Side, Step
from bontot.law.frameworks.shipped import shipped
from bontot.scorecards.models import Review
from bontot.scorecards.ranking import Scored, Why, rank
from bontot.scorecards.reviews.leading import LED_GRADE
from bontot.scorecards.reviews.steps import scoring, usual
from bontot.scorecards.reviews.summing import summed
from bontot.scorecards.tests.test_reviews import BEST, GOOD, SHEET, office
from tests import world

__all__ = ["office"]

pytestmark = pytest.mark.django_db

FRAMEWORKS = {each.code: each for each in shipped() if each.purpose is Purpose.CLASSIFICATION}
MEMBERS = FRAMEWORKS["xep-loai-dang-vien"]
HEADS = "?khung=xep-loai-can-bo"


@pytest.mark.parametrize("framework", FRAMEWORKS.values(), ids=FRAMEWORKS)
def test_each_frame_is_thirty_and_seventy_each_criterion_with_its_source(framework: Framework) -> None:
    assert [main.most for main in framework.parts()] == [30, 70]
    for main in framework.parts():
        assert sum(part.most for part in framework.parts(main.code)) == main.most
        assert main.because is not None and main.because.confidence is Confidence.VERIFIED
    for leaf in framework.leaves:
        assert leaf.because is not None and leaf.because.confidence is Confidence.HOUSE
    steps = scoring(framework)
    assert steps[0].side is Side.SELF and steps[-1].side is Side.SUPERIOR
    assert usual(framework) in [step.code for step in steps]
    assert framework.caps and [band.least for band in framework.bands] == [90, 70, 50, 0]


@given(st.lists(st.integers(0, 14), min_size=6, max_size=6))
def test_criteria_add_up_to_the_two_totals(numbers: list[int]) -> None:
    typed = {
        leaf.code: str(min(number, leaf.most)) for leaf, number in zip(MEMBERS.leaves, numbers, strict=True)
    }
    points, wrong = summed(MEMBERS, typed)
    assert not wrong
    for main in MEMBERS.parts():
        assert Decimal(points[main.code]) == sum(int(typed[part.code]) for part in MEMBERS.parts(main.code))


@pytest.mark.parametrize(
    ("typed", "says"),
    (
        ({"1": "25", "1.1": "14", "1.2": "7", "1.3": "5", "2": "60"}, "cộng lại được 26, không phải 25"),
        ({"1.1": "14", "1.2": "7", "2": "60"}, "đã ghi “”"),
        ({"1.1": "16", "1.2": "7", "1.3": "5", "2": "60"}, "phải từ 0 đến 15"),
        ({"1": "x", "1.1": "14", "1.2": "7", "1.3": "5", "2": "60"}, "không phải x"),
        ({"1": "25"}, "“Kết quả thực hiện nhiệm vụ” phải từ 0 đến 70"),
        ({"1": "25", "2": "71"}, "đã ghi “71”"),
    ),
)
def test_sums_that_do_not_fit_are_told(typed: dict[str, str], says: str) -> None:
    _points, wrong = summed(MEMBERS, typed)
    assert len(wrong) == 1 and says in wrong[0]


def test_two_totals_are_enough_and_a_total_that_fits_its_parts_is_none_too_many() -> None:
    assert summed(MEMBERS, {"1": "27,5", "2": "60"}) == ({"1": "27.5", "2": "60"}, [])
    both = {"1": "26", "1.1": "14", "1.2": "7", "1.3": "5", "2": "60"}
    assert summed(MEMBERS, both) == (both, [])
    assert summed(MEMBERS, {"1": "", "2": ""}) == ({}, [])


def _line(client: Reader, name: str, query: str = "", sheet: str = SHEET) -> Any:
    lines = client.get(f"{sheet.rstrip('/')}/diem.json{query}").json()["lines"]
    return next(line for line in lines if line["name"].endswith(name))


def _write(client: Reader, line: Any, query: str = "", sheet: str = SHEET, **points: str) -> int:
    sent = {f"seen-{line['id']}": line["seen"]}
    sent |= {f"p-{line['id']}-{code.replace('_', '.')[1:]}": text for code, text in points.items()}
    return int(client.post(f"{sheet}diem/{query}", sent).status_code)


def test_each_step_keeps_its_points_and_the_last_one_counts(office: None) -> None:
    branch, commune = signed_in("chi-bo"), signed_in("xa")
    own = {"c1_1": "15", "c1_2": "8", "c1_3": "7", "c2_1": "20", "c2_2": "20", "c2_3": "28"}
    assert _write(branch, _line(branch, "An", "?buoc=own_review"), "?buoc=own_review", **own) == 302
    assert Review.objects.get().total == 98
    told = _line(branch, "An")
    assert told["steps"] == ["Tự nhận điểm: 30 + 68 = 98"] and told["boxes"][0]["value"] == ""
    assert _write(branch, told, c1="28", c2="64") == 302
    assert Review.objects.get().total == 92
    last = "?buoc=classification"
    assert branch.get(f"{SHEET}diem/{last}").status_code == 404, "the superior's points are the superior's"
    line = _line(commune, "An", last)
    assert line["steps"] == ["Tự nhận điểm: 30 + 68 = 98", "Góp ý, biểu quyết: 28 + 64 = 92"]
    assert _write(commune, line, last, c1="27", c2="60") == 302
    kept = Review.objects.get()
    assert kept.total == 87 and kept.steps["own_review"]["1.1"] == "15" and kept.edits == 3
    (sheet,) = [
        each
        for each in commune.get(f"{SHEET.rstrip('/')}.json").json()["lines"]
        if each["name"].endswith("An")
    ]
    assert sheet["total"] == 87 and sheet["proposed"] == GOOD and len(sheet["steps"]) == 3
    assert _write(commune, _line(commune, "An", last), last) == 302
    assert Review.objects.get().total == 92, "points that are taken back no longer count"


def test_whoever_scored_criteria_finds_them_and_can_change_one(office: None) -> None:
    client = signed_in("chi-bo")
    parts = {"c1_1": "14", "c1_2": "7", "c1_3": "5", "c2": "60"}
    assert _write(client, _line(client, "Bình"), **parts) == 302
    line = _line(client, "Bình")
    assert line["opened"] and line["boxes"][0]["added"] == "26" and line["boxes"][0]["value"] == ""
    assert _write(client, line, **(parts | {"c1_1": "15"})) == 302
    assert Review.objects.get().total == 87
    page = client.get(SHEET).content.decode()
    assert "Điểm từng tiêu chí" in page and "15/15" in page
    wrong = _write(client, _line(client, "Bình"), **(parts | {"c1": "20"}))
    assert wrong == 422 and Review.objects.get().total == 87


@pytest.mark.parametrize("step", ("comments", "khong-co", "self"))
def test_a_step_that_gives_no_points_has_no_form(office: None, step: str) -> None:
    assert signed_in("xa").get(f"{SHEET}diem/?buoc={step}").status_code == 404


def _with_a_step(side: Side) -> None:
    """An office's own version of the frame of members, with a step of a name that nobody else has."""
    own, vote = MEMBERS.steps[:2]
    steps = (own, vote, Step("to-tham-tra", "Thẩm tra", "Tổ thẩm tra", side))
    keep(replace(MEMBERS, first=date(2026, 1, 1), owner="TINH", steps=steps), MEMBERS.version, "tinh")


@pytest.mark.parametrize(
    ("side", "branch", "commune"),
    ((Side.SELF, 200, 200), (Side.BRANCH, 200, 200), (Side.SUPERIOR, 404, 200), (Side.OPINION, 404, 404)),
)
def test_a_step_that_an_office_has_invented_is_written_by_the_side_that_it_is_of(
    office: None, side: Side, branch: int, commune: int
) -> None:
    _with_a_step(side)
    address = f"{SHEET}diem/?buoc=to-tham-tra"
    assert signed_in("chi-bo").get(address).status_code == branch
    assert signed_in("xa").get(address).status_code == commune
    offered = "buoc=to-tham-tra" in signed_in("chi-bo").get(f"{SHEET}diem/").content.decode()
    assert offered == (branch == 200)


def test_where_nobody_says_otherwise_points_are_written_at_the_vote_whatever_it_is_called() -> None:
    own, vote, *rest = MEMBERS.steps
    assert usual(replace(MEMBERS, steps=(own, replace(vote, code="hop-dan-chu"), *rest))) == "hop-dan-chu"
    assert usual(replace(MEMBERS, steps=(own, *rest))) == "own_review"


def _held(confidence: Confidence) -> Framework:
    """The frame of leaders, with its condition about what they lead read so surely."""
    framework = FRAMEWORKS["xep-loai-can-bo"]
    hard = tuple(
        replace(each, because=replace(each.because, confidence=confidence))
        if each.evidence and each.evidence.code == LED_GRADE
        else each
        for each in framework.hard
    )
    return replace(framework, hard=hard)


@pytest.mark.parametrize(
    ("confidence", "grade", "proposed", "why"),
    (
        (Confidence.VERIFIED, GOOD, GOOD, Why.CONDITION),
        (Confidence.HOUSE, GOOD, GOOD, Why.CONDITION),
        (Confidence.BACKGROUND, GOOD, BEST, Why.HINT),
        (Confidence.HOUSE, BEST, BEST, None),
        (Confidence.HOUSE, "", BEST, Why.OPEN),
    ),
)
def test_a_head_stands_no_higher_than_what_they_lead(
    confidence: Confidence, grade: str, proposed: str, why: Why | None
) -> None:
    """Where an office or the text in force says so; else it is only said."""
    subject = Scored("D", "cán bộ", Fraction(95), limits={"K8": grade})
    proposal = rank(_held(confidence), [subject], date(2026, 12, 31)).proposals["D"]
    found = {ground.why for ground in proposal.grounds if ground.condition == "K8"}
    assert proposal.band == proposed and found == ({why} if why else set())


def test_the_records_say_what_somebody_leads_and_how_it_did(office: None) -> None:
    client, sheet = signed_in("tinh"), "/bon-tot/xep-loai/XA1/2026/"
    line = client.get(f"{sheet.rstrip('/')}/diem.json{HEADS}").json()["lines"][0]
    assert "K8" not in {tick["name"].rpartition("-")[2] for tick in line["ticks"]}, (
        "nobody answers it by hand"
    )
    assert _write(client, line, HEADS, sheet, c1="29", c2="66") == 302
    grounds = client.get(f"{sheet.rstrip('/')}.json{HEADS}").json()["lines"][0]["grounds"]
    assert any("tổ chức ấy chưa được xếp loại" in says for says in grounds)
    assert world.do(
        {"act": "organisation.classify", "on": "2026-12-18", "organisation": "THON1", "period": "2026",
         "grade": "hoàn thành nhiệm vụ", "score": "", "capacity": ""},
        number="9-QĐ/ĐU", dated=date(2026, 12, 18),
    ).position  # fmt: skip
    grounds = client.get(f"{sheet.rstrip('/')}.json{HEADS}").json()["lines"][0]["grounds"]
    assert any(
        "Mức không cao hơn mức của tổ chức" in says and "hoàn thành nhiệm vụ" in says for says in grounds
    )
