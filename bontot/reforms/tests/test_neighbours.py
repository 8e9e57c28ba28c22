"""Two plans about the same organisation: told while both can still be talked about."""

from __future__ import annotations

import pytest

from bontot.reforms.models import Reform, Stage
from bontot.reforms.neighbours import touching
from bontot.reforms.planned import Planned
from bontot.reforms.tests import plans
from bontot.reforms.versions import Saving, planned, save
from bontot.ui.clock import now
from tests import world

pytestmark = pytest.mark.django_db


def plan(code: str, *lines: Planned) -> Reform:
    made = Reform.objects.create(
        code=code,
        title=f"Phương án {code}",
        day=plans.DAY,
        organisation="TINH",
        created=now(),
        created_by="thu",
    )
    save(made, Saving("thu", "Lập", 0, put=plans.numbered(lines)))
    return made


def told(reform: Reform) -> list[tuple[str, str, str]]:
    return [(each.rule, each.value, each.severity) for each in touching(reform, planned(reform))]


def test_a_plan_is_told_of_what_another_plan_on_its_way_says_of_the_same_organisation_or_member() -> None:
    world.build()
    mine = plan("mot", plans.organisation("THON1", "giải thể"), plans.member("DV04", "THON2"))
    other = plan(
        "hai", plans.organisation("THON1", "sáp nhập", related="THON3"), plans.member("DV04", "THON3")
    )
    assert told(mine) == [], "the other is a draft and may never be handed in"
    Reform.objects.filter(pk=other.pk).update(state=Stage.APPROVED)
    assert told(mine) == [
        ("PA-PHUONG-AN-KHAC", "DV04", "warning"),
        ("PA-PHUONG-AN-KHAC", "THON1", "warning"),
    ]
    assert "Phương án hai (hai), ngày 01/07/2024, đã phê duyệt" in next(touching(mine, planned(mine))).says
    Reform.objects.filter(pk=other.pk).update(state=Stage.EXECUTED)
    assert told(mine) == [], "from then on the ledger itself has moved on"


def test_plans_about_different_organisations_leave_each_other_alone() -> None:
    world.build()
    mine = plan("mot", plans.organisation("THON1", "giải thể"))
    other = plan("hai", plans.organisation("THON2", "giải thể"))
    Reform.objects.filter(pk=other.pk).update(state=Stage.SUBMITTED)
    assert told(mine) == []
