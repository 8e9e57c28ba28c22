"""Promises about approving minutes: nothing is locked in that contradicts itself, and it is said how to put it right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest

from bontot.access.tests.reader import Reader
from bontot.meetings import recording
from bontot.meetings.attending import Mark, attend
from bontot.meetings.models import Meeting, Motion, Presence
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]
VOTERS = ("DV-AN", "DV-BINH", "DV-GIANG")


def _at(meeting: Meeting, step: str = "") -> str:
    return f"/sinh-hoat/buoi/{meeting.id}/{step}"


def _approve(client: Reader, meeting: Meeting, **said: str) -> Any:
    return client.post(_at(meeting, "bien-ban/"), {"do": "approve", **said})


def _vote(meeting: Meeting, *count: int) -> Motion:
    motion = Motion.objects.filter(meeting=meeting, about="ordinary").latest("id")
    return recording.vote(meeting.id, motion.id, recording.Count("card", *count), "chi-bo")


def _locked(meeting: Meeting) -> bool:
    meeting.refresh_from_db()
    return meeting.locked


@pytest.fixture
def held(july: Meeting, branch: Province) -> Meeting:
    """The meeting of July: its three voters were there, and it has ended."""
    attend(july.id, {branch.ids[code]: Mark("present") for code in VOTERS}, {}, "chi-bo")
    recording.end(july.id, time(21, 30), "chi-bo")
    return july


def _only(client: Reader, meeting: Meeting, *here: str) -> Any:
    """Attendance as somebody mends it on its page."""
    page = client.get(_at(meeting, "diem-danh/")).data
    said = {f"o-{each.line.code}": each.old for each in page.lines}
    said |= {f"s-{code}": "present" if code in here else "excused" for code in VOTERS}
    return client.post(_at(meeting, "diem-danh/"), said)


def test_attendance_mended_below_the_votes_warns_and_keeps_everything(as_: As, held: Meeting) -> None:
    _vote(held, 2, 1)
    secretary = as_("chi-bo")
    assert _only(secretary, held, "DV-AN", "DV-BINH").status_code == 302
    told = secretary.get(_at(held, "dien-bien/")).content.decode()
    assert "“Thông qua kết luận của buổi họp” ghi 3 phiếu, nhiều hơn 2 người được biểu quyết có mặt" in told
    assert Presence.objects.filter(meeting=held, status="excused").count() == 1
    assert Motion.objects.get(meeting=held, about="ordinary").in_favour == 2


def test_minutes_with_more_votes_than_voters_are_not_approved(as_: As, held: Meeting) -> None:
    _vote(held, 2, 1)
    secretary = as_("chi-bo")
    _only(secretary, held, "DV-AN", "DV-BINH")
    shown = secretary.get(_at(held, "bien-ban/"))
    assert {href for each in shown.data.against for href, _says in each.ways} == {
        _at(held, "dien-bien/"),
        _at(held, "diem-danh/"),
    }
    answer = _approve(secretary, held)
    assert answer.status_code == 422 and "ghi 3 phiếu, nhiều hơn 2 người" in answer.content.decode()
    assert not _locked(held)
    _vote(held, 2, 0)
    assert not secretary.get(_at(held, "bien-ban/")).data.against
    assert _approve(secretary, held).status_code == 302 and _locked(held)
