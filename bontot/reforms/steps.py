"""Các bước của một phương án: submitted, reviewed, approved, executed, by one person each with the right to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from bontot.ledger.models import Decision
from bontot.reforms.models import Execution, Reform, Stage, Step
from bontot.reforms.versions import held
from bontot.ui.clock import now


@dataclass(frozen=True, slots=True)
class Move:
    """A step: out of which states, into which, with which permission."""

    out_of: tuple[str, ...]
    into: str
    permissions: tuple[str, ...]
    needs_reason: bool = False


MOVES: Mapping[str, Move] = {
    "submit": Move((Stage.DRAFT,), Stage.SUBMITTED, ("reforms.edit",)),
    "review": Move((Stage.SUBMITTED,), Stage.REVIEWED, ("reforms.review",)),
    "approve": Move((Stage.REVIEWED,), Stage.APPROVED, ("reforms.approve",)),
    "return": Move(
        (Stage.SUBMITTED, Stage.REVIEWED, Stage.APPROVED),
        Stage.DRAFT,
        ("reforms.review", "reforms.approve"),
        needs_reason=True,
    ),
    "withdraw": Move((Stage.SUBMITTED, Stage.REVIEWED), Stage.DRAFT, ("reforms.edit",), needs_reason=True),
    "reopen": Move((Stage.EXECUTED,), Stage.DRAFT, ("reforms.edit",), needs_reason=True),
}
"""Execution is no such step: it is work, see `executing`."""
HANDS = ("submit", "review", "approve")
"""Steps that three different accounts take, where duties are separate."""


class NotNow(Exception):
    """The step cannot be taken; the message says why, to the person who wants to take it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The decision under which the plan is executed."""

    number: str
    dated: date
    by: str
    says: str = ""


def take(
    reform: Reform, step: str, account: str, *, version: int, reason: str = "", paper: Paper | None = None
) -> Reform:
    """Take a step, having seen a version. Raises NotNow where it cannot be taken.

    Whoever takes it must hold its permission: that is for the caller to see to.
    """
    move = MOVES[step]
    with transaction.atomic():
        plan = held(reform.pk)
        _may_begin(plan, step, move, account, version, reason)
        changes: dict[str, Any] = {"state": move.into}
        if step == "approve":
            changes |= _approved(plan, paper)
        elif move.into == Stage.DRAFT:
            changes |= {"approved_version": None, "position": None}
        Reform.objects.filter(pk=plan.pk).update(**changes)
        note(plan, step, account, reason)
    plan.refresh_from_db()
    return plan


def _may_begin(plan: Reform, step: str, move: Move, account: str, version: int, reason: str) -> None:
    if plan.state not in move.out_of:
        raise NotNow(_("Phương án không còn ở bước này; hãy xem lại trạng thái hiện nay."))
    if plan.version != version:
        raise NotNow(
            _("Phương án đã có phiên bản %(version)s; hãy xem lại rồi làm bước này.")
            % {"version": plan.version}
        )
    if move.needs_reason and not reason.strip():
        raise NotNow(_("Hãy ghi lý do."))
    if step == "submit" and not plan.version:
        raise NotNow(_("Phương án chưa có dòng nào."))
    if step == "reopen" and not taken_back(plan):
        raise NotNow(_("Phương án đã thực hiện; phải thu hồi quyết định thì mới lập lại được."))
    if (hand := same_hand(plan, step, account)) is not None:
        raise NotNow(
            _("Bạn đã làm bước “%(step)s” của phương án này; bước này phải do người khác làm.")
            % {"step": words()[hand]}
        )


def _approved(plan: Reform, paper: Paper | None) -> dict[str, Any]:
    if paper is None:
        if not (plan.number and plan.dated and plan.by):
            raise NotNow(_("Hãy ghi số, ngày và cơ quan ban hành quyết định."))
        return {"approved_version": plan.version}
    said = {"number": paper.number, "dated": paper.dated, "by": paper.by, "says": paper.says}
    return {"approved_version": plan.version, **said}


def same_hand(plan: Reform, step: str, account: str) -> str | None:
    """The step that this account has taken already since the plan was last a draft, where duties are separate."""
    if step not in HANDS or not settings.BONTOT_SEPARATE_DUTIES:
        return None
    for taken in plan.steps.order_by("-id"):
        if taken.step not in HANDS:
            return None
        if taken.account == account:
            return taken.step
    return None


def note(plan: Reform, step: str, account: str, reason: str = "") -> None:
    """Write down that a step has been taken."""
    Step.objects.create(
        reform=plan, step=step, account=account, at=now(), version=plan.version, reason=reason.strip()[:900]
    )


def taken_back(plan: Reform) -> int | None:
    """The position of the decision that took the execution back, where one did and stands itself."""
    if plan.position is None:
        return None
    back = Decision.objects.filter(revokes=plan.position).order_by("-position").first()
    if back is None or Decision.objects.filter(revokes=back.position).exists():
        return None
    return back.position


def plan_executed(position: int) -> bool:
    """Whether the decision at this position executed a plan."""
    return Execution.objects.filter(position=position).exists()


def words() -> dict[str, str]:
    """Steps as people call them."""
    return {
        "submit": _("Trình"),
        "review": _("Thẩm định"),
        "approve": _("Phê duyệt"),
        "execute": _("Thực hiện"),
        "return": _("Trả lại"),
        "withdraw": _("Rút về"),
        "reopen": _("Lập lại"),
    }
