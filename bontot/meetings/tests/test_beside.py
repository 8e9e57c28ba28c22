"""Promises about two texts side by side: what differs is marked, what does not is left out where there is much of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bontot.meetings.carried.log import about_the_clock
from bontot.meetings.forms import VoteForm
from bontot.meetings.written.beside import Told, beside


def test_only_what_differs_is_marked_with_a_few_lines_around_it() -> None:
    lines = [f"Dòng {i}" for i in range(9)]
    mine, theirs = beside("\n".join([*lines, "Sửa đường", "Hết"]), "\n".join([*lines, "Xây cầu", "Hết"]))
    assert mine == [
        Told("…", False), Told("Dòng 7", False), Told("Dòng 8", False), Told("Sửa đường", True), Told("Hết", False),
    ]  # fmt: skip
    assert [line.says for line in theirs if line.differs] == ["Xây cầu"]


def test_a_line_that_one_side_alone_has_is_marked_there() -> None:
    mine, theirs = beside("Một\nHai", "Một")
    assert [line.says for line in mine if line.differs] == ["Hai"]
    assert not any(line.differs for line in theirs)


@pytest.mark.parametrize(
    ("typed", "read"), (("12", 12), ("1.000", 1000), (" 7 ", 7), ("-3", None), ("hai", None), ("1,5", None), ("9" * 20, None))
)  # fmt: skip
def test_a_number_of_votes_is_read_as_people_write_it_or_told(typed: str, read: int | None) -> None:
    form = VoteForm({"method": "card", "in_favour": typed, "against": "0", "abstained": "0"})
    assert form.is_valid() is (read is not None)
    if read is None:
        assert form.errors["in_favour"] == ["Hãy viết một số từ 0 đến 100.000, chỉ gồm chữ số."]
    else:
        assert form.cleaned_data["in_favour"] == read


@pytest.mark.parametrize(
    ("off", "says"),
    ((timedelta(minutes=7), "chậm 7 phút"), (timedelta(days=3, hours=13, minutes=25), "chậm 3 ngày 13 giờ"),
     (-timedelta(hours=7), "nhanh 7 giờ;")),
)  # fmt: skip
def test_how_wrong_a_clock_is_is_told_in_days_and_hours(off: timedelta, says: str) -> None:
    assert says in about_the_clock(off, off)
