"""The workbooks of a plan: read by processes apart, as imports are, with everything that is wrong told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bontot.exchange.entering.likeness import stranger_code
from bontot.exchange.reading.apart import Reading, Sheet
from bontot.kernel.finding import Finding
from bontot.ledger import bulk
from bontot.ledger.models import STILL_KNOWN
from bontot.ledger.sealing import seal
from bontot.members.models import Person, Profile
from bontot.reforms.judging import judge
from bontot.reforms.planned import Planned
from bontot.reforms.seeing import looked, see
from bontot.reforms.sheets import DAYS, POST

TABLES = "bontot.reforms.sheets"
STEP = 1_000
"""Rows between two signs of how far the reading is."""


class Books:
    """Some workbooks of a plan over the branch under `top` with its effective day."""

    def __init__(self, paths: Sequence[Path], day: date, top: str) -> None:
        self.day, self.top = day, top
        self.rows = 0
        self.findings: list[Finding] = []
        self.sheets: set[str] = set()
        """The tables that the workbooks hold: what they do not hold stays in the plan as it is."""
        self._reading = Reading(paths, TABLES)
        self.size = sum(sheet.height for sheet in self._reading.sheets)

    def lines(self, progress: Callable[[int], None] | None = None) -> list[Planned]:
        """Every line that says enough to be understood, with what the ledger says of its subject."""
        try:
            found = [line for sheet in self._reading.sheets for line in self._sheet(sheet, progress)]
        finally:
            self._reading.close()
        found = with_people(found)
        seen = see(self.day, found, self.top)
        found = looked(found, seen)
        self.findings += judge(self.day, self.top, found, seen)
        return found

    def _sheet(self, sheet: Sheet, progress: Callable[[int], None] | None) -> Iterable[Planned]:
        if sheet.layout:
            self.sheets.add(sheet.kind)
        for number, row, flawed in self._reading.rows(sheet):
            self.rows += 1
            if progress and self.rows % STEP == 0:
                progress(self.rows)
            if all(name in row for name in sheet.required):
                yield Planned(sheet.kind, _plain(row), {}, number, sheet.file, flawed)
        self.findings += sheet.findings


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row as a line keeps it: days as ISO text."""
    return {name: value.isoformat() if name in DAYS else value for name, value in row.items()}


def with_people(lines: Sequence[Planned]) -> list[Planned]:
    """The lines, posts by the code of the person, whatever number or name the clerk gave."""
    given = {line.says("person") for line in lines if line.sheet == POST} - {""}
    codes = _codes(given)
    return [replace(line, fields=_held(line, codes)) if line.sheet == POST else line for line in lines]


def _held(line: Planned, codes: dict[str, str]) -> dict[str, Any]:
    person = line.says("person")
    if person:
        return {**line.fields, "person": codes.get(person, person)}
    name = line.says("full_name")
    if not name:
        return dict(line.fields)
    said = (line.says("title"), line.says("organisation"), line.says("unit"))
    return {**line.fields, "person": stranger_code(name, *said)}


def _codes(given: set[str]) -> dict[str, str]:
    """The codes of people who were named by an identity or card number."""
    known = set(Person.objects.filter(bulk.where_among("code", given)).values_list("code", flat=True))
    numbers = {number for number in given - known if number.isdigit()}
    if not numbers:
        return {}
    sealed = {seal(number): number for number in numbers}
    people = Profile.objects.filter(known_to=STILL_KNOWN)
    by_identity = people.filter(bulk.where_among("identity_number", set(sealed)))
    found = {
        sealed[number]: code for number, code in by_identity.values_list("identity_number", "person__code")
    }
    by_card = people.filter(bulk.where_among("card_number", numbers))
    return found | dict(by_card.values_list("card_number", "person__code"))
