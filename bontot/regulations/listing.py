"""Danh sách việc: occurrences of one organisation as people read them, with whose they are and what proves them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bontot.ledger import bulk
from bontot.ledger.sealing import unseal
from bontot.meetings.models import Meeting
from bontot.regulations.doing import by_records, standing
from bontot.regulations.holders import Holders, called
from bontot.regulations.models import Occurrence
from bontot.regulations.phrasing import evidence_says, meeting_of, who_says, whose
from bontot.regulations.proving import Row, Verdict, verdicts
from bontot.regulations.words import HOW, PROOFS, TONES


@dataclass(frozen=True, slots=True)
class Listed:
    """A duty on one of its days."""

    id: int
    says: str
    due: date
    state: str
    state_says: str
    tone: str
    overdue: bool
    """Due before today, and neither done nor missed yet."""
    done_on: date | None
    who: str
    holders: tuple[str, ...]
    whose: str
    """Names where there are few, else how many."""
    proof: str
    evidence: str
    meeting: int | None
    """The meeting that proves it."""
    by_records: bool
    """Whether a record proves it, so that nobody has to say so."""
    note: str
    by: str
    checked_on: date | None
    checked_by: str
    seen: str
    """What somebody who presses has before them."""


def listed(rows: Sequence[Occurrence], on: date) -> list[Listed]:
    """Occurrences, whose duties have been read with them; what the records prove is told even if not written down yet."""
    rows = list(rows)
    organisations = {row.organisation_id for row in rows}
    found = verdicts(
        [_asked(row) for row in rows if row.done_on is None and row.state in ("open", "missed")], on
    )
    holders = Holders(organisations) if rows else None
    people = {row.id: _holders(row, holders, on) for row in rows}
    names = called({person for held in people.values() for person in held}, on)
    told = {row.id: found.get(row.id) or Verdict(row.state, row.done_on, row.evidence) for row in rows}
    meetings = {number for verdict in told.values() if (number := meeting_of(verdict.evidence))}
    kinds = (
        dict(Meeting.objects.filter(bulk.where_among("id", meetings)).values_list("id", "kind"))
        if meetings
        else {}
    )
    return [_listed(row, told[row.id], tuple(names[p] for p in people[row.id]), kinds, on) for row in rows]


def _asked(row: Occurrence) -> Row:
    duty = row.duty
    return Row(
        row.id, row.organisation_id, row.due, duty.rule, duty.proof, duty.who, duty.assignment_id, row.state
    )


def _holders(row: Occurrence, holders: Holders | None, on: date) -> tuple[int, ...]:
    if row.holder_id is not None:
        return (row.holder_id,)
    if holders is None:
        return ()
    return holders.of(row.organisation_id, row.duty.who, row.duty.assignment_id, row.due)


def _listed(
    row: Occurrence, verdict: Verdict, names: tuple[str, ...], kinds: dict[int, str], on: date
) -> Listed:
    meeting = meeting_of(verdict.evidence)
    return Listed(
        id=row.id,
        says=row.duty.says,
        due=row.due,
        state=verdict.state,
        state_says=str(HOW[verdict.state]),
        tone=TONES[verdict.state],
        overdue=verdict.state == "open" and row.due < on,
        done_on=verdict.done_on,
        who=who_says(row.duty.who),
        holders=names,
        whose=whose(who_says(row.duty.who), names),
        proof=str(PROOFS[row.duty.proof]),
        evidence=evidence_says(verdict.evidence, kinds.get(meeting or 0, "")),
        meeting=meeting,
        by_records=by_records(verdict.evidence),
        note=unseal(row.note) if row.note else "",
        by=row.by,
        checked_on=row.checked_on,
        checked_by=row.checked_by,
        seen=standing(row),
    )
