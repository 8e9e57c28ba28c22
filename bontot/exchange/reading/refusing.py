"""A file is turned away with the one sentence that says why."""

from __future__ import annotations

from bontot.kernel.finding import Finding


class Refused(Exception):
    """The file is not read. `finding` says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.says)
        self.finding = finding
