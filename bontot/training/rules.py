"""What a list of a class must satisfy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bontot.kernel.finding import Severity
from bontot.kernel.near import perhaps
from bontot.law.rules import Problem, Rule
from bontot.law.sources import cite
from bontot.law.vocabulary import vocabulary
from bontot.ledger.state import State


def _kind_known(act: Any, before: State) -> Iterator[Problem]:
    words = vocabulary("course_kind")
    if act.kind not in words.values:
        near = perhaps(words.nearest(act.kind))
        says = f"Loại lớp “{act.kind}” chưa có trong danh mục nên không được tính vào chỉ tiêu{near}"
        yield Problem(says, "kind")


def _days_in_order(act: Any, before: State) -> Iterator[Problem]:
    if act.until and act.until < act.on:
        says = f"Lớp {act.course} kết thúc {act.until:%d/%m/%Y} trước khi bắt đầu {act.on:%d/%m/%Y}."
        yield Problem(says, "until")


KIND_KNOWN = Rule(
    code="BD-01",
    says="Loại lớp theo danh mục.",
    because=cite("HOUSE"),
    problems=_kind_known,
    at_most=Severity.HINT,
)
DAYS_IN_ORDER = Rule(
    code="BD-02", says="Lớp kết thúc sau khi bắt đầu.", because=cite("HOUSE"), problems=_days_in_order
)
