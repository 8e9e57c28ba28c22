"""The hash chain: each decision's digest covers its paper, its payload, every row it wrote, and the digest before it."""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched, groupby
from operator import itemgetter
from typing import Any

import orjson
from django.db import models

from bontot.ledger import bulk
from bontot.ledger.models import Decision, Fact, Payload

BLANK: tuple[Any, ...] = (None, "", [])
"""What a field that was left blank holds; it is left out when an act is told."""

GENESIS = "0" * 64


class TableDigest:
    """What one decision wrote into one table: rows in the order of their ids, then the ids it retracted."""

    def __init__(self) -> None:
        self.rows = 0
        self._columns: list[str] = []
        self._asserted = hashlib.sha256()
        self._retracted: list[int] = []

    def assert_rows(self, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        self.rows += len(rows)
        self._columns = list(columns)
        if rows:
            # Row after row with a comma behind each: however they are divided into batches, the same bytes.
            self._asserted.update(memoryview(orjson.dumps(rows))[1:-1])
            self._asserted.update(b",")

    def retract(self, ids: Iterable[int]) -> None:
        self._retracted.extend(ids)

    def summary(self) -> dict[str, Any]:
        digest = self._asserted.copy()
        digest.update(orjson.dumps(sorted(self._retracted)))
        return {
            "asserted": self.rows,
            "retracted": len(self._retracted),
            "columns": self._columns,
            "digest": digest.hexdigest(),
        }


def payload_parts(position: int) -> Iterator[bytes]:
    """The stored parts of a decision's payload, still compressed."""
    parts = Payload.objects.filter(position=position).order_by("part").values_list("data", flat=True)
    return (bytes(part) for part in parts.iterator(chunk_size=1))


FORMER = {
    ("organisation.merge", frozenset({"on", "organisation", "heir"})): "organisation.merge_into",
}
"""Codes of acts whose payloads were kept under the code of another act: by that code and the fields."""


def payload(position: int) -> Iterator[dict[str, Any]]:
    """The acts that a decision ordered, as JSON objects."""
    for part in payload_parts(position):
        for table in orjson.loads(zlib.decompress(part)):
            act = FORMER.get((table["act"], frozenset(table["fields"])), table["act"])
            for row in table["rows"]:
                said = zip(table["fields"], row, strict=True)
                yield {"act": act} | {name: value for name, value in said if value not in BLANK}


def link(previous: str, decision: Decision, parts: Iterable[bytes]) -> str:
    """The digest of a decision that follows the one with digest `previous`."""
    paper = [
        previous,
        decision.position,
        decision.number,
        decision.dated.isoformat(),
        decision.by,
        decision.says,
        decision.revokes,
        decision.recorded_at.timestamp(),
        decision.recorded_by,
        decision.schema,
        decision.tables,
    ]
    digest = hashlib.sha256(orjson.dumps(paper, option=orjson.OPT_SORT_KEYS))
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


type Said = Mapping[int, Sequence[str]]
"""By position, the columns of one table that the decision's digest covers."""


def table_digests(
    model: type[models.Model], columns: Sequence[str], retracts: bool, said: Said
) -> dict[int, dict[str, Any]]:
    """For every position, what the database holds now of what that decision wrote into this table.

    A table may have got columns since: each decision is checked over those that it `said`, all decisions that say the
    same in one pass; one that says nothing, over `columns`.
    """
    found: dict[int, TableDigest] = defaultdict(TableDigest)
    others = _other_columns(model, columns, said)
    _digest_rows(model, columns, "TRUE", [], set().union(*others.values()), found)
    for covered, positions in others.items():
        _digest_rows(model, covered, *bulk.among("known_from", positions), set(), found)
    if retracts:
        table = model._meta.db_table
        sql = f'SELECT known_to, id FROM "{table}" WHERE known_to < {2**62} ORDER BY known_to, id'
        for position, id in bulk.rows(sql):
            found[position].retract([id])
    return {position: digest.summary() for position, digest in found.items()}


def _other_columns(
    model: type[models.Model], columns: Sequence[str], said: Said
) -> dict[tuple[str, ...], set[int]]:
    """The positions whose digest covers other columns than the table's of today, by those columns."""
    held = {field.attname for field in model._meta.concrete_fields}
    others: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for position, names in said.items():
        # What covers a column that the table has lost can only be told apart: it stays with today's columns.
        if names and tuple(names) != tuple(columns) and held.issuperset(names):
            others[tuple(names)].add(position)
    return others


def _digest_rows(
    model: type[models.Model],
    columns: Sequence[str],
    where: str,
    values: list[Any],
    but: set[int],
    found: dict[int, TableDigest],
) -> None:
    """Digest the rows of all positions `but` some, read once in their order."""
    sql = f'SELECT {bulk.plain(model, columns)} FROM "{model._meta.db_table}" WHERE {where} ORDER BY known_from, id'
    known = columns.index("known_from")
    for position, rows in groupby(bulk.rows(sql, values), itemgetter(known)):
        if position not in but:
            for some in batched(rows, 5000):
                found[position].assert_rows(columns, some)


IDENTITY_COLUMNS = ("id", "code", "known_from")


def fact_columns(kind: type[Fact]) -> tuple[str, ...]:
    """The columns of a kind of fact that the chain covers, in their order."""
    return ("id", "valid_from", "valid_to", "known_from", *kind.columns())
