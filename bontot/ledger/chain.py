"""The hash chain: each decision's digest covers its paper, its payload, every row it wrote, and the digest before it."""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson
from django.db import models

from bontot.ledger import bulk
from bontot.ledger.models import Decision, Payload

BLANK: tuple[Any, ...] = (None, "", [])
"""What a field that was left blank holds; it is left out when an act is told."""

GENESIS = "0" * 64


class TableDigest:
    """What one decision wrote into one table: rows in the order of their ids, then the ids it retracted."""

    def __init__(self) -> None:
        self.rows = 0
        self._asserted = hashlib.sha256()
        self._retracted: list[int] = []

    def assert_rows(self, rows: Sequence[Sequence[Any]]) -> None:
        self.rows += len(rows)
        self._asserted.update(b"\n".join(map(orjson.dumps, rows)) + b"\n" if rows else b"")

    def retract(self, ids: Iterable[int]) -> None:
        self._retracted.extend(ids)

    def summary(self) -> dict[str, Any]:
        digest = self._asserted.copy()
        digest.update(orjson.dumps(sorted(self._retracted)))
        return {"asserted": self.rows, "retracted": len(self._retracted), "digest": digest.hexdigest()}


def payload_parts(position: int) -> Iterator[bytes]:
    """The stored parts of a decision's payload, still compressed."""
    parts = Payload.objects.filter(position=position).order_by("part").values_list("data", flat=True)
    return (bytes(part) for part in parts.iterator(chunk_size=1))


def payload(position: int) -> Iterator[dict[str, Any]]:
    """The acts that a decision ordered, as JSON objects."""
    for part in payload_parts(position):
        for table in orjson.loads(zlib.decompress(part)):
            for row in table["rows"]:
                said = zip(table["fields"], row, strict=True)
                yield {"act": table["act"]} | {name: value for name, value in said if value not in BLANK}


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


def table_digests(
    model: type[models.Model], columns: Sequence[str], retracts: bool
) -> dict[int, dict[str, Any]]:
    """For every position, what the database holds now of what that decision wrote into this table."""
    found: dict[int, TableDigest] = defaultdict(TableDigest)
    table = model._meta.db_table
    known = columns.index("known_from")
    batch: list[tuple[Any, ...]] = []
    for row in bulk.rows(f'SELECT {bulk.plain(model, columns)} FROM "{table}" ORDER BY known_from, id'):
        if batch and (row[known] != batch[-1][known] or len(batch) == 5000):
            found[batch[-1][known]].assert_rows(batch)
            batch = []
        batch.append(row)
    if batch:
        found[batch[-1][known]].assert_rows(batch)
    if retracts:
        sql = f'SELECT known_to, id FROM "{table}" WHERE known_to < {2**62} ORDER BY known_to, id'
        for position, id in bulk.rows(sql):
            found[position].retract([id])
    return {position: digest.summary() for position, digest in found.items()}
