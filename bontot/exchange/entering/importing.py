"""From workbooks to acts: rows in the order in which they need one another, people found before they are made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bontot.access.scope import EVERYWHERE, Scope
from bontot.exchange.entering.ordering import in_order, superiors_first
from bontot.exchange.entering.people import Decisions, People
from bontot.exchange.entering.strangers import Codes
from bontot.exchange.export import grading, measuring
from bontot.exchange.export.histories import beginning, change, stay, turn
from bontot.exchange.reading.apart import Reading, Sheet
from bontot.exchange.reading.foreign import BY_NAME
from bontot.exchange.sentences import finding
from bontot.kernel.finding import Finding, Severity
from bontot.kernel.text import fold
from bontot.ledger.acts import Act, Origin
from bontot.ledger.enacting import Outcome
from bontot.ledger.saying import HOUSE
from bontot.members import posts, registering
from bontot.members.profile import PROFILE
from bontot.members.stays import RecordStays
from bontot.organisations import acts as organisations
from bontot.training.acts import Attend

type Row = dict[str, Any]
type OfPeople = dict[str, dict[str, list[Any]]]
"""By the field of the act: what other sheets say of each person."""

PLAN = "phuong an sap xep"
"""A workbook with a sheet of this name says what is to become of organisations: it is for the pages of plans."""
MEMBER_FIELDS = (
    *PROFILE,
    "organisation",
    "admitted",
    "decided_on",
    "official_on",
    "arrived_on",
    "exempt_from",
    "left_on",
    "leaving",
)


class Import:
    """One import: some workbooks, the day of their paper, and everything that is found on the way.

    `within` is what whoever imports may read: nothing else is suggested or looked up by its name; `whose` is whose
    files they may read: nobody else is told by a code that a number has found.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        on: date,
        decisions: Decisions | None = None,
        within: Scope = EVERYWHERE,
        whose: Scope = EVERYWHERE,
    ) -> None:
        self.on, self.rows, self._within, self._whose = on, 0, within, whose
        self.outcome = Outcome()
        self.people: People
        self._codes: Codes
        self._decisions = decisions
        self._lost: set[str] = set()
        """New people of whom nothing will be known, because their own row is refused."""
        self._stays_at: dict[str, tuple[str, str, int]] = {}
        """By the key of a person, the row that tells their first stay."""
        self._reading = Reading(paths)
        plans = {sheet.file for sheet in self._reading.sheets if fold(sheet.sheet) == PLAN}
        self.outcome.findings += [finding("TEP-PHUONG-AN", file=name) for name in sorted(plans)]
        self._sheets = [sheet for sheet in self._reading.sheets if sheet.file not in plans]
        self.size = sum(sheet.height for sheet in self._sheets)
        """About how many rows there are to read."""

    def acts(self) -> Iterator[Act]:
        """Every act that the workbooks order; what is wrong with their cells goes to the outcome.

        Who is known is read when the first act is asked for: by then `enact` holds the end of the ledger, so that
        two imports at once cannot both take somebody for new.
        """
        try:
            yield from self._acts()
        finally:
            self._reading.close()

    def _acts(self) -> Iterator[Act]:
        self.people, self._codes = People(self._decisions, self._whose), Codes(self._within)
        yield from self._organisations()
        said = self._of_people()
        for sheet in self._of("members"):
            yield from self._each(sheet, lambda row, origin: self._member(row, origin, said))
        yield from self._left_over(said)
        makers: dict[str, Callable[[Row, Origin], Act]] = {
            "posts": self._post,
            "training": self._attendance,
            "discipline": self._of_a_member(measuring.of_member),
            "censure": measuring.of_organisation,
            "classification": grading.of_organisation,
            "member_classification": self._of_a_member(grading.of_member),
            "recognition": grading.recognised,
        }
        for kind, make in makers.items():
            for sheet in self._of(kind):
                yield from self._each(sheet, make)
        for sheet in self._of("unknown"):
            self._read_out(sheet)

    # --- reading ---------------------------------------------------------------------------------------

    def _of(self, kind: str) -> list[Sheet]:
        return [sheet for sheet in self._sheets if sheet.kind == kind]

    def _rows(self, sheet: Sheet) -> Iterator[tuple[Row, Origin]]:
        """The rows of a sheet that say enough to be understood, each with where it stands."""
        needed, headers = set(sheet.required), sheet.headers
        for number, row, flawed in self._reading.rows(sheet):
            self.rows += 1
            origin = Origin(sheet.file, sheet.sheet, number, headers, row, 1, flawed)
            unknown = self._unknown(sheet, row, origin)
            if unknown:
                self.outcome.findings.append(unknown)
                origin = _aside(origin, "organisation")
            if row.keys() >= needed:
                yield row, origin
        self.outcome.findings += sheet.findings

    def _unknown(self, sheet: Sheet, row: Row, origin: Origin) -> Finding | None:
        """What to say where a row names no known organisation; in another program's layout a name becomes a code."""
        code = row.get("organisation")
        if not code or code in self._codes:
            return None
        if sheet.layout not in BY_NAME:
            return self._codes.stranger(code, origin)
        named = self._codes.named(code)
        if len(named) != 1:
            return self._codes.unnamed(code, origin)
        row["organisation"] = named[0]
        return None

    def _read_out(self, sheet: Sheet) -> None:
        """What is said of a sheet from which nothing is imported."""
        for _ in self._rows(sheet):
            pass

    def _each(self, sheet: Sheet, make: Callable[[Row, Origin], Act | None]) -> Iterator[Act]:
        for row, origin in self._rows(sheet):
            act = make(row, origin)
            if act is not None:
                yield act

    # --- making ----------------------------------------------------------------------------------------

    def _organisation(self, row: Row, origin: Origin) -> organisations.Register:
        said = {name: value for name, value in row.items() if name != "code"}
        above = row.get("parent", "")
        if above and above not in self._codes and "parent" not in origin.aside:
            self.outcome.findings.append(self._codes.stranger(above, origin, "parent"))
            origin = _aside(origin, "parent")
        self._codes.add(row["code"], row["name"])
        return organisations.Register.of(on=self.on, organisation=row["code"], origin=origin, **said)

    def _member(self, row: Row, origin: Origin, said: OfPeople) -> Act:
        code, found = self.people.of_member(row, origin)
        self.outcome.findings += found
        if any(f.refuses for f in found):
            origin = _aside(origin, "code")
        told_before = any(f.rule == "TR-01" for f in found)
        if origin.aside and not told_before and self.people.is_new(code):
            self._lost.add(code)
        fields = {name: row[name] for name in MEMBER_FIELDS if name in row}
        rows = 1
        for name, of_people in said.items():
            if of_people:
                own = [one for key in self.people.keys_of(row, code) for one in of_people.pop(key, ())]
                if own:
                    fields[name], rows = tuple(own), rows + len(own)
        if rows > 1:
            origin = origin._replace(rows=rows)
        return registering.Register.of(on=self.on, code=code, origin=origin, **fields)

    def _post(self, row: Row, origin: Origin) -> Act:
        said = {name: value for name, value in row.items() if name not in ("person", "since")}
        person = self.people.of_holder(row)
        self.outcome.findings += self.people.misnamed(person, row, origin)
        if person in self._lost:
            origin = _aside(origin, "person")
        return posts.Register.of(on=row["since"], person=person, origin=origin, **said)

    def _attendance(self, row: Row, origin: Origin) -> Act:
        said = {name: value for name, value in row.items() if name not in ("person", "since")}
        person, origin = self._somebody(row, origin, "person")
        return Attend.of(on=row["since"], person=person, origin=origin, **said)

    def _of_a_member(self, make: Callable[[Row, str, Origin], Act]) -> Callable[[Row, Origin], Act]:
        return lambda row, origin: make(row, *self._somebody(row, origin, "member"))

    def _somebody(self, row: Row, origin: Origin, field: str) -> tuple[str, Origin]:
        """The code of whom a row speaks of. What names nobody is told; whoever stands in a refused row is left aside."""
        code = self.people.code_for(row["person"])
        if code is None:
            self.outcome.findings.append(self.people.nobody(row["person"], origin))
        if code is None or code in self._lost:
            origin = _aside(origin, field)
        return code or row["person"], origin

    # --- what several rows say together ----------------------------------------------------------------

    def _grouped(self, kind: str, make: Callable[[Row], Any]) -> dict[str, list[Any]]:
        """What the rows of a sheet say of each person, by the key that the sheet names people with."""
        said: dict[str, list[Any]] = defaultdict(list)
        for sheet in self._of(kind):
            for row, origin in self._rows(sheet):
                until = row.get("until")
                if until and until <= row["since"]:
                    self.outcome.findings.append(_backwards(row, origin))
                elif not origin.aside:
                    said[row["person"]].append(make(row))
                    if kind == "belongings":
                        self._stays_at.setdefault(row["person"], (sheet.file, sheet.sheet, origin.row))
        return said

    def _of_people(self) -> OfPeople:
        return {
            "stays": self._grouped("belongings", stay),
            "turns": self._grouped("standings", turn),
            "exempted": self._grouped("exemptions", lambda row: (row["since"], row.get("until"))),
            "changes": self._grouped("changes", change),
        }

    def _left_over(self, said: OfPeople) -> Iterator[Act]:
        """Histories of people whom the same workbooks do not list: they must be known already."""
        for key, stays in said["stays"].items():
            code = self.people.code_for(key) or key
            origin = Origin(*self._stays_at[key], rows=len(stays))
            yield RecordStays(on=self.on, member=code, stays=tuple(stays), origin=origin)
        for sheet, name in (("Tình trạng", "turns"), ("Miễn sinh hoạt", "exempted"), ("Thay đổi", "changes")):
            for key in said[name]:
                says = f"Người mang mã “{key}” không có trong trang Đảng viên của lần nhập này nên dòng này không được dùng."
                self.outcome.findings.append(Finding("DV-13", says, Severity.WARNING, HOUSE, sheet=sheet))

    def _organisations(self) -> Iterator[Act]:
        """Organisations, each after the one that it stands under, then what they were before."""
        rows = (said for sheet in self._of("organisations") for said in self._rows(sheet))
        acts = (self._organisation(*said) for said in superiors_first(rows, self.outcome.findings))
        if not self._of("organisation_history"):
            yield from acts
            yield from self._organisation_histories()
        else:
            yield from in_order(list(acts), self._organisation_histories())

    def _organisation_histories(self) -> Iterator[organisations.RecordHistory]:
        stretches: dict[tuple[str, str], list[Any]] = defaultdict(list)
        first: dict[tuple[str, str], Origin] = {}
        for sheet in self._of("organisation_history"):
            for row, origin in self._rows(sheet):
                first.setdefault((row["organisation"], row["field"]), origin)
                stretches[row["organisation"], row["field"]].append(
                    (row.get("value", ""), beginning(row["since"]), row.get("until"))
                )
        for sheet in self._of("succession"):
            for row, origin in self._rows(sheet):
                first.setdefault((row["organisation"], "succession"), origin)
                said = (row["way"], row.get("successor", ""), row.get("part", ""))
                stretches[row["organisation"], "succession"].append((" · ".join(said), row["since"], None))
        for (code, what), own in stretches.items():
            own.sort(key=lambda stretch: stretch[1])
            origin = first[code, what]._replace(rows=len(own))
            if code not in self._codes:
                origin = _aside(origin, "organisation")
            yield organisations.RecordHistory(
                on=self.on, organisation=code, what=what, stretches=tuple(own), origin=origin
            )


def _aside(origin: Origin, *fields: str) -> Origin:
    """Of a row in which these fields name nobody known, which is told: it is refused, and judged as to the rest."""
    return origin._replace(flawed=True, aside=(*origin.aside, *fields))


def _backwards(row: Row, origin: Origin) -> Finding:
    says = f"Đến ngày {row['until']:%d/%m/%Y} phải sau từ ngày {row['since']:%d/%m/%Y}."
    column = origin.columns.get("until", "")
    return Finding(
        "DV-12",
        says,
        Severity.REFUSAL,
        HOUSE,
        origin.file,
        origin.sheet,
        origin.row,
        column,
        f"{row['until']:%d/%m/%Y}",
    )
