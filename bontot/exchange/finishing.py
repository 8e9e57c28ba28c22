"""What some tables need once a row has been read: a value whose meaning another cell of the row gives."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from bontot.exchange.cells import Reader, Trouble
from bontot.exchange.foreign import joined
from bontot.exchange.readers import reader_for
from bontot.exchange.sheets import MEMBERS, ORGANISATIONS, Layout

type Finisher = Callable[[dict[str, Any]], Trouble | None]
"""Changes the row in place; a `Trouble` is about its field `value`."""


@cache
def _readers(layout_code: str) -> dict[str, Reader]:
    layout: Layout = {"changes": MEMBERS, "organisation_history": ORGANISATIONS}[layout_code]
    return {column.field: reader_for(column) for column in layout.columns}


def _finish_value(layout_code: str) -> Finisher:
    def finish(row: dict[str, Any]) -> Trouble | None:
        reader = _readers(layout_code).get(row.get("field", ""))
        if reader is None or "value" not in row:
            return None
        value = reader[row["value"]]
        if type(value) is not Trouble:
            row["value"] = value
            return None
        if value.kept is None:
            del row["value"]
        else:
            row["value"] = value.kept
        return value

    return finish


def _finish_cleaning(row: dict[str, Any]) -> None:
    joined(row)


FINISHERS: dict[str, Finisher] = {
    "changes": _finish_value("changes"),
    "organisation_history": _finish_value("organisation_history"),
    "cleaning": _finish_cleaning,
}
