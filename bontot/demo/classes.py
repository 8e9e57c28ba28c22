"""Training: who attended which class. The numbers of the report come out over the whole province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from bontot.demo import words
from bontot.demo.company import Company
from bontot.demo.person import Person
from bontot.demo.plan import Seat

FROM, TO = date(2021, 1, 1).toordinal(), date(2024, 6, 30).toordinal()
_UPDATE_DAYS = (date(2021, 10, 1), date(2022, 6, 1), date(2023, 5, 1), date(2024, 2, 1))


@dataclass(slots=True)
class Attended:
    """A line of the sheet of training; `until` is the first day after the class."""

    course: str
    kind: str
    since: int
    person: Person
    name: str
    until: int
    result: str
    certificate: str


def short(code: str) -> str:
    """`BG.LNG.CHU` → `LNG.CHU`, for the codes of classes."""
    return code.removeprefix("BG.")


class Classes:
    """Remembers how many still have to attend an updating class, from one organisation to the next."""

    def __init__(self, update: int, members: int) -> None:
        self.left, self.members = update, members

    def of(self, company: Company, rng: Random) -> list[Attended]:
        """All that the people of one organisation attended, class by class."""
        rows = self._update(company, rng)
        rows += [
            row
            for person, seat in company.seated
            if seat.trained
            for row in _party_work(company, person, seat, rng)
        ]
        for person in company.people:
            if person.admitted >= FROM:
                rows += _newcomer(company, person, rng)
        rows.sort(key=lambda row: (row.course, row.person.code))
        return rows

    def _update(self, company: Company, rng: Random) -> list[Attended]:
        here = sum(branch.size for branch in company.unit.branches)
        able = [p for p in company.people if not p.left and not p.exempt and p.first < TO - 200]
        wanted = self.left if here >= self.members else round(self.left * here / self.members)
        if wanted > len(able) and here >= self.members:
            raise ValueError(f"{wanted} people cannot attend, only {len(able)} are left")
        chosen = rng.sample(able, min(wanted, len(able)))
        self.left -= len(chosen)
        self.members -= here
        days = [day.toordinal() + rng.randint(0, 40) for day in _UPDATE_DAYS]
        rows = []
        for person in chosen:
            can = [i for i, day in enumerate(days) if day >= person.first]
            times = rng.sample(can, 2) if len(can) > 1 and rng.random() < 0.2 else [rng.choice(can)]
            rows += [self._updating(company, person, i, days[i]) for i in sorted(times)]
        return rows

    def _updating(self, company: Company, person: Person, i: int, day: int) -> Attended:
        code, year = short(company.unit.code), _UPDATE_DAYS[i].year
        name = f"Cập nhật kiến thức mới năm {year}"
        number = f"{person.code[3:]}/{year}-CNKT"
        return Attended(f"CNKT-{year}-{code}", words.UPDATE, day, person, name, day + 2, "hoàn thành", number)


def _party_work(company: Company, person: Person, seat: Seat, rng: Random) -> list[Attended]:
    """A class while the person holds the posts that are counted, run by the committee above."""
    begun = max(role.since.toordinal() for role in seat.current())
    years = [year for year in (2021, 2022, 2023, 2024) if _season(year) > max(begun, person.since)]
    year = rng.choice(years or [2024])
    host, day = short(company.unit.parent), _season(year)
    name = f"Bồi dưỡng nghiệp vụ công tác xây dựng Đảng cho bí thư, cấp ủy viên cơ sở năm {year}"
    result = "giỏi" if rng.random() < 0.3 else "khá" if rng.random() < 0.7 else "đạt"
    number = f"{person.code[3:]}/{year}-NVCTĐ"
    return [Attended(f"NV-{year}-{host}", words.PARTY_WORK, day, person, name, day + 3, result, number)]


def _season(year: int) -> int:
    return date(year, 5 if year == 2024 else 8, 14).toordinal()


def _newcomer(company: Company, person: Person, rng: Random) -> list[Attended]:
    """The class before admission, and the class for new members during probation."""
    host, rows = short(company.unit.parent), []
    before = _quarter(person.decided - 150)
    if rng.random() < 0.7:
        course = f"NTVĐ-{date.fromordinal(before):%Y-%m}-{host}"
        name = "Bồi dưỡng nhận thức về Đảng"
        rows.append(Attended(course, words.AWARENESS, before, person, name, before + 4, "khá", ""))
    after = _quarter(person.admitted + 100)
    if (
        rng.random() < 0.9
        and after < date(2024, 12, 1).toordinal()
        and (not person.left or after < person.left)
    ):
        course = f"ĐVM-{date.fromordinal(after):%Y-%m}-{host}"
        number = f"{person.code[3:]}/{date.fromordinal(after).year}-ĐVM"
        rows.append(
            Attended(
                course, words.NEW_MEMBERS, after, person, "Bồi dưỡng đảng viên mới", after + 5, "khá", number
            )
        )
    return rows


def _quarter(ordinal: int) -> int:
    """The tenth of the month that begins the quarter's last month: classes are held four times a year."""
    day = date.fromordinal(ordinal)
    return date(day.year, (day.month - 1) // 3 * 3 + 3, 10).toordinal()
