"""Executing beside others, or killed at any moment: all of a plan is done or nothing, and a plan never runs over another."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bontot.ledger import enacting
from bontot.ledger.queries import end
from bontot.ledger.verifying import verify
from bontot.organisations.models import Organisation
from bontot.reforms.executing import execute
from bontot.reforms.models import Reform, Stage
from bontot.reforms.planned import Planned
from bontot.reforms.seeing import looked, see
from bontot.reforms.steps import NotNow
from bontot.reforms.tests.plans import DAY, organisation
from bontot.reforms.versions import Saving, save
from bontot.statistics import copy
from bontot.ui.clock import now
from tests import world
from tests.children import Child, in_a_process

pytestmark = pytest.mark.django_db(transaction=True)
CROWD, MOMENTS = 250, 4
"""Organisations that a plan makes; moments at which its execution is killed."""


@pytest.fixture
def office(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The known world in a system of its own, where a hundred are a crowd."""
    settings.HOME = tmp_path
    monkeypatch.setattr(enacting, "CHUNK", 100)
    copy.forget()
    world.build()
    yield
    copy.forget()


def approved(code: str, *lines: Planned) -> Reform:
    reform = Reform.objects.create(
        code=code, title=code, day=DAY, organisation="TINH", created=now(), created_by="lan",
        number="1", dated=DAY, by="TINH", state=Stage.DRAFT,
    )  # fmt: skip
    save(reform, Saving("lan", "Lập", 0, put=looked(lines, see(DAY, lines))))
    Reform.objects.filter(pk=reform.pk).update(state=Stage.APPROVED, approved_version=1)
    reform.refresh_from_db()
    return reform


def done(reform: Reform) -> Callable[[], int | None]:
    return lambda: execute(reform, world.OPERATOR).position


def crowd(turn: int) -> list[Planned]:
    new = [
        organisation(f"C{turn}-{n}", "lập mới", name=f"Chi bộ {n}", kind="chi bộ", parent=f"X{turn}")
        for n in range(CROWD)
    ]
    above = organisation(f"X{turn}", "lập mới", name=f"Xã {turn}", kind="đảng bộ cơ sở", parent="HUYEN")
    return [*new, above]


def test_of_two_executed_at_once_one_wins_and_the_other_writes_nothing(office: None) -> None:
    first = approved("mot", organisation("XA1", "sáp nhập", related="XA2"))
    second = approved("hai", organisation("XA1", "điều chỉnh", name="Đảng bộ xã Khác"))
    children = [Child(done(first)), Child(done(second))]
    positions = [child.result() for child in children]
    assert sorted(position or 0 for position in positions) == [0, 2] and end() == 2
    states = sorted(Reform.objects.values_list("state", flat=True))
    assert states == [Stage.APPROVED, Stage.EXECUTED]


def test_one_plan_is_executed_once(office: None) -> None:
    reform = approved("mot", *crowd(0))

    def tries() -> int | None:
        try:
            return execute(reform, world.OPERATOR).position
        except NotNow:
            return None

    children = [Child(tries), Child(tries)]
    assert sorted(child.result() or 0 for child in children) == [0, 2] and end() == 2


def test_a_plan_killed_while_it_is_executed_is_done_wholly_or_not_at_all(office: None) -> None:
    began = time.monotonic()
    assert in_a_process(done(approved("p0", *crowd(0)))) == 2
    takes, killed = time.monotonic() - began, 0
    for turn in range(1, MOMENTS + 1):
        reform = approved(f"p{turn}", *crowd(turn))
        before = end()
        killed += Child(done(reform)).kill_after(takes * turn / MOMENTS)
        reform.refresh_from_db()
        made = Organisation.objects.filter(code__startswith=f"C{turn}-").count()
        finished = (end() - before, made, reform.state)
        assert finished in ((0, 0, Stage.APPROVED), (1, CROWD, Stage.EXECUTED))
        assert (reform.position is None) == (made == 0)
    assert killed
    assert in_a_process(lambda: [found for found in verify() if found.refuses]) == []
