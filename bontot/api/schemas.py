"""What the API takes and answers, made from the acts themselves."""

from __future__ import annotations

from dataclasses import MISSING
from datetime import date
from typing import Any, get_type_hints

from ninja import Field, Schema
from pydantic import create_model

from bontot.ledger.acts import Act, said_fields
from bontot.restructuring.minutes import HandedOver


class FindingOut(Schema):
    """One sentence about one thing."""

    rule: str
    says: str
    severity: str
    source: str
    file: str
    sheet: str
    row: int | None
    column: str
    value: str


class OutcomeOut(Schema):
    """What came, or would come, of an act; `position` is null where nothing was written."""

    position: int | None
    rows: int
    new: int
    changed: int
    unchanged: int
    refused: int
    warnings: int
    findings: list[FindingOut]
    handed_over: list[HandedOver]
    """Of acts that rearrange organisations: who gives what to whom, with which papers."""


class Refused(Schema):
    """Why a call was not understood or not allowed."""

    says: str


class PaperIn(Schema):
    """The decision that orders the act."""

    number: str = Field(min_length=1, max_length=80, description="số quyết định")
    dated: date = Field(description="ngày quyết định")
    by: str = Field(min_length=1, max_length=60, description="mã tổ chức ban hành")
    rehearse: bool = Field(False, description="chạy thử, không ghi")


def fields_of(act: type[Act]) -> type[Schema]:
    """A schema with the fields of an act, for the documentation; the reading itself is the ledger's."""
    hints = get_type_hints(act)
    fields: dict[str, Any] = {}
    for field in said_fields(act):
        required = field.default is MISSING and field.default_factory is MISSING
        default = ... if required else (None if field.default is MISSING else field.default)
        fields[field.name] = (_plain(hints[field.name]), default)
    name = "".join(part.title() for part in act.act.replace("_", ".").split("."))
    return create_model(name, __base__=Schema, **fields)


def _plain(hint: Any) -> Any:
    return getattr(hint, "__value__", hint)
