"""Promises about the books of meetings that are loaded: all or nothing, counted as the pages count."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bontot.meetings.attending import marks as marks_of
from bontot.meetings.attending import statuses
from bontot.meetings.books.loading import load
from bontot.meetings.books.reading import read
from bontot.meetings.models import Meeting, Presence, Task
from bontot.meetings.rolls import Totals, roll
from bontot.members.models import Post
from bontot.members.tests.province import Province

MEETINGS = (
    "Mã chi bộ,Loại,Kỳ,Ngày,Bắt đầu,Kết thúc,Địa điểm,Chuyên đề,Chủ trì,Thư ký,Ngày mời,Ngày duyệt biên bản,Ngày gửi,"
    "Số người phát biểu,Không tán thành,Kết luận,Điểm tự chấm,Điểm cấp trên\n"
    "CB1,thường kỳ,06/2024,03/06/2024,19:30,21:10,Nhà văn hóa,,DV-AN,DV-BINH,01/06/2024,04/06/2024,04/06/2024,"
    "3,0,Làm đường.,14 20 40 18,14 20 38 18\n"
)
PRESENCE = "Mã chi bộ,Mã người,TK 06/2024\nCB1,DV-AN,x\nCB1,DV-BINH,m\nCB1,DV-GIANG,p\nCB1,DV-LAN,x\nCB1,DV-KHANH,x\n"
TASKS = (
    "Mã chi bộ,Kỳ,Nhiệm vụ,Người phụ trách,Hạn,Tình trạng,Kết quả,Ngày xong\n"
    "CB1,06/2024,Thăm đảng viên ốm,DV-BINH,30/06/2024,đang làm,,\n"
)


def _files(folder: Path, *texts: str) -> list[Path]:
    paths = [folder / f"{i}.csv" for i in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_what_is_loaded_is_counted_as_the_pages_count(branch: Province, tmp_path: Path) -> None:
    """The two denominators of a crowd are those of a single meeting."""
    books = read(_files(tmp_path, MEETINGS, PRESENCE, TASKS))
    loaded = load(books)
    assert not books.findings
    assert (loaded.meetings, loaded.presences, loaded.tasks) == (1, 5, 1)
    meeting = Meeting.objects.get()
    people = roll(meeting.organisation_id, meeting.kind, meeting.day)
    counted = people.totals(statuses(marks_of(meeting)))
    assert counted == Totals(*(getattr(meeting, name) for name in Totals.__slots__))
    assert (meeting.must_attend, meeting.may_vote, meeting.voting_present, meeting.away) == (5, 4, 3, 1)
    assert Task.objects.get().owner_id == branch.ids["DV-BINH"]


def test_the_next_meeting_gets_a_number_of_its_own(branch: Province, tmp_path: Path) -> None:
    load(read(_files(tmp_path, MEETINGS)))
    first = Meeting.objects.get()
    second = Meeting.objects.create(
        organisation_id=branch.ids["CB1"],
        kind="thematic",
        month=first.month,
        day=first.day,
        begins=first.begins,
    )
    assert second.id > first.id


@pytest.mark.parametrize(
    ("texts", "says"),
    (
        (
            (MEETINGS, PRESENCE + "CB1,DV-CUONG,x\n"),
            "DV-CUONG không có trong danh sách của CB1 ngày 03/06/2024.",
        ),
        ((MEETINGS, PRESENCE + "CB1,DV-EM,?\n"), "Không có ký hiệu điểm danh “?”"),
        ((MEETINGS, PRESENCE.replace("TK 06", "TK 05")), "mà không có buổi họp"),
        ((MEETINGS.replace("03/06/2024", "31/06/2024"),), "Ngày hoặc giờ không có thật"),
        ((MEETINGS.replace("CB1", "CB9"),), "Không có chi bộ mang mã “CB9”."),
        ((MEETINGS.replace("14 20 40 18,", "99 20 40 18,"),), "Điểm không khớp"),
        ((MEETINGS + MEETINGS.splitlines()[1] + "\n",), "đã có buổi họp loại này"),
        ((TASKS,), "thiếu buổi họp"),
        (("A,B\n1,2\n",), "không phải sổ sinh hoạt"),
    ),
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    branch: Province, tmp_path: Path, texts: tuple[str, ...], says: str
) -> None:
    books = read(_files(tmp_path, *texts))
    load(books)
    assert any(says in finding.says for finding in books.findings), books.findings
    assert not Meeting.objects.exists() and not Presence.objects.exists()


def test_what_is_there_already_is_not_loaded_twice(branch: Province, tmp_path: Path) -> None:
    load(read(_files(tmp_path, MEETINGS)))
    books = read(_files(tmp_path, MEETINGS))
    load(books)
    assert [finding.rule for finding in books.findings] == ["SS-03"]
    assert Meeting.objects.count() == 1


COMMITTEE = (
    MEETINGS.splitlines()[0]
    + "\nXA,cấp ủy,06/2024,18/06/2024,08:00,09:30,Phòng họp,,DV-AN,DV-BINH,15/06/2024,19/06/2024,,0,0,Giao việc.,,\n"
)


def test_a_committee_is_counted_by_its_seats(branch: Province, tmp_path: Path) -> None:
    """The list is that of the committee, wherever its members live their Party life."""
    for code, title in (
        ("DV-AN", "bí thư"),
        ("DV-BINH", "phó bí thư"),
        ("DV-KHANH", "ủy viên ban chấp hành"),
    ):
        branch.fact(
            Post, date(2020, 1, 1), person_id=branch.ids[code], organisation_id=branch.ids["XA"], title=title
        )
    marks = "Mã chi bộ,Mã người,CU 06/2024\nXA,DV-AN,x\nXA,DV-BINH,k\n"
    books = read(_files(tmp_path, COMMITTEE, marks, PRESENCE, MEETINGS))
    load(books)
    assert not books.findings
    meeting = Meeting.objects.get(kind="committee")
    people = roll(meeting.organisation_id, meeting.kind, meeting.day)
    counted = people.totals(statuses(marks_of(meeting)))
    assert counted == Totals(*(getattr(meeting, name) for name in Totals.__slots__))
    assert (meeting.on_list, meeting.must_attend, meeting.absent, meeting.away) == (3, 2, 1, 1)
    books = read(
        _files(tmp_path, COMMITTEE.replace("06/2024", "05/2024"), marks.replace("06", "05") + "XA,DV-EM,x\n")
    )
    load(books)
    assert ["DV-EM không có trong danh sách của XA" in f.says for f in books.findings] == [True]
