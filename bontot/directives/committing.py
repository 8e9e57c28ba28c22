"""Ghi cam kết: registering a paper, saying what will be done, making concrete what was handed down, withdrawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bontot.directives import measuring
from bontot.directives.keeping import changing, must_exist, trace
from bontot.directives.models import Commitment, Directive, Reply
from bontot.directives.standing import hanging
from bontot.directives.words import COUNTED, KINDS, MEASURES
from bontot.kernel.text import said
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.meetings.keeping import Conflict, Refused
from bontot.members.models import Post
from bontot.ui.clock import now, today

HEADS = ("bí thư",)
"""Titles of those who answer for what their organisation promises."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What somebody wants to commit to."""

    says: str
    deadline: date
    measure: str = "done"
    unit: str = ""
    target: Decimal | None = None
    counted: str = ""
    since: date | None = None
    head: int | None = None
    year: int | None = None


def problems(wanted: Wanted, on: date) -> Iterator[str]:
    """Everything that is wrong with a commitment made on a day, each as a sentence."""
    if not wanted.says:
        yield _("Hãy ghi việc sẽ làm.")
    if wanted.deadline < on:
        day = {"day": f"{wanted.deadline:%d/%m/%Y}", "on": f"{on:%d/%m/%Y}"}
        yield _("Hạn %(day)s trước ngày ghi %(on)s; hãy ghi hạn từ ngày ấy trở đi.") % day
    if wanted.measure not in MEASURES or not measuring.known(wanted.measure, wanted.counted):
        yield _("Không có cách đo này; hãy chọn trong danh sách.")
    if wanted.measure == "amount" and not wanted.unit:
        yield _("Chỉ tiêu là một con số thì phải có đơn vị, như “hộ”, “buổi”, “%”.")
    if wanted.measure != "done" and (wanted.target is None or wanted.target <= 0):
        yield _("Hãy ghi chỉ tiêu là một số lớn hơn 0.")
    if wanted.measure == "done" and wanted.target is not None:
        yield _("Đã ghi chỉ tiêu thì hãy chọn cách đo bằng con số; làm hay chưa làm thì để trống chỉ tiêu.")
    if wanted.since and wanted.since > wanted.deadline:
        yield _("Ngày bắt đầu đếm sau hạn.")
    if wanted.year and wanted.year != wanted.deadline.year:
        yield _("Cam kết nêu gương năm %(year)d phải có hạn trong năm ấy.") % {"year": wanted.year}


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A paper to be registered."""

    number: str
    kind: str
    dated: date
    title: str
    issuer: str = ""
    place: str = ""
    source: str = ""
    first: date
    last: date | None = None


def register(organisation: int, paper: Paper, by: str) -> Directive:
    """Register a paper of an organisation. Raises Refused where it is registered already or its days are out of order."""
    wrong = []
    if not said(paper.number, 80) or not said(paper.title, 400) or paper.kind not in KINDS:
        wrong.append(_("Hãy ghi số, loại văn bản và trích yếu."))
    if paper.dated > today():
        wrong.append(_("Ngày ban hành chưa đến."))
    if paper.last and paper.last < paper.first:
        wrong.append(_("Ngày hết hiệu lực trước ngày có hiệu lực."))
    if wrong:
        raise Refused(*wrong)
    must_exist(organisation, paper.dated)
    made = Directive(
        organisation_id=organisation, number=said(paper.number, 80), kind=paper.kind, dated=paper.dated,
        title=said(paper.title, 400), issuer=said(paper.issuer, 200), place=said(paper.place, 300), source=paper.source, first=paper.first,
        last=paper.last, at=now(), by=by,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save()
            after = {"number": made.number, "title": made.title, "first": made.first, "last": made.last}
            trace("register", by, {}, after, organisation=organisation, directive=made)
    except IntegrityError as reason:
        raise Refused(_("Văn bản số này, ngày này đã được đăng ký; hãy mở văn bản đã có.")) from reason
    return made


def commit(
    organisation: int,
    wanted: Wanted,
    by: str,
    *,
    directive: int | None = None,
    parent: int | None = None,
    on: date | None = None,
) -> Commitment:
    """A commitment of an organisation: of its own accord, under a paper, or a part of one that it was given.

    It is made today, or on an earlier day where records of earlier days are entered. Raises Refused with everything that is wrong.
    """
    on = on or today()
    wrong = list(problems(wanted, on))
    with transaction.atomic():
        above = Commitment.objects.select_for_update().filter(id=parent).first() if parent else None
        if above and wanted.deadline > above.deadline:
            wrong.append(too_late(above.deadline))
        if wrong:
            raise Refused(*wrong)
        must_exist(organisation, on)
        made = Commitment.objects.create(
            organisation_id=organisation, directive_id=above.directive_id if above else directive,
            parent=above, own=above is not None, state="concrete", given=on, concrete_on=on, **_fields(wanted),
        )  # fmt: skip
        trace("commit", by, {}, {"says": as_text(made)}, organisation=organisation, commitment=made)
    return made


def too_late(deadline: date) -> str:
    """What is said of a deadline after that of the superior."""
    return _("Hạn phải không sau hạn cấp trên giao là %(day)s.") % {"day": f"{deadline:%d/%m/%Y}"}


def make_concrete(id: int, wanted: Wanted, seen: str | None, by: str) -> Commitment:
    """Say what one will do of what was handed down: in which words, who, how much, by when at the latest.

    How it is measured is the superior's to say. `seen` is the text that the writer had before them, None for whoever has
    seen both. Raises Conflict, Refused.
    """
    with changing(id) as found:
        theirs, last = as_text(found), found.deadline
        wanted = Wanted(
            says=wanted.says, deadline=wanted.deadline, head=wanted.head, year=found.year, measure=found.measure,
            unit=found.unit, counted=found.counted, since=found.since,
            target=found.target if wanted.target is None else wanted.target,
        )  # fmt: skip
        wrong = list(problems(wanted, found.given))
        if found.parent_id and wanted.deadline > last:
            wrong.append(too_late(last))
        if Reply.objects.filter(commitment=found, state="accepted").exists():
            wrong.append(_("Cấp trên đã công nhận kết quả nên không sửa cam kết được nữa."))
        if wrong:
            raise Refused(*wrong)
        must_exist(found.organisation_id, today())
        for name, value in _fields(wanted).items():
            setattr(found, name, value)
        if seen is not None and "\n".join(seen.splitlines()) != theirs:
            raise Conflict(as_text(found), theirs)
        found.state, found.concrete_on = "concrete", found.concrete_on or today()
        found.save()
        after = {"says": as_text(found), "state": "concrete"}
        trace("concrete", by, {"says": theirs}, after, organisation=found.organisation_id, commitment=found)
        return found


def drop(id: int, reason: str, by: str) -> None:
    """Withdraw a commitment and everything that hangs under it. Raises Refused without a reason, or where accepted."""
    with changing(id) as found:
        if not said(reason, 300):
            raise Refused(_("Hãy ghi lý do rút."))
        if Reply.objects.filter(commitment=found, state="accepted").exists():
            raise Refused(_("Kết quả đã được công nhận nên không rút được."))
        crowd = Commitment.objects.filter(hanging(id, itself=True))
        dropped = crowd.update(state="dropped", reason=said(reason, 300))
        before, after = {"state": found.state}, {"state": "dropped", "reason": reason, "below": dropped - 1}
        trace("drop", by, before, after, organisation=found.organisation_id, commitment=found)


def as_text(found: Commitment) -> str:
    """A commitment as one text: what two people compare."""
    head = found.head.code if found.head_id and found.head else ""
    measure = measuring.amount(found.target, found.unit) or found.unit
    return "\n".join((found.says, f"{head} | {measure} | {found.deadline:%d/%m/%Y}"))


def heads(organisations: list[int], on: date) -> dict[int, int]:
    """Who leads each of these organisations on a day, by the facts of posts; one statement."""
    found = Post.objects.filter(ledger.holding(on), title__in=HEADS)
    found = found.filter(bulk.where_among("organisation_id", organisations)).order_by("-valid_from", "-id")
    return {place: person for place, person in found.values_list("organisation_id", "person_id") if place}


def _fields(wanted: Wanted) -> dict[str, Any]:
    return {
        "says": said(wanted.says, 400),
        "measure": wanted.measure,
        "unit": said(wanted.unit, 40),
        "target": wanted.target if wanted.measure != "done" else None,
        "counted": wanted.counted if wanted.measure in COUNTED else "",
        "since": wanted.since,
        "deadline": wanted.deadline,
        "head_id": wanted.head,
        "year": wanted.year,
    }
