"""Taking a decision back: what it asserted is retracted, what it retracted is asserted again, whatever it was about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from django.db import transaction

from bontot.kernel.finding import Finding
from bontot.ledger.authority import Authority
from bontot.ledger.enacting import Outcome, few_collections
from bontot.ledger.models import STILL_KNOWN, Decision, Fact
from bontot.ledger.paper import Paper
from bontot.ledger.saying import HOUSE, no_paper
from bontot.ledger.state import fact_kinds
from bontot.ledger.timeline import key_of
from bontot.ledger.verifying import problems_of
from bontot.ledger.writing import Writing, hold_the_end


def revoke(position: int, paper: Paper, by: Authority, reason: str, *, rehearsed: bool = False) -> Outcome:
    """Take back the decision at `position`, or tell which later decisions build on it.

    With `rehearsed` nothing stays written.
    """
    outcome = Outcome()
    with transaction.atomic(), few_collections():
        head = hold_the_end()
        lives = {kind: _living(kind, position) for kind in fact_kinds()}
        outcome.findings += [*no_paper(paper), *_refusals(position, lives)]
        if not outcome.refused:
            writing = Writing(head, paper, by.name, revokes=position)
            writing.keep("ledger.revoke", position=position, reason=reason)
            writing.guard(sum(len(living) for living, _ in lives.values()))
            for kind, (living, _) in lives.items():
                writing.retract(kind, sorted(living))
                outcome.changed += len(living) + writing.assert_again(kind, position)
            outcome.findings += problems_of(writing.position)
            outcome.effects = Counter({"ledger.revoke": 1})
            if not outcome.refused:
                outcome.position = writing.sign(outcome.effects)
        if outcome.refused or rehearsed:
            outcome.position = None
            transaction.set_rollback(True)
    return outcome


def revoke_with_later(
    position: int, paper: Paper, by: Authority, reason: str, *, rehearsed: bool = False
) -> Outcome:
    """Take back the decision and, before it, whatever builds on it, the latest first; all of them or none.

    The outcome's position is that of the last paper, which takes back the decision that was asked about.
    """
    together = Outcome()
    with transaction.atomic():
        hold_the_end()
        for each in [*building_on(position), position]:
            one = revoke(each, paper, by, reason)
            together.findings += one.findings
            together.changed += one.changed
            together.effects += one.effects
            together.position = one.position
            if one.refused:
                break
        if together.refused or rehearsed:
            together.position = None
            transaction.set_rollback(True)
    return together


def building_on(position: int) -> list[int]:
    """Every decision that builds on this one, or on one that does; the latest first. Nothing builds on one taken back."""
    if revocation_of(position):
        return []
    found: set[int] = set()
    ahead = [position]
    while ahead:
        at = ahead.pop()
        later = {by for kind in fact_kinds() for by in _living(kind, at)[1]} - found
        found |= later
        ahead += later
    return sorted(found, reverse=True)


type Living = tuple[list[int], Counter[int]]
"""What a decision asserted, by the ids under which it is known now; and how much of it later decisions have replaced, by
decision."""


def _living(kind: type[Fact], position: int) -> Living:
    """What is left of what a decision asserted of one kind.

    What was replaced and given back by taking the later decision back lives on in a fact that says the same. What a large
    decision replaced itself, a crowd of acts later, was never known.
    """
    asserted = kind._default_manager.filter(known_from=position)
    living = list(asserted.filter(known_to=STILL_KNOWN).values_list("id", flat=True))
    replaced: Counter[int] = Counter()
    lost = list(asserted.filter(known_to__gt=position, known_to__lt=STILL_KNOWN))
    while lost:
        gone: dict[int, list[Fact]] = defaultdict(list)
        for fact in lost:
            gone[fact.known_to].append(fact)
        lost = []
        for by, facts in gone.items():
            back = revocation_of(by)
            given = {} if back is None else _by_key(kind, back)
            for again in (given[key_of(f)] for f in facts if key_of(f) in given):
                if again.known_to == STILL_KNOWN:
                    living.append(again.id)
                else:
                    lost.append(again)
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


def _refusals(position: int, lives: Mapping[type[Fact], Living]) -> list[Finding]:
    decision = Decision.objects.filter(position=position).first()
    if decision is None:
        says = f"Không có quyết định số thứ tự {position} trong sổ; hãy xem lại danh sách quyết định."
        return [Finding("SO-03", says, source=HOUSE)]
    back = revocation_of(position)
    if back:
        says = f"Quyết định {position} đã được thu hồi bởi quyết định {back}."
        return [Finding("SO-04", says, source=HOUSE)]
    later: Counter[int] = Counter()
    for _, replaced in lives.values():
        later += replaced
    return [_builds_on(position, at, facts) for at, facts in sorted(later.items())]


def _builds_on(position: int, later: int, facts: int) -> Finding:
    paper = Decision.objects.get(position=later)
    says = (
        f"Quyết định {later} ({paper.number}, ngày {paper.dated:%d/%m/%Y}) đã thay {facts} nội dung mà quyết định "
        f"{position} ghi. Hãy thu hồi quyết định {later} trước, hoặc chọn thu hồi cùng lúc."
    )
    return Finding("SO-05", says, source=HOUSE)
