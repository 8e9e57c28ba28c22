"""An invented nation, written straight into an empty database of either kind: for benchmarks alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

from django.db import models, transaction

from bontot.ledger import bulk
from bontot.ledger.models import STILL_KNOWN, Decision, Fact, Head
from bontot.members.models import Belonging, Person, Post, Profile, Standing
from bontot.organisations.models import Kind, Name, Organisation, Place

PROVINCES, DISTRICTS, COMMUNES, BRANCHES, MEMBERS = 34, 680, 11_000, 139_000, 1_020_000
EVER, OPEN = "0001-01-01", "9999-12-31"
type Org = tuple[int, int | None, str, str]
"""Its id, what it stands under, its kind and base kind."""


def write() -> dict[str, Any]:
    """34 provinces, 11,000 communes, 139,000 branches, a million members; how many rows that was."""
    from bontot.ledger.lifting import lift, put_back
    from bontot.ledger.state import fact_kinds

    with transaction.atomic():
        guards = lift(fact_kinds())
        rows = sum((_organisations(), _people(), _posts()))
        put_back(guards, 1)
        Decision.objects.create(
            position=1, number="1", dated="2025-01-01", by="P1", says="", recorded_at="2025-01-01T00:00+07:00",
            recorded_by="", summary={}, tables={}, schema=1, digest="1" * 64,
        )  # fmt: skip
        Head.objects.update(position=1, digest="1" * 64)
    bulk.recount(fact_kinds())
    return {"rows": rows, "organisations": len(list(organisations())), "members": MEMBERS}


def organisations() -> Iterator[Org]:
    """From the top down; every one stands under a neighbour of its own number."""
    levels = (
        (PROVINCES, "đảng bộ tỉnh", ""),
        (DISTRICTS, "đảng bộ huyện", ""),
        (COMMUNES, "đảng bộ cơ sở", "xã"),
        (BRANCHES, "chi bộ", ""),
    )
    first, above, above_first = 1, 0, 0
    for count, kind, base in levels:
        for n in range(count):
            yield first + n, above_first + n * above // count if above else None, kind, base
        first, above, above_first = first + count, count, first


def _organisations() -> int:
    rows = list(organisations())
    bulk.insert(Organisation, ("id", "code", "known_from"), [(row[0], f"P{row[0]}", 1) for row in rows])
    _facts(Place, (), ((id, EVER, id, parent) for id, parent, _, _ in rows))
    _facts(Name, (), ((id, EVER, id, f"Đảng bộ số {id}", f"dang bo so {id}") for id, *_ in rows))
    _facts(Kind, (), ((id, EVER, id, kind, base) for id, _, kind, base in rows))
    return 4 * len(rows)


def _branch(person: int) -> int:
    return PROVINCES + DISTRICTS + COMMUNES + 1 + person % BRANCHES


def _people() -> int:
    people = range(1, MEMBERS + 1)
    for some in batched(people, 50_000):
        bulk.insert(Person, ("id", "code", "known_from"), [(p, f"D{p}", 1) for p in some])
    blank = [""] * (len(Profile.columns()) - 6)
    _facts(
        Profile,
        ("person_id", "full_name", "folded", "sort_key", "sex", "born"),
        (
            (p, EVER, p, f"Người {p}", f"nguoi {p}", f"{p}", "nữ" if p % 3 else "nam", "1980", *blank)
            for p in people
        ),
    )
    _facts(Standing, (), ((p, f"{1990 + p % 30}-03-02", p, "official", None, "admit", "") for p in people))
    _facts(Belonging, (), ((p, f"{1990 + p % 30}-03-02", p, _branch(p), 0) for p in people))
    return 4 * MEMBERS


def _posts() -> int:
    """A secretary for each branch; a secretary and a deputy for each commune."""
    communes = range(PROVINCES + DISTRICTS + 1, PROVINCES + DISTRICTS + COMMUNES + 1)
    held = [(p, "bí thư", _branch(p)) for p in range(1, BRANCHES + 1)]
    held += [(c, "bí thư", c) for c in communes] + [(c + COMMUNES, "phó bí thư", c) for c in communes]
    _facts(
        Post,
        (),
        ((id, "2022-03-02", p, title, where, "", "", "") for id, (p, title, where) in enumerate(held, 1)),
    )
    return len(held)


def _facts(kind: type[Fact], first: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Rows of id, first day, and what the fact says: its columns, those named `first` before the others."""
    columns = (*first, *(name for name in kind.columns() if name not in first))
    names = ("id", "valid_from", *columns, "valid_to", "known_from", "known_to")
    assert issubclass(kind, models.Model)
    for some in batched(rows, 50_000):
        bulk.insert(kind, names, [(*row, OPEN, 1, STILL_KNOWN) for row in some])
