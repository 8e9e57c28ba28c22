"""Làm: somebody says that a duty was done, takes that back, or looks at it from above."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bontot.kernel.text import said
from bontot.ledger.sealing import seal
from bontot.meetings.keeping import Conflict, Refused
from bontot.regulations.holders import Holders
from bontot.regulations.keeping import trace
from bontot.regulations.models import Occurrence
from bontot.regulations.proving import judged
from bontot.regulations.recurrence import opens
from bontot.regulations.words import HOW
from bontot.ui.clock import now, today

RECORDS = ("meeting:", "grade:")
"""How the evidence of a record begins."""
LONGEST = 1000
"""Characters of a note."""


def _held(organisation: int, id: int) -> Occurrence:
    """The occurrence, held by this transaction alone. Raises Refused where there is none."""
    found = (
        Occurrence.objects.select_for_update(of=("self",))
        .select_related("duty__regulation")
        .filter(organisation_id=organisation, id=id)
        .first()
    )
    if found is None:
        raise Refused(_("Không có việc này trong quy chế của tổ chức; hãy mở lại trang."))
    return found


def by_records(evidence: str) -> bool:
    """Whether a record of this system proves it, and not the word of somebody."""
    return evidence.startswith(RECORDS)


def in_words(evidence: str) -> str:
    """What somebody wrote as proof: never to be taken for a record."""
    text = said(evidence, 198)
    return f"“{text}”" if by_records(text) else text


def standing(found: Occurrence) -> str:
    """What somebody who presses has before them: the state with its day."""
    day = f" {found.done_on.isoformat()}" if found.done_on else ""
    return f"{found.state}{day}"


def _says(text: str) -> str:
    """The same in words."""
    state, _blank, day = text.partition(" ")
    return f"{HOW[state]} {day}".strip() if state in HOW else text


def _must_be(found: Occurrence, seen: str | None, mine: str) -> None:
    theirs = standing(found)
    if seen is not None and seen != theirs and theirs != mine:
        raise Conflict(_says(mine), _says(theirs))


def do(
    organisation: int, id: int, on: date, evidence: str, note: str, seen: str | None, by: str
) -> Occurrence:
    """It was done on a day; what proves it, in words, and a note. Raises Conflict and Refused.

    Done after its day is late; done after the grace has run out it stays missed, with the day on which it was done.
    """
    with transaction.atomic():
        found = _held(organisation, id)
        state = judged(found.due, on)
        _must_be(found, seen, f"{state} {on.isoformat()}")
        if on > today():
            raise Refused(_("Ngày làm %(day)s chưa đến; hãy ghi sau khi làm.") % {"day": f"{on:%d/%m/%Y}"})
        first = opens(found.duty.rule, found.due)
        if on < first:
            raise Refused(
                _("Ngày làm %(day)s thuộc kỳ trước; kỳ này tính từ %(first)s. Hãy ghi vào kỳ của nó.")
                % {"day": f"{on:%d/%m/%Y}", "first": f"{first:%d/%m/%Y}"}
            )
        if by_records(found.evidence):
            raise Refused(_("Việc này do sổ chứng minh; hãy sửa ở sổ sinh hoạt hoặc sổ quyết định."))
        if found.state == "lapsed":
            raise Refused(_("Tổ chức đã kết thúc trước hạn này nên việc không còn áp dụng."))
        before = {"state": found.state, "done_on": found.done_on}
        duty = found.duty
        found.state, found.done_on, found.by, found.at = state, on, by, now()
        found.evidence, found.note = in_words(evidence), seal(note.replace("\x00", "").strip()[:LONGEST])
        found.holder_id = Holders([organisation]).one(organisation, duty.who, duty.assignment_id, found.due)
        found.checked_by, found.checked_on = "", None
        found.save()
        after = {"state": state, "done_on": on, "duty": duty.says, "due": found.due}
        trace(organisation, duty.regulation, by, "do", before, after)
        return found


def undo(organisation: int, id: int, seen: str | None, by: str) -> None:
    """It was not done after all: the occurrence is open again, until the records or somebody say otherwise."""
    with transaction.atomic():
        found = _held(organisation, id)
        _must_be(found, seen, "open")
        if by_records(found.evidence):
            raise Refused(_("Việc này do sổ chứng minh; hãy sửa ở sổ sinh hoạt hoặc sổ quyết định."))
        _reopen(found)
        trace(
            organisation,
            found.duty.regulation,
            by,
            "undo",
            {"state": seen or ""},
            {"duty": found.duty.says, "due": found.due},
        )


def check(organisation: int, id: int, right: bool, why: str, seen: str | None, by: str) -> None:
    """A superior has looked: it is right, or it is given back with a reason and is open again. Raises Refused, Conflict."""
    with transaction.atomic():
        found = _held(organisation, id)
        _must_be(found, seen, "" if right else "open")
        if found.done_on is None:
            raise Refused(_("Việc này chưa ghi là đã làm nên chưa có gì để kiểm tra."))
        if found.by == by:
            raise Refused(
                _(
                    "Người đã ghi việc không tự kiểm tra việc mình ghi; hãy để người khác của cấp trên kiểm tra."
                )
            )
        if not right and not said(why, 300):
            raise Refused(_("Trả lại thì hãy ghi lý do để cơ sở biết cần làm gì."))
        before = {"state": found.state}
        if right:
            found.checked_by, found.checked_on = by, today()
            found.save(update_fields=["checked_by", "checked_on"])
        else:
            _reopen(found)
        after = {"state": found.state, "checked": today(), "why": said(why, 300), "duty": found.duty.says}
        trace(organisation, found.duty.regulation, by, "check", before, after)


def _reopen(found: Occurrence) -> None:
    found.state, found.done_on, found.by, found.at = "open", None, "", None
    found.evidence, found.note, found.holder_id = "", "", None
    found.checked_by, found.checked_on = "", None
    found.save()
