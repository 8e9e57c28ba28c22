"""Promises about days of another year, texts that are too long, and moments early in the morning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest

from bontot.access.tests.reader import Reader
from bontot.ledger.sealing import unseal
from bontot.meetings import planning, recording
from bontot.meetings.attending import Mark, attend
from bontot.meetings.keeping import Refused
from bontot.meetings.models import Conclusion, Meeting, Note
from bontot.meetings.planning import When
from bontot.meetings.record import record
from bontot.meetings.written import phrasing
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]


@pytest.mark.parametrize(
    ("day", "says"),
    (
        (date(2025, 7, 4), "còn hơn một năm nữa"),
        (date(9999, 1, 1), "còn hơn một năm nữa"),
        (date(2024, 9, 1), "Buổi của tháng 07/2024 không thể họp ngày 01/09/2024"),
        (date(2023, 7, 3), "Buổi của tháng 07/2024 không thể họp ngày 03/07/2023"),
    ),
)
def test_a_meeting_is_not_moved_to_another_year_by_a_slip(july: Meeting, day: date, says: str) -> None:
    with pytest.raises(Refused, match=says):
        planning.reschedule(july.id, When(day, time(19, 30), "Nhà văn hóa"), None, None, "chi-bo", keep=False)
    july.refresh_from_db()
    assert july.day == date(2024, 7, 3)


def test_a_meeting_of_another_kind_is_not_planned_years_ahead(branch: Province) -> None:
    when = When(date(2034, 7, 3), time(19, 30), "")
    with pytest.raises(Refused, match="hãy xem lại năm"):
        planning.create(branch.ids["CB1"], "thematic", when.day, "chi-bo", when=when, subject="Chuyên đề")


def test_what_is_too_long_is_refused_and_stays_in_the_form_rather_than_cut(as_: As, july: Meeting) -> None:
    where = f"/sinh-hoat/buoi/{july.id}/dien-bien/"
    for said, says in (
        ({"do": "note", "says": "ý" * 4001}, "4.001 ký tự, nhiều hơn 4.000"),
        ({"do": "conclude", "conclusions": "việc\n" * 101}, "Có 101 kết luận, nhiều hơn 100"),
        ({"do": "conclude", "conclusions": "v" * 1001}, "dài 1.001 ký tự"),
    ):
        answer = as_("chi-bo").post(where, said)
        text = answer.content.decode()
        assert answer.status_code == 422 and says in text
        assert (said.get("says") or said["conclusions"].strip()) in text
    assert not Note.objects.exists() and not Conclusion.objects.exists()


def test_the_end_of_a_line_counts_once_as_in_the_browser(july: Meeting) -> None:
    note = recording.speak(july.id, None, "dòng\r\n" * 799 + "dòng", "chi-bo")
    assert len(unseal(note.says)) == 5 * 799 + 4


def test_whoever_need_not_come_is_not_named_among_the_absent(july: Meeting, branch: Province) -> None:
    """Hoa is exempt: the number of those away with a reason and their names are of the same people."""
    marks = {branch.ids[code]: Mark("present") for code in ("DV-AN", "DV-BINH", "DV-GIANG", "DV-LAN")}
    away = {branch.ids["DV-HOA"]: Mark("excused"), branch.ids["DV-EM"]: Mark("excused", "sick")}
    held = attend(july.id, marks | away, {}, "chi-bo")
    assert "Vắng có lý do: 1 (Vũ Thị Em, ốm đau)." in phrasing.minutes(record(held))


def test_whoever_comes_and_need_not_is_told_apart(july: Meeting, branch: Province) -> None:
    codes = ("DV-AN", "DV-BINH", "DV-GIANG", "DV-EM", "DV-LAN", "DV-HOA")
    held = attend(july.id, {branch.ids[code]: Mark("present") for code in codes}, {}, "chi-bo")
    assert "Phải dự: 5. Có mặt: 6 (trong đó 1 không bắt buộc dự)." in phrasing.minutes(record(held))


def test_early_in_the_morning_the_day_is_that_of_the_office(as_: As, july: Meeting, branch: Province) -> None:
    """At six in the morning of the sixth it is still the fifth in Greenwich."""
    marks = {
        branch.ids[code]: Mark("present") for code in ("DV-AN", "DV-BINH", "DV-GIANG", "DV-EM", "DV-LAN")
    }
    attend(july.id, marks, {}, "chi-bo")
    Meeting.objects.filter(id=july.id).update(
        invited_at=datetime(2024, 7, 2, 23, tzinfo=UTC), sent_at=datetime(2024, 7, 5, 23, tzinfo=UTC)
    )
    page = as_("chi-bo").get(f"/sinh-hoat/buoi/{july.id}/").content.decode()
    assert "Mời họp ngày 03/07/2024, chưa đủ 1 ngày" in page
    assert "Gửi biên bản ngày 06/07/2024, sau 2 ngày" in page
    assert '<time datetime="2024-07-06">06/07/2024</time>' in page


def test_an_hour_that_is_none_is_refused_by_its_name(as_: As, july: Meeting) -> None:
    answer = as_("chi-bo").post(f"/sinh-hoat/buoi/{july.id}/dien-bien/", {"do": "end", "ended": ""})
    assert answer.status_code == 422 and "Giờ kết thúc: Hãy điền ô này." in answer.content.decode()
