"""Taking a decision back: what it asserted is retracted, what it retracted is asserted again, whatever it was about."""

from __future__ import annotations

from collections import Counter, defaultdict

from django.db import transaction

from bontot.kernel.finding import Finding
from bontot.ledger.authority import Authority
from bontot.ledger.enacting import Outcome, Paper
from bontot.ledger.models import STILL_KNOWN, Decision, Fact
from bontot.ledger.saying import HOUSE, too_long
from bontot.ledger.state import fact_kinds
from bontot.ledger.timeline import key_of
from bontot.ledger.verifying import problems_of
from bontot.ledger.writing import Writing, hold_the_end


def revoke(position: int, paper: Paper, by: Authority, reason: str, *, rehearsed: bool = False) -> Outcome:
    """Take back the decision at `position`, or tell which later decisions build on it.

    With `rehearsed` nothing stays written.
    """
    outcome = Outcome()
    with transaction.atomic():
        head = hold_the_end()
        outcome.findings += [*too_long(paper, Decision), *_refusals(position)]
        if not outcome.refused:
            writing = Writing(head, paper, by.name, revokes=position)
            writing.keep("ledger.revoke", position=position, reason=reason)
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
    living, _ = _living(kind, position)
    before = [f.but() for f in kind._default_manager.filter(known_to=position).order_by("id").iterator()]
    writing.retract(kind, sorted(fact.id for fact in living))
    writing.assert_facts(kind, before)
    return len(living) + len(before)


def _living(kind: type[Fact], position: int) -> tuple[list[Fact], Counter[int]]:
    """What a decision asserted, as it is known now; and how much of it later decisions have replaced, by decision.

    What was replaced and given back by taking the later decision back lives on in a fact that says the same.
    """
    living: list[Fact] = []
    replaced: Counter[int] = Counter()
    asserted = list(kind._default_manager.filter(known_from=position))
    while asserted:
        gone: dict[int, list[Fact]] = defaultdict(list)
        for fact in asserted:
            if fact.known_to == STILL_KNOWN:
                living.append(fact)
            else:
                gone[fact.known_to].append(fact)
        asserted = []
        for by, facts in gone.items():
            back = revocation_of(by)
            given = {} if back is None else _by_key(kind, back)
            asserted += [given[key_of(f)] for f in facts if key_of(f) in given]
            replaced[by] += sum(key_of(f) not in given for f in facts)
    return living, +replaced


def _by_key(kind: type[Fact], position: int) -> dict[tuple[object, ...], Fact]:
    return {key_of(fact): fact for fact in kind._default_manager.filter(known_from=position)}


def revocation_of(position: int) -> int | None:
    """The decision that took this one back and has not been taken back itself, or None."""
    for back in Decision.objects.filter(revokes=position).order_by("-position"):
        if revocation_of(back.position) is None:
            return back.position
    return None


def _refusals(position: int) -> list[Finding]:
    decision = Decision.objects.filter(position=position).first()
    if decision is None:
        says = f"Không có quyết định số thứ tự {position} trong sổ; hãy xem lại danh sách quyết định."
        return [Finding("SO-03", says, source=HOUSE)]
    back = revocation_of(position)
    if back:
        says = f"Quyết định {position} đã được thu hồi bởi quyết định {back}."
        return [Finding("SO-04", says, source=HOUSE)]
    later: Counter[int] = Counter()
    for kind in fact_kinds():
        later += _living(kind, position)[1]
    return [_builds_on(position, at, facts) for at, facts in sorted(later.items())]


def _builds_on(position: int, later: int, facts: int) -> Finding:
    paper = Decision.objects.get(position=later)
    says = (
        f"Quyết định {later} ({paper.number}, ngày {paper.dated:%d/%m/%Y}) đã thay {facts} nội dung mà quyết định "
        f"{position} ghi. Hãy thu hồi quyết định {later} trước."
    )
    return Finding("SO-05", says, source=HOUSE)
