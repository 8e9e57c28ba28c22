"""Facts that need other facts beside them on each of their days: a stay needs a branch, a branch a superior."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from bontot.ledger import bulk
from bontot.ledger.models import STILL_KNOWN, Fact
from bontot.ledger.state import State, covers

type Since = int | State | None
"""Of what it is asked: of what one decision touched, of what is planned and not written yet, or of all that is known."""

type Row = tuple[int, int, date, date]
"""A fact's subject, the identity that it names, its first day and its end."""

_asked: ContextVar[dict[tuple[type[Fact], int], list[int]] | None] = ContextVar("_asked", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Inside, nothing is written: what one decision uncovered is asked of each kind once, not by every invariant."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def uncovered(inner: type[Fact], column: str, outer: type[Fact], since: Since) -> Iterator[Row]:
    """Facts of `inner` of which some day has no fact of `outer` about the identity named in `column`.

    Of all that is known, or of what a decision, or what is planned, can have uncovered: what it asserted of `inner`, and what
    names identities about which it left a day without a fact of `outer`. Who only gets another superior uncovers nobody.
    Yields the inner fact's subject, the identity named, and the first day and end of the inner fact.
    """
    rows: Iterable[Row]
    if isinstance(since, State):
        rows, state = planned(inner, column, outer, since, shortened=False), since
    else:
        rows, state = _without_simple_cover(inner, column, outer, since), State()
    state.want(outer, {row[1] for row in rows})
    yield from sorted({row for row in rows if not covers(state.facts(outer, row[1]), *row[2:])})


def planned(
    inner: type[Fact], column: str, outer: type[Fact], state: State, *, shortened: bool = True
) -> set[Row]:
    """What is planned of `inner`, and whatever of it is known and names one of whom something of `outer` would be unsaid.

    Without what is `shortened`: what says for no other days what was known already, of one of whom nothing is unsaid.
    """
    lost = state.lost(outer)
    facts = [
        fact
        for fact in state.asserted[inner].values()
        if fact.__dict__[column] is not None
        and (shortened or fact.__dict__[column] in lost or not state.was_known(fact, column))
    ]
    if column == inner.subject:
        state.want(inner, lost)
        facts += [fact for subject in lost for fact in state.facts(inner, subject)]
    said = (fact.__dict__ for fact in facts)
    rows = {(f[inner.subject], f[column], f["valid_from"], f["valid_to"]) for f in said}
    if lost and column != inner.subject:
        named, values = bulk.among(column, lost)
        still_said, more = bulk.outside("id", state.retracted[inner])
        where = f"{named} AND known_to = {STILL_KNOWN} AND {still_said}"
        told = (inner.subject, column, "valid_from", "valid_to")
        rows.update((s, c, f, e) for s, c, f, e in bulk.select(inner, told, where, [*values, *more]))
    return rows


def _without_simple_cover(
    inner: type[Fact], column: str, outer: type[Fact], position: int | None
) -> list[Row]:
    """Those that neither one fact covers nor two that follow one another: the database finds these quickest."""
    own, other, about = inner._meta.db_table, outer._meta.db_table, outer.subject
    beside = _uncovered(about, f'i."{column}"', other)
    sql = (
        f'SELECT i.id FROM "{own}" i WHERE i.known_to = {STILL_KNOWN} AND i."{column}" IS NOT NULL '
        f"AND {beside}"
    )
    values: list[Any] = []
    if position is not None:
        named, values = bulk.among(column, _lost(outer, position))
        sql += (
            f' AND i.id IN (SELECT id FROM "{own}" WHERE known_from = {position} '
            f'UNION SELECT id FROM "{own}" WHERE {named} AND known_to = {STILL_KNOWN})'
        )
    ids = [row[0] for row in bulk.rows(sql, values)]
    facts = inner._default_manager.filter(bulk.where_among("id", ids)).order_by("id")
    return list(facts.values_list(inner.subject, column, "valid_from", "valid_to"))


def touched_by(position: int, kind: type[Fact], column: str = "") -> str:
    """A SELECT of whom the facts of a kind are about, or name in `column`, that the decision at `position` wrote or closed."""
    select = f'SELECT "{column or kind.subject}" FROM "{kind._meta.db_table}"'
    # Each half by an index of its own; that of what is closed is on these alone.
    return (
        f"{select} WHERE known_from = {position} "
        f"UNION {select} WHERE known_to = {position} AND known_to < {STILL_KNOWN}"
    )


def _lost(outer: type[Fact], position: int) -> list[int]:
    """The identities about which the decision made something unknown that is not known otherwise on the same days."""
    known = _asked.get()
    if known is None:
        return _find_lost(outer, position)
    if (outer, position) not in known:
        known[outer, position] = _find_lost(outer, position)
    return known[outer, position]


def _find_lost(outer: type[Fact], position: int) -> list[int]:
    table, about = outer._meta.db_table, outer.subject
    covered = _uncovered(about, f'i."{about}"', table)
    retracted = f"i.known_to = {position} AND i.known_to < {STILL_KNOWN}"  # the index is on these alone
    sql = f'SELECT DISTINCT i."{about}" FROM "{table}" i WHERE {retracted} AND {covered}'
    return [row[0] for row in bulk.rows(sql)]


def _uncovered(about: str, named: str, table: str) -> str:
    """Neither one known fact nor two that follow one another cover the days of `i`."""
    known = f'o."{about}" = {named} AND o.known_to = {STILL_KNOWN} AND o.valid_from <= i.valid_from'
    next_to = f'n."{about}" = o."{about}" AND n.known_to = {STILL_KNOWN} AND n.valid_from = o.valid_to'
    return (
        f'NOT EXISTS (SELECT 1 FROM "{table}" o WHERE {known} AND o.valid_to >= i.valid_to) '
        f'AND NOT EXISTS (SELECT 1 FROM "{table}" o JOIN "{table}" n ON {next_to} '
        f"WHERE {known} AND n.valid_to >= i.valid_to)"
    )
