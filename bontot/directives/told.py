"""What this chapter says elsewhere: on the list of what is due, on the first page, on a meeting's agenda."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.scope import Grants
from bontot.directives.models import Commitment
from bontot.directives.queries import due
from bontot.directives.seeing import directives
from bontot.directives.standing import Row
from bontot.directives.words import KINDS
from bontot.meetings.agenda import Proposal
from bontot.meetings.handed.linking import Offer
from bontot.members.due import Todo, Todos
from bontot.organisations.tree import lasting_tree
from bontot.ui.clock import today

AHEAD = timedelta(days=30)
"""So long before its day a commitment is something to see to."""
SHOWN = 6
PROPOSED = 8
OFFERED = 20


def todos(grants: Grants, on: date) -> Todos | None:
    """The commitments due of the organisations that somebody answers for themselves, and what waits for them to judge."""
    scope = grants.scope("directives.read")
    tops = [id for id in grants.tops() if id in scope]
    if not tops:
        return None
    found = due(tops, on, AHEAD)
    lines = [
        Todo(row.says, reverse("commitment", args=[row.id]), row.deadline, *_note(row, on)) for row in found
    ]
    if grants.permits("directives.accept"):
        lines += _waiting(tops)
    return Todos(_("Cam kết đến hạn"), tuple(lines[:SHOWN]), len(lines), reverse("said_my"))


def for_handouts(grants: Grants, organisation: int, day: date) -> Iterator[Offer]:
    """Papers in force that ask something of an organisation, its own and those of its superiors, as far as they may be seen."""
    path = lasting_tree(today()).path(organisation)
    seen = directives(grants.scope("directives.read")).filter(organisation_id__in=path, first__lte=day)
    seen = seen.filter(Q(last__isnull=True) | Q(last__gte=day))
    for row in seen.order_by("-dated", "-id")[:OFFERED]:
        says = _("%(kind)s %(number)s: %(title)s") % {
            "kind": KINDS[row.kind],
            "number": row.number,
            "title": row.title,
        }
        yield Offer(says[:180], reverse("directive", args=[row.id]))


def _note(row: Row, on: date) -> tuple[str, str]:
    if row.answer == "returned":
        return _("bị trả lại"), "bad"
    if row.deadline < on:
        return _("quá hạn"), "bad"
    if row.state == "given":
        return _("chưa cụ thể hóa"), "attention"
    return "", "plain"


def _waiting(tops: list[int]) -> list[Todo]:
    """The commitments to which those directly below have replied, and nobody has judged the replies yet."""
    mine = Commitment.objects.filter(parent__organisation_id__in=tops, own=False, reply__state="sent")
    by_parent = mine.exclude(state="dropped").values("parent_id", "parent__says").annotate(number=Count("id"))
    return [
        Todo(
            _("%(number)d báo cáo chờ công nhận: %(says)s")
            % {"number": each["number"], "says": each["parent__says"]},
            reverse("commitment", args=[each["parent_id"]]),
        )
        for each in by_parent.order_by("-number", "parent_id")
    ]


def for_meeting(organisation: int, day: date) -> Iterator[Proposal]:
    """Commitments due until the next meeting, and those not done in time, for the agenda."""
    for row in due([organisation], day, AHEAD)[:PROPOSED]:
        says = _("Cam kết: %(says)s (hạn %(day)s)") % {
            "says": row.says[:300],
            "day": f"{row.deadline:%d/%m/%Y}",
        }
        yield Proposal("tasks", says, f"commitment:{row.id}")
