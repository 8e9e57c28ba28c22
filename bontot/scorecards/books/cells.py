"""One cell of a framework's workbook, read as what its column means; what cannot be read is told with what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bontot.kernel.finding import Finding, Severity
from bontot.kernel.text import fold
from bontot.law.frameworks.framework import Evidence, Proof
from bontot.law.frameworks.shipped import evidence
from bontot.law.sources import SOURCES
from bontot.scorecards.books.sheets import HEADERS, OF_PART
from bontot.statistics.indicators import INDICATORS
from bontot.ui.days import read_day

MOST_POINTS = 1_000
RESERVED = frozenset({"gui"})
"""Words that stand in addresses where the code of a framework does."""
_SLUG = re.compile(r"[^a-z0-9]+")
_CODE = re.compile(r"[1-9][0-9]?(?:\.[1-9][0-9]?){0,3}")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PERCENT = re.compile(r"([0-9]{1,3})(?:\.0+)? ?%?")


@dataclass(slots=True)
class Row:
    """A row of one of the tables."""

    part: str
    number: int
    fields: dict[str, Any]
    file: str

    def text(self, name: str) -> str:
        return str(self.fields.get(name) or "").strip()


@dataclass(slots=True)
class Told:
    """What has been found so far, and in which tables something could not be read."""

    file: str = ""
    findings: list[Finding] = field(default_factory=list)

    def say(
        self, rule: str, says: str, part: str = "", row: Row | None = None, column: str = "", value: str = "",
        severity: Severity = Severity.REFUSAL,
    ) -> None:  # fmt: skip
        """Add a finding about a place of the workbook."""
        sheet = OF_PART[part].sheet if part else ""
        header = HEADERS.get(part, {}).get(column, column)
        number = row.number if row else None
        self.findings.append(
            Finding(
                rule, says, severity, "", row.file if row else self.file, sheet, number, header, value[:200]
            )
        )

    def unread(self, part: str) -> bool:
        """Whether something of this table has been refused."""
        return any(each.refuses and each.sheet == OF_PART[part].sheet for each in self.findings)


def read_cell[T](told: Told, row: Row, name: str, read: Callable[[str], T], says: str) -> T | None:
    """The cell read by `read`, or None where that raises ValueError; then `says` tells what is to be written."""
    text = row.text(name)
    try:
        return read(text)
    except (ValueError, KeyError):
        told.say("KD-01", f"“{text[:60]}” không đọc được; {says}", row.part, row, name, text)
        return None


def whole_number(text: str) -> int:
    """A number of points. Raises ValueError."""
    if not text.isascii() or not text.isdecimal() or int(text[:6]) > MOST_POINTS or len(text) > 4:
        raise ValueError(text)
    return int(text)


def criterion_code(text: str) -> str:
    """`1`, `1.2`, `1.2.3`. Raises ValueError."""
    text = text.rstrip(".")
    if not _CODE.fullmatch(text):
        raise ValueError(text)
    return text


def framework_code(text: str) -> str:
    """Words without diacritics, joined by hyphens. Raises ValueError."""
    if not _NAME.fullmatch(text) or len(text) > 60 or text in RESERVED:
        raise ValueError(text)
    return text


def percentage(text: str) -> int:
    """`20`, `20%`; Excel keeps 20 % as 0.2. Raises ValueError."""
    if re.fullmatch(r"0\.[0-9]{1,2}", text):
        return round(float(text) * 100)
    found = _PERCENT.fullmatch(text)
    if not found or not 0 < int(found[1]) <= 100:
        raise ValueError(text)
    return int(found[1])


def a_day(text: str) -> date:
    """A day as people write it. Raises ValueError."""
    return read_day(text)


def slug(text: str) -> str:
    """A code made of words."""
    return _SLUG.sub("-", fold(text)).strip("-")[:40]


def citation(told: Told, row: Row, source: str, place: str, column: str = "place") -> tuple[str, str]:
    """The paper and the place of it; a place of a paper that the law knows must be one that was read."""
    if source in SOURCES and place and place not in SOURCES[source].places:
        known = ", ".join(f"“{name}”" for name in SOURCES[source].places)
        says = f"Văn bản {source} không có chỗ “{place[:60]}” trong danh mục; hãy để trống hoặc ghi một trong: {known}."
        told.say("KD-01", says, row.part, row, column, place)
        return source, ""
    return source, place


def proof(told: Told, row: Row) -> Evidence | None:
    """What proves the criterion or condition of a row; None where nothing is said, or nothing that can be."""
    text, kind = row.text("proof"), row.text("kind")
    if not text:
        if kind:
            told.say(
                "KD-01", "Đã ghi cách chứng minh mà chưa ghi chứng minh bằng gì.", row.part, row, "proof"
            )
        return None
    known = {fold(each.says): each for each in evidence()} | {each.code: each for each in evidence()}
    found = known.get(fold(text)) or known.get(text)
    if not kind or (found and str(found.kind) == kind):
        return found or Evidence(slug(text), text, Proof.DOCUMENT)
    if kind == Proof.QUERY:
        counted = ", ".join(f"“{each.says}”" for each in evidence() if each.kind is Proof.QUERY)
        says = f"Hệ thống không tính được “{text[:60]}” từ sổ; hãy chọn cách chứng minh khác, hoặc ghi một trong: {counted}."
        told.say("KD-01", says, row.part, row, "proof", text)
        return None
    if kind == Proof.INDICATOR:
        return _indicator(told, row, text)
    return Evidence(slug(text), text, Proof(kind))


def _indicator(told: Told, row: Row, text: str) -> Evidence | None:
    known = {fold(each.says): code for code, each in INDICATORS.items()} | {code: code for code in INDICATORS}
    code = known.get(fold(text)) or known.get(text)
    if code is None:
        listed = ", ".join(f"“{each.says}”" for each in INDICATORS.values())
        told.say(
            "KD-01",
            f"Không có chỉ tiêu “{text[:60]}”; các chỉ tiêu có: {listed}.",
            row.part,
            row,
            "proof",
            text,
        )
        return None
    return Evidence(code, INDICATORS[code].says, Proof.INDICATOR)
