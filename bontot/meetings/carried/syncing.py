"""Gửi về: the log of a telephone is worked off, each entry at most once, and where two sides differ both are told.

All of a sending happens in one transaction, with the meeting held. An entry that is refused or in conflict is kept, sealed,
with the answer: from then on neither side can be lost, whatever happens to the telephone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import orjson
from django.db import transaction
from django.utils.translation import gettext as _

from bontot.ledger.sealing import seal, unseal
from bontot.meetings.carried.deciding import Answer, choose, torn_of
from bontot.meetings.carried.desk import Desk, Entry
from bontot.meetings.carried.doing import do, entry_of, flush
from bontot.meetings.carried.log import Sent, about_the_clock, righted
from bontot.meetings.keeping import ON_THE_DAY, Refused, must_have_come
from bontot.meetings.models import Carried, Meeting, Operation
from bontot.ui.clock import now


@dataclass(frozen=True, slots=True)
class Synced:
    """The answer to a sending."""

    answers: tuple[Answer, ...]
    clock: str
    """A sentence about a clock that is wrong."""
    torn: int
    """How many entries wait for somebody to decide."""


def sync(carried: Carried, sent: Sent, by: str) -> Synced:
    """Work off what was sent. Sending the same again changes nothing.

    Raises Refused before the day of the meeting where it was held already: the telephone keeps all of it until the day is put right.
    """
    moment = now()
    off, before = moment - sent.clock, timedelta(seconds=carried.clock)
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update().get(id=carried.meeting_id)
        known = set(
            Operation.objects.filter(id__in=[entry.id for entry in sent.entries]).values_list("id", flat=True)
        )
        fresh = [entry for entry in sent.entries if entry.id not in known]
        _must_have_come(meeting, fresh)
        desk = Desk.at(meeting, by, carried.id)
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
        chosen = choose(desk, carried, sent.choices)
        torn = torn_of(desk, carried)
        told = _answers(sent, [row.id for row in rows], carried)
        answers = {answer.id: answer for answer in told} | chosen | torn
    return Synced(tuple(answers.values()), about_the_clock(off, before), len(torn))


def _must_have_come(meeting: Meeting, fresh: Iterable[Entry]) -> None:
    """Refused line by line, a meeting held earlier than planned would have to be written down all over again."""
    if not any(entry.do == "attend" or entry.do in ON_THE_DAY for entry in fresh):
        return
    try:
        must_have_come(meeting)
    except Refused as refused:
        raise Refused(
            *refused.says, _("Chưa gửi gì; máy vẫn giữ nguyên, đổi ngày xong thì gửi lại.")
        ) from None


def _content(entry: Entry) -> str:
    return seal(orjson.dumps({"base": entry.base, "says": dict(entry.says)}).decode())


def _work_off(desk: Desk, rows: list[Operation]) -> None:
    """Entry by entry; marks of attendance that follow one another are written together."""
    waiting: list[Operation] = []
    last: dict[str, Operation] = {}
    for row in rows:
        if row.do != "attend":
            flush(desk, waiting)
        do(desk, row, entry_of(row), None)
        if row.do == "attend" and row.outcome == "applied":
            waiting.append(row)
        if row.about:
            if row.about in last and last[row.about].outcome == "conflict":
                last[row.about].outcome = "replaced"
            last[row.about] = row
    flush(desk, waiting)
    earlier = Operation.objects.filter(carried__in={row.carried for row in rows}, outcome="conflict")
    earlier.filter(about__in=list(last)).update(outcome="replaced", content="")
    for row in rows:
        if row.outcome in ("applied", "replaced"):
            row.content = ""


def _number(carried: Carried, rows: list[Operation]) -> None:
    """A place that another entry has already (a telephone restored from a copy) becomes the next free one."""
    taken = set(Operation.objects.filter(carried=carried).values_list("place", flat=True))
    for row in rows:
        if row.place in taken:
            row.place = max(taken) + 1
        taken.add(row.place)


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
