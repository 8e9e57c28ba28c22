"""Dự thảo, thông qua, rà soát: how a regulation comes to be, holds, is looked at again and gives way to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bontot.kernel.period import OPEN, months_later
from bontot.kernel.text import said
from bontot.law.parameters import parameter
from bontot.meetings.keeping import Conflict, Refused
from bontot.meetings.models import Meeting
from bontot.regulations.keeping import changing, must_exist, trace
from bontot.regulations.laying import lay, settle
from bontot.regulations.models import Assignment, Duty, Followed, Occurrence, Regulation
from bontot.regulations.phrasing import often, who_says
from bontot.regulations.samples import Sample, Wanted
from bontot.ui.clock import today

MOST = 60
"""Duties that a regulation sets at the most; more is a plan of work, not a regulation."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What is said when a regulation is adopted."""

    number: str
    adopted_on: date
    valid_from: date
    term: str = ""
    adopted_by: str = ""
    kept_at: str = ""
    meeting: int | None = None


def begin(organisation: int, sample: Sample, by: str) -> Regulation:
    """A draft by a sample. Raises Refused where there is a draft already, or the organisation is not there."""
    must_exist(organisation, today())
    try:
        with transaction.atomic():
            draft = Regulation.objects.create(organisation_id=organisation, template=sample.code)
            _set(draft, sample.duties)
            trace(organisation, draft, by, "draft", {}, {"duties": duties_text(sample.duties)})
    except IntegrityError as reason:
        raise Refused(_("Đã có một dự thảo; hãy mở dự thảo ấy để sửa tiếp.")) from reason
    return draft


def duties(regulation: Regulation) -> list[Wanted]:
    """What a regulation sets, in its order."""
    rows = Duty.objects.filter(regulation=regulation).order_by("place")
    return [Wanted(d.says, d.rule, d.who, d.proof, d.key, d.source, d.source_place) for d in rows]


def duties_text(rows: Sequence[Wanted]) -> str:
    """Duties as one text: what two people compare."""
    return "\n".join(f"{row.says} | {often(row.rule)} | {who_says(row.who)} | {row.proof}" for row in rows)


def write(organisation: int, rows: Sequence[Wanted], seen: str | None, by: str) -> None:
    """Replace the duties of the draft; `seen` is the text that the writer had before them, None for who has seen both.

    Raises Conflict where somebody else has changed it meanwhile, Refused where there is no draft.
    """
    with changing(organisation, "draft") as draft:
        theirs, mine = duties_text(duties(draft)), duties_text(rows)
        if theirs == mine:
            return
        if seen is not None and "\n".join(seen.splitlines()) != theirs:
            raise Conflict(mine, theirs)
        if not rows:
            raise Refused(_("Quy chế phải có ít nhất một việc; muốn bỏ cả dự thảo thì bấm “Bỏ dự thảo”."))
        _set(draft, rows)
        trace(organisation, draft, by, "draft", {"duties": theirs}, {"duties": mine})


def _set(draft: Regulation, rows: Sequence[Wanted]) -> None:
    Duty.objects.filter(regulation=draft).delete()
    Duty.objects.bulk_create(
        Duty(
            regulation=draft, place=i, says=said(row.says, 400), rule=row.rule, who=row.who, proof=row.proof,
            key=row.key, source=row.source, source_place=row.source_place,
        )
        for i, row in enumerate(rows[:MOST])
    )  # fmt: skip


def discard(organisation: int, by: str) -> None:
    """Throw the draft away; the trace keeps what it set."""
    with changing(organisation, "draft") as draft:
        trace(organisation, None, by, "draft", {"duties": duties_text(duties(draft))}, {})
        draft.delete()


def adopt(organisation: int, asked: Adoption, by: str, sample: Sample | None = None) -> Regulation:
    """The draft comes into force, or a sample as it is where there is no draft; the one before gives way to it.

    Raises Refused with everything that makes the adoption meaningless.
    """
    with transaction.atomic():
        if (
            sample is not None
            and not Regulation.objects.filter(organisation_id=organisation, state="draft").exists()
        ):
            begin(organisation, sample, by)
        with changing(organisation, "draft") as draft:
            before = (
                Regulation.objects.select_for_update()
                .filter(organisation_id=organisation, state="in_force")
                .first()
            )
            if wrong := _wrong(organisation, asked, before):
                raise Refused(*wrong)
            if before:
                _replace(before, asked.valid_from)
                _carry(before, draft, asked.valid_from)
            _enact(draft, asked)
            after = {"number": draft.number, "adopted_on": asked.adopted_on, "valid_from": asked.valid_from}
            trace(organisation, draft, by, "adopt", {"number": before.number} if before else {}, after)
        lay([draft.id], today())
        settle([organisation], today())
    return draft


def _wrong(organisation: int, asked: Adoption, before: Regulation | None) -> list[str]:
    """Why the adoption cannot be: everything at once."""
    wrong = []
    for day in {asked.adopted_on, asked.valid_from, today()}:
        try:
            must_exist(organisation, day)
        except Refused as refused:
            wrong += [says for says in refused.says if says not in wrong]
    if asked.adopted_on > today():
        wrong.append(
            _("Ngày thông qua %(day)s chưa đến; hãy ghi sau hội nghị.")
            % {"day": f"{asked.adopted_on:%d/%m/%Y}"}
        )
    if asked.valid_from < asked.adopted_on:
        wrong.append(_("Quy chế không thể có hiệu lực trước ngày thông qua; hãy sửa một trong hai ngày."))
    if not said(asked.number, 60):
        wrong.append(_("Hãy ghi số của quy chế."))
    if before and before.valid_from and asked.valid_from <= before.valid_from:
        wrong.append(
            _("Trùng thời gian với quy chế số %(number)s có hiệu lực từ %(day)s; hãy chọn ngày sau ngày ấy.")
            % {"number": before.number, "day": f"{before.valid_from:%d/%m/%Y}"}
        )
    if (
        asked.meeting is not None
        and not Meeting.objects.filter(id=asked.meeting, organisation_id=organisation).exists()
    ):
        wrong.append(_("Không có hội nghị ấy trong sổ sinh hoạt của tổ chức này; hãy chọn lại."))
    return wrong


def _replace(before: Regulation, day: date) -> None:
    """The regulation before ends on the day: what it would have demanded from then on was never due.

    What somebody has pressed all the same is kept; what the records prove they prove for the regulation that follows.
    """
    before.state, before.valid_to = "replaced", day
    before.save(update_fields=["state", "valid_to"])
    Occurrence.objects.filter(duty__regulation=before, due__gte=day, by="").delete()


def _carry(before: Regulation, draft: Regulation, day: date) -> None:
    """Assignments go on under the new regulation, unless the draft has its own."""
    if Assignment.objects.filter(regulation=draft).exists():
        return
    going_on = list(Assignment.objects.filter(regulation=before, valid_to__gt=day).order_by("id"))
    follows: dict[int, list[int]] = {}
    for assignment, organisation in Followed.objects.filter(assignment__in=going_on).values_list(
        "assignment_id", "organisation_id"
    ):
        follows.setdefault(assignment, []).append(organisation)
    for each in going_on:
        new = Assignment.objects.create(
            regulation=draft,
            person_id=each.person_id,
            field=each.field,
            valid_from=max(each.valid_from, day),
            valid_to=each.valid_to,
        )
        Followed.objects.bulk_create(
            Followed(assignment=new, organisation_id=id) for id in follows.get(each.id, ())
        )
        said_before = Duty.objects.filter(assignment=each).values("says")
        Duty.objects.filter(regulation=draft, says__in=said_before).update(assignment=new)
        Assignment.objects.filter(id=each.id, valid_from__lt=day).update(valid_to=day)


def _enact(draft: Regulation, asked: Adoption) -> None:
    draft.state, draft.valid_to = "in_force", OPEN
    draft.number, draft.term = said(asked.number, 60), said(asked.term, 40)
    draft.adopted_on, draft.valid_from = asked.adopted_on, asked.valid_from
    draft.adopted_by, draft.kept_at = said(asked.adopted_by, 300), said(asked.kept_at, 300)
    draft.meeting_id = asked.meeting
    draft.review_due = next_review(asked.adopted_on)
    draft.save()


def next_review(since: date) -> date:
    """By when a regulation adopted or reviewed on a day is to be looked at again, by the law of that day."""
    return months_later(since, int(parameter("regulation.review_every", since).value))


def review(organisation: int, on: date, note: str, seen: str | None, by: str, *, revise: bool) -> None:
    """The regulation was looked at again: it stays, or a draft with the same duties is opened to be changed.

    `seen` is the number and the last review that the writer had before them. Raises Conflict and Refused.
    """
    with changing(organisation, "in_force") as found:
        theirs = review_text(found)
        mine = f"{found.number} {on.isoformat()} {said(note, 400)}"
        if seen is not None and seen != theirs:
            raise Conflict(mine, theirs)
        if on > today():
            raise Refused(_("Ngày rà soát %(day)s chưa đến.") % {"day": f"{on:%d/%m/%Y}"})
        if found.adopted_on and on < found.adopted_on:
            raise Refused(
                _("Ngày rà soát trước ngày thông qua %(day)s.") % {"day": f"{found.adopted_on:%d/%m/%Y}"}
            )
        before = {"reviewed_on": found.reviewed_on, "note": found.review_note}
        found.reviewed_on, found.review_due, found.review_note = on, next_review(on), said(note, 400)
        found.save(update_fields=["reviewed_on", "review_due", "review_note"])
        trace(organisation, found, by, "review", before, {"reviewed_on": on, "note": found.review_note})
        if revise:
            _open_again(organisation, found, by)


def review_text(found: Regulation) -> str:
    """What somebody who reviews has before them."""
    return f"{found.number} {found.reviewed_on or ''} {found.review_note}".strip()


def _open_again(organisation: int, found: Regulation, by: str) -> None:
    try:
        with transaction.atomic():
            draft = Regulation.objects.create(
                organisation_id=organisation, template=found.template, term=found.term
            )
    except IntegrityError as reason:
        raise Refused(_("Đã có một dự thảo; hãy mở dự thảo ấy để sửa tiếp.")) from reason
    rows = duties(found)
    _set(draft, rows)
    trace(organisation, draft, by, "draft", {}, {"duties": duties_text(rows)})
