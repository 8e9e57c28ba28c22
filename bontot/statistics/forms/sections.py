"""Sections that several forms share, so that the same words mean the same everywhere."""

from __future__ import annotations

from bontot.statistics.questions import Line, aged, in_party, section, words
from bontot.statistics.roster import Condition

AGES = (
    Line(code="1", says="Từ 18 đến 30 tuổi", where=aged(18, 30)),
    Line(code="2", says="Từ 31 đến 35 tuổi", where=aged(31, 35)),
    Line(code="3", says="Từ 36 đến 40 tuổi", where=aged(36, 40)),
    Line(code="4", says="Từ 41 đến 45 tuổi", where=aged(41, 45)),
    Line(code="5", says="Từ 46 đến 50 tuổi", where=aged(46, 50)),
    Line(code="6", says="Từ 51 đến 55 tuổi", where=aged(51, 55)),
    Line(code="7", says="Từ 56 đến 60 tuổi", where=aged(56, 60)),
    Line(code="8", says="Trên 60 tuổi", where=aged(61)),
)
PARTY_AGES = (
    Line(code="1", says="Dưới 10 năm", where=in_party(0, 9)),
    Line(code="2", says="Từ 10 đến 29 năm", where=in_party(10, 29)),
    Line(code="3", says="Từ 30 đến 39 năm", where=in_party(30, 39)),
    Line(code="4", says="Từ 40 đến 49 năm", where=in_party(40, 49)),
    Line(code="5", says="Từ 50 đến 59 năm", where=in_party(50, 59)),
    Line(code="6", says="Từ 60 năm trở lên", where=in_party(60)),
)


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
