"""Làm từng dòng: one entry of a telephone's log is done by the function of its page, whoever decides on it."""

from __future__ import annotations

from contextlib import nullcontext

import orjson
from django.db import transaction

from bontot.ledger.sealing import seal, unseal
from bontot.meetings.attending import attend, marks
from bontot.meetings.carried.desk import Desk, Entry
from bontot.meetings.carried.operations import DOING, Adding
from bontot.meetings.carried.replacing import Replacing
from bontot.meetings.keeping import ON_THE_DAY, Refused, must_have_come
from bontot.meetings.models import Operation


def entry_of(row: Operation) -> Entry:
    """The entry as the telephone wrote it."""
    said = orjson.loads(unseal(row.content))
    return Entry(row.id, row.place, row.do, row.at, said["base"], said["says"])


def do(desk: Desk, row: Operation, entry: Entry, seen: str | None) -> None:
    """Do what an entry says; `seen` is the other side's value that was seen, None where nobody has seen it yet."""
    kind = DOING[row.do]
    try:
        with (
            nullcontext() if row.do == "attend" else transaction.atomic()
        ):  # a mark is written later, with the others
            if row.do in ON_THE_DAY:
                must_have_come(desk.meeting)
            if isinstance(kind, Adding):
                row.made = kind.write(desk, entry)
                if row.made:
                    desk.made[row.id] = row.made
            else:
                row.about = kind.about(entry)
                row.outcome = _replace(desk, kind, entry, entry.base if seen is None else seen)
    except Refused as refused:
        row.outcome, row.says = "refused", seal(" ".join(refused.says))


def _replace(desk: Desk, kind: Replacing, entry: Entry, base: str) -> str:
    standing, wanted = kind.standing(desk, entry), kind.wanted(desk, entry)
    if standing == wanted:
        return "applied"
    if standing != base:
        return "conflict"
    kind.write(desk, entry)
    return "applied"


def flush(desk: Desk, waiting: list[Operation]) -> None:
    """Write the marks that wait; where they are refused, so is each entry that gave one."""
    if desk.changed:
        try:
            attend(desk.meeting.id, {person: desk.marks[person] for person in desk.changed}, None, desk.by)
        except Refused as refused:
            desk.marks = marks(desk.meeting)
            for row in waiting:
                row.outcome, row.says = "refused", seal(" ".join(refused.says))
    desk.changed.clear()
    waiting.clear()
