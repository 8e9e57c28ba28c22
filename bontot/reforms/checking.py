"""Kiểm tra phương án: the plan carried out in a copy, both sides compared, everything found told with its place.

What the lines contradict, where the facts have moved on, what the acts are refused for, what the checks find, who would see
more or less; and before and after in numbers, which must balance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bontot.kernel.finding import Finding
from bontot.ledger.authority import Operator
from bontot.reforms import as_if, counting, gaining, neighbours
from bontot.reforms.checks import CHECKS
from bontot.reforms.compiling import compile
from bontot.reforms.executing import checked
from bontot.reforms.models import Reform
from bontot.reforms.planned import Planned
from bontot.reforms.sheets import OF_SHEET, ORGANISATION
from bontot.reforms.sides import Sides, sides
from bontot.reforms.versions import planned

type Progress = Callable[[int], None]


@dataclass(slots=True)
class Checked:
    """What a check has come to."""

    findings: list[Finding] = field(default_factory=list)
    numbers: dict[str, Any] = field(default_factory=dict)
    """In total: see `counting.numbers`."""
    rows: list[dict[str, Any]] = field(default_factory=list)
    """Of every organisation that begins, ends or changes: see `counting.rows`."""


def check(reform: Reform, by: str, progress: Progress | None = None) -> Checked:
    """Check the last version of a plan against the ledger as it stands, and leave a copy to look at as if."""
    lines = planned(reform)
    tried, told, wrong = tried_out(reform, lines, by, progress)
    found = Checked([*told, *neighbours.touching(reform, lines), *tried.findings])
    found.numbers = {
        "acts": tried.acts,
        "left_out": tried.left_out,
        "lines_left_out": wrong,
        "as_if": False,
    }
    if tried.copy is None:
        return found
    with as_if.as_if(tried.copy):
        of = {line.subject: line for line in lines if line.sheet == ORGANISATION}
        seen = sides(reform.day, reform.organisation, of, tried.copy.position)
        found.findings += [_placed(f, of) for f in compared(seen)]
    found.numbers |= counting.numbers(seen) | {"as_if": True}
    found.rows = list(counting.rows(seen))
    return found


def tried_out(
    reform: Reform, lines: list[Planned], by: str, progress: Progress | None = None
) -> tuple[as_if.Tried, list[Finding], int]:
    """The copy of the last version, what is found about its lines, and how many of them are too mistaken to be in it."""
    findings = checked(reform.day, reform.organisation, lines).findings
    wrong = {(f.sheet, f.row) for f in findings if f.refuses}
    sound = [line for line in lines if (OF_SHEET[line.sheet].sheet, line.row) not in wrong]
    return as_if.build(reform, compile(reform.day, sound), Operator(by), progress), findings, len(wrong)


def compared(seen: Sides) -> Iterator[Finding]:
    """What the checks find, and which accounts would see more or less; asked inside `as_if`."""
    for rule in CHECKS:
        yield from rule.findings(seen, None, seen.day)
    yield from gaining.accounts(seen)


def _placed(finding: Finding, lines: Mapping[str, Planned]) -> Finding:
    """The finding at the line of the organisation that it is about, where the plan has one."""
    code = finding.value or finding.column
    line = lines.get(code)
    if line is None:
        return replace(finding, column="", value=code)
    sheet = OF_SHEET[line.sheet]
    header = next(column.header for column in sheet.columns if column.field == "code")
    return replace(finding, file=line.file, sheet=sheet.sheet, row=line.row, column=header, value=code)
