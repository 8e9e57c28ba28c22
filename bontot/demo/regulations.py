"""Work regulations of the invented province: who has one, who has what in hand, what was done in twelve months.

Three books, as an office would gather them, and a fourth of the committees' own meetings, by which the records prove that
they met. Most did what they had set themselves; some were late, some let things lie, some never adopted a regulation.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bontot.demo.meetings import FILES, GOLDEN
from bontot.kernel.period import months_later
from bontot.regulations.reading import ASSIGNMENTS, DONE, REGULATIONS
from bontot.regulations.recurrence import days, period
from bontot.regulations.samples import Sample, Wanted, samples_for
from bontot.regulations.words import FROM_RECORDS

NONE_AT_ALL, OF_BRANCHES = 0.04, 0.35
"""Of committees that never adopted one, and of branches that did."""
FIELDS = (
    "Công tác tư tưởng, tuyên giáo", "Công tác kiểm tra, giám sát", "Phát triển đảng viên", "Công tác dân vận, đoàn thể",
    "Kinh tế, tài chính", "Quốc phòng, an ninh", "Văn hóa, xã hội", "Chuyển đổi số, sổ tay đảng viên điện tử",
)  # fmt: skip
PAPERS = {"report": "Báo cáo số {number}-BC", "paper": "Văn bản số {number}-CTr", "statement": ""}
NOTES = ("Đã xong, có biên bản.", "Có 2 đồng chí xin ý kiến bằng văn bản.", "Đã gửi qua hộp thư công vụ.")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as it is today."""

    code: str
    kind: str
    since: date
    committee: bool
    """Of a branch: whether it has a committee of its own."""
    leading: tuple[str, ...]
    """Codes of those who hold posts in it, the secretary first."""
    led_since: date | None
    """Since when the present secretary leads."""
    term: str
    below: tuple[str, ...]
    """Codes of what stands directly under it."""
    shown: bool = False
    """Whether everybody who looks around sees it first: it has a regulation whatever the dice say."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How a committee keeps to it: chances between 0 and 1."""

    in_time: float
    late: float
    reviews: bool


def write(out: Path, bodies: Iterable[Body], until: date, seed: int) -> tuple[list[Path], Path]:
    """The three books, and the book of the committees' meetings; the same bodies, day and seed give the same bytes."""
    out.mkdir(parents=True, exist_ok=True)
    names = ("quy-che", "phan-cong", "viec-theo-quy-che", "hop-cap-uy")
    paths = [out / f"{name}.csv" for name in names]
    files = [path.open("w", encoding="utf-8-sig", newline="") for path in paths]
    try:
        writers = [csv.writer(file, lineterminator="\n") for file in files]
        for writer, columns in zip(
            writers, (REGULATIONS, ASSIGNMENTS, DONE, FILES["sinh-hoat"]), strict=True
        ):
            writer.writerow(columns)
        for turn, body in enumerate(sorted(bodies, key=lambda body: body.code), 1):
            rng = Random(f"{seed}:quy chế:{body.code}")
            fitting = samples_for(body.kind, committee=body.committee)
            if not fitting or not _adopts(body, fitting[0], turn * GOLDEN % 1, rng):
                continue
            habit = _habit(rng)
            writers[0].writerow(_regulation(body, fitting[0], habit, until, rng))
            if habit.in_time > 0.5:
                writers[1].writerows(_assigned(body, until))
            for which, row in _year(body, fitting[0], habit, until, rng):
                writers[which].writerow(row)
    finally:
        for file in files:
            file.close()
    return paths[:3], paths[3]


def _adopts(body: Body, sample: Sample, chance: float, rng: Random) -> bool:
    if body.shown:
        return True
    return chance >= NONE_AT_ALL if sample.must else rng.random() < OF_BRANCHES


def _habit(rng: Random) -> Habit:
    chance = rng.random()
    if chance < 0.04:
        return Habit(0.45, 0.2, reviews=False)
    if chance < 0.16:
        return Habit(0.75, 0.2, reviews=rng.random() < 0.5)
    return Habit(0.975, 0.02, reviews=rng.random() < 0.96)


def _adopted(body: Body, until: date) -> date:
    """Some days after the present secretary began to lead; of a few, months later."""
    rng = Random(f"thông qua:{body.code}")
    began = body.led_since or months_later(until, -rng.randint(14, 30))
    day = began + timedelta(days=rng.randint(4, 26) if rng.random() < 0.9 else rng.randint(60, 300))
    return min(max(day, body.since), until - timedelta(days=rng.randint(20, 60)))


def _regulation(body: Body, sample: Sample, habit: Habit, until: date, rng: Random) -> list[str]:
    adopted = _adopted(body, until)
    reviewed = until - timedelta(days=rng.randint(10, 200)) if habit.reviews else None
    if reviewed and reviewed < adopted:
        reviewed = None
    branch = sample.kinds[0].startswith("chi bộ")
    return [
        body.code, f"{rng.randint(1, 9):02}-QC/{'CB' if branch else 'ĐU'}", sample.code, _day(adopted), _day(adopted),
        body.term, "Hội nghị chi bộ" if branch else "Hội nghị Ban Chấp hành lần thứ nhất", "Tủ hồ sơ của cấp ủy",
        _day(reviewed), "Giữ nguyên, bổ sung phân công" if reviewed else "",
    ]  # fmt: skip


def _assigned(body: Body, until: date) -> Iterator[list[str]]:
    """Everybody who leads has a field, and what stands below is shared out among them; nobody has where all lies idle."""
    since = _day(_adopted(body, until))
    for i, person in enumerate(body.leading):
        follows = "; ".join(body.below[i :: len(body.leading)][:12])
        yield [body.code, person, FIELDS[i % len(FIELDS)], follows, since, ""]


def _year(
    body: Body, sample: Sample, habit: Habit, until: date, rng: Random
) -> Iterator[tuple[int, list[str]]]:
    first = max(_adopted(body, until), months_later(until, -12))
    met: set[str] = set()
    for duty in sample.duties:
        for due in days(duty.rule, first, until):
            done = _done(duty, due, habit, rng)
            if done is None or done >= until:
                continue
            if duty.proof == "committee":
                if f"{due:%m/%Y}" not in met:
                    met.add(f"{due:%m/%Y}")
                    yield 3, _meeting(body, due, done, rng)
            elif duty.proof not in FROM_RECORDS:
                paper = PAPERS[duty.proof].format(number=rng.randint(1, 140))
                note = rng.choice(NOTES) if rng.random() < 0.03 else ""
                yield 2, [body.code, duty.key, _day(due), _day(done), paper, note]


def _done(duty: Wanted, due: date, habit: Habit, rng: Random) -> date | None:
    chance = rng.random()
    if chance < habit.in_time:
        return max(due - timedelta(days=rng.choice((0, 0, 0, 1, 2, 3, 5))), period(duty.rule, due)[0])
    if chance < habit.in_time + habit.late:
        return due + timedelta(days=rng.randint(1, 14))
    return None


def _meeting(body: Body, due: date, held: date, rng: Random) -> list[str]:
    chair = body.leading[0] if body.leading else ""
    written = _day(held + timedelta(days=1))
    begins, ends = rng.choice((("08:00", "11:00"), ("14:00", "16:30")))
    row = dict.fromkeys(FILES["sinh-hoat"], "") | {
        "Mã chi bộ": body.code, "Loại": "cấp ủy", "Kỳ": f"{due:%m/%Y}", "Ngày": _day(held), "Bắt đầu": begins,
        "Kết thúc": ends, "Địa điểm": "Phòng họp cấp ủy", "Chủ trì": chair, "Ngày duyệt biên bản": written,
        "Ngày gửi": written, "Kết luận": "Thống nhất nhiệm vụ kỳ tới theo chương trình.", "Không tán thành": "0",
        "Số người phát biểu": str(rng.randint(3, 9)),
    }  # fmt: skip
    return list(row.values())


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
