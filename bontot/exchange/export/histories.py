"""Rows of the sheets of histories as the acts take them."""

from __future__ import annotations

from datetime import date
from typing import Any

from bontot.kernel.period import EVER
from bontot.members.registering import Changed, Turn
from bontot.members.stays import Stay

type Row = dict[str, Any]


def stay(row: Row) -> Stay:
    """A stay of a member."""
    return row["organisation"], row["since"], row.get("until"), row.get("form") == "tạm thời"


def turn(row: Row) -> Turn:
    """A stretch of standing."""
    return (
        row["status"],
        row["since"],
        row.get("until"),
        row.get("decided_on"),
        row.get("began", ""),
        row.get("ended", ""),
    )


def change(row: Row) -> Changed:
    """What the profile said since a day."""
    return row["field"], row.get("value", ""), beginning(row["since"])


FIRST_OF_WORKBOOKS = date(1900, 1, 1)
"""The first day that a workbook can write: what holds since then holds since ever."""


def beginning(since: date) -> date:
    """The day since which it holds."""
    return EVER if since <= FIRST_OF_WORKBOOKS else since
