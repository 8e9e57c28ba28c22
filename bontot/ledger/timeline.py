"""How facts about one subject follow one another. Every act's effects are made here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from bontot.ledger.effects import Assert, Effect, Retract
from bontot.ledger.models import Fact

type Matching = Callable[[Fact], bool]


def begin(known: Iterable[Fact], new: Fact) -> Iterator[Effect]:
    """From `new.valid_from` on, `new` holds instead of what held; it ends where the next already known one begins.

    `known` are the facts that cannot hold beside it.
    """
    end = new.valid_to
    for fact in known:
        if fact.valid_from > new.valid_from:
            end = min(end, fact.valid_from)
        elif fact.valid_from == new.valid_from:
            end = min(end, fact.valid_to)
            yield Retract(fact)
        elif fact.valid_to > new.valid_from:
            end = min(end, fact.valid_to)
            yield Retract(fact)
            yield Assert(fact.but(valid_to=new.valid_from))
    yield Assert(new if end == new.valid_to else new.but(valid_to=end))


def end(known: Iterable[Fact], on: date, **changes: object) -> Iterator[Effect]:
    """What holds on `on` or later holds only up to it; `changes` are said of the fact that is cut short."""
    for fact in known:
        if fact.valid_to <= on:
            continue
        yield Retract(fact)
        if fact.valid_from < on:
            yield Assert(fact.but(valid_to=on, **changes))


def settle(known: Iterable[Fact], wanted: Iterable[Fact]) -> Iterator[Effect]:
    """Exactly `wanted` is known afterwards; what is known already and still wanted is left alone."""
    missing = {key_of(fact): fact for fact in wanted}
    for fact in known:
        if missing.pop(key_of(fact), None) is None:
            yield Retract(fact)
    for fact in missing.values():
        yield Assert(fact)


def key_of(fact: Fact) -> tuple[object, ...]:
    """All that a fact says, its days included: two facts with one key say the same."""
    values = fact.__dict__
    return (values["valid_from"], values["valid_to"], *[values[name] for name in fact.columns()])
