"""Taking a decision back: what it asserted is retracted, what it retracted is asserted again, whatever it was about."""

from __future__ import annotations

from collections import Counter

from django.db import transaction

from bontot.kernel.finding import Finding
from bontot.ledger.authority import Authority
from bontot.ledger.enacting import Outcome, Paper
from bontot.ledger.models import STILL_KNOWN, Decision, Fact
from bontot.ledger.saying import HOUSE
from bontot.ledger.state import fact_kinds
from bontot.ledger.verifying import problems_of
from bontot.ledger.writing import Writing, hold_the_end


def revoke(position: int, paper: Paper, by: Authority, reason: str, *, rehearsed: bool = False) -> Outcome:
    """Take back the decision at `position`, or tell which later decisions build on it.

    With `rehearsed` nothing stays written.
    """
    outcome = Outcome()
    with transaction.atomic():
        head = hold_the_end()
        outcome.findings += _refusals(position)
        if not outcome.refused:
            writing = Writing(head, paper, by.name, revokes=position)
            writing.keep([{"act": "ledger.revoke", "position": position, "reason": reason}])
            for kind in fact_kinds():
                outcome.changed += _take_back(kind, position, writing)
            outcome.findings += problems_of(writing.position)
            outcome.effects = Counter({"ledger.revoke": 1})
            if not outcome.refused:
                outcome.position = writing.sign(outcome.effects)
        if outcome.refused or rehearsed:
            outcome.position = None
            transaction.set_rollback(True)
    return outcome


def _take_back(kind: type[Fact], position: int, writing: Writing) -> int:
    known = kind._default_manager.filter(known_from=position, known_to=STILL_KNOWN)
    ids = list(known.order_by("id").values_list("id", flat=True))
    before = [f.but() for f in kind._default_manager.filter(known_to=position).order_by("id").iterator()]
    writing.retract(kind, ids)
    writing.assert_facts(kind, before)
    return len(ids) + len(before)


def _refusals(position: int) -> list[Finding]:
    decision = Decision.objects.filter(position=position).first()
    if decision is None:
        says = f"Không có quyết định số thứ tự {position} trong sổ; hãy xem lại danh sách quyết định."
        return [Finding("SO-03", says, source=HOUSE)]
    back = Decision.objects.filter(revokes=position).order_by("position").last()
    if back and not Decision.objects.filter(revokes=back.position).exists():
        says = f"Quyết định {position} đã được thu hồi bởi quyết định {back.position} ({back.number})."
        return [Finding("SO-04", says, source=HOUSE)]
    later: Counter[int] = Counter()
    for kind in fact_kinds():
        gone = kind._default_manager.filter(known_from=position, known_to__lt=STILL_KNOWN)
        later.update(gone.values_list("known_to", flat=True))
    return [_builds_on(position, at, facts) for at, facts in sorted(later.items())]


def _builds_on(position: int, later: int, facts: int) -> Finding:
    paper = Decision.objects.get(position=later)
    says = (
        f"Quyết định {later} ({paper.number}, ngày {paper.dated:%d/%m/%Y}) đã thay {facts} nội dung mà quyết định "
        f"{position} ghi. Hãy thu hồi quyết định {later} trước."
    )
    return Finding("SO-05", says, source=HOUSE)


