"""The reforms of 2021–2024: police branches in place of police–military ones, the land-registration offices under the
districts, the industrial zones' committee; and the communes that became townships and wards.

They begin from workbooks of their own: the province as it was at the end of 2020, with the people whom they are about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from bontot.demo import words
from bontot.demo.bodies import LAND_REFORM, ZONE_REFORM
from bontot.demo.company import Company
from bontot.demo.plan import Branch, Plan, Row
from bontot.demo.plans.drafting import Draft
from bontot.demo.plans.renaming import RENAMED, as_of, differing
from bontot.demo.plans.world import ADJUST, DISSOLVE, DIVIDE, NEW
from bontot.demo.sheets import MADE, SHEETS, Cell, ExcelSheet

BEGINNING = date(2020, 12, 31)
"""The day of the paper by which the state before the reforms is entered."""
BEGINNING_NUMBER = "36-QĐ/TU"
POLICE = "Lập chi bộ công an và chi bộ quân sự xã thay chi bộ công an – quân sự"
LAND = "Chuyển chi bộ chi nhánh văn phòng đăng ký đất đai về đảng bộ cấp huyện"
ZONES = "Lập Đảng bộ các khu công nghiệp tỉnh"
_BRANCH, _CODE, _SINCE, _ADMITTED = 3, 7, 11, 4
"""Places in a row of the sheet of members."""


class Early:
    """Gathers the papers while the people of each unit are invented."""

    def __init__(self, province: Plan) -> None:
        self._rows = {row.code: row for row in province.organisations}
        self._made = {b.code for unit in province.units for b in unit.branches if b.predecessor}
        self._made |= {u.code for u in province.units if u.established in (LAND_REFORM, ZONE_REFORM)}
        self._made |= {row.code for row in province.organisations if row.established == ZONE_REFORM}
        self._drafts: dict[str, Draft] = {}
        self._were: dict[str, tuple[str, int]] = {}
        self._people: list[list[Cell]] = []

    def of(self, company: Company) -> None:
        """What the papers say of a unit and its people."""
        reformed = [branch for branch in company.unit.branches if branch.predecessor]
        for old in dict.fromkeys(branch.predecessor[0] for branch in reformed if branch.predecessor):
            into = [b for b in reformed if b.predecessor and b.predecessor[0] == old]
            self._replaced(company, old, into)

    def member(self, row: Sequence[Cell]) -> None:
        """A row of the sheet of members: whoever was in one of the old branches is entered there first."""
        if (was := self._were.get(str(row[_CODE]))) is not None:
            early = list(row)
            early[_BRANCH], early[_SINCE] = was[0], was[1] if was[1] != row[_ADMITTED] else 0
            self._people.append(early)

    def drafts(self) -> list[Draft]:
        """The papers in the order of their days."""
        for day, resolution in RENAMED.items():
            renamed = self._renamed(day, resolution)
            if not renamed.holds_nothing():
                self._drafts[renamed.code] = renamed
        return sorted(self._drafts.values(), key=lambda draft: (draft.day, draft.code))

    def write(self, folder: Path) -> list[Path]:
        """The province before all of this, as two workbooks to import first."""
        folder.mkdir(parents=True, exist_ok=True)
        organisations = (
            as_of(replace(row, ended=None), BEGINNING)
            for row in self._rows.values()
            if row.code not in self._made
        )
        return [
            _book(folder, "to-chuc-dang", (_organisation(row) for row in organisations)),
            _book(folder, "dang-vien", self._people),
        ]

    # --- one branch replaced by others ----------------------------------------------------------------------

    def _replaced(self, company: Company, old: str, into: list[Branch]) -> None:
        draft = self._draft(into[0].established)
        made = [self._rows[branch.code] for branch in into if branch.code in self._rows]
        if company.unit.code in self._made and company.unit.code not in {row.code for row in made}:
            made.insert(0, self._rows[company.unit.code])
        divided = len(into) > 1 and company.unit.code not in self._made
        for row in [*self._zones(draft), *made]:
            _founded(draft, as_of(row, draft.day), old if divided else "")
        draft.organisation(old, DIVIDE if divided else DISSOLVE, related="" if divided else made[0].code)
        homes = {branch.code for branch in into}
        for person in company.people:
            stay = next((place for place in person.before if place[0] == old), None)
            if stay and person.branch in homes:
                self._were[person.code] = (old, stay[1])
                if len(into) > 1:
                    draft.member(person.code, person.branch)
        for person, seat in company.seated:
            for role in seat.roles:
                if role.since == draft.day and not role.unit:
                    draft.post(
                        title=role.title, person=person.code, organisation=role.organisation, term=role.term
                    )

    def _zones(self, draft: Draft) -> Iterator[Row]:
        """The committee of the industrial zones, with the first that stands under it."""
        if draft.day == ZONE_REFORM and draft.holds_nothing():
            yield from (row for row in self._rows.values() if row.code.partition("-")[0] == "BG.KCN")

    def _draft(self, day: date) -> Draft:
        code = f"sap-xep-{day}"
        title = {LAND_REFORM: LAND, ZONE_REFORM: ZONES}.get(day, POLICE)
        return self._drafts.setdefault(code, _paper(code, title, day))

    # --- called otherwise ------------------------------------------------------------------------------------

    def _renamed(self, day: date, resolution: str) -> Draft:
        draft = _paper(f"doi-ten-{day}", f"Đổi tên theo {resolution}", day)
        there = (
            row for row in self._rows.values() if row.established < day and (not row.ended or row.ended > day)
        )
        for before, after in differing(there, day):
            said = {
                name: getattr(after, name)
                for name in ("name", "base_kind", "territory")
                if getattr(before, name) != getattr(after, name)
            }
            draft.organisation(after.code, ADJUST, **said)
        return draft


def _paper(code: str, title: str, day: date) -> Draft:
    return Draft(code, title, day, f"{100 + day.month * 4 + code.startswith('d')}-QĐ/TU", day - timedelta(10))


def _founded(draft: Draft, row: Row, divided: str) -> None:
    draft.organisation(
        row.code, NEW, related=divided, name=row.name, kind=row.kind, parent=row.parent or "",
        base_kind=row.base_kind, territory=row.territory,
    )  # fmt: skip


def _organisation(row: Row) -> list[Cell]:
    return [
        row.code, row.name, row.kind, row.parent, row.established.toordinal(), row.base_kind, row.territory,
    ]  # fmt: skip


def _book(folder: Path, key: str, rows: Iterable[Sequence[Cell]]) -> Path:
    path, (title, columns) = folder / f"{key}.xlsx", SHEETS[key]
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": words.DEMONSTRATION, "created": MADE})
    sheet = ExcelSheet(book, title)
    sheet.add(columns)
    for row in rows:
        sheet.add(row)
    book.close()
    return path
