"""What a crowd of acts needs, gathered so that each kind of need is one statement, however many acts have it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import connection

from bontot.ledger import bulk
from bontot.ledger.acts import About, Act, Climbing, Pointing
from bontot.ledger.models import STILL_KNOWN, Fact, Identity

type Kinds = tuple[type[Fact], ...] | None
type Reaching = tuple[type[Fact], str, type[Identity], Kinds]
"""A kind of fact, the column in which it names another identity, what it names, and what is wanted of those found."""


@dataclass(slots=True)
class Asked:
    """The codes that acts name, by what they need of them."""

    codes: dict[type[Identity], set[str]] = field(default_factory=lambda: defaultdict(set))
    about: dict[tuple[type[Identity], Kinds], set[str]] = field(default_factory=lambda: defaultdict(set))
    pointing: dict[Reaching, set[str]] = field(default_factory=lambda: defaultdict(set))
    climbing: dict[Reaching, set[str]] = field(default_factory=lambda: defaultdict(set))


def gather(acts: Iterable[Act]) -> Asked:
    """All needs of all acts. What reaches further from an identity wants to know all about that one, too."""
    asked = Asked()
    for act in acts:
        for need in act.needs():
            if type(need) is About:
                asked.about[need.identity, need.kinds].add(need.code)
                continue
            if type(need) is Pointing:
                asked.pointing[need.fact, need.column, need.identity, need.kinds].add(need.code)
            elif type(need) is Climbing:
                asked.climbing[need.fact, need.column, need.identity, need.kinds].add(need.code)
            asked.about[need.identity, None].add(need.code)
    for (identity, _), codes in asked.about.items():
        asked.codes[identity] |= codes
    return asked


def known_facts[F: Fact](kind: type[F], subjects: Collection[int]) -> Iterator[F]:
    """What is known of this kind about some identities, in the order of the first days."""
    names = ("id", "valid_from", "valid_to", "known_from", "known_to", *kind.columns())
    where, values = bulk.among(kind.subject, subjects)
    where += f" AND known_to = {STILL_KNOWN} ORDER BY valid_from, id"
    return (kind.of(dict(zip(names, row, strict=True))) for row in bulk.select(kind, names, where, values))


def subjects_naming(kind: type[Fact], column: str, ids: Collection[int]) -> Iterator[tuple[int, int]]:
    """Each subject of a fact that names one of the identities, with the one it names."""
    if ids:
        where, values = bulk.among(column, ids)
        sql = f'SELECT DISTINCT "{kind.subject}", "{column}" FROM "{kind._meta.db_table}" WHERE {where}'
        yield from bulk.rows(f"{sql} AND known_to = {STILL_KNOWN}", values)


def above(kind: type[Fact], column: str, starts: Collection[int]) -> set[int]:
    """`starts` and everything that facts of this kind have ever named above them."""
    if not starts:
        return set()
    begin = (
        "SELECT unnest(%s::bigint[])"
        if connection.vendor == "postgresql"
        else "SELECT value FROM json_each(%s)"
    )
    given = list(starts) if connection.vendor == "postgresql" else json.dumps(list(starts))
    sql = (
        f'WITH RECURSIVE up(id) AS ({begin} UNION SELECT f."{column}" FROM "{kind._meta.db_table}" f '
        f'JOIN up ON f."{kind.subject}" = up.id WHERE f.known_to = {STILL_KNOWN} AND f."{column}" IS NOT NULL) '
        "SELECT id FROM up"
    )
    return {int(row[0]) for row in bulk.rows(sql, [given])}
