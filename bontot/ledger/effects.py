"""The two things that an act can order: that a fact be known, or be known no longer.

Nobody changes one. That is not guarded: crowds make them by the hundred thousand, and a guarded one costs three times as
much.
"""

from __future__ import annotations

from dataclasses import dataclass

from bontot.ledger.models import Fact, Identity


@dataclass(slots=True, eq=False)
class Assert:
    """From this decision on the fact is known."""

    fact: Fact


@dataclass(slots=True, eq=False)
class Retract:
    """From this decision on the fact is known no longer. It stays answerable at earlier positions."""

    fact: Fact


type Effect = Assert | Retract


class Impossible(Exception):
    """An act cannot be planned at all; `says` tells the person why, `field` where they said it."""

    def __init__(
        self, rule: str, says: str, field: str = "", unknown: tuple[type[Identity], str] | None = None
    ) -> None:
        super().__init__(says)
        self.rule, self.says, self.field = rule, says, field
        self.unknown = unknown
        """The code that nobody knows, where near ones may be suggested."""
