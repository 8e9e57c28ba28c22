"""What kinds of branches there are, and what the lives of their members are like.

Invented proportions, chosen so that the whole province comes out plausible: about 36 % women, a fifth over sixty.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import exp

from bontot.demo.names import Wheel

YOUNGEST, OLDEST = 23, 97
_BANDS = ((23, 30), (31, 40), (41, 50), (51, 60), (61, 97))
_OFFICE = Wheel({"đại học": 70, "thạc sĩ": 8, "cao đẳng": 12, "trung cấp": 10})


@dataclass(frozen=True)
class Trait:
    """The people of one kind of branch."""

    women: float
    ages: tuple[float, float, float, float, float]
    """Weights of the ages 23–30, 31–40, 41–50, 51–60 and over 60 among those admitted before 2020."""
    jobs: Wheel
    category: str
    admits: float = 1.0
    """How much more than others the branch admits."""
    degrees: Wheel = _OFFICE

    @cached_property
    def age_steps(self) -> list[float]:
        """Cumulative chances of the ages from 23 to 97."""
        weights: list[float] = []
        for (low, high), share in zip(_BANDS, self.ages, strict=True):
            fall = 0.068 if low > 60 else 0.0
            inside = [exp(-fall * (age - low)) for age in range(low, high + 1)]
            weights += [share * one / sum(inside) for one in inside]
        return list(accumulate(weights))

    @cached_property
    def death_steps(self) -> list[float]:
        """The same for those who died: the chance of dying doubles about every seven and a half years."""
        ages = range(YOUNGEST, OLDEST + 1)
        alive = [b - a for a, b in zip([0.0, *self.age_steps], self.age_steps, strict=False)]
        return list(accumulate(many * exp(0.093 * age) for many, age in zip(alive, ages, strict=True)))


_RURAL = Wheel(
    {"chưa qua đào tạo": 54, "sơ cấp": 9, "trung cấp": 10, "cao đẳng": 9, "đại học": 18, "thạc sĩ": 1}
)
_FACTORY = Wheel(
    {
        "chưa qua đào tạo": 8,
        "công nhân kỹ thuật": 16,
        "trung cấp": 22,
        "cao đẳng": 18,
        "đại học": 34,
        "thạc sĩ": 2,
    }
)
_TEACHERS = Wheel({"đại học": 80, "cao đẳng": 12, "trung cấp": 3, "thạc sĩ": 5})
_FARM = Wheel(
    {"nông dân": 62, "lao động tự do": 16, "công nhân": 12, "kinh doanh": 6, "không chuyên trách thôn": 4}
)
_FIRM = Wheel({"công nhân": 70, "quản lý doanh nghiệp": 12, "nhân viên doanh nghiệp": 18})
_ONE = {
    job: Wheel({job: 1}) for job in ("công chức", "cán bộ xã", "giáo viên", "nhân viên y tế", "viên chức")
}
_ONE |= {job: Wheel({job: 1}) for job in ("công an", "bộ đội")}

TRAITS = {
    "village": Trait(0.33, (15, 20, 15, 12, 38), _FARM, "nông dân", 0.9, _RURAL),
    "office": Trait(0.34, (14, 42, 30, 14, 0), _ONE["công chức"], "cán bộ, công chức", 0.9),
    "commune": Trait(0.34, (14, 42, 30, 14, 0), _ONE["cán bộ xã"], "cán bộ, công chức", 0.9),
    "school": Trait(0.74, (14, 42, 33, 11, 0), _ONE["giáo viên"], "viên chức", 1.3, _TEACHERS),
    "health": Trait(0.58, (22, 42, 24, 12, 0), _ONE["nhân viên y tế"], "viên chức", 1.3),
    "service": Trait(0.45, (16, 42, 28, 14, 0), _ONE["viên chức"], "viên chức", 1.1),
    "police": Trait(0.12, (36, 40, 18, 6, 0), _ONE["công an"], "công an", 1.2),
    "army": Trait(0.06, (34, 40, 20, 6, 0), _ONE["bộ đội"], "quân nhân", 1.2),
    "enterprise": Trait(0.42, (26, 40, 24, 10, 0), _FIRM, "công nhân", 1.9, _FACTORY),
}
