"""Promises about tasks of earlier meetings: what became of them stands in the minutes of the meeting that heard it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bontot.access.tests.reader import Reader
from bontot.meetings import recording
from bontot.meetings.agenda import propose
from bontot.meetings.models import Meeting, Task
from bontot.meetings.planning import create
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]


@pytest.mark.parametrize(
    ("state", "says"),
    (("done", "đã xong, xong trước hạn"), ("carried", "chuyển sang kỳ sau"), ("dropped", "thôi không làm")),
)
def test_what_was_reported_stands_in_the_minutes_whatever_the_month(
    as_: As, july: Meeting, branch: Province, state: str, says: str
) -> None:
    before = create(branch.ids["CB1"], "regular", date(2024, 6, 1), "chi-bo")
    task = recording.give(before.id, "Thăm cụ Hoa", branch.ids["DV-AN"], date(2024, 7, 20), "chi-bo")
    Meeting.objects.filter(id=july.id).update(month=date(2024, 8, 1))  # the one of August, held early
    result = "xong trước hạn" if state == "done" else ""
    said = {"do": f"report-{task.id}", "state": state, "result": result}
    assert as_("chi-bo").post(f"/sinh-hoat/buoi/{july.id}/dien-bien/", said).status_code == 302
    text = as_("chi-bo").get(f"/sinh-hoat/buoi/{july.id}/bien-ban/").data.text
    assert "NHIỆM VỤ KỲ TRƯỚC" in text and f"hạn 20/07/2024): {says}" in text
    assert Task.objects.filter(carried_from=task).count() == (state == "carried")


def test_tasks_of_a_branch_that_was_absorbed_are_proposed_to_the_one_that_took_it_in(
    province: Province, ended: Callable[[date], None]
) -> None:
    june = create(province.ids["CB1"], "regular", date(2024, 6, 1), "chi-bo")
    recording.give(june.id, "Thăm cụ Hoa", province.ids["DV-AN"], date(2024, 7, 20), "chi-bo")
    ended(date(2024, 7, 10))
    told = [each.says for each in propose(province.ids["CB2"], "regular", date(2024, 8, 3), date(2024, 7, 3))]
    assert "Kiểm điểm việc nhận bàn giao khi sáp nhập: Thăm cụ Hoa (hạn 20/07/2024)" in told


def test_the_vote_on_the_points_is_asked_for_before_approval(as_: As, july: Meeting) -> None:
    secretary, points = as_("chi-bo"), {"p-1": "15", "p-2": "20", "p-3": "45", "p-4": "20"}
    at = f"/sinh-hoat/buoi/{july.id}/"
    assert "Ghi điểm chi bộ biểu quyết" not in secretary.get(f"{at}bien-ban/").content.decode()
    secretary.post(f"{at}cham-diem/", {**points, "step": "self"})
    assert f"{at}cham-diem/?step=branch" in secretary.get(f"{at}bien-ban/").content.decode()
    secretary.post(f"{at}cham-diem/", {**points, "step": "branch"})
    assert "Ghi điểm chi bộ biểu quyết" not in secretary.get(f"{at}bien-ban/").content.decode()
