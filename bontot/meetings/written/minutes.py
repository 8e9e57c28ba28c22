"""Biên bản, nghị quyết: made from the records, edited with every version kept, approved, then locked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from difflib import ndiff

from django.db.models import Max
from django.utils.translation import gettext as _

from bontot.ledger.sealing import seal, unseal
from bontot.meetings.carried.deciding import waiting
from bontot.meetings.keeping import Conflict, Refused, changing, must_have_come, trace
from bontot.meetings.models import Addendum, Draft, Meeting, Motion
from bontot.meetings.record import Record, record
from bontot.meetings.words import PAPERS
from bontot.meetings.written.concluding import rejected, why_none
from bontot.meetings.written.phrasing import minutes, resolution
from bontot.meetings.written.ready import Obstacle, obstacles
from bontot.ui.clock import now

LONGEST = 200_000
"""Characters of a paper."""


def drafts(meeting: Meeting, kind: str) -> list[Draft]:
    """All versions of a paper, the first one first."""
    return list(Draft.objects.filter(meeting=meeting, kind=kind).order_by("version"))


def generated(known: Record, kind: str) -> str:
    """The paper as the records tell it."""
    return minutes(known) if kind == "minutes" else resolution(known)


def text(known: Record, kind: str) -> str:
    """The paper as it stands: the last version that somebody wrote, else as the records tell it."""
    last = Draft.objects.filter(meeting=known.meeting, kind=kind).order_by("-version").first()
    return unseal(last.text) if last else generated(known, kind)


def issued(known: Record) -> tuple[str, ...]:
    """Which papers there are: no resolution where the vote on the conclusions did not pass; one that was approved stays."""
    if rejected(known.motions) is None:
        return tuple(PAPERS)
    kept = _kept(known.meeting)
    old = known.meeting.locked and "resolution" in kept and known.meeting.digest == digest(kept)
    return tuple(PAPERS) if old else ("minutes",)


def missing(known: Record, kind: str) -> str:
    """Why there is no such paper; blank where there is one."""
    against = rejected(known.motions)
    return why_none(against) if against is not None and kind not in issued(known) else ""


def _must_be_issued(known: Record, kind: str) -> None:
    if says := missing(known, kind):
        raise Refused(says)


def _kept(meeting: Meeting) -> dict[str, str]:
    """The last version of each paper that has one."""
    return {kind: unseal(all_[-1].text) for kind in PAPERS if (all_ := drafts(meeting, kind))}


def stale(known: Record, kind: str) -> bool:
    """Whether the records have changed since somebody edited the paper."""
    kept = drafts(known.meeting, kind) if not known.meeting.locked else []
    return bool(kept) and _lines(generated(known, kind)) not in [unseal(each.text) for each in kept]


def against(known: Record) -> list[Obstacle]:
    """What stands against approving."""
    changed = [kind for kind in issued(known) if stale(known, kind)]
    return obstacles(known, len(waiting(known.meeting)), changed) if not known.meeting.locked else []


def edit(meeting_id: int, kind: str, wanted: str, seen: str | None, by: str) -> None:
    """Keep a new version; `seen` as for the agenda. Raises Conflict, Refused.

    Where the records have changed since, the same text saved again says that somebody has looked at it.
    """
    wanted = _lines(wanted)
    if kind not in PAPERS or not wanted or len(wanted) > LONGEST:
        raise Refused(_("Văn bản trống, hoặc dài quá."))
    with changing(meeting_id) as meeting:
        must_have_come(meeting)
        known = record(meeting)
        _must_be_issued(known, kind)
        theirs = _lines(text(known, kind))
        fresh, changed = _lines(generated(known, kind)), stale(known, kind)
        if wanted == theirs and not changed:
            return
        if seen is not None and _lines(seen) != theirs:
            raise Conflict(wanted, theirs)
        first = changed or not drafts(meeting, kind)
        _keep(meeting, kind, [fresh, wanted] if first and fresh != wanted else [wanted], by)
        trace(meeting, by, "text", {kind: theirs}, {kind: wanted})


def renew(meeting_id: int, kind: str, by: str, *, seen: str | None = None) -> None:
    """Make the paper from the records once more, as a new version; `seen` as for the agenda. Raises Conflict, Refused."""
    with changing(meeting_id) as meeting:
        known = record(meeting)
        _must_be_issued(known, kind)
        theirs, fresh = _lines(text(known, kind)), _lines(generated(known, kind))
        if fresh != theirs:
            if seen is not None and _lines(seen) != theirs:
                raise Conflict(fresh, theirs)
            _keep(meeting, kind, [fresh], by)
            trace(meeting, by, "text", {kind: theirs}, {kind: fresh})


def _keep(meeting: Meeting, kind: str, texts: list[str], by: str) -> None:
    """The version made from the records comes before what people made of it, so that what they changed can be seen."""
    last = Draft.objects.filter(meeting=meeting, kind=kind).aggregate(last=Max("version"))["last"] or 0
    Draft.objects.bulk_create(
        Draft(meeting=meeting, kind=kind, version=last + i, text=seal(each), at=now(), by=by)
        for i, each in enumerate(texts, 1)
    )


def differences(old: str, new: str) -> list[tuple[str, str]]:
    """Lines of `new` against `old`, each with `+`, `-` or a blank before it; only what differs, and a line around it."""
    told = [(line[0], line[2:]) for line in ndiff(old.splitlines(), new.splitlines()) if line[0] in "+- "]
    near = {i + step for i, (sign, _line) in enumerate(told) if sign != " " for step in (-1, 0, 1)}
    return [line for i, line in enumerate(told) if i in near]


def standing(known: Record) -> dict[str, str]:
    """The papers that there are, as they stand."""
    return {kind: _lines(text(known, kind)) for kind in issued(known)}


def approve(meeting_id: int, by: str, *, send: bool, seen: str | None = None) -> Meeting:
    """Approve and lock: the papers as they stand, and the totals of the day, are kept.

    `seen` is the digest of the papers as they were read. Raises Refused before attendance, where they
    have changed since, and where something stands against it.
    """
    with changing(meeting_id) as meeting:
        must_have_come(meeting)
        known = record(meeting)
        if known.totals is None:
            raise Refused(_("Chưa điểm danh nên chưa duyệt được biên bản."))
        if meeting.ended is None:
            raise Refused(_("Hãy ghi giờ kết thúc buổi họp trước khi duyệt biên bản."))
        if found := against(known):
            raise Refused(*[each.says for each in found])
        meeting.number = meeting.number or _next_number(meeting)
        final = standing(known)
        if seen is not None and seen != digest(final):
            raise Refused(
                _(
                    "Biên bản hoặc nghị quyết vừa được sửa, hoặc dữ liệu vừa được ghi thêm. Hãy đọc lại rồi duyệt."
                )
            )
        for kind, written in final.items():
            if not Draft.objects.filter(meeting=meeting, kind=kind).exists():
                _keep(meeting, kind, [written], by)
        for name, number in asdict(known.totals).items():
            setattr(meeting, name, number)
        meeting.speakers = known.speakers
        meeting.state, meeting.approved_at, meeting.approved_by = "approved", now(), by
        meeting.sent_at = now() if send else None
        meeting.digest = digest(final)
        meeting.save()
        trace(meeting, by, "approve", {"state": "held"}, {"state": "approved", "digest": meeting.digest})
        return meeting


def digest(final: dict[str, str]) -> str:
    """The lock: it changes when a letter of an approved paper does."""
    return hashlib.sha256("\0".join(f"{kind}\0{final[kind]}" for kind in sorted(final)).encode()).hexdigest()


def sound(meeting: Meeting) -> bool:
    """Whether the approved papers are still what was approved."""
    final = _kept(meeting)
    possible = [final]
    if rejected(Motion.objects.filter(meeting=meeting).order_by("id")):
        possible.append({"minutes": final.get("minutes", "")})  # a draft of a resolution was not approved
    return not meeting.digest or meeting.digest in map(digest, possible)


def _next_number(meeting: Meeting) -> int:
    """Minutes are numbered through a year."""
    same = Meeting.objects.filter(organisation_id=meeting.organisation_id, day__year=meeting.day.year)
    return (same.aggregate(last=Max("number"))["last"] or 0) + 1


def send(meeting_id: int, by: str) -> None:
    """Send the approved minutes to the superior committee. Raises Refused before they are approved."""
    with changing(meeting_id, even_locked=True) as meeting:
        if not meeting.locked:
            raise Refused(_("Hãy duyệt biên bản trước khi gửi."))
        if meeting.sent_at is None:
            meeting.sent_at = now()
            meeting.save(update_fields=["sent_at"])
            trace(meeting, by, "send", {}, {"sent_at": meeting.sent_at})


def add(meeting_id: int, says: str, by: str) -> None:
    """Say afterwards what is missing or wrong in approved minutes."""
    with changing(meeting_id, even_locked=True) as meeting:
        if not meeting.locked:
            raise Refused(_("Biên bản chưa duyệt: hãy sửa thẳng trong biên bản."))
        if not says.strip():
            raise Refused(_("Hãy ghi nội dung bổ sung."))
        Addendum.objects.create(meeting=meeting, text=seal(_lines(says)[:LONGEST]), at=now(), by=by)
        trace(meeting, by, "addendum", {}, {"text": says})


def addenda(meeting: Meeting) -> Iterator[tuple[Addendum, str]]:
    """What was added, the first first, with its text."""
    for each in Addendum.objects.filter(meeting=meeting).order_by("id"):
        yield each, unseal(each.text)


def _lines(written: str) -> str:
    """One way of writing line ends and what stands at their ends."""
    return "\n".join(line.rstrip() for line in written.strip().splitlines())
