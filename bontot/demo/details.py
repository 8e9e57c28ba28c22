"""The rest of a member's file: schooling, work, theory, places. It fits the age, the branch and the posts."""

from __future__ import annotations

from datetime import date
from random import Random

from bontot.demo.lives import CENSUS, YEAR
from bontot.demo.names import Wheel
from bontot.demo.person import Person
from bontot.demo.traits import TRAITS

_THEORY = {
    "leader": Wheel({"sơ cấp": 25, "trung cấp": 62, "cao cấp": 13}),
    "village": Wheel({"chưa qua": 50, "sơ cấp": 41, "trung cấp": 8, "cao cấp": 1}),
    "office": Wheel({"chưa qua": 18, "sơ cấp": 26, "trung cấp": 42, "cao cấp": 13, "cử nhân": 1}),
    "other": Wheel({"chưa qua": 42, "sơ cấp": 38, "trung cấp": 17, "cao cấp": 3}),
}
_FAITH = Wheel({"không": 985, "Công giáo": 8, "Phật giáo": 7})
_BEFORE_1989 = 1971
"""People born before this year went to a school of ten classes in the north."""
_AFTER_SCHOOL = {"trung cấp", "cao đẳng", "đại học", "thạc sĩ"}
_RETIRED_AT = 61


def details(person: Person, leading: bool, place: str, home: str, rng: Random) -> list[str]:
    """Ethnicity to theory in the order of the sheet: religion, native place, residence, occupation, category,
    general schooling, profession, theory. `place` is the district, `home` the village or office."""
    trait, year = TRAITS[person.sort], date.fromordinal(person.born).year
    age = ((person.left or CENSUS) - person.born) / YEAR
    degree = trait.degrees.draw(rng)
    if person.sort == "village" and age > _RETIRED_AT and degree in {"thạc sĩ", "đại học"}:
        degree = "trung cấp" if rng.random() < 0.3 else "chưa qua đào tạo"
    schooling = _schooling(year, degree, rng)
    job = _job(person, age, rng)
    theory = _THEORY["leader" if leading else person.sort if person.sort in _THEORY else "other"].draw(rng)
    if person.admitted > CENSUS - 1460 and not leading and rng.random() < 0.7:
        theory = "chưa qua"
    native = (
        f"{place[:1].lower()}{place[1:]}, tỉnh Bắc Giang" if rng.random() < 0.93 else rng.choice(_ELSEWHERE)
    )
    category = ""
    if person.admitted > CENSUS - 3650:
        young = person.admitted - person.born < 31 * YEAR
        category = "đoàn viên" if young and rng.random() < 0.6 else trait.category
    return [_FAITH.draw(rng), native, home, job, category, schooling, degree, theory]


_ELSEWHERE = (
    "tỉnh Bắc Ninh", "tỉnh Lạng Sơn", "tỉnh Hải Dương", "tỉnh Thái Nguyên", "thành phố Hà Nội", "tỉnh Hưng Yên",
)  # fmt: skip


def _schooling(year: int, degree: str, rng: Random) -> str:
    if year < _BEFORE_1989:
        if degree in _AFTER_SCHOOL:
            return "10/10"
        return rng.choice(("7/10", "7/10", "10/10", "10/10", "10/10", "5/10" if year < 1950 else "7/10"))
    if degree in _AFTER_SCHOOL or year > 1985:
        return "12/12"
    return "9/12" if rng.random() < 0.3 else "12/12"


def _job(person: Person, age: float, rng: Random) -> str:
    if age > _RETIRED_AT and rng.random() < 0.62:
        return "hưu trí"
    return TRAITS[person.sort].jobs.draw(rng)
