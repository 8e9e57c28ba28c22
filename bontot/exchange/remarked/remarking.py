"""Findings as a clerk reads them in a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bontot.exchange.reading.foreign import BAD, GOOD
from bontot.kernel.finding import Finding, Severity

REMARKS = "Nhận xét"
ABOUT_FILE = "Nhận xét chung"
LONGEST = 32_000
WIDTH = 60
_WORDS = {Severity.REFUSAL: "Phải sửa", Severity.WARNING: "Nên xem lại", Severity.HINT: "Lưu ý"}

type ByRow = dict[int, list[Finding]]
type BySheet = dict[str, ByRow]
"""What is said of each sheet, by row; 0 holds what is about the whole of it."""


def sentence(found: Finding) -> str:
    """One finding: how strong it is, which column, what."""
    where = f"{found.column}: " if found.column and found.column not in found.says else ""
    return f"[{_WORDS[found.severity]}] {where}{found.says}"


def remark(findings: Iterable[Finding]) -> str:
    """Everything about one row, a line each."""
    return "\n".join(map(sentence, findings))[:LONGEST]


def answers(findings: Sequence[Finding]) -> tuple[str, str]:
    """The two result columns of the cleaning workbook: whether the row holds, and what does not."""
    return (BAD if any(found.refuses for found in findings) else GOOD), remark(findings)


def by_printed_row(said: ByRow, header_row: int) -> ByRow:
    """The same, with what is about the whole sheet put beside its header."""
    printed = {row: list(findings) for row, findings in said.items() if row}
    if said.get(0):
        printed[header_row] = [*said[0], *printed.get(header_row, [])]
    return printed
