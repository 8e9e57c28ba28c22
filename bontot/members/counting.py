"""How many members organisations have before and after what a decision orders."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from bontot.ledger.enacting import Outcome, asserted, retracted
from bontot.members import roster
from bontot.members.models import Belonging
from bontot.organisations.models import Name, Organisation
from bontot.organisations.queries import Book, Named


@dataclass(frozen=True, slots=True)
class Count:
    """How many members an organisation has on a day, before and after."""

    organisation: Named
    before: int
    after: int


def counts(outcome: Outcome, on: date) -> list[Count]:
    """The organisations whose number of members on the day changes, or has changed, in the order of their ids.

    It is empty for a rehearsal of hundreds of acts whose outcome was not to be whole: there nobody has kept everything.
    """
    if outcome.position is not None:
        then = roster.counts(on=on, at=outcome.position - 1)
        now = roster.counts(on=on, at=outcome.position)
        found = {id: (then.get(id, 0), now.get(id, 0)) for id in then.keys() | now.keys()}
        book = Book([id for id, (old, new) in found.items() if old != new], at=outcome.position)
        return [Count(book.on(id, on), *found[id]) for id in sorted(found) if found[id][0] != found[id][1]]
    if outcome.abridged:
        return []
    change = _change(outcome, on)
    then = roster.counts(on=on, at=None) if change else {}
    named = _named(outcome, change, on)
    return [Count(named[id], then.get(id, 0), then.get(id, 0) + change[id]) for id in sorted(change)]


def _change(outcome: Outcome, on: date) -> Counter[int]:
    change: Counter[int] = Counter()
    for sign, facts in ((1, asserted(outcome.examples)), (-1, retracted(outcome.examples))):
        for fact in facts:
            if isinstance(fact, Belonging) and not fact.temporary and fact.valid_from <= on < fact.valid_to:
                change[fact.organisation_id] += sign
    return Counter({id: number for id, number in change.items() if number})


def _named(outcome: Outcome, ids: Counter[int], on: date) -> dict[int, Named]:
    """What they are called; what the acts themselves would establish is called as they say."""
    codes = {id: code for identity, id, code in outcome.created if identity is Organisation}
    fresh = {f.organisation_id: f.name for f in asserted(outcome.examples) if isinstance(f, Name)}
    book = Book([id for id in ids if id not in codes], at=None)
    return {
        id: Named(id, codes[id], fresh.get(id, codes[id]), "") if id in codes else book.on(id, on)
        for id in ids
    }
