"""Sections that several forms share, so that the same words mean the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bontot.law.parameters import bands
from bontot.law.sources import SOURCES
from bontot.law.vocabulary import vocabulary
from bontot.statistics.questions import Line, aged, among, in_party, section, words
from bontot.statistics.tables import Condition

LAID_DOWN = SOURCES["11-HD/BTCTW-2021"].in_force.first
"""The day from which the forms have these lines; bands that come later come with forms of their own."""


WOMEN = Line(code="T1", says="Trong đó: nữ", where=lambda r: r.sex == "nữ", depth=1)
MINORITIES = Line(
    code="T2",
    says="Trong đó: dân tộc thiểu số",
    where=among("ethnicity", vocabulary("ethnicity").in_group("minority")),
    depth=1,
)
RELIGIOUS = Line(
    code="T3",
    says="Trong đó: theo tôn giáo",
    where=among("religion", vocabulary("religion").in_group("religious")),
    depth=1,
)


def _age_lines(firsts: tuple[int, ...]) -> Iterator[Line]:
    for number, (low, following) in enumerate(pairwise(firsts), 1):
        yield Line(
            code=str(number), says=f"Từ {low} đến {following - 1} tuổi", where=aged(low, following - 1)
        )
    yield Line(code=str(len(firsts)), says=f"Trên {firsts[-1] - 1} tuổi", where=aged(firsts[-1]))


def _party_age_lines(firsts: tuple[int, ...]) -> Iterator[Line]:
    for number, (low, following) in enumerate(pairwise(firsts), 1):
        says = f"Từ {low} đến {following - 1} năm" if low else f"Dưới {following} năm"
        yield Line(code=str(number), says=says, where=in_party(low, following - 1))
    yield Line(code=str(len(firsts)), says=f"Từ {firsts[-1]} năm trở lên", where=in_party(firsts[-1]))


AGES = tuple(_age_lines(bands("statistics.ages", LAID_DOWN).value))
PARTY_AGES = tuple(_party_age_lines(bands("statistics.party_ages", LAID_DOWN).value))


def ages(code: str, among: Condition | None = None) -> tuple[Line, ...]:
    """Tuổi đời, by the birth date of the file."""
    return section(code, AGES, among=among)


def party_ages(code: str) -> tuple[Line, ...]:
    """Tuổi đảng, from the day of the decision to admit."""
    return section(code, PARTY_AGES)


def schooling(code: str, among: Condition | None = None) -> tuple[Line, ...]:
    """Trình độ giáo dục phổ thông."""
    stages = ("none", "literate", "primary", "lower_secondary", "upper_secondary")
    return section(code, words("schooling", _numbered(stages), "general_schooling"), among=among)


def profession(code: str, among: Condition | None = None) -> tuple[Line, ...]:
    """Trình độ chuyên môn nghiệp vụ: the highest only."""
    stages = ("none", "elementary", "intermediate", "college", "university", "postgraduate")
    return section(code, words("professional", _numbered(stages), "professional"), among=among)


def theory(code: str, among: Condition | None = None) -> tuple[Line, ...]:
    """Trình độ lý luận chính trị: the highest only."""
    stages = ("none", "elementary", "intermediate", "advanced")
    return section(code, words("theory", _numbered(stages), "theory"), among=among)


OCCUPATIONS = (
    "state_official",
    "party_official",
    "commune_official",
    "village_staff",
    "public_employee",
    "private_service",
    "manager",
    "office_worker",
    "worker",
    "farmer",
    "armed_forces",
    "student",
    "pupil",
    "retired",
    "other",
)


def occupations(code: str, among: Condition | None = None) -> tuple[Line, ...]:
    """Nghề nghiệp, công tác đang làm."""
    return section(code, words("occupation", _numbered(OCCUPATIONS), "occupation"), among=among)


def _numbered(groups: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(str(number), group) for number, group in enumerate(groups, 1)]
