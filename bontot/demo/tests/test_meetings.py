"""The books of meetings of the invented province: the same every time, and with weak spots worth finding."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

from bontot.demo.meetings import Diary
from bontot.demo.writing import rows

UNTIL = date(2026, 3, 20)


def _write(folder: Path) -> list[Path]:
    with Diary(folder, UNTIL, 2020) as diary:
        assert sum(1 for _ in rows(2_000, 2020, diary=diary)) > 2_000
    return diary.paths


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_day_gives_the_same_books_and_nobody_is_changed_by_them(tmp_path: Path) -> None:
    first, second = _write(tmp_path / "1"), _write(tmp_path / "2")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    with Diary(tmp_path / "3", UNTIL, 2020) as diary:
        assert list(rows(2_000, 2020, diary=diary)) == list(rows(2_000, 2020))


def test_meetings_since_january_of_last_year_have_weak_spots(tmp_path: Path) -> None:
    meetings, presence, _apart, tasks = map(_read, _write(tmp_path))
    met = Counter(row["Mã chi bộ"] for row in meetings if row["Loại"] == "thường kỳ")
    assert max(met.values()) == 15 and min(met.values()) < 14
    months = {row["Kỳ"] for row in meetings}
    assert {f"{month:02}/2025" for month in range(1, 13)} <= months, "the year that was decided is whole"
    unwritten = [row for row in meetings if not row["Ngày duyệt biên bản"]]
    assert 0 < len(unwritten) < len(meetings) / 4
    marks = Counter(mark for row in presence for name, mark in row.items() if name.startswith(("TK", "CĐ")))
    there = marks["x"] + marks["m"]
    assert 0.85 < there / (there + marks["p"] + marks["k"]) < 0.98 and marks["k"]
    assert {row["Tình trạng"] for row in tasks} == {"đang làm", "đã xong", "thôi không làm"}
    assert all(date(*map(int, reversed(row["Ngày"].split("/")))) < UNTIL for row in meetings)


def test_committees_meet_too_and_some_branches_beside_the_plan(tmp_path: Path) -> None:
    meetings, _presence, apart, _tasks = map(_read, _write(tmp_path))
    kinds = Counter(row["Loại"] for row in meetings)
    assert kinds.keys() == {"thường kỳ", "chuyên đề", "bất thường", "cấp ủy"}
    assert kinds["cấp ủy"] > 13 * 10 and 2 < kinds["bất thường"] < 40
    assert all(row["Chuyên đề"] for row in meetings if row["Loại"] == "bất thường")
    assert not any(row["Điểm tự chấm"] or row["Ngày gửi"] for row in meetings if row["Loại"] == "cấp ủy")
    met = {(row["Mã chi bộ"], row["Kỳ"]) for row in meetings if row["Loại"] == "cấp ủy"}
    there: Counter[tuple[str, str]] = Counter()
    for row in apart:
        there.update((row["Mã chi bộ"], name[3:]) for name, mark in row.items() if mark and name[:2] == "CU")
    assert set(there) == met and min(there.values()) >= 2
