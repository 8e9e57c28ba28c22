"""Mang theo: a meeting taken along on a telephone, under a key that the server makes, keeps sealed and forgets again."""

from __future__ import annotations

import secrets
from base64 import b64encode
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from bontot.kernel.period import months_later
from bontot.law.parameters import parameter, share
from bontot.ledger.sealing import seal, unseal
from bontot.meetings.agenda import headings
from bontot.meetings.attending import Mark
from bontot.meetings.carried.replacing import vote_word
from bontot.meetings.keeping import Refused, changing, trace
from bontot.meetings.marking import written
from bontot.meetings.models import Carried, Meeting, Motion
from bontot.meetings.naming import voted
from bontot.meetings.record import Duty, Record
from bontot.meetings.rolls import Line
from bontot.meetings.words import MATTERS, PROPOSING
from bontot.ui.clock import now

KEY = 32
"""Bytes of a key: AES-256."""


def take(meeting_id: int, account: str, clock: timedelta) -> Carried:
    """Note that the meeting is carried, with a key of its own. Raises Refused where nothing can be written any more."""
    forget_expired()
    with changing(meeting_id) as meeting:
        carried = Carried.objects.create(
            id=uuid4(),
            meeting=meeting,
            account=account,
            key=seal(b64encode(secrets.token_bytes(KEY)).decode()),
            taken_at=now(),
            until=until(meeting),
            clock=round(clock.total_seconds()),
        )
        trace(meeting, account, "carry", {}, {"until": carried.until})
        return carried


def until(meeting: Meeting) -> datetime:
    """When a telephone forgets the meeting by itself: so many hours after it began, or after now where that is later."""
    begins = timezone.make_aware(datetime.combine(meeting.day, meeting.begins))
    return max(begins, now()) + timedelta(hours=parameter("meeting.carried_for", meeting.day).value)


def forget_expired() -> None:
    """Keys whose time is over are gone for good; what they lock on a lost telephone is then noise."""
    Carried.objects.filter(until__lt=now()).exclude(key="").update(key="")


def carried_by(id: UUID, account: str) -> Carried | None:
    """What this account carries under this number; None for a stranger's."""
    return Carried.objects.filter(id=id, account=account).first()


def key(carried: Carried) -> str:
    """The key again, for whoever has signed in again. Raises Refused where it is forgotten."""
    forget_expired()
    if not carried.key or carried.until < now():
        raise Refused(_("Bản mang theo này đã hết hạn hoặc đã xóa. Hãy mang theo lại."))
    return unseal(carried.key)


def close(carried: Carried) -> None:
    """The telephone keeps nothing any more: the key goes too."""
    if carried.closed_at is None:
        carried.key, carried.closed_at = "", now()
        carried.save(update_fields=["key", "closed_at"])


def package(known: Record) -> dict[str, Any]:
    """What a telephone needs of a meeting, and nothing more: no birth dates, no numbers, no other meetings."""
    meeting = known.meeting
    codes = {line.person: line.code for line in known.people.lines}
    return {
        "meeting": {
            "id": meeting.id,
            "says": known.title,
            "organisation": known.organisation.name,
            "day": f"{meeting.day:%d/%m/%Y}",
            "begins": f"{meeting.begins:%H:%M}",
            "place": meeting.place,
            "subject": meeting.subject,
            "locked": meeting.locked,
            "first": meeting.day,
            "deadline": f"{months_later(meeting.day, 1) - timedelta(days=1):%d/%m/%Y}",
        },
        "people": [
            _person(line, known.marks.get(line.person, Mark()), i)
            for i, line in enumerate(known.people.lines, 1)
        ],
        "agenda": _agenda(known),
        "notes": [{"id": str(each.id), "speaker": each.speaker, "says": each.says} for each in known.said],
        "motions": [_motion(motion, meeting) for motion in known.motions],
        "thresholds": {about: _threshold(about, meeting) for about in MATTERS},
        "conclusions": "\n".join(known.conclusions),
        "left": [_task(duty) for duty in known.left],
        "given": [_task(duty) for duty in known.given],
        "ended": f"{meeting.ended:%H:%M}" if meeting.ended else "",
        "chair": codes.get(meeting.chair_id or 0, ""),
    }


def _person(line: Line, mark: Mark, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "code": line.code,
        "name": line.name,
        "title": line.title,
        "must": line.must_attend,
        "votes": line.may_vote,
        "votes_here": line.votes_when_present,
        "mark": written(mark),
    }


def _agenda(known: Record) -> list[dict[str, str]]:
    """The lines with the names of what is laid before the meeting; what is in these papers never goes along."""
    names = {heading.code: heading.says for heading in headings()}
    lines: list[tuple[str, str, int | None]] = [
        (names.get(item.part, ""), item.says, item.id) for item in known.items
    ]
    if any(each.item is None for each in known.handouts):
        lines.append(("", _("Cả buổi họp"), None))
    return [
        {"part": part, "says": says, "handouts": "; ".join(e.says for e in known.handouts if e.item == item)}
        for part, says, item in lines
    ]


def _motion(motion: Motion, meeting: Meeting) -> dict[str, Any]:
    return {
        "id": str(motion.id),
        "says": motion.says,
        "vote": vote_word(motion),
        "told": voted(motion) if motion.passed is not None else "",
        **_threshold(motion.about, meeting),
    }


def _threshold(about: str, meeting: Meeting) -> dict[str, Any]:
    """The part of the base that is needed, and whether it is to be reached or passed; for the hint on the telephone alone."""
    proposing = about in PROPOSING
    part = share("vote.proposing" if proposing else "vote.deciding", meeting.day).value
    return {"part": [part.numerator, part.denominator], "reached": proposing}


def _task(duty: Duty) -> dict[str, Any]:
    return {
        "id": str(duty.id),
        "says": duty.says,
        "owner": duty.owner,
        "deadline": f"{duty.deadline:%d/%m/%Y}",
        "late": duty.late,
    }
