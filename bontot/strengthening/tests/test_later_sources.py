"""Promises about grounds from the work regulation and from commitments: they count as those chapters count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bontot.directives import committing
from bontot.directives.committing import Paper, Wanted
from bontot.members.tests.province import Province
from bontot.regulations.adopting import Adoption, adopt
from bontot.regulations.queries import kept
from bontot.regulations.samples import SAMPLES
from bontot.strengthening.assessing import assess, rows_behind
from bontot.strengthening.computing import Figure
from bontot.strengthening.criteria import version_on
from bontot.strengthening.tests.conftest import TODAY


def _rows_add_up(code: str, organisation: int, on: date) -> Figure:
    """What the rows of a criterion add up to; it is the figure."""
    criterion = version_on(on).criterion(code)
    assert criterion is not None
    rows = rows_behind(criterion, [organisation], on)
    return Figure(sum(row.amount for row in rows), sum(row.base or 0 for row in rows))


def test_duties_missed_are_counted_as_the_chapter_of_regulations_counts_them(weak: Province) -> None:
    xa = weak.ids["XA"]
    adopt(xa, Adoption("01-QC/ĐU", date(2024, 1, 1), date(2024, 1, 1)), "xa", SAMPLES["grassroots"])
    found = assess([xa, weak.ids["CQ"]], TODAY)
    figure = found.figures["duties_missed"][xa]
    counted = kept([xa], date(2023, 12, 30), TODAY, TODAY)[xa]
    assert figure == Figure(counted.missed, counted.due) == _rows_add_up("duties_missed", xa, TODAY)
    assert figure.amount >= 4 and "duties_missed" in found.weak[xa]
    assert weak.ids["CQ"] not in found.figures["duties_missed"], "who has no regulation misses nothing"


def test_commitments_are_late_from_the_day_after_their_deadline(
    weak: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    xa, due = weak.ids["XA"], date(2024, 5, 31)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2024, 4, 1))
    said = Paper(
        number="26-CT/TU", kind="directive", dated=date(2023, 6, 2), title="Đổi mới phong cách công tác",
        source="26-CT/TU-2023", first=date(2023, 6, 2), last=date(2025, 6, 30),
    )  # fmt: skip
    paper = committing.register(xa, said, "xa")
    for says in ("Đối thoại với nhân dân", "Xây dựng quy chế làm việc"):
        committing.commit(xa, Wanted(says=says, deadline=due), "xa", directive=paper.id)
    assert xa not in assess([xa], due).figures["commitments_late"]
    next_day = due + timedelta(days=1)
    found = assess([xa], next_day)
    assert (
        found.figures["commitments_late"][xa]
        == Figure(2, 2)
        == _rows_add_up("commitments_late", xa, next_day)
    )
    assert found.weak[xa] == ["commitments_late"]
