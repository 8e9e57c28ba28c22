"""What the pages of imports and exports are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from bontot.exchange import reports, store
from bontot.exchange.forms import ExtractForm, UploadForm
from bontot.exchange.models import UNDER_WAY, State, Upload, Work
from bontot.exchange.reports import Group
from bontot.exchange.sheets import OURS
from bontot.kernel.finding import Finding
from bontot.ui.clock import now

LONG_WAIT = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a piece of work stands: a word for programs, a sentence for people, and what may be done about it."""

    state: str
    says: str
    tone: str
    under_way: bool = False
    done: int = 0
    size: int = 0
    began: bool = False
    waits_long: bool = False

    @property
    def may_stop(self) -> bool:
        return self.under_way and self.state != "cancelling"


def standing(work: Work) -> Standing:
    """Where the work stands, by the database and by the signs of life in its folder."""
    if work.state not in UNDER_WAY:
        return Standing(work.state, _words()[work.state], _TONES.get(work.state, "plain"))
    progress, wanted = store.progress(work.folder), store.has_turn(work.folder, work.turn)
    if progress is None:
        if not wanted:
            return Standing("cancelled", _words()["cancelled"], "plain")
        waited = (now() - work.changed).total_seconds()
        return Standing("waiting", _words()["waiting"], "attention", True, waits_long=waited > LONG_WAIT)
    if progress.stale:
        return Standing("stopped", _words()["stopped"], "bad")
    state = work.state if wanted else "cancelling"
    return Standing(state, _words()[state], "attention", True, progress.done, progress.size, began=True)


_TONES: dict[str, str] = {
    State.READY: "plain",
    State.ENTERED: "good",
    State.WRITTEN: "good",
    State.FAILED: "bad",
}


def _words() -> dict[str, str]:
    return {
        "waiting": _("Đang chờ đến lượt"),
        "reading": _("Đang đọc và kiểm tra"),
        "ready": _("Đã kiểm tra, chưa ghi vào sổ"),
        "entering": _("Đang ghi vào sổ"),
        "entered": _("Đã ghi vào sổ"),
        "writing": _("Đang viết tệp"),
        "written": _("Đã viết xong"),
        "cancelling": _("Đang hủy"),
        "cancelled": _("Đã hủy"),
        "stopped": _("Đã dừng giữa chừng"),
        "failed": _("Bị ngắt giữa chừng"),
    }


# --- importing --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """An import in the list."""

    id: int
    number: str
    dated: date
    files: list[str]
    created: datetime
    standing: Standing
    position: int | None


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """Sending workbooks, and what came of those sent."""

    title: str
    form: UploadForm
    entries: list[Entry]
    limit: int
    """Megabytes that may be sent at once."""
    refused: list[Finding] = field(default_factory=list)
    blanks: tuple[tuple[str, str], ...] = tuple((layout.code, layout.sheet) for layout in OURS)


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The report of one import."""

    title: str
    id: int
    standing: Standing
    trouble: str
    number: str
    dated: date
    by: str
    says: str
    files: list[dict[str, Any]]
    position: int | None
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    warnings: int = 0
    groups: list[Group] = field(default_factory=list)
    severity: str = ""
    rule: str = ""
    findings: list[Finding] = field(default_factory=list)
    found: int = 0
    """How many findings there are under the filter."""
    after: int | None = None
    facts: list[tuple[str, int, int]] = field(default_factory=list)
    doubts: int = 0
    undecided: int = 0
    checked: bool = False
    """Whether there is a report."""
    outdated: bool = False
    """Whether something has been decided since the report."""
    may_enter: bool = False
    may_begin_again: bool = False
    seen: str = ""

    @property
    def asks_again(self) -> bool:
        return self.standing.under_way


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody whom a row may mean."""

    code: str
    says: str
    address: str


@dataclass(frozen=True, slots=True)
class Question:
    """A row that may speak of somebody known: who is it?"""

    line: int
    file: str
    sheet: str
    row: int
    name: str
    born: str
    organisation: str
    where: str
    choices: list[Choice]
    decided: str


@dataclass(frozen=True, slots=True)
class DoublesPage:
    """Rows that may speak of people known already, to be decided one by one."""

    title: str
    id: int
    number: str
    seen: str
    questions: list[Question]
    doubts: int
    after: int | None
    open: bool
    """Whether anything may still be decided."""


def entry(upload: Upload) -> Entry:
    """A line of the list."""
    return Entry(
        upload.pk,
        upload.number,
        upload.dated,
        [file["name"] for file in upload.files],
        upload.created,
        standing(upload),
        upload.position,
    )


# --- exporting --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Written:
    """An export in the list."""

    id: int
    organisation: str
    on: date
    created: datetime
    standing: Standing
    trouble: str


@dataclass(frozen=True, slots=True)
class ExportsPage:
    """Asking for an export, and those asked for."""

    title: str
    form: ExtractForm
    extracts: list[Written]

    @property
    def asks_again(self) -> bool:
        return any(extract.standing.under_way for extract in self.extracts)


def chosen(asked: Mapping[str, str], summary: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Of a report: its groups, those asked for by `severity` and `rule`, and the findings of these from `after` on."""
    groups = [Group(**group) for group in summary.get("groups", ())]
    severity, rule, after = (asked.get(name, "") for name in ("severity", "rule", "after"))
    first, end = reports.section(groups, severity, rule)
    begins = max(first, int(after)) if after.isdecimal() and len(after) < 10 else first
    findings = reports.page(folder, begins, end, by_row=not (severity or rule))
    return {
        "groups": groups,
        "severity": severity,
        "rule": rule,
        "findings": findings,
        "found": end - first,
        "after": begins + len(findings) if begins + len(findings) < end else None,
    }
