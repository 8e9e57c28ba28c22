"""In which order organisations and what they were before are registered, so that each is judged beside what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from bontot.exchange.entering.waiting import Said, Waiting
from bontot.exchange.sentences import finding
from bontot.kernel.finding import Finding
from bontot.ledger.acts import Act
from bontot.organisations import rules
from bontot.organisations.acts import RecordHistory, Register

NAMED = 6
"""So many rows of a circle are named in a sentence."""


def superiors_first(rows: Iterable[Said], findings: list[Finding]) -> Iterator[Said]:
    """The rows of organisations as they stand, but none before that of its superior; rows in a circle are told and refused."""
    first: dict[str, int] = {}
    parents: list[str] = []
    waiting = Waiting()
    for row, origin in rows:
        first.setdefault(row["code"], len(waiting))
        parents.append(row.get("parent", ""))
        waiting.add(row, origin)
    for place in range(len(waiting)):
        path: dict[int, None] = {}
        at: int | None = place
        while at is not None and at not in path and not waiting.took(at):
            path[at] = None
            at = first.get(parents[at])
        upward = list(path)
        circle = upward[upward.index(at) :] if at in path else []
        if circle:
            findings += _circular([waiting.look(each) for each in circle])
        refused = frozenset(circle)
        for each in reversed(upward):
            row, origin = waiting.take(each)
            if each in refused:
                origin = origin._replace(flawed=True, aside=(*origin.aside, "parent"))
            yield row, origin


def _circular(circle: list[Said]) -> Iterator[Finding]:
    named = [f"{row['code']} (dòng {origin.row})" for row, origin in circle[:NAMED]]
    if len(circle) > NAMED:
        named.append("…")
    says = " → ".join([*named, circle[0][0]["code"]])
    for row, o in circle:
        header = o.columns.get("parent", "")
        yield finding(
            "O-VONG", file=o.file, sheet=o.sheet, row=o.row, column=header, value=row["parent"], rows=says
        )


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
