"""Promises about who had to come and is not marked: told apart everywhere, and nowhere counted as there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from bontot.access.tests.reader import Reader
from bontot.meetings import recording
from bontot.meetings.attending import Mark, attend
from bontot.meetings.books.loading import load
from bontot.meetings.books.reading import read
from bontot.meetings.models import Meeting
from bontot.meetings.tests.test_loading import MEETINGS
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]


@pytest.fixture
def held(july: Meeting, branch: Province) -> Meeting:
    """Of five who must attend An and Bình came and Giang was excused; so did Hoa, who is exempt. Em and Lan are not marked."""
    marks = {branch.ids[code]: Mark("present") for code in ("DV-AN", "DV-BINH", "DV-HOA")}
    attend(july.id, marks | {branch.ids["DV-GIANG"]: Mark("excused")}, {}, "chi-bo")
    recording.end(july.id, time(21, 30), "chi-bo")
    return july


@pytest.fixture
def approved(as_: As, held: Meeting) -> Meeting:
    """The same with approved minutes."""
    as_("chi-bo").post(f"/sinh-hoat/buoi/{held.id}/bien-ban/", {"do": "approve", "send": "1"})
    held.refresh_from_db()
    assert held.locked
    return held


def test_the_score_counts_those_who_came_and_says_who_is_not_marked(as_: As, held: Meeting) -> None:
    page = as_("chi-bo").get(f"/sinh-hoat/buoi/{held.id}/cham-diem/").content.decode()
    assert (
        "2/5 người phải dự (40,0\u00a0%), 0 vắng không lý do. 2 người chưa điểm danh, không tính là có mặt."
        in page
    )


def test_the_findings_and_the_minutes_count_as_the_score_does(as_: As, held: Meeting) -> None:
    page = as_("chi-bo").get(f"/sinh-hoat/buoi/{held.id}/").content.decode()
    assert "2/5 người phải dự có mặt (40,0\u00a0%), dưới 85\u00a0%; 2 người chưa điểm danh." in page
    minutes = as_("chi-bo").get(f"/sinh-hoat/buoi/{held.id}/bien-ban/").content.decode()
    assert "Phải dự: 5. Có mặt: 3 (trong đó 1 không bắt buộc dự). Vắng có lý do: 1" in minutes
    assert "Vắng không lý do: 0. Chưa điểm danh: 2." in minutes


def test_the_lists_of_months_count_as_the_minutes_do(as_: As, approved: Meeting) -> None:
    assert (approved.must_attend, approved.attended, approved.present) == (5, 2, 3)
    page = as_("chi-bo").get("/sinh-hoat/CB1/")
    assert (page.data.meetings[0].attended, page.data.meetings[0].must_attend) == (2, 5)
    tallies = as_("xa").get("/sinh-hoat/XA/?month=2024-07").data.tallies
    assert [(t.attended, t.must_attend) for t in tallies if t.named.code == "CB1"] == [(2, 5)]


def test_where_nobody_is_marked_nothing_is_said_of_who_came(
    as_: As, branch: Province, tmp_path: Path
) -> None:
    """Books of earlier months may hold meetings without a book of attendance."""
    book = tmp_path / "sinh-hoat.csv"
    book.write_text(MEETINGS, encoding="utf-8")
    load(read([book]))
    meeting = Meeting.objects.get()
    assert (meeting.must_attend, meeting.attended) == (5, 0)
    listed = as_("chi-bo").get("/sinh-hoat/CB1/").data.meetings[0]
    assert (listed.attended, listed.must_attend) == (None, None)
    tallies = as_("xa").get("/sinh-hoat/XA/?month=2024-06").data.tallies
    assert [(t.met, t.must_attend) for t in tallies if t.named.code == "CB1"] == [(1, 0)]
    page = as_("xa").get(f"/sinh-hoat/buoi/{meeting.id}/cham-diem/?step=superior").content.decode()
    assert "Chưa điểm danh." in page and "người phải dự có mặt" not in page


def test_minutes_that_were_approved_before_are_counted_from_their_marks(approved: Meeting) -> None:
    Meeting.objects.update(attended=None)
    import_module("bontot.meetings.migrations.0006_attended").from_the_marks(apps, None)
    approved.refresh_from_db()
    assert approved.attended == 2
