"""The same province after a reform: one branch in ten has gone into another, one in a hundred has been divided in two."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from bench._invented import OPEN, STILL, organisations

REFORM = "2025-12-01"
"""After every day that the other measures ask about."""


def reform(database: Path, members: int) -> None:
    """Write the reform as facts: places that end, and successions; the copy has to be built anew afterwards."""
    bases, branches = organisations(members)
    first = 2 + max(bases // 40, 1) + bases
    merged = [(id, id + 1) for id in range(first, first + branches - 2) if id % 10 == 3]
    divided = [
        (id, heir) for id in range(first, first + branches - 8) if id % 100 == 5 for heir in (id + 1, id + 2)
    ]
    link = sqlite3.connect(database)
    for table in ("place", "kind", "name"):
        link.execute(f"DROP TRIGGER IF EXISTS organisations_{table}_unchanged")
        link.executemany(
            f"UPDATE organisations_{table} SET valid_to = ? WHERE organisation_id = ? AND valid_to = '{OPEN}'",
            [(REFORM, id) for id in {id for id, _ in (*merged, *divided)}],
        )
    link.executemany(
        "INSERT INTO organisations_succession (id, valid_from, valid_to, known_from, known_to, organisation_id, successor_id, "
        f"way, part) VALUES (?, '{REFORM}', '{OPEN}', 1, {STILL}, ?, ?, ?, '')",
        [
            (number, old, heir, way)
            for number, (old, heir, way) in enumerate(
                [(*pair, "sáp nhập") for pair in merged] + [(*pair, "chia") for pair in divided], 1
            )
        ],
    )
    link.commit()
    link.close()
