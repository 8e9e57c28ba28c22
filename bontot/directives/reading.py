"""Workbooks of commitments: read by a process apart, everything that is wrong told at once, entered all or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from bontot.access.scope import Scope
from bontot.directives.cascading import BATCH
from bontot.directives.committing import Wanted, problems, too_late
from bontot.directives.forms import NumberField
from bontot.directives.keeping import trace
from bontot.directives.models import Commitment, Directive
from bontot.directives.sentences import BOOKS
from bontot.directives.sheets import COMMITMENTS
from bontot.exchange.reading.apart import Reading
from bontot.kernel.finding import Finding
from bontot.kernel.text import said
from bontot.ledger import bulk
from bontot.members.models import Person
from bontot.organisations.tree import ids, tree

TABLES = "bontot.directives.sheets"
MOST = 20_000
"""Lines of one file; a province's branches are five thousand."""
HEADERS = {column.field: column.header for column in COMMITMENTS.columns}


@dataclass(slots=True)
class Line:
    """A line that could be read."""

    file: str
    sheet: str
    row: int
    organisation: int
    wanted: Wanted
    number: str
    above: str
    made: Commitment | None = None


@dataclass(slots=True)
class Book:
    """What was read of a file, and all that is wrong with it."""

    rows: int = 0
    lines: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def wrong(self, rule: str, says: str, line: Line | Any, column: str = "", value: str = "") -> None:
        """One more thing that is wrong."""
        self.findings.append(
            Finding(
                rule, says, source=BOOKS[rule], file=line.file, sheet=line.sheet, row=line.row,
                column=HEADERS.get(column, ""), value=value[:80],
            )
        )  # fmt: skip


def enter(path: Path, directive: Directive, within: Scope, by: str, on: date) -> Book:
    """Enter a file of commitments under a paper; nothing of it where anything refuses."""
    book = _read(path, within, on)
    _judge(book, directive, on)
    if not any(finding.refuses for finding in book.findings):
        _write(book, directive, by, on)
    return book


@dataclass(frozen=True, slots=True)
class _Raw:
    file: str
    sheet: str
    row: int
    fields: dict[str, Any]


def _read(path: Path, within: Scope, on: date) -> Book:
    book, raw = Book(), []
    reading = Reading([path], TABLES)
    try:
        for sheet in reading.sheets:
            for number, fields, flawed in reading.rows(sheet):
                book.rows += 1
                if not flawed and book.rows <= MOST and all(name in fields for name in sheet.required):
                    raw.append(_Raw(sheet.file, sheet.sheet, number, fields))
            book.findings += sheet.findings
    finally:
        reading.close()
    if not 0 < book.rows <= MOST and not book.findings:
        says = _("Tệp có %(rows)d dòng; mỗi lần nhập từ 1 đến %(most)d dòng.") % {
            "rows": book.rows,
            "most": MOST,
        }
        book.findings.append(Finding("CK-10", says, source=BOOKS["CK-10"], file=path.name))
    _understand(book, raw, within, on)
    return book


def _understand(book: Book, raw: list[_Raw], within: Scope, on: date) -> None:
    """Codes become organisations and people, words numbers."""
    places = ids({each.fields["organisation"] for each in raw})
    codes = {each.fields.get("head", "") for each in raw} - {""}
    people = dict(Person.objects.filter(bulk.where_among("code", codes)).values_list("code", "id"))
    there = tree(on)
    for each in raw:
        given, code = each.fields, each.fields["organisation"]
        place = places.get(code)
        if place is None or place not in within or place not in there:
            says = _("Không có tổ chức nào đang hoạt động mang mã “%(code)s” trong phạm vi được giao.") % {
                "code": code[:60]
            }
            book.wrong("CK-01", says, each, "organisation", code)
        head = given.get("head", "")
        if head and head not in people:
            says = _("Không có người nào mang mã “%(code)s”.") % {"code": head[:60]}
            book.wrong("CK-07", says, each, "head", head)
        target, year = _number(book, each, "target"), _number(book, each, "year")
        unit = said(given.get("unit", ""), 40)
        wanted = Wanted(
            says=said(given["says"], 400), deadline=given["deadline"], measure="done" if target is None and not unit else "amount",
            unit=unit, target=target, head=people.get(head), year=int(year) if year and year < 9999 else None,
        )  # fmt: skip
        number, above = (str(given.get(name, "")).strip() for name in ("line", "above"))
        book.lines.append(Line(each.file, each.sheet, each.row, place or 0, wanted, number, above))


def _number(book: Book, each: _Raw, name: str) -> Decimal | None:
    text = str(each.fields.get(name, "")).strip()
    try:
        number: Decimal | None = NumberField(required=False).clean(text)
    except forms.ValidationError:
        says = _("“%(text)s” không phải là số; hãy ghi như 1.000 hoặc 12,5.") % {"text": text[:40]}
        book.wrong("CK-08", says, each, name, text)
        return None
    return number


def _judge(book: Book, directive: Directive, on: date) -> None:
    """What is wrong with the lines themselves, and with how they hang together."""
    by_number: dict[str, Line] = {}
    for line in book.lines:
        for says in problems(line.wanted, on):
            book.wrong("CK-02", says, line)
        if line.number and line.number in by_number:
            says = _("Số dòng %(number)s đã có ở dòng %(row)d.") % {
                "number": line.number,
                "row": by_number[line.number].row,
            }
            book.wrong("CK-03", says, line, "line", line.number)
        by_number.setdefault(line.number, line)
    there, given = tree(on), _already(book, directive)
    for line in book.lines:
        key = (line.organisation, line.wanted.says, line.wanted.deadline)
        if key in given:
            book.wrong("CK-09", _("Cam kết này của tổ chức đã có, hoặc ghi hai lần trong tệp."), line, "says")
        given.add(key)
        if not line.above:
            continue
        above = by_number.get(line.above)
        if above is None:
            says = _("Không có số dòng %(number)s trong tệp.") % {"number": line.above[:20]}
            book.wrong("CK-04", says, line, "above", line.above)
            continue
        if line.organisation and above.organisation not in (
            line.organisation,
            there.parents.get(line.organisation),
        ):
            book.wrong(
                "CK-06",
                _("Tổ chức này không trực thuộc tổ chức của dòng %(row)d.") % {"row": above.row},
                line,
                "organisation",
            )
        if line.wanted.deadline > above.wanted.deadline:
            book.wrong("CK-02", too_late(above.wanted.deadline), line, "deadline")
    for line in _circles(book.lines, by_number):
        book.wrong("CK-05", _("Dòng này thuộc vòng quanh về chính nó."), line, "above", line.above)
    for line in _twice(book.lines):
        book.wrong(
            "CK-09", _("Tổ chức này đã có một dòng khác cùng thuộc dòng ấy."), line, "above", line.above
        )


def _already(book: Book, directive: Directive) -> set[tuple[int, str, date]]:
    """The commitments under the paper that these organisations have."""
    places = {line.organisation for line in book.lines}
    found = Commitment.objects.filter(bulk.where_among("organisation_id", places), directive=directive)
    return set(found.exclude(state="dropped").values_list("organisation_id", "says", "deadline"))


def _circles(lines: list[Line], by_number: dict[str, Line]) -> Iterator[Line]:
    """Lines that come back to themselves."""
    for line in lines:
        seen, step = {id(line)}, by_number.get(line.above) if line.above else None
        while step is not None and id(step) not in seen:
            seen.add(id(step))
            step = by_number.get(step.above) if step.above else None
        if step is line:
            yield line


def _twice(lines: list[Line]) -> Iterator[Line]:
    """Lines of an organisation that has another one from the same superior's line: own parts may be many."""
    of = {line.number: line.organisation for line in lines if line.number}
    seen: set[tuple[str, int]] = set()
    for line in lines:
        if line.above and of.get(line.above) != line.organisation:
            key = (line.above, line.organisation)
            if key in seen:
                yield line
            seen.add(key)


def _write(book: Book, directive: Directive, by: str, on: date) -> None:
    """Level by level, those above first; a handful of statements for each level."""
    by_number = {line.number: line for line in book.lines if line.number}
    hanging: dict[str, list[Line]] = defaultdict(list)
    for line in book.lines:
        hanging[line.above].append(line)
    level = hanging[""]
    with transaction.atomic():
        while level:
            made = [_commitment(line, by_number.get(line.above), directive, on) for line in level]
            for line, each in zip(level, Commitment.objects.bulk_create(made, batch_size=BATCH), strict=True):
                line.made = each
            level = [below for line in level if line.number for below in hanging[line.number]]
        after = {"lines": len(book.lines), "file": book.lines[0].file}
        trace("import", by, {}, after, organisation=directive.organisation_id, directive=directive)


def _commitment(line: Line, above: Line | None, directive: Directive, on: date) -> Commitment:
    wanted = line.wanted
    return Commitment(
        organisation_id=line.organisation, directive=directive, parent=above.made if above else None,
        own=above is not None and above.organisation == line.organisation, head_id=wanted.head, says=wanted.says,
        measure=wanted.measure, unit=wanted.unit, target=wanted.target, given=on, deadline=wanted.deadline,
        concrete_on=on, state="concrete", year=wanted.year,
    )  # fmt: skip
