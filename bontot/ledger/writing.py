"""Writing a decision: rows first, the paper last, one link of the chain."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import groupby, repeat
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

import orjson
from django.db import connection, models

from bontot.ledger import bulk, chain
from bontot.ledger.acts import said_fields
from bontot.ledger.lifting import Guards, lift, put_back
from bontot.ledger.models import STILL_KNOWN, Decision, Fact, Head, Identity, Payload
from bontot.ledger.state import fact_kinds
from bontot.ui.clock import now

if TYPE_CHECKING:
    from bontot.ledger.acts import Act
    from bontot.ledger.paper import Paper
    from bontot.ledger.state import State

CROWD = 2_000
"""Facts from which on checking them together costs less than one by one."""
SCHEMA = 1
"""Of payloads. A change that old payloads do not fit takes the next number, and readers know both."""


def hold_the_end() -> Head:
    """The end of the ledger, held until the transaction ends: whoever else writes waits here."""
    head = (
        Head.objects.select_for_update().first()
        if connection.vendor == "postgresql"
        else Head.objects.first()
    )
    if head is None:
        raise RuntimeError("the ledger has not been set up: run `bontot migrate`")
    return head


def position() -> int:
    """The position of the last decision; 0 before the first."""
    return Head.objects.values_list("position", flat=True)[0]


class Writing:
    """One decision being written. Nothing of it is seen by others before its transaction ends."""

    def __init__(self, head: Head, paper: Paper, recorded_by: str, revokes: int | None = None) -> None:
        self.head, self.paper, self.recorded_by, self.revokes = head, paper, recorded_by, revokes
        self.position = head.position + 1
        self.wrote = False
        self._digests: dict[str, chain.TableDigest] = defaultdict(chain.TableDigest)
        self._next: dict[type[models.Model], int] = {}
        self._parts: list[bytes] = []
        self._guards: Guards = []

    def guard(self, facts: int) -> None:
        """So many facts are about to be written: of a crowd it is looked at all together that no two clash."""
        if facts >= CROWD and not self._guards:
            self._guards = lift(fact_kinds())

    def write(self, acts: tuple[Act, ...], state: State) -> None:
        """Write what acts have planned."""
        self.guard(sum(map(len, state.asserted.values())))
        self._keep(acts_as_table(acts))
        self.create(state)
        for kind, ids in state.retracted.items():
            self.retract(kind, ids)
        for kind, facts in state.asserted.items():
            self.assert_facts(kind, list(facts.values()))

    def keep(self, act: str, **said: Any) -> None:
        """Keep one thing that was ordered and is no act of the catalogue."""
        self._keep([{"act": act, "fields": list(said), "rows": [list(said.values())]}])

    def _keep(self, acts: list[dict[str, Any]]) -> None:
        """Keep the acts with the decision, as they were ordered."""
        data = zlib.compress(orjson.dumps(acts, default=_plain), 1)
        Payload.objects.create(position=self.position, part=len(self._parts), data=data)
        self._parts.append(data)

    def create(self, state: State) -> None:
        rows: dict[type[Identity], list[bulk.Row]] = defaultdict(list)
        for identity, id, code in state.created:
            rows[identity].append((id, code, self.position))
        for identity, created in rows.items():
            bulk.insert(identity, chain.IDENTITY_COLUMNS, created)
            self._digests[identity._meta.db_table].assert_rows(chain.IDENTITY_COLUMNS, created)
            self.wrote = True

    def retract(self, kind: type[Fact], ids: list[int]) -> None:
        if ids:
            bulk.close(kind, ids, self.position)
            self._digests[kind._meta.db_table].retract(ids)
            self.wrote = True

    def assert_again(self, kind: type[Fact], position: int) -> int:
        """Say anew what the decision at `position` made unknown, and how much that was; it need not become facts here.

        What it made known itself, and unknown again a crowd of acts later, had not been known before it.
        """
        names = ("valid_from", "valid_to", *kind.columns())
        retracted = f"known_to = {position} AND known_to < {STILL_KNOWN}"  # the index is on these alone
        retracted += f" AND known_from < {position}"
        table = kind._meta.db_table
        said = list(
            bulk.rows(f'SELECT {bulk.plain(kind, names)} FROM "{table}" WHERE {retracted} ORDER BY id')
        )
        first = self._ids(kind, len(said))
        rows = [(id, row[0], row[1], self.position, *row[2:]) for id, row in enumerate(said, first)]
        self._assert_rows(kind, rows)
        return len(rows)

    def assert_facts(self, kind: type[Fact], facts: list[Fact]) -> None:
        if facts:
            first = self._ids(kind, len(facts))
            if kind.at_hand:  # it may be retracted by a later crowd
                for id, fact in enumerate(facts, first):
                    fact.id, fact.known_from = id, self.position
            self._assert_rows(kind, _rows(kind, facts, first, self.position))

    def _ids(self, kind: type[Fact], count: int) -> int:
        """The first of so many free ids."""
        first = self._next[kind] if kind in self._next else bulk.last_id(kind) + 1
        self._next[kind] = first + count
        return first

    def _assert_rows(self, kind: type[Fact], rows: list[bulk.Row]) -> None:
        if not rows:
            return
        # What is still known is the same for all rows and changes once; the chain leaves it to the retractions.
        bulk.insert(kind, (*chain.fact_columns(kind), "known_to"), [(*row, STILL_KNOWN) for row in rows])
        self._digests[kind._meta.db_table].assert_rows(chain.fact_columns(kind), rows)
        self.wrote = True

    def sign(self, acts: Counter[str]) -> int:
        """Write the paper and move the end of the ledger; the position of the decision."""
        put_back(self._guards, self.position)
        decision = Decision(
            position=self.position,
            number=self.paper.number,
            dated=self.paper.dated,
            by=self.paper.by,
            says=self.paper.says,
            revokes=self.revokes,
            recorded_at=now(),
            recorded_by=self.recorded_by,
            summary=dict(acts),
            tables={table: digest.summary() for table, digest in sorted(self._digests.items())},
            schema=SCHEMA,
        )
        decision.digest = chain.link(self.head.digest, decision, self._parts)
        decision.save(force_insert=True)
        Head.objects.filter(pk=self.head.pk).update(position=self.position, digest=decision.digest)
        return self.position


def _rows(kind: type[Fact], facts: list[Fact], first: int, position: int) -> list[bulk.Row]:
    """The facts as the chain and the database see them: days as text, booleans as numbers.

    Column by column: of a crowd, looking at each row would cost twice as much.
    """
    names = ("valid_from", "valid_to", *kind.columns())
    said_by = itemgetter(*names)
    columns = list(zip(*(said_by(fact.__dict__) for fact in facts), strict=True))
    for place, name in enumerate(names):
        plain = _PLAIN.get(kind._meta.get_field(name).get_internal_type())
        if plain:
            columns[place] = tuple(map(plain().__getitem__, columns[place]))
    ids = range(first, first + len(facts))
    return list(zip(ids, *columns[:2], repeat(position), *columns[2:]))  # the position is said of all


class _Days(dict[date | None, str | None]):
    """Days as text: most are the same few."""

    def __missing__(self, day: date | None) -> str | None:
        self[day] = text = None if day is None else day.isoformat()
        return text


class _Flags(dict[bool | None, int | None]):
    """Yes and no as numbers."""

    def __missing__(self, flag: bool | None) -> int | None:
        self[flag] = number = None if flag is None else int(flag)
        return number


_PLAIN = {"DateField": _Days, "BooleanField": _Flags}
"""How values of some columns are written down; the others are written as they are."""


def acts_as_table(acts: Iterable[Act]) -> list[dict[str, Any]]:
    """Acts of one kind that follow one another share their field names: a fifth of the size, a third of the time."""
    tables = []
    kind: type[Act]
    for kind, same in groupby(acts, type):
        names = [f.name for f in said_fields(kind)]
        tables.append({"act": kind.act, "fields": names, "rows": list(map(attrgetter(*names), same))})
    return tables


def _plain(value: object) -> object:
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"cannot be kept: {value!r}")
