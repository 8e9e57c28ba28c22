"""Papers, commitments and replies of the demonstration: by the same steps as an office, for earlier days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bontot.demo import SEED, TOP
from bontot.demo.promises import Fate, Promise, asking, fate
from bontot.directives import cascading, committing
from bontot.directives.cascading import Terms
from bontot.directives.committing import Paper, Wanted
from bontot.directives.models import Commitment, Directive, Reply
from bontot.directives.standing import hanging, rows
from bontot.law.kinds import is_branch
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.meetings.models import Meeting
from bontot.organisations.models import Kind, Organisation
from bontot.organisations.tree import Tree, ids, tree
from bontot.ui.clock import today

BY = "tinh"
REPLY = (
    "commitment", "value", "reached", "done_on", "says", "evidence", "reference", "sent_on", "by", "state", "reason",
    "judged_on", "judged_by", "version",
)  # fmt: skip
TOLD = ("", "", "Đã làm xong, có biên bản", "Làm đúng kế hoạch", "Còn chậm vì mùa vụ, đã bù")


def load_directives() -> int:
    """Register the papers, hand everything down, reply as far as was replied; how many commitments there are."""
    on, top = today(), ids([TOP])[TOP]
    codes = dict(Organisation.objects.values_list("id", "code"))
    for each in asking(on):
        directive = committing.register(top, Paper(**each.paper), BY)
        for promise in each.promises:
            _handed_down(directive, promise, top, codes, on)
    bulk.recount([Commitment, Reply])
    return Commitment.objects.count()


def _handed_down(directive: Directive, promise: Promise, top: int, codes: dict[int, str], on: date) -> None:
    standing, branches = tree(promise.given), branches_on(promise.given)
    fates: dict[int, Fate] = {}

    def shape(part: Commitment) -> None:
        place = part.organisation_id
        path = standing.path(place)
        commune = codes[path[-2]] if place in branches and len(path) > 1 else codes[place]
        found = fates[place] = fate(promise, codes[place], commune, SEED, on)
        if found.concrete_on:
            part.state, part.concrete_on, part.says = "concrete", found.concrete_on, found.says
            if part.measure != "done":
                part.target = Decimal(_target(promise, place, standing, branches))

    measure = (
        "indicator"
        if promise.counted
        else "meetings"
        if promise.meetings
        else "amount"
        if promise.unit
        else "done"
    )
    everywhere = _target(promise, top, standing, branches) if measure != "done" else None
    wanted = Wanted(
        says=promise.says, deadline=promise.deadline, measure=measure, unit=promise.unit, year=promise.year,
        counted=promise.counted or promise.meetings, since=promise.given, head=committing.heads([top], promise.given).get(top),
        target=None if everywhere is None else Decimal(promise.target or everywhere),
    )  # fmt: skip
    root = committing.commit(top, wanted, BY, directive=directive.id, on=promise.given)
    terms = Terms(deadline=promise.deadline, concrete_by=promise.concrete_by, deep=promise.deep)
    cascading.hand_down(root.id, terms, BY, promise.given, shape)
    if not promise.counted:
        bulk.insert(Reply, REPLY, list(_replies(root.id, promise, fates, branches, on)))
    if promise.deadline < on and measure in ("done", "amount"):
        value = wanted.target * Decimal("0.97") if wanted.target else None
        Reply.objects.create(
            commitment=root, value=value, reached=value is None, done_on=promise.deadline, says="Tổng hợp từ các đảng bộ",
            evidence="paper", reference="120-BC/TU (trình diễn)", sent_on=promise.deadline, by=BY, state="sent",
        )  # fmt: skip


def _target(promise: Promise, place: int, standing: Tree, branches: set[int]) -> int:
    """What an organisation is to reach: of meetings, those of all branches below it."""
    if promise.meetings:
        return (promise.each or 1) * max(sum(id in branches for id in standing.under(place)), 1)
    return promise.each or max(len(standing.under(place)) // 3, 1)


def _replies(
    root: int, promise: Promise, fates: dict[int, Fate], branches: set[int], on: date
) -> Iterator[tuple[Any, ...]]:
    held = _held(promise, on) if promise.meetings else None
    for row in rows(Commitment.objects.filter(hanging(root)), on):
        found = fates[row.organisation]
        if found.done_on is None:
            continue
        value, reached, evidence, reference, done_on = (
            None,
            found.reached,
            "paper",
            found.paper,
            found.done_on,
        )
        if held is not None:
            value, evidence, reference = held[row.organisation], "meeting", promise.meetings
            done_on = min(promise.deadline, on)
        elif row.target is not None:
            value = round(float(row.target) * found.share)
        if value is not None:
            reached = value >= (row.target or 0)
        sent = min(max(found.done_on, done_on) + timedelta(days=3), on)
        judged = min(sent + timedelta(days=9), on).isoformat() if found.state != "sent" else None
        by, judge = ("chi-bo", "xa") if row.organisation in branches else ("xa", "tinh")
        told = TOLD[row.id % len(TOLD)] if reached else "Chưa xong, đang làm tiếp"
        yield (
            row.id, value, int(reached), done_on.isoformat(), told, evidence if reached or value else "none",
            reference if reached or value else "", sent.isoformat(), by, found.state, found.reason, judged,
            judge if judged else "", 1,
        )  # fmt: skip


def _held(promise: Promise, on: date) -> Counter[int]:
    """The meetings of every organisation and all below it that count, as the pages count them."""
    last = min(promise.deadline, on)
    found = Meeting.objects.filter(
        kind=promise.meetings, state="approved", day__gte=promise.given, day__lte=last
    )
    own = Counter(found.values_list("organisation_id", flat=True))
    standing = tree(last)
    return Counter({id: sum(own[each] for each in standing.under(id)) for id in standing.parents})


def branches_on(on: date) -> set[int]:
    """The branches that there are on a day."""
    found = Kind.objects.filter(ledger.holding(on)).values_list("organisation_id", "kind")
    return {id for id, kind in found if is_branch(kind)}
