"""What the tests of campaigns stand on: the small province with half a year of meetings of CB1, and a campaign of 2024."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bontot.decisions.tests.conftest import _still as still
from bontot.decisions.tests.conftest import as_, province
from bontot.meetings.books.loading import load
from bontot.meetings.books.reading import read
from bontot.meetings.tests.conftest import _on_the_third as on_the_third
from bontot.meetings.tests.conftest import branch
from bontot.meetings.tests.test_loading import MEETINGS
from bontot.members.tests.province import Province
from bontot.scorecards.campaigns import Wanted, begin
from bontot.scorecards.models import Campaign, Card

__all__ = ["as_", "branch", "on_the_third", "province", "still"]

HEADER = MEETINGS.splitlines()[0]
GOOD, POOR = "14 20 40 18", "3 5 10 4"


def meeting(month: int, day: int, *, kind: str = "thường kỳ", points: str = GOOD) -> str:
    """A line of the book of meetings."""
    on = f"{day:02}/{month:02}/2024"
    return f"CB1,{kind},{month:02}/2024,{on},19:30,21:10,Nhà văn hóa,,DV-AN,DV-BINH,{on},{on},{on},3,0,Làm đường.,{points},"


@pytest.fixture
def records(branch: Province, tmp_path: Path) -> Province:
    """January to June but April: May late, and one thematic meeting; Bình and Em away in June; a task done late, one in time."""
    lines = [meeting(month, 20 if month == 5 else 3) for month in (1, 2, 3, 5, 6)]
    lines.append(meeting(2, 15, kind="chuyên đề", points=""))
    columns = [f"TK {month:02}/2024" for month in (1, 2, 3, 5, 6)] + ["CĐ 02/2024"]
    presence = [
        "Mã chi bộ,Mã người," + ",".join(columns),
        "CB1,DV-AN,x,x,x,x,x,x",
        "CB1,DV-BINH,x,x,x,x,k,x",
        "CB1,DV-GIANG,x,m,p,x,x,x",
        "CB1,DV-EM,x,x,x,x,p,x",
        "CB1,DV-KHANH,x,x,,,,x",
        "CB1,DV-LAN,,,x,x,x,",
    ]
    tasks = [
        "Mã chi bộ,Kỳ,Nhiệm vụ,Người phụ trách,Hạn,Tình trạng,Kết quả,Ngày xong",
        "CB1,01/2024,Thăm đảng viên ốm,DV-BINH,31/01/2024,đã xong,Tốt,30/01/2024",
        "CB1,02/2024,Vận động hiến đất,DV-GIANG,29/02/2024,đã xong,Chậm,05/03/2024",
    ]
    kept(tmp_path, [HEADER, *lines], presence, tasks)
    return branch


def kept(folder: Path, *books: list[str]) -> None:
    """These books, given by their lines, are loaded."""
    paths = [folder / f"{place}.csv" for place in range(len(books))]
    for path, lines in zip(paths, books, strict=True):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = read(paths)
    load(found)
    assert not found.findings


@pytest.fixture
def campaign(records: Province) -> Campaign:
    """Four-good branches of 2024, of the whole province."""
    days = (date(2024, 3, 31), date(2024, 12, 10), date(2024, 12, 20), date(2024, 12, 31))
    wanted = Wanted(
        "Chi bộ bốn tốt năm 2024",
        "chi-bo-bon-tot",
        "mau-trinh-dien",
        records.ids["BG"],
        "branches",
        2024,
        *days,
    )
    return begin(wanted, "tinh")


@pytest.fixture
def card(campaign: Campaign, records: Province) -> Card:
    """The card of CB1."""
    return Card.objects.select_related("campaign").get(organisation_id=records.ids["CB1"])
