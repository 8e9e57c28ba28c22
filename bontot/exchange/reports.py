"""What was found in an import, kept beside its files: numbers in short, findings and doubts line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bontot.exchange import store
from bontot.exchange.entering.importing import Import
from bontot.kernel.finding import Finding, Severity
from bontot.ledger.enacting import Outcome
from bontot.ledger.models import Fact

FINDINGS, BY_ROW, DOUBTS, REMARKED = "findings.jsonl", "by-row.jsonl", "doubts.jsonl", "remarked"
PER_PAGE = 50
_ORDER = {severity.value: place for place, severity in enumerate(Severity)}
_ENTERED_BY = {
    "organisation.register": "Tổ chức đảng",
    "organisation.history": "Lịch sử tổ chức",
    "member.register": "Đảng viên",
    "member.stays": "Nơi sinh hoạt",
    "post.register": "Chức vụ",
    "training.attend": "Lượt bồi dưỡng",
}


@dataclass(frozen=True, slots=True)
class Group:
    """All findings of one rule: where they begin among the lines, how many, and the first of them as an example."""

    severity: str
    rule: str
    says: str
    source: str
    first: int
    count: int


def keep(folder: Path, coming: Import, outcome: Outcome) -> dict[str, Any]:
    """Write the findings and doubts into the folder; the summary."""
    doubts = coming.people.doubts
    store.write_lines(folder / DOUBTS, map(asdict, doubts))
    return {
        "rows": coming.rows,
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "doubts": len(doubts),
        "undecided": sum(not doubt.decided for doubt in doubts),
        "kinds": [[_ENTERED_BY.get(act, act), count] for act, count in outcome.effects.items()],
        "facts": facts(outcome),
        **keep_findings(folder, outcome.findings),
    }


def keep_findings(folder: Path, findings: Iterable[Finding]) -> dict[str, Any]:
    """Write findings into the folder, by rule with the hardest first, and row by row; how many there are, their groups."""
    found = sorted(findings, key=_place)
    store.write_lines(folder / FINDINGS, (finding.as_json() for finding in found))
    store.write_lines(folder / BY_ROW, (finding.as_json() for finding in sorted(found, key=_row)))
    return {
        "refused": len({(f.file, f.sheet, f.row) for f in found if f.refuses}),
        "warnings": sum(f.severity is Severity.WARNING for f in found),
        "findings": len(found),
        "blocked": any(f.refuses for f in found),
        "groups": [asdict(group) for group in _groups(found)],
    }


def _place(finding: Finding) -> tuple[int, str, str, str, int]:
    return _ORDER[finding.severity], finding.rule, finding.file, finding.sheet, finding.row or 0


def _row(finding: Finding) -> tuple[str, str, int]:
    return finding.file, finding.sheet, finding.row or 0


def _groups(found: Sequence[Finding]) -> list[Group]:
    counts = Counter((f.severity.value, f.rule) for f in found)
    groups, first = [], 0
    for (severity, rule), count in counts.items():
        example = found[first]
        groups.append(Group(severity, rule, example.says, example.source, first, count))
        first += count
    return groups


def facts(outcome: Outcome) -> list[list[Any]]:
    """By kind of fact: what it is called, how many would become known, how many would cease to be."""
    kinds: Iterable[type[Fact]] = {**outcome.asserted, **outcome.retracted}
    named = [
        [
            kind.called.capitalize(),
            outcome.asserted.get(kind, 0),
            outcome.retracted.get(kind, 0),
        ]
        for kind in kinds
    ]
    return sorted(named)


def section(groups: Sequence[Group], severity: str, rule: str) -> tuple[int, int]:
    """Where the findings of a severity, or of a rule, begin and end among the lines."""
    chosen = [g for g in groups if severity in ("", g.severity) and rule in ("", g.rule)]
    if not chosen:
        return 0, 0
    return chosen[0].first, max(g.first + g.count for g in chosen)


def page(folder: Path, first: int, end: int, *, by_row: bool = False) -> list[Finding]:
    """At most a page of findings, from line `first` on, before line `end`; by rule, or row by row as a clerk mends them."""
    count = min(PER_PAGE, max(0, end - first))
    said = store.read_lines(folder / (BY_ROW if by_row else FINDINGS), first, count)
    return [Finding(**{**line, "severity": Severity(line["severity"])}) for line in said]


def all_findings(folder: Path) -> list[Finding]:
    """Every finding there is."""
    return [
        Finding(**{**line, "severity": Severity(line["severity"])})
        for line in store.read_lines(folder / FINDINGS, 0, 2**31)
    ]
