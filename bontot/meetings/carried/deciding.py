"""Quyết định: entries of a telephone's log on which two sides differ, told with both sides, and decided by a person.

The telephone that wrote them may decide, and so may whoever edits the meeting at the office; who comes second is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bontot.ledger.sealing import seal, unseal
from bontot.meetings.carried.desk import Desk
from bontot.meetings.carried.doing import do, entry_of, flush
from bontot.meetings.carried.log import Choice
from bontot.meetings.carried.operations import DOING
from bontot.meetings.carried.replacing import Replacing
from bontot.meetings.keeping import Refused, trace
from bontot.meetings.models import Carried, Meeting, Operation
from bontot.meetings.words import OUTCOMES, REPLACED
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


def choose(desk: Desk, carried: Carried, choices: Iterable[Choice]) -> dict[UUID, Answer]:
    """Do what was decided by somebody who has seen both sides; a side that has changed since is told again."""
    answers: dict[UUID, Answer] = {}
    found = Operation.objects.in_bulk([choice.id for choice in choices])
    for choice in choices:
        row = found.get(choice.id)
        if row is None or row.carried_id != carried.id:
            answers[choice.id] = Answer(choice.id, "refused", _("Không có dòng này trong bản mang theo."))
            continue
        if row.outcome == "conflict":
            _decided(desk, row, choice)
            row.save(update_fields=["outcome", "says", "content"])
        answers[choice.id] = Answer(choice.id, row.outcome, unseal(row.says))
    return answers


def _decided(desk: Desk, row: Operation, choice: Choice) -> None:
    entry, kind = entry_of(row), DOING[row.do]
    assert isinstance(kind, Replacing)
    if choice.mine:
        do(desk, row, entry, choice.seen)
        flush(desk, [row] if row.outcome == "applied" else [])
        row.content = "" if row.outcome == "applied" else row.content
    else:
        mine = kind.tell(desk, entry, kind.wanted(desk, entry))
        theirs = kind.tell(desk, entry, kind.standing(desk, entry))
        trace(desk.meeting, desk.by, "carry", {"phone": mine}, {"phone": theirs})
        row.outcome = "yielded"


def torn_of(desk: Desk, carried: Carried) -> dict[UUID, Answer]:
    """Every entry of the telephone that waits for a decision; one on which both sides have come to agree waits no more."""
    answers: dict[UUID, Answer] = {}
    for row in Operation.objects.filter(carried=carried, outcome="conflict").order_by("place"):
        entry, kind = entry_of(row), DOING[row.do]
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


@dataclass(frozen=True, slots=True)
class Kept:
    """Who carries the meeting, since when, until when."""

    account: str
    taken_at: datetime
    until: datetime
    sent: list[tuple[str, int]]
    """What has become of what it sent so far: in words, and how often."""


def carriers(meeting: Meeting) -> list[Kept]:
    """Who carries the meeting now, or has carried it and left something undecided."""
    rows = Operation.objects.filter(carried__meeting=meeting).values_list("carried_id", "outcome")
    counted = Counter(rows.order_by())
    kept = Carried.objects.filter(meeting=meeting).order_by("taken_at")
    return [
        Kept(
            each.account,
            each.taken_at,
            each.until,
            [(str(says), counted[each.id, key]) for key, says in OUTCOMES.items() if counted[each.id, key]],
        )
        for each in kept
        if (each.closed_at is None and each.until > now()) or counted[each.id, "conflict"]
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that waits for a decision, as the office sees it."""

    id: UUID
    what: str
    account: str
    at: datetime
    mine: str
    """What the telephone wrote."""
    theirs: str
    """What stands in the records."""
    seen: str


def waiting(meeting: Meeting) -> list[Waiting]:
    """What waits of all telephones, the earliest first. Nothing is written."""
    torn = Operation.objects.filter(carried__meeting=meeting, outcome="conflict")
    rows = list(torn.select_related("carried").order_by("at", "place"))
    desk = Desk.looked_at(meeting) if rows else None
    return [each for row in rows if desk and (each := _waiting(desk, row))]


def _waiting(desk: Desk, row: Operation) -> Waiting | None:
    """None where both sides have come to agree."""
    entry, kind = entry_of(row), DOING[row.do]
    assert isinstance(kind, Replacing)
    seen = mine = theirs = ""
    try:
        seen, wanted = kind.standing(desk, entry), kind.wanted(desk, entry)
        mine, theirs = kind.tell(desk, entry, wanted), kind.tell(desk, entry, seen)
        if seen == wanted:
            return None
    except Refused as refused:
        mine = " ".join(refused.says)
    return Waiting(row.id, str(REPLACED[row.do]), row.carried.account, row.at, mine, theirs, seen)


@transaction.atomic
def decide(meeting_id: int, id: UUID, *, phone: bool, seen: str, by: str) -> None:
    """Keep what the telephone wrote, or what stands in the records; `seen` is the value of the records that was seen.

    Raises Refused where it is decided already, where the records have changed since, or where nothing can be written.
    """
    meeting = Meeting.objects.select_for_update().get(id=meeting_id)
    row = Operation.objects.filter(id=id, carried__meeting=meeting).first()
    if row is None:
        raise Refused(_("Không có dòng này trong bản mang theo."))
    if row.outcome != "conflict":
        raise Refused(_("Dòng này đã được quyết định rồi: %(how)s.") % {"how": OUTCOMES[row.outcome]})
    try:
        _decided(Desk.at(meeting, by, row.carried_id), row, Choice(id, phone, seen))
    except Refused as refused:  # nobody can write it any more: neither side can be told
        row.outcome, row.says = "refused", seal(" ".join(refused.says))
    if row.outcome == "conflict":
        raise Refused(_("Bản đang lưu vừa được sửa nữa. Hãy xem lại hai bản rồi chọn."))
    if phone and row.outcome == "refused":
        raise Refused(unseal(row.says))
    row.save(update_fields=["outcome", "says", "content"])
