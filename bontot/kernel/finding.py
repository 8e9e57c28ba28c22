"""What is found wrong or unusual, said to the person who can mend it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    REFUSAL = "refusal"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one thing: what, where, which rule, and what to do."""

    rule: str
    says: str
    severity: Severity = Severity.REFUSAL
    source: str = ""
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""

    def as_json(self) -> dict[str, object]:
        return asdict(self)

    @property
    def refuses(self) -> bool:
        return self.severity is Severity.REFUSAL
