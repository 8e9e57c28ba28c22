"""Meetings since January of last year: the books that branches keep, with weak spots worth finding.

Four files, as an office would gather them: the meetings, the book of attendance (a line for each member, a column for each
meeting), the same of committees and of extraordinary meetings, the tasks. The months go on until a day, so that a demonstration
loaded today has met until yesterday, and the campaign of last year rests on the whole of its year.
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
from bontot.demo.sessions import CONCLUSIONS, DRAFTS, REASONS, SUBJECTS, TASKS, seated

FILES = {
    "sinh-hoat": (
        "Mã chi bộ", "Loại", "Kỳ", "Ngày", "Bắt đầu", "Kết thúc", "Địa điểm", "Chuyên đề", "Chủ trì", "Thư ký", "Ngày mời",
        "Ngày duyệt biên bản", "Ngày gửi", "Số người phát biểu", "Không tán thành", "Kết luận", "Điểm tự chấm", "Điểm cấp trên",
    ),
    "diem-danh": ("Mã chi bộ", "Mã người"),
    "diem-danh-khac": ("Mã chi bộ", "Mã người"),
    "nhiem-vu": ("Mã chi bộ", "Kỳ", "Nhiệm vụ", "Người phụ trách", "Hạn", "Tình trạng", "Kết quả", "Ngày xong"),
}  # fmt: skip
REGULAR, THEMATIC, EXTRAORDINARY, COMMITTEE = "thường kỳ", "chuyên đề", "bất thường", "cấp ủy"
MOST = (5, 5, 10, 40, 5, 30, 5)
"""Points of the seven criteria; the frame of the earlier months has four, and their sum is shared out."""
OLD_MOST = (15, 20, 45, 20)
FRAME_FROM = date(2025, 10, 28)
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
        self.months = [_month(this, -step) for step in range(this.month + 11, -1, -1)]
        self.columns, self.others = _columns(self.months, "TK", "CĐ"), _columns(self.months, "CU", "BT")
        self.paths = [out / f"{name}.csv" for name in FILES]
        self._files = [path.open("w", encoding="utf-8-sig", newline="") for path in self.paths]
        self._meetings, self._presence, self._apart, self._tasks = (
            csv.writer(f, lineterminator="\n") for f in self._files
        )
        for writer, columns in zip(
            (self._meetings, self._tasks), (FILES["sinh-hoat"], FILES["nhiem-vu"]), strict=True
        ):
            writer.writerow(columns)
        self._presence.writerow([*FILES["diem-danh"], *self.columns])
        self._apart.writerow([*FILES["diem-danh-khac"], *self.others])

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
            habit = _habit(self._branches * GOLDEN % 1, sleepy, rng)
            self._year(branch, people, leaders, habit, rng)
            self._unplanned(branch, people, leaders, habit)
        for code, committee in seated(company).items():
            self._committee(company, code, committee)

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
                _meeting(branch.code, meeting, begins, place[:200], leaders, habit, self.until, rng)
            )
            if meeting.kind == REGULAR:
                for task in _given(branch, meeting, people, habit, self.until, rng):
                    self._tasks.writerow(task)
        columns = {meeting.column: meeting.day.toordinal() for meeting in held}
        order = [columns.get(column, 0) for column in self.columns]
        for person in people:
            self._presence.writerow([branch.code, person.code, *_marks(person, order, habit, rng)])

    def _unplanned(self, branch: Branch, people: list[Person], leaders: list[str], habit: Habit) -> None:
        """One branch in six has had to meet once beside the plan."""
        rng = Random(f"{self.seed}:bất thường:{branch.code}")
        month = rng.choice(self.months[:-1])
        if rng.random() < 1 / 6:
            held = Held(EXTRAORDINARY, month, month + timedelta(days=rng.randint(9, 26)), f"BT {month:%m/%Y}")
            place = f"Nhà văn hóa {branch.territory}" if branch.sort == "village" else "Phòng họp"
            row = _meeting(branch.code, held, "19:30", place[:200], leaders, habit, self.until, rng)
            self._meetings.writerow(row)
            self._attended(branch.code, people, [held], habit, rng)

    def _committee(self, company: Company, code: str, people: list[Person]) -> None:
        """Chi ủy before the branch meets; the committee of a grassroots organisation in the second half of the month."""
        rng, above = Random(f"{self.seed}:cấp ủy:{code}"), code == company.unit.code
        habit = Habit(0.97, rng.uniform(0.9, 0.99), 0.97, 0.9)
        branches = [branch for branch in company.unit.branches if branch.code == code]
        hour = "08:00" if above and not branches else "18:30"
        held = []
        for month in self.months:
            day = month + timedelta(days=rng.randint(14, 24) if above and not branches else rng.randint(0, 1))
            if day < self.until and rng.random() < habit.meets:
                held.append(Held(COMMITTEE, month, day, f"CU {month:%m/%Y}"))
        place = "Phòng họp cấp ủy" if above else "Nhà văn hóa"
        leaders = [person.code for person in people]
        for each in held:
            self._meetings.writerow(_meeting(code, each, hour, place, leaders, habit, self.until, rng))
        self._attended(code, people, held, habit, rng)

    def _attended(self, code: str, people: list[Person], held: list[Held], habit: Habit, rng: Random) -> None:
        days = {meeting.column: meeting.day.toordinal() for meeting in held}
        order = [days.get(column, 0) for column in self.others]
        for person in people:
            self._apart.writerow([code, person.code, *_marks(person, order, habit, rng)])

    def _held(self, habit: Habit, rng: Random) -> Iterator[Held]:
        for month in self.months:
            day = month + timedelta(days=2 if rng.random() < 0.7 else rng.randint(2, 8))
            if day < self.until and rng.random() < habit.meets:
                yield Held(REGULAR, month, day, f"TK {month:%m/%Y}")
            thematic = month + timedelta(days=rng.randint(12, 24))
            if month.month % 3 == 2 and thematic < self.until and rng.random() < habit.meets:
                yield Held(THEMATIC, month, thematic, f"CĐ {month:%m/%Y}")


def _columns(months: list[date], *kinds: str) -> list[str]:
    return [f"{kind} {month:%m/%Y}" for kind in kinds for month in months]


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
    code: str,
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
    committee = held.kind == COMMITTEE
    own, above = _points(held, habit, rng) if approved and not committee else ("", "")
    subjects = {THEMATIC: SUBJECTS, EXTRAORDINARY: REASONS}.get(held.kind)
    subject = rng.choice(subjects) if subjects else ""
    sent = approved and not committee and rng.random() < 0.98
    chair = leaders[0] if leaders else ""
    secretary = leaders[1] if len(leaders) > 1 else chair
    return [
        code, held.kind, f"{held.month:%m/%Y}", _day(held.day), begins, f"{ends // 60:02}:{ends % 60:02}", place,
        subject, chair, secretary, _day(invited),
        _day(written) if approved else "", _day(written) if sent else "",
        str(rng.randint(1, 9)), "1" if rng.random() < 0.02 else "0", rng.choice(DRAFTS if committee else CONCLUSIONS), own, above,
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
