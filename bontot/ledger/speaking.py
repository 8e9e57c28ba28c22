"""Acts from JSON: every field is checked, and everything wrong is said at once."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field
from datetime import date
from typing import Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

from bontot.kernel import partial
from bontot.kernel.finding import Finding
from bontot.kernel.near import meant, nearest
from bontot.kernel.partial import PartialDay
from bontot.kernel.period import EVER, OPEN
from bontot.kernel.text import blank
from bontot.ledger.acts import Act, Origin, Unsayable, said_fields
from bontot.ledger.saying import HOUSE


class Unreadable(ValueError):
    """A value is not of its field's kind; the message says what it should be."""


def acts_from_json(
    said: Iterable[object], catalogue: Mapping[str, type[Act]], file: str = ""
) -> tuple[list[Act], list[Finding]]:
    """The acts, and a finding for everything that cannot be understood; the row is the act's number in the list."""
    acts: list[Act] = []
    findings: list[Finding] = []
    for number, one in enumerate(said, 1):
        act, wrong = _act(one, catalogue, Origin(file, "", number))
        findings += [
            Finding("SO-07", says, source=HOUSE, file=file, row=number, column=field, value=value)
            for field, value, says in (tuple(map(_legible, each)) for each in wrong)
        ]
        if act:
            acts.append(act)
    return acts, findings


def _legible(text: str) -> str:
    """What somebody sent, as it can be shown: half a character would break any answer that repeats it."""
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return short.encode(errors="replace").decode()


_SHOWN = 400

type Wrong = tuple[str, str, str]
"""The field, the value, the sentence."""


def _act(one: object, catalogue: Mapping[str, type[Act]], origin: Origin) -> tuple[Act | None, list[Wrong]]:
    if not isinstance(one, dict):
        return None, [("", str(one)[:60], "Mỗi nội dung phải là một đối tượng JSON có trường “act”.")]
    code = str(one.get("act", ""))
    act = catalogue.get(code)
    if act is None:
        return None, [("act", code, f"Không có nội dung “{code}”.{meant(nearest(code, catalogue, 2))}")]
    values, wrong = _values(one, act)
    if wrong:
        return None, wrong
    origin = Origin(origin.file, origin.sheet, origin.row, {}, {k: v for k, v in one.items() if k != "act"})
    try:
        made = act(**values, origin=origin)
    except Unsayable as reason:
        return None, [("", "", str(reason))]
    wrong = [(field, str(values[field]), says) for field, says in made.unreadable()]
    return (None, wrong) if wrong else (made, [])


def _values(one: dict[str, Any], act: type[Act]) -> tuple[dict[str, Any], list[Wrong]]:
    hints = get_type_hints(act)
    fields = {f.name: f for f in said_fields(act)}
    values: dict[str, Any] = {}
    wrong: list[Wrong] = [
        (name, str(value), f"“{act.act}” không có trường “{name}”.{meant(nearest(name, fields, 2))}")
        for name, value in one.items()
        if name != "act" and name not in fields
    ]
    for name, field in fields.items():
        value = one.get(name)
        if value is None or (isinstance(value, str) and blank(value)) or (value == [] and _needed(field)):
            if _needed(field):
                wrong.append((name, "", f"Thiếu trường “{name}” của “{act.act}”."))
            continue
        try:
            values[name] = read(value, hints[name])
            if name == "on" and values[name] == EVER:
                raise Unreadable(
                    f"“{value}” nghĩa là “từ trước đến nay”, không phải ngày bắt đầu của một nội dung."
                )
        except Unreadable as reason:
            wrong.append((name, str(value), f"Trường “{name}”: {reason}"))
    return values, wrong


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def read(value: Any, hint: Any) -> Any:
    """A JSON value as a value of this type. Raises Unreadable with a sentence that says what it should be."""
    origin = get_origin(hint)
    if hint is PartialDay:
        return _partial_day(value)
    if isinstance(hint, TypeAliasType):
        return read(value, hint.__value__)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return read(value, next(a for a in get_args(hint) if a is not type(None)))
    if origin is tuple:
        return _tuple(value, get_args(hint))
    if hint is date:
        return _day(value)
    if hint is bool:
        if not isinstance(value, bool):
            raise Unreadable("phải là true hoặc false.")
        return value
    if hint is str:
        if not isinstance(value, str):
            raise Unreadable(f"phải là chữ, không phải {value!r}.")
        if "\x00" in value or not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
            raise Unreadable("có ký tự không lưu được.")
        return value
    if origin is dict:
        if not isinstance(value, dict):
            raise Unreadable("mỗi phần phải là một đối tượng JSON.")
        return {name: _part(one) for name, one in value.items()}
    return value


def _part(value: Any) -> Any:
    return _tuple(value, (str, ...)) if isinstance(value, (list, tuple)) else read(value, str)


def _tuple(value: Any, inner: tuple[Any, ...]) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise Unreadable("phải là một danh sách.")
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(read(one, inner[0]) for one in value)
    if len(value) != len(inner):
        raise Unreadable(f"mỗi dòng phải có {len(inner)} giá trị.")
    return tuple(read(one, kind) for one, kind in zip(value, inner, strict=True))


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        day = date.fromisoformat(value)
        if day < OPEN:
            return day
        raise ValueError("the day without end is no day on which anything happens")
    except (TypeError, ValueError):
        raise Unreadable(f"“{value}” không phải là một ngày có thật viết theo dạng 2024-05-31.") from None


def _partial_day(value: Any) -> str:
    try:
        partial.earliest(value)
    except (TypeError, ValueError, AttributeError):
        raise Unreadable(f"“{value}” phải là 1962, 1962-08 hoặc 1962-08-31.") from None
    return str(value)
