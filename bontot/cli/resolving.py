"""The targets of the year's resolutions of the demonstration: commitments that branches made of their own accord."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bontot.cli.promising import REPLY, branches_on
from bontot.demo import SEED
from bontot.demo.resolutions import Aim, aims
from bontot.directives.committing import heads
from bontot.directives.models import Commitment, Reply
from bontot.ledger import bulk
from bontot.meetings.books.loading import numbers_go_on
from bontot.organisations.models import Organisation
from bontot.organisations.tree import tree
from bontot.ui.clock import today

COMMITMENT = (
    "id", "organisation", "own", "head", "says", "measure", "unit", "target", "counted", "since", "given", "deadline",
    "concrete_on", "state", "reason",
)  # fmt: skip


def load_resolutions() -> int:
    """What branches set themselves last year and this year, and what they told of it; how many targets there are."""
    on, id = today(), bulk.last_id(Commitment)
    commitments: list[tuple[Any, ...]] = []
    replies: list[tuple[Any, ...]] = []
    for organisation, head, aim in _all(on):
        id += 1
        commitments.append(_commitment(id, organisation, head, aim))
        if aim.done_on is not None:
            replies.append(_reply(id, aim, aim.done_on, on))
    bulk.insert(Commitment, COMMITMENT, commitments)
    bulk.insert(Reply, REPLY, replies)
    numbers_go_on([Commitment])
    bulk.recount([Commitment, Reply])
    return len(commitments)


def _all(on: date) -> Iterator[tuple[int, int | None, Aim]]:
    codes = dict(Organisation.objects.values_list("id", "code"))
    for year in (on.year - 1, on.year):
        begins = min(date(year, 1, 4), on)
        standing, branches = tree(begins), sorted(branches_on(begins))
        led = heads(branches, begins)
        for id in branches:
            path = standing.path(id)
            commune = codes[path[-2]] if len(path) > 1 else codes[id]
            for aim in aims(codes[id], commune, year, SEED, on):
                yield id, led.get(id), aim


def _commitment(id: int, organisation: int, head: int | None, aim: Aim) -> tuple[Any, ...]:
    given, measure = aim.given.isoformat(), "indicator" if aim.counted else "amount"
    return (
        id, organisation, 0, head, aim.says, measure, aim.unit, aim.target, aim.counted, given if aim.counted else None, given,
        aim.deadline.isoformat(), given, "concrete", "",
    )  # fmt: skip


def _reply(id: int, aim: Aim, done_on: date, on: date) -> tuple[Any, ...]:
    reached = (aim.value or 0) >= aim.target
    sent = min(done_on + timedelta(days=2), on).isoformat()
    says = "Đạt chỉ tiêu nghị quyết năm" if reached else "Chưa đạt, chuyển sang năm sau"
    return (
        id, aim.value, int(reached), done_on.isoformat(), says, "paper", "Báo cáo tổng kết năm của chi bộ", sent, "chi-bo",
        "sent", "", None, "", 1,
    )  # fmt: skip
