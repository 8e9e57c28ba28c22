"""What every SELECT of things gives, so that they can be counted and listed alike: whose it is, whether it is good, how much of
the whole it is, whether it spoils the whole or still waits, and what a reader needs to find it again.
"""

from __future__ import annotations

from typing import Any

from bontot.ledger.models import STILL_KNOWN

COLUMNS = (
    "organisation", "good", "whole", "spoils", "waits", "day", "meeting", "person", "other", "commitment", "what", "says",
)  # fmt: skip
NOTHING = {"whole": "1", "spoils": "0", "waits": "0", "what": "''", "says": "''"}
"""What stands in a column of which nothing is said; in any other stands NULL."""
FORMER = "CASE WHEN w.id <> w.top THEN w.id END"
"""From which predecessor a thing is, where `w` is what `Window.lineage` gives; nothing for the organisation's own."""

type Select = tuple[str, list[Any]]


def select(organisation: str, good: str, **said: str) -> str:
    """The columns of a thing; what is not said is nothing."""
    given = {"organisation": organisation, "good": good, **NOTHING, **said}
    return "SELECT " + ", ".join(f"{given.get(name, 'NULL')} AS {name}" for name in COLUMNS)


def flag(condition: str) -> str:
    """A condition as 1 or 0."""
    return f"CASE WHEN {condition} THEN 1 ELSE 0 END"


def known(alias: str) -> str:
    """That a fact is known now."""
    return f"{alias}.known_to = {STILL_KNOWN}"


def before_end(day: str) -> str:
    """That a day is one on which `w`, of `Window.lineage`, was there: always, but for a predecessor."""
    return f"(w.until IS NULL OR {day} < w.until)"
