"""Gửi về: the log of a telephone is worked off, each entry at most once, and where two sides differ both are told.

All of a sending happens in one transaction, with the meeting held. An entry that is refused or in conflict is kept, sealed,
with the answer: from then on neither side can be lost, whatever happens to the telephone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import orjson
from django.db import transaction
from django.utils.translation import gettext as _

from bontot.ledger.sealing import seal, unseal
from bontot.meetings.attending import attend, marks
from bontot.meetings.desk import Desk, Entry
from bontot.meetings.keeping import ON_THE_DAY, Refused, must_have_come, trace
from bontot.meetings.log import Choice, Sent, about_the_clock, righted
from bontot.meetings.models import Carried, Meeting, Operation
from bontot.meetings.operations import DOING, Adding
from bontot.meetings.replacing import Replacing
from bontot.ui.clock import now


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an entry; where two sides differ, both in words, and the other one as a value."""

    id: UUID
    outcome: str
    """A key of `words.OUTCOMES`, or `already` for what had arrived before."""
    says: str = ""
    mine: str = ""
    theirs: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Synced:
    """The answer to a sending."""

    answers: tuple[Answer, ...]
    clock: str
    """A sentence about a clock that is wrong."""
    torn: int
    """How many entries wait for somebody to decide."""


def sync(carried: Carried, sent: Sent, by: str) -> Synced:
    """Work off what was sent. Sending the same again changes nothing."""
    moment = now()
    off, before = moment - sent.clock, timedelta(seconds=carried.clock)
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update().get(id=carried.meeting_id)
        known = set(
            Operation.objects.filter(id__in=[entry.id for entry in sent.entries]).values_list("id", flat=True)
        )
        desk = Desk.at(meeting, by, carried.id)
        fresh = [entry for entry in sent.entries if entry.id not in known]
        rows = [
            Operation(
                id=entry.id, carried=carried, place=entry.place, do=entry.do, at=entry.at, received_at=moment,
                outcome="applied", content=_content(entry),
            )
            for entry in righted(fresh, off, carried.taken_at, moment)
        ]  # fmt: skip
        _work_off(desk, rows)
        _number(carried, rows)
        Operation.objects.bulk_create(rows)
        chosen = _choose(desk, carried, sent.choices)
        torn = _torn(desk, carried)
        told = _answers(sent, [row.id for row in rows], carried)
        answers = {answer.id: answer for answer in told} | chosen | torn
    return Synced(tuple(answers.values()), about_the_clock(off, before), len(torn))


def _content(entry: Entry) -> str:
    return seal(orjson.dumps({"base": entry.base, "says": dict(entry.says)}).decode())


def _entry(row: Operation) -> Entry:
    said = orjson.loads(unseal(row.content))
    return Entry(row.id, row.place, row.do, row.at, said["base"], said["says"])


def _work_off(desk: Desk, rows: list[Operation]) -> None:
    """Entry by entry; marks of attendance that follow one another are written together."""
    waiting: list[Operation] = []
    last: dict[str, Operation] = {}
    for row in rows:
        if row.do != "attend":
            _flush(desk, waiting)
        _do(desk, row, _entry(row), None)
        if row.do == "attend" and row.outcome == "applied":
            waiting.append(row)
        if row.about:
            if row.about in last and last[row.about].outcome == "conflict":
                last[row.about].outcome = "replaced"
            last[row.about] = row
    _flush(desk, waiting)
    earlier = Operation.objects.filter(carried__in={row.carried for row in rows}, outcome="conflict")
    earlier.filter(about__in=list(last)).update(outcome="replaced", content="")
    for row in rows:
        if row.outcome in ("applied", "replaced"):
            row.content = ""


def _do(desk: Desk, row: Operation, entry: Entry, seen: str | None) -> None:
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


def _flush(desk: Desk, waiting: list[Operation]) -> None:
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


def _number(carried: Carried, rows: list[Operation]) -> None:
    """A place that another entry has already (a telephone restored from a copy) becomes the next free one."""
    taken = set(Operation.objects.filter(carried=carried).values_list("place", flat=True))
    for row in rows:
        if row.place in taken:
            row.place = max(taken) + 1
        taken.add(row.place)


def _choose(desk: Desk, carried: Carried, choices: Iterable[Choice]) -> dict[UUID, Answer]:
    """Do what was decided by somebody who has seen both sides; a side that has changed since is told again."""
    answers: dict[UUID, Answer] = {}
    found = Operation.objects.in_bulk([choice.id for choice in choices])
    for choice in choices:
        row = found.get(choice.id)
        if row is None or row.carried_id != carried.id:
            answers[choice.id] = Answer(choice.id, "refused", _("Không có dòng này trong bản mang theo."))
            continue
        if row.outcome == "conflict":
            _decide(desk, row, choice)
            row.save(update_fields=["outcome", "says", "content"])
        answers[choice.id] = Answer(choice.id, row.outcome, unseal(row.says))
    return answers


def _decide(desk: Desk, row: Operation, choice: Choice) -> None:
    entry, kind = _entry(row), DOING[row.do]
    assert isinstance(kind, Replacing)
    if choice.mine:
        _do(desk, row, entry, choice.seen)
        _flush(desk, [row] if row.outcome == "applied" else [])
        row.content = "" if row.outcome == "applied" else row.content
    else:
        mine = kind.tell(desk, entry, kind.wanted(desk, entry))
        theirs = kind.tell(desk, entry, kind.standing(desk, entry))
        trace(desk.meeting, desk.by, "carry", {"phone": mine}, {"phone": theirs})
        row.outcome = "yielded"


def _torn(desk: Desk, carried: Carried) -> dict[UUID, Answer]:
    """Every entry of the telephone that waits for a decision; one on which both sides have come to agree waits no more."""
    answers: dict[UUID, Answer] = {}
    for row in Operation.objects.filter(carried=carried, outcome="conflict").order_by("place"):
        entry, kind = _entry(row), DOING[row.do]
        assert isinstance(kind, Replacing)
        try:
            standing, wanted = kind.standing(desk, entry), kind.wanted(desk, entry)
            mine, theirs = kind.tell(desk, entry, wanted), kind.tell(desk, entry, standing)
        except Refused as refused:
            row.outcome, row.says = "refused", seal(" ".join(refused.says))
            row.save(update_fields=["outcome", "says"])
            continue
        if standing == wanted:
            row.outcome, row.content = "applied", ""
            row.save(update_fields=["outcome", "content"])
            continue
        answers[row.id] = Answer(row.id, "conflict", "", mine, theirs, standing)
    return answers


def _answers(sent: Sent, fresh: Iterable[UUID], carried: Carried) -> Iterator[Answer]:
    new = set(fresh)
    found = Operation.objects.in_bulk([entry.id for entry in sent.entries])
    for entry in sent.entries:
        row = found[entry.id]
        if row.carried_id != carried.id:
            yield Answer(entry.id, "refused", _("Dòng này đã được gửi từ một máy khác."))
        elif row.outcome == "applied" and row.id not in new:
            yield Answer(row.id, "already")
        else:
            yield Answer(row.id, row.outcome, unseal(row.says))
