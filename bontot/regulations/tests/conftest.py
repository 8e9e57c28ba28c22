"""What the tests of regulations stand on: the small province of the pages' tests, a commune's committee with people."""

from __future__ import annotations

from datetime import date

import pytest

from bontot.decisions.tests.conftest import _still as still
from bontot.decisions.tests.conftest import as_, province
from bontot.members.models import Post
from bontot.members.tests.province import Province
from bontot.regulations.adopting import Adoption, adopt
from bontot.regulations.models import Regulation
from bontot.regulations.samples import SAMPLES

__all__ = ["as_", "province", "still"]


@pytest.fixture(autouse=True)
def _still_standing(still: None) -> None:
    """The clock stands on 30/06/2024."""


@pytest.fixture
def committee(province: Province) -> Province:
    """XA led by An until 01/04/2024 and by Bình since, with Cường in the committee; CB1 led by An."""
    xa = province.ids["XA"]
    an, binh, cuong = (province.ids[code] for code in ("DV-AN", "DV-BINH", "DV-CUONG"))
    handed_over = date(2024, 4, 1)
    province.fact(Post, date(2020, 6, 1), handed_over, person_id=an, title="bí thư", organisation_id=xa)
    province.fact(Post, handed_over, person_id=binh, title="bí thư", organisation_id=xa, term="2020–2025")
    province.fact(Post, date(2020, 6, 1), person_id=cuong, title="ủy viên ban chấp hành", organisation_id=xa)
    return province


@pytest.fixture
def regulation(committee: Province) -> Regulation:
    """XA works by the sample of grassroots committees since 01/01/2024."""
    asked = Adoption("01-QC/ĐU", date(2024, 1, 1), date(2024, 1, 1), "2020–2025", kept_at="Văn phòng")
    return adopt(committee.ids["XA"], asked, "xa", SAMPLES["grassroots"])


@pytest.fixture
def of_branch(committee: Province) -> Regulation:
    """CB1 works by the sample of branches since 01/01/2024."""
    return adopt(
        committee.ids["CB1"],
        Adoption("01-QC/CB", date(2024, 1, 1), date(2024, 1, 1)),
        "chi-bo",
        SAMPLES["branch"],
    )
