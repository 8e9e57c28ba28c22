"""From the plan to the files: people are invented organisation by organisation, so that memory stays small."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random

from bontot.demo import discipline, grading
from bontot.demo.classes import Attended, Classes
from bontot.demo.company import Company, gather
from bontot.demo.details import details
from bontot.demo.meetings import Diary
from bontot.demo.person import Numbers, Person
from bontot.demo.plan import FOUNDED, Plan, Role, Row
from bontot.demo.plans.gathering import Plans
from bontot.demo.sheets import Books, Cell
from bontot.demo.structure import plan
from bontot.demo.targets import PUBLISHED

PAPER_NUMBER, PAPER_DATED = "01-QĐ/TU", date(2024, 12, 31)
"""The decision paper under which the files are imported; `TOP` decides."""
SEED = 2020
PLAIN_FROM = 800_000
"""From so many members on the files are comma-separated: a sheet could no longer hold them."""

Progress = Callable[[str, float], None]


def write(
    out: Path,
    members: int = PUBLISHED.members,
    seed: int = SEED,
    progress: Progress | None = None,
    diary: Diary | None = None,
    plans: Plans | None = None,
) -> list[Path]:
    """Writes the demonstration province into a folder and returns the files, organisations first.

    `members` is the number of members on 2023-12-31, at least 2,000; the same number and seed give the same bytes.
    `progress` hears what is being written and how far it is, from 0 to 1. Raises ValueError for too few members.
    `diary` writes the meetings beside it, into files of its own; `plans` the papers by which it is rearranged.
    """
    out.mkdir(parents=True, exist_ok=True)
    tell = progress or _silent
    tell("Tổ chức đảng", 0.0)
    with Books(out, plain=members >= PLAIN_FROM) as books:
        for sheet, row in rows(members, seed, tell, diary, plans):
            books.add(sheet, row)
            if plans is not None:
                plans.row(sheet, row)
        if plans is not None:
            tell("Phương án sắp xếp", 0.98)
            plans.end()
        tell("Ghi tệp", 1.0)
    return books.paths


def rows(
    members: int,
    seed: int,
    tell: Progress | None = None,
    diary: Diary | None = None,
    plans: Plans | None = None,
) -> Iterator[tuple[str, list[Cell]]]:
    """Every row of every sheet as `(file, cells)`; days are ordinals."""
    province, hear = plan(members, seed), tell or _silent
    for organisation in province.organisations:
        yield "to-chuc-dang", _organisation(organisation)
    if plans is not None:
        plans.begin(province)
    anchors, numbers = _anchors(province), Numbers()
    censured: grading.Disciplined = set()
    classes = Classes(PUBLISHED.at(members).trained_update, members)
    for i, unit in enumerate(province.units):
        if i % 8 == 0:
            hear("Đảng viên", i / len(province.units))
        rng = Random(f"{seed}:{unit.code}")
        company = gather(unit, rng, numbers, anchors)
        if plans is not None:
            plans.of(company)
        yield from _company(company, rng)
        for attended in classes.of(company, rng):
            yield "boi-duong", _attended(attended, rng)
        if diary is not None:
            diary.of(plans.staying(company) if plans else company)
        own = Random(f"{seed}:kỷ luật:{unit.code}")
        measures = list(discipline.of_members(company, own))
        yield from (("ky-luat", measure) for measure in measures)
        of_organisations = list(discipline.of_organisations(company, own))
        yield from (("ky-luat-to-chuc", measure) for measure in of_organisations)
        censured |= grading.disciplined(of_organisations)
        for line in grading.of_members(company, measures, Random(f"{seed}:xếp loại:{unit.code}")):
            yield "xep-loai-dang-vien", line
    yield from _graded(province, censured, seed)


def _graded(province: Plan, censured: grading.Disciplined, seed: int) -> Iterator[tuple[str, list[Cell]]]:
    graded = grading.Organisations(province.organisations, censured, Random(f"{seed}:xếp loại"))
    yield from (("xep-loai", line) for line in graded.grades())
    yield from (("cong-nhan", line) for line in graded.recognised())


def _silent(_: str, __: float) -> None:
    """Nobody wants to hear how far it is."""


def _anchors(province: Plan) -> list[str]:
    """Branches that have always been there and still are: earlier places of members who moved."""
    return [b.code for b in province.branches() if b.established == FOUNDED]


def _day(value: date | None) -> int:
    return value.toordinal() if value else 0


def _organisation(row: Row) -> list[Cell]:
    return [
        row.code, row.name, row.kind, row.parent, _day(row.established), row.base_kind, row.territory, _day(row.ended),
    ]  # fmt: skip


def _company(company: Company, rng: Random) -> Iterator[tuple[str, list[Cell]]]:
    place = company.unit.territory or company.unit.place or "thành phố Bắc Giang"
    leading = {person.code for person, _ in company.seated}
    homes = {branch.code: branch.territory or company.unit.territory for branch in company.unit.branches}
    for person in company.people:
        rest = details(person, person.code in leading, place, homes[person.branch] or place, rng)
        yield "dang-vien", _member(person, rest)
        for branch, since, until, form in person.before:
            yield "noi-sinh-hoat", [person.code, branch, since, until, form]
    for person, seat in company.seated:
        for role in seat.roles:
            yield "chuc-vu", _post(person.name, person.code, role)
    for code, name, role in company.outsiders:
        yield "chuc-vu", _post(name, code, role)


def _member(person: Person, rest: list[str]) -> list[Cell]:
    religion, native, home, job, category, schooling, degree, theory = rest
    return [
        person.name, "nữ" if person.woman else "nam", person.born_text or person.born, person.branch, person.admitted,
        person.identity, person.card, person.code, person.born_on_card, person.decided, person.official,
        person.since if person.since != person.admitted else 0, person.ethnicity, religion, native, home, job,
        category, schooling, degree, theory, person.exempt, person.left, person.leaving,
    ]  # fmt: skip


def _post(name: str, code: str, role: Role) -> list[Cell]:
    return [
        name, role.title, _day(role.since), code, role.organisation, role.unit, role.unit_kind, _day(role.until),
        role.term,
    ]  # fmt: skip


def _attended(row: Attended, rng: Random) -> list[Cell]:
    """One in fifty lines names the member by the number of the card, as offices sometimes do."""
    who = row.person.card if row.person.card and rng.random() < 0.02 else row.person.code
    return [row.course, row.kind, row.since, who, row.name, row.until, row.result, row.certificate]
