"""Codes of organisations that nobody knows, and which known ones may have been meant."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from bontot.kernel.finding import Finding, Severity
from bontot.ledger.acts import Origin
from bontot.ledger.saying import HOUSE
from bontot.organisations.models import Organisation

MOST = 500
"""Different unknown codes for which near ones are looked for: who has more has another mistake than a slip."""


class Codes:
    """The codes of all organisations that are known, or listed in the same import."""

    def __init__(self) -> None:
        self._known = set(Organisation.objects.values_list("code", flat=True))
        self._near: dict[str, str] = {}

    def __contains__(self, code: str) -> bool:
        return code in self._known

    def add(self, code: str) -> None:
        """An organisation that the import lists."""
        self._known.add(code)

    def stranger(self, code: str, origin: Origin) -> Finding:
        """What to say of an unknown code."""
        near = self._nearest(code)
        guess = f" Có phải {near}?" if near else ""
        says = f"Không có tổ chức mang mã “{code}”; hãy kiểm tra lại mã hoặc nhập tổ chức ấy trước.{guess}"
        column = origin.columns.get("organisation", "")
        return Finding(
            "TC-01", says, Severity.REFUSAL, HOUSE, origin.file, origin.sheet, origin.row, column, code
        )

    def _nearest(self, code: str) -> str:
        if code not in self._near:
            found = (
                process.extract(code.upper(), self._known, scorer=fuzz.ratio, score_cutoff=75, limit=3)
                if len(self._near) < MOST
                else []
            )
            self._near[code] = " hoặc ".join(f"“{near}”" for near, _, _ in found)
        return self._near[code]
