"""In which order organisations and what they were before are registered, so that each is judged beside what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from bontot.ledger.acts import Act
from bontot.organisations import rules
from bontot.organisations.acts import RecordHistory, Register


@dataclass(frozen=True, kw_only=True)
class _Moved(Register):
    """One whose history of superiors follows: it need not have stood under the present one since it was established."""

    rules = tuple(rule for rule in Register.rules if rule is not rules.PARENT_EXISTS)  # type: ignore[assignment]  # one less


def in_order(registered: Sequence[Register], histories: Iterable[RecordHistory]) -> Iterator[Act]:
    """Whatever is there still, then of which kinds it once was, then what has ended: that is judged by its last day,
    when the one above it may have been of another kind. Then the rest of the histories."""
    told = {(act.organisation, act.what): act for act in histories}
    ended = []
    for act in registered:
        register = _moved(act) if (act.organisation, "parent") in told else act
        if act.ended:
            ended.append(register)
        else:
            yield register
    late = {act.organisation for act in ended}
    for code in [code for code, what in told if what == "kind" and code not in late]:
        yield told.pop((code, "kind"))
    for act in ended:
        yield act
        if own := told.pop((act.organisation, "kind"), None):
            yield own
    yield from told.values()


def _moved(act: Register) -> Register:
    said: dict[str, Any] = {field.name: getattr(act, field.name) for field in fields(act)}
    return _Moved(**said)
