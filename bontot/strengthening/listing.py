"""Vào, ra danh sách: what a superior committee decides about an organisation, with the grounds of the day it decided on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bontot.kernel.text import said
from bontot.ledger.sealing import seal
from bontot.meetings.keeping import Refused
from bontot.organisations import queries as organisations
from bontot.organisations.queries import Book
from bontot.organisations.succession import became
from bontot.strengthening.assessing import Assessment, assess
from bontot.strengthening.keeping import Overtaken, changing, not_ahead, trace
from bontot.strengthening.models import Case, Sign, Step
from bontot.ui.clock import now, today
from bontot.ui.writing import day as written


@dataclass(frozen=True, slots=True)
class Order:
    """A decision as it is entered."""

    day: date
    by: str
    reason: str = ""
    paper: str = ""
    seen_on: date | None = None
    """The day of the grounds; the day of the decision where nothing is said."""
    seen: str | None = None
    """The grounds that the decider had before them, as `seal_of` says them; None for whoever did not look at a page."""


def seal_of(assessment: Assessment, organisation: int) -> str:
    """The grounds of an organisation in one word, to tell whether they are still those that somebody saw."""
    return " ".join(assessment.weak.get(organisation, []))


def confirm(organisation: int, order: Order) -> Case:
    """Put the organisation on the list from the day on. Raises Refused; Overtaken where somebody else has just done so."""
    found = assess([organisation], order.seen_on or order.day)
    wrong = not_ahead(order.day, today()) or _not_there(organisation, order.day)
    if not wrong and not found.weak.get(organisation) and not order.reason.strip():
        wrong.append(
            _("Ngày %(day)s không có căn cứ nào theo tiêu chí; hãy ghi lý do đưa vào danh sách.")
            % {"day": written(found.on)}
        )
    if wrong:
        raise Refused(*wrong)
    _same_grounds(found, organisation, order)
    _not_yet(organisation, order.day)
    return _write(organisation, "listed", found, order)


def set_aside(organisation: int, order: Order) -> Case:
    """Say that the grounds of the day are none, and why. Raises like `confirm`."""
    found = assess([organisation], order.seen_on or order.day)
    wrong = not_ahead(order.day, today()) or _not_there(organisation, order.day)
    if not order.reason.strip():
        wrong.append(_("Hãy ghi lý do gác căn cứ, để người xem sau hiểu."))
    if not found.weak.get(organisation):
        wrong.append(_("Ngày %(day)s không có căn cứ nào để gác.") % {"day": written(found.on)})
    if wrong:
        raise Refused(*wrong)
    _same_grounds(found, organisation, order)
    _not_yet(organisation, order.day)
    return _write(organisation, "aside", found, order)


def leave(case: int, order: Order) -> Case:
    """Take the organisation off the list from the day on; where a ground still holds, only with a reason."""
    with changing(case) as found:
        now_on = assess([found.organisation_id], order.seen_on or order.day)
        wrong = not_ahead(order.day, today())
        if order.day < found.decided_on:
            wrong.append(
                _("Ngày ra %(day)s trước ngày vào danh sách %(first)s.")
                % {"day": written(order.day), "first": written(found.decided_on)}
            )
        if now_on.weak.get(found.organisation_id) and not order.reason.strip():
            wrong.append(_("Vẫn còn căn cứ theo tiêu chí; hãy ghi lý do vẫn đưa ra khỏi danh sách."))
        if wrong:
            raise Refused(*wrong)
        _same_grounds(now_on, found.organisation_id, order)
        _end(found, "left", order)
        _signs(found, now_on, at_end=True)
    return found


def follow(case: int, heir: int, order: Order) -> Case:
    """Let the case of an organisation that is no more go on with one that took over from it, with the steps still open."""
    with changing(case) as found:
        day = _ended_on(found.organisation_id)
        if day is None:
            raise Refused(_("Tổ chức này vẫn hoạt động; hồ sơ không chuyển đi đâu."))
        if heir not in became([found.organisation_id], on=today()).get(found.organisation_id, []):
            raise Refused(_("Tổ chức được chọn không kế thừa tổ chức này; hãy chọn một tổ chức kế thừa."))
        last = replace(order, day=max(day, found.decided_on))
        _not_yet(heir, last.day)
        _end(found, "followed", last)
        new = _write(heir, "listed", assess([heir], today()), last, follows=found)
        moved = [
            Step(case=new, says=step.says, owner_id=step.owner_id, deadline=step.deadline)
            for step in found.steps.filter(state="open").order_by("deadline", "id")
        ]
        Step.objects.bulk_create(moved)
    return new


def close(case: int, order: Order) -> Case:
    """Close the case of an organisation that is no more, with a sentence that says why nothing goes on."""
    with changing(case) as found:
        day = _ended_on(found.organisation_id)
        if day is None:
            raise Refused(_("Tổ chức này vẫn hoạt động; hãy đưa ra khỏi danh sách thay vì khép hồ sơ."))
        if not order.reason.strip():
            raise Refused(_("Hãy ghi vì sao khép hồ sơ, ví dụ tổ chức đã giải thể."))
        _end(found, "closed", replace(order, day=max(day, found.decided_on)))
    return found


def _ended_on(organisation: int) -> date | None:
    """The day from which the organisation is no more; None where it is there today."""
    days = organisations.days_of(organisation, at=None)
    return days[1] if days and days[1] <= today() else None


def _not_there(organisation: int, day: date) -> list[str]:
    """What is wrong with deciding about an organisation that is not there, on the day or any more."""
    first, end = organisations.days_of(organisation, at=None) or (None, None)
    if first is None or end is None or day < first:
        return [_("Ngày %(day)s tổ chức này chưa có.") % {"day": written(day)}]
    if end > today():
        return []
    heirs = became([organisation], on=today()).get(organisation, [])
    names = ", ".join(_names(heirs)) or _("không có tổ chức kế thừa")
    return [
        _("Tổ chức này đã kết thúc từ ngày %(day)s (kế thừa: %(heirs)s); không quyết định về nó được nữa.")
        % {"day": written(end), "heirs": names}
    ]


def _names(ids: Iterable[int]) -> list[str]:
    listed = list(ids)
    book = Book(listed, at=None)
    return [book.on(id, today()).name for id in listed]


def _not_yet(organisation: int, day: date) -> None:
    """Nobody is put on the list twice at one time."""
    rows = Case.objects.filter(organisation_id=organisation, outcome="listed")
    clash = next((c for c in rows.order_by("-id") if c.ended_on is None or c.ended_on > day), None)
    if clash is not None:
        raise Overtaken(
            _("Tổ chức này đã ở trong danh sách từ ngày %(day)s, do %(by)s ghi.")
            % {"day": written(clash.decided_on), "by": clash.by}
        )


def _same_grounds(found: Assessment, organisation: int, order: Order) -> None:
    if order.seen is not None and order.seen != seal_of(found, organisation):
        raise Overtaken(
            _(
                "Căn cứ tính đến ngày %(day)s không còn như khi đồng chí mở trang; hãy xem lại căn cứ rồi quyết định."
            )
            % {"day": written(found.on)}
        )


def _write(
    organisation: int, outcome: str, found: Assessment, order: Order, *, follows: Case | None = None
) -> Case:
    case = Case(
        organisation_id=organisation,
        outcome=outcome,
        version=found.version.code,
        seen_on=found.on,
        decided_on=order.day,
        paper=said(order.paper, 200),
        reason=_kept(order.reason),
        by=order.by,
        at=now(),
        follows=follows,
    )
    with transaction.atomic():
        try:
            with transaction.atomic():
                case.save()
        except IntegrityError:
            _not_yet(organisation, order.day)  # somebody was faster, between looking and writing
            raise
        _signs(case, found, at_end=False)
        after = {"day": order.day, "grounds": seal_of(found, organisation), "paper": case.paper}
        trace(case, order.by, "confirm" if outcome == "listed" else "aside", {}, after)
    return case


def _signs(case: Case, found: Assessment, *, at_end: bool) -> None:
    Sign.objects.bulk_create(
        Sign(
            case=case,
            at_end=at_end,
            criterion=ground.criterion.code,
            version=found.version.code,
            day=found.on,
            amount=ground.figure.amount,
            base=ground.figure.base,
            holds=ground.weak,
        )
        for ground in found.grounds(case.organisation_id)
        if ground.figure is not None
    )


def _end(case: Case, how: str, order: Order) -> None:
    case.ended, case.ended_on, case.ended_by, case.ended_at = how, order.day, order.by, now()
    case.ended_reason, case.ended_paper = _kept(order.reason), said(order.paper, 200)
    case.save(update_fields=["ended", "ended_on", "ended_by", "ended_at", "ended_reason", "ended_paper"])
    what = {"left": "leave", "followed": "follow", "closed": "close"}[how]
    trace(case, order.by, what, {}, {"day": order.day, "paper": case.ended_paper})


def _kept(text: str) -> str:
    words = said(text, 1000)
    return seal(words) if words else ""
