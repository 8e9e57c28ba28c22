"""What some tables need once a row has been read: a value whose meaning another cell of the row gives."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from bontot.exchange.reading.cells import Reader, Trouble
from bontot.exchange.reading.foreign import joined
from bontot.exchange.reading.readers import reader_for
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
        of_kind = layout_code == "organisation_history" and row["field"] == "kind"
        value = _kind_and_base(row["value"]) if of_kind else reader[row["value"]]
        if type(value) is not Trouble:
            row["value"] = value
            return None
        if value.kept is None:
            del row["value"]
        else:
            row["value"] = value.kept
        return value

    return finish


def _kind_and_base(said: Any) -> Any:
    """A kind, or a kind and the base kind that it had then, as they are exported: `chi bộ cơ sở · xã`."""
    readers = _readers("organisation_history")
    kind, _, base = str(said).partition(" · ")
    found = [readers["kind"][kind.strip()], *([readers["base_kind"][base.strip()]] if base.strip() else [])]
    wrong = next((each for each in found if isinstance(each, Trouble)), None)
    return wrong or " · ".join(found)


def _finish_cleaning(row: dict[str, Any]) -> None:
    joined(row)


FINISHERS: dict[str, Finisher] = {
    "changes": _finish_value("changes"),
    "organisation_history": _finish_value("organisation_history"),
    "cleaning": _finish_cleaning,
}
