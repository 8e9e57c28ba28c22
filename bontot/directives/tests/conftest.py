"""What the tests of this chapter stand on: the small province of the pages' tests, with one paper of the province."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bontot.decisions.tests.conftest import _still as still
from bontot.decisions.tests.conftest import as_, province
from bontot.directives import cascading, committing
from bontot.directives.cascading import Terms
from bontot.directives.committing import Paper, Wanted
from bontot.directives.models import Commitment, Directive
from bontot.members.tests.province import Province

__all__ = ["as_", "province", "still", "values"]

DUE = date(2024, 12, 31)
DEEP = Terms(deadline=date(2024, 11, 30), deep=True)


def values(page: object) -> dict[str, int]:
    """The counts that a page tells, by their marks."""
    told = [*getattr(page, "numbers", ()), *getattr(page, "aside", ())]
    return {each.key: each.value for each in told}


@pytest.fixture
def paper(province: Province, still: None) -> Directive:
    """A directive of the province that holds."""
    said = Paper(
        number="26-CT/TU", kind="directive", dated=date(2023, 6, 2), title="Đổi mới phong cách công tác",
        source="26-CT/TU-2023", first=date(2023, 6, 2), last=date(2025, 6, 30),
    )  # fmt: skip
    return committing.register(province.ids["BG"], said, "tinh")


@pytest.fixture
def visits(paper: Directive, province: Province) -> Commitment:
    """What the province has committed to under it: visits, as many as it says."""
    wanted = Wanted(
        says="Đối thoại với nhân dân", deadline=DUE, measure="amount", unit="buổi", target=Decimal(12)
    )
    return committing.commit(province.ids["BG"], wanted, "tinh", directive=paper.id)


@pytest.fixture
def promise(paper: Directive, province: Province) -> Commitment:
    """What the province has committed to under it: something that is done or not."""
    wanted = Wanted(says="Xây dựng quy chế làm việc", deadline=DUE)
    return committing.commit(province.ids["BG"], wanted, "tinh", directive=paper.id)


@pytest.fixture
def branch(promise: Commitment, province: Province) -> Commitment:
    """The part of CB1 in what the province has handed down."""
    cascading.hand_down(promise.id, DEEP, "tinh")
    return Commitment.objects.get(organisation_id=province.ids["CB1"])
