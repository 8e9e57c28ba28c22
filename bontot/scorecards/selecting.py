"""What every SELECT of things gives, so that they can be counted and listed alike: whose it is, whether it is good, whether it
spoils the whole, and what a reader needs to find it again.
"""

from __future__ import annotations

from typing import Any

from bontot.ledger.models import STILL_KNOWN

COLUMNS = ("organisation", "good", "spoils", "day", "meeting", "person", "other", "what", "says")

type Select = tuple[str, list[Any]]


def select(organisation: str, good: str, **said: str) -> str:
    """The columns of a thing; what is not said is nothing."""
    nothing = {"spoils": "0", "day": "NULL", "meeting": "NULL", "person": "NULL", "other": "NULL"}
    given = {"organisation": organisation, "good": good, **nothing, "what": "''", "says": "''", **said}
    return "SELECT " + ", ".join(f"{given[name]} AS {name}" for name in COLUMNS)


def flag(condition: str) -> str:
    """A condition as 1 or 0."""
    return f"CASE WHEN {condition} THEN 1 ELSE 0 END"


def known(alias: str) -> str:
    """That a fact is known now."""
    return f"{alias}.known_to = {STILL_KNOWN}"
