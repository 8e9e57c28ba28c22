"""Twelve months of meetings: the books that branches keep, with weak spots worth finding.

Three files, as an office would gather them: the meetings, the book of attendance (a line for each member, a column for each
meeting), the tasks. The months are those before a day, so that a demonstration loaded today has met until yesterday.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from bontot.demo.company import Company
from bontot.demo.person import Person
from bontot.demo.plan import Branch

FILES = {
    "sinh-hoat": (
        "Mã chi bộ", "Loại", "Kỳ", "Ngày", "Bắt đầu", "Kết thúc", "Địa điểm", "Chuyên đề", "Chủ trì", "Thư ký", "Ngày mời",
        "Ngày duyệt biên bản", "Ngày gửi", "Số người phát biểu", "Không tán thành", "Kết luận", "Điểm tự chấm", "Điểm cấp trên",
    ),
    "diem-danh": ("Mã chi bộ", "Mã người"),
    "nhiem-vu": ("Mã chi bộ", "Kỳ", "Nhiệm vụ", "Người phụ trách", "Hạn", "Tình trạng", "Kết quả", "Ngày xong"),
}  # fmt: skip
REGULAR, THEMATIC = "thường kỳ", "chuyên đề"
MOST = (5, 5, 10, 40, 5, 30, 5)
"""Points of the seven criteria; the frame of the earlier months has four, and their sum is shared out."""
OLD_MOST = (15, 20, 45, 20)
FRAME_FROM = date(2025, 10, 28)
SUBJECTS = (
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh: nêu gương của người đứng đầu",
    "Phát triển đảng viên trong công nhân và ở thôn, tổ dân phố",
    "Giữ gìn đoàn kết, kỷ luật trong chi bộ",
    "Chuyển đổi số: dùng sổ tay đảng viên điện tử",
    "Xây dựng nông thôn mới, đô thị văn minh",
)
TASKS = (
    "Vận động nhân dân hiến đất mở đường ngõ", "Rà soát, bồi dưỡng quần chúng ưu tú", "Thu, nộp đảng phí đúng hạn",
    "Thăm đảng viên tuổi cao, ốm đau", "Tuyên truyền bầu cử và cải cách hành chính", "Kiểm tra việc thực hiện quy ước thôn",
    "Vận động thành lập tổ hợp tác", "Chuẩn bị nội dung sinh hoạt chuyên đề", "Hướng dẫn cài sổ tay đảng viên điện tử",
    "Nắm tình hình tư tưởng nhân dân về đền bù, giải phóng mặt bằng",
)  # fmt: skip
CONCLUSIONS = (
    "Tiếp tục thực hiện nghị quyết năm; các đồng chí được phân công báo cáo kết quả kỳ tới.",
    "Tập trung hoàn thành chỉ tiêu quý; nhắc nhở các đồng chí chưa nộp đảng phí.",
    "Thống nhất đăng ký danh hiệu chi bộ bốn tốt; phân công theo dõi từng tiêu chí.",
)

GOLDEN = 0.6180339887
"""Multiples of it are spread evenly between 0 and 1: a small province has its weak branches too."""


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that took place, and its column in the book of attendance."""

    kind: str
    month: date
    day: date
    column: str


@dataclass(frozen=True, slots=True)
class Habit:
    """How a branch goes about it: chances between 0 and 1."""

    meets: float
    comes: float
    writes: float
    finishes: float


class Diary:
    """Writes the three files while the people of each unit are invented. Use as a context manager."""

    def __init__(self, out: Path, until: date, seed: int) -> None:
        out.mkdir(parents=True, exist_ok=True)
        self.until, self.seed, self._branches = until, seed, 0
        this = until.replace(day=1)
        self.months = [_month(this, -step) for step in range(12, -1, -1)]
        self.columns = [f"TK {m:%m/%Y}" for m in self.months] + [f"CĐ {m:%m/%Y}" for m in self.months]
        self.paths = [out / f"{name}.csv" for name in FILES]
        self._files = [path.open("w", encoding="utf-8-sig", newline="") for path in self.paths]
        self._meetings, self._presence, self._tasks = (
            csv.writer(f, lineterminator="\n") for f in self._files
        )
        for writer, columns in zip(
            (self._meetings, self._tasks), (FILES["sinh-hoat"], FILES["nhiem-vu"]), strict=True
        ):
            writer.writerow(columns)
        self._presence.writerow([*FILES["diem-danh"], *self.columns])

    def __enter__(self) -> Diary:
        return self

    def __exit__(self, *_: Any) -> None:
        for file in self._files:
            file.close()

    def of(self, company: Company) -> None:
        """A year of every branch of the unit."""
        sleepy = Random(f"{self.seed}:họp:{company.unit.code}").random() < 0.02
        for branch in company.unit.branches:
            rng = Random(f"{self.seed}:họp:{branch.code}")
            people = [p for p in company.people if p.branch == branch.code and not p.left]
            leaders = [p.code for p, _seat in company.seated if p.branch == branch.code]
            self._branches += 1
            self._year(branch, people, leaders, _habit(self._branches * GOLDEN % 1, sleepy, rng), rng)

    def _year(
        self, branch: Branch, people: list[Person], leaders: list[str], habit: Habit, rng: Random
    ) -> None:
        begins = rng.choice(
            ("19:30", "19:45", "20:00") if branch.sort == "village" else ("08:00", "14:00", "16:00")
        )
        place = branch.territory or branch.name.removeprefix("Chi bộ ")
        place = f"Nhà văn hóa {place}" if branch.sort == "village" else f"Phòng họp {place}"
        held = list(self._held(habit, rng))
        for meeting in held:
            self._meetings.writerow(
                _meeting(branch, meeting, begins, place[:200], leaders, habit, self.until, rng)
            )
            if meeting.kind == REGULAR:
                for task in _given(branch, meeting, people, habit, self.until, rng):
                    self._tasks.writerow(task)
        columns = {meeting.column: meeting.day.toordinal() for meeting in held}
        order = [columns.get(column, 0) for column in self.columns]
        for person in people:
            self._presence.writerow([branch.code, person.code, *_marks(person, order, habit, rng)])

    def _held(self, habit: Habit, rng: Random) -> Iterator[Held]:
        for month in self.months:
            day = month + timedelta(days=2 if rng.random() < 0.7 else rng.randint(2, 8))
            if day < self.until and rng.random() < habit.meets:
                yield Held(REGULAR, month, day, f"TK {month:%m/%Y}")
            thematic = month + timedelta(days=rng.randint(12, 24))
            if month.month % 3 == 2 and thematic < self.until and rng.random() < habit.meets:
                yield Held(THEMATIC, month, thematic, f"CĐ {month:%m/%Y}")


def _habit(chance: float, sleepy: bool, rng: Random) -> Habit:
    """Most branches do well; some seldom meet, some are badly attended, some do not write, some do not finish."""
    writes = 0.55 if sleepy else 0.97
    if chance < 0.02:
        return Habit(rng.uniform(0.5, 0.75), 0.72, min(writes, 0.7), 0.5)
    if chance < 0.05:
        return Habit(0.97, rng.uniform(0.55, 0.75), writes, 0.7)
    if chance < 0.07:
        return Habit(1.0, 0.9, 0.4, 0.8)
    if chance < 0.10:
        return Habit(1.0, 0.92, writes, 0.35)
    return Habit(0.998, rng.uniform(0.9, 0.99), writes, rng.uniform(0.8, 1.0))


def _month(first: date, step: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + step, 12)
    return date(year, month + 1, 1)


def _meeting(
    branch: Branch,
    held: Held,
    begins: str,
    place: str,
    leaders: list[str],
    habit: Habit,
    until: date,
    rng: Random,
) -> list[str]:
    hour, minute = map(int, begins.split(":"))
    ends = hour * 60 + minute + rng.choice((95, 100, 105, 110, 120) if rng.random() < 0.93 else (60, 75))
    written = held.day + timedelta(
        days=rng.choice((0, 1, 1, 2)) if rng.random() < 0.94 else rng.randint(4, 15)
    )
    approved = written <= until and rng.random() < habit.writes
    invited = held.day - timedelta(days=rng.randint(1, 4) if rng.random() < 0.96 else 0)
    own, above = _points(held, habit, rng) if approved else ("", "")
    chair = leaders[0] if leaders else ""
    secretary = leaders[1] if len(leaders) > 1 else chair
    return [
        branch.code, held.kind, f"{held.month:%m/%Y}", _day(held.day), begins, f"{ends // 60:02}:{ends % 60:02}", place,
        rng.choice(SUBJECTS) if held.kind == THEMATIC else "", chair, secretary, _day(invited),
        _day(written) if approved else "", _day(written) if approved and rng.random() < 0.98 else "",
        str(rng.randint(1, 9)), "1" if rng.random() < 0.02 else "0", rng.choice(CONCLUSIONS), own, above,
    ]  # fmt: skip


def _points(held: Held, habit: Habit, rng: Random) -> tuple[str, str]:
    """The branch's own points of each criterion, and the superior's, who is not always as kind."""
    good = 0.6 + 0.4 * habit.comes * habit.finishes
    most = MOST if held.day >= FRAME_FROM else OLD_MOST
    own = [min(part, round(part * min(1.0, rng.uniform(good, 1.02)))) for part in most]
    above = list(own)
    if rng.random() < 0.12:
        above[3] = max(0, above[3] - rng.randint(1, 6))
    return _words(own), _words(above) if rng.random() < 0.9 else ""


def _words(points: list[int]) -> str:
    return " ".join(map(str, points))


def _given(
    branch: Branch, held: Held, people: list[Person], habit: Habit, until: date, rng: Random
) -> Iterator[list[str]]:
    for says in rng.sample(TASKS, 2):
        deadline = _month(held.month, 1) + timedelta(days=rng.randint(0, 6))
        owner = rng.choice(people).code if people else ""
        chance = rng.random()
        state, result, done = "đang làm", "", ""
        if deadline < until:
            if chance < habit.finishes:
                state, result, done = (
                    "đã xong",
                    "Đạt yêu cầu",
                    _day(deadline - timedelta(days=rng.randint(0, 20))),
                )
            elif chance < habit.finishes + (1 - habit.finishes) / 2:
                late = deadline + timedelta(days=rng.randint(3, 40))
                if late < until:
                    state, result, done = "đã xong", "Xong chậm", _day(late)
            elif deadline < until - timedelta(days=120):
                state, result = "thôi không làm", "Không còn phù hợp"
        yield [branch.code, f"{held.month:%m/%Y}", says, owner, _day(deadline), state, result, done]


def _marks(person: Person, days: list[int], habit: Habit, rng: Random) -> list[str]:
    """x there, m late, p away with a reason, k without; blank where nobody expected the person."""
    comes, marks = habit.comes, []
    for day in days:
        if not day or person.since > day or (person.exempt and person.exempt <= day):
            marks.append("")
            continue
        chance = rng.random()
        if chance < comes:
            marks.append("m" if chance < 0.02 else "x")
        else:
            marks.append("k" if chance > 1 - (1 - comes) * 0.06 else "p")
    return marks


@lru_cache(maxsize=2048)
def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
