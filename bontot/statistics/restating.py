"""Quy về cơ cấu của một ngày khác: tables of a cursor that stand before those of the copy and bear the same names.

Every question then answers on the other structure without knowing of it. An organisation that is not there on the day of the
structure is laid into those that took over from it (or, looking back, that it took over from). Where these are several, each
member goes where the member's own later (or earlier) branch says; whoever has none is shared out in the proportion of those
who have: that is an estimate, and is marked as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import duckdb

from bontot.statistics.viewing import View

COPY = "memory.main"
"""Where the tables of the copy stand, whatever stands before them."""


def prepare(cursor: duckdb.DuckDBPyConnection, view: View) -> None:
    """Lay the tables of a view before those of the copy, for this cursor alone."""
    if view.unchanged:
        cursor.execute(_LIKE_FOR_LIKE, {"first": view.unchanged[0], "last": view.unchanged[1]})
    elif view.structure:
        _lay_onto(cursor, view.structure, only_shared=view.only_shared)


def shares_out(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Whether a restated view has had to share anybody out."""
    found = cursor.execute("SELECT count(*) FROM part_of WHERE shared").fetchone()
    return bool(found and found[0])


def _lay_onto(cursor: duckdb.DuckDBPyConnection, day: date, *, only_shared: bool) -> None:
    cursor.execute("CREATE TEMP TABLE laid (organisation BIGINT, target BIGINT, part BIGINT, number INTEGER)")
    rows = list(_rows(targets(cursor, day)))
    if rows:
        cursor.executemany("INSERT INTO laid VALUES (?, ?, ?, ?)", rows)
    cursor.execute(_PARTS, {"day": day})
    cursor.execute(_CLOSURE, {"day": day})
    if only_shared:
        cursor.execute(_SURELY_INSIDE)
    if any(
        number for *_, number in rows
    ):  # otherwise every life is where it was, and nothing has to be looked up
        cursor.execute(f"{_LIFE}{' WHERE here.shared' if only_shared else ''} ORDER BY organisation, l.since")
        for table in ("kind", "above"):
            cursor.execute(_OF_PARTS.format(table=table))


def _rows(found: dict[int, list[int]]) -> Iterator[tuple[int, int, int, int]]:
    """Each organisation with its targets. The first target keeps the organisation's own id; a part of a divided one gets
    a number below nought, so that it is counted with, and never as, an organisation."""
    parts = 0
    for organisation, heirs in found.items():
        for number, heir in enumerate(heirs):
            parts -= number > 0
            yield organisation, heir, parts if number else organisation, number


def targets(cursor: duckdb.DuckDBPyConnection, day: date) -> dict[int, list[int]]:
    """For each organisation that is not there on the day: those there that it became, or that it came from.

    One that nobody took over from is laid into the organisation that it stood under last (or first).
    """
    there, ended, begun = set(), {}, {}
    for organisation, since, until, first, last in cursor.execute(_EXISTENCE).fetchall():
        if since <= day < until:
            there.add(organisation)
        elif until <= day:
            ended[organisation] = last
        elif organisation not in ended:
            begun[organisation] = first
    onward, back = defaultdict(list), defaultdict(list)
    for old, new in cursor.execute(
        f"SELECT organisation, successor FROM {COPY}.succession WHERE successor IS NOT NULL ORDER BY since, organisation, successor"
    ).fetchall():
        onward[old].append(new)
        back[new].append(old)
    found = {one: _reach(one, onward, ended, there) for one in ended if one not in there and one not in begun}
    found |= {one: _reach(one, back, begun, there) for one in begun if one not in there}
    return {organisation: heirs for organisation, heirs in found.items() if heirs}


def _reach(
    start: int, edges: dict[int, list[int]], parents: dict[int, int | None], there: set[int]
) -> list[int]:
    """What is there at the end of all ways from `start`, in the order in which the ways are written."""
    found: dict[int, None] = {}
    ahead, seen = [start], {start}
    while ahead:
        here = ahead.pop()
        if here in there:
            found[here] = None
            continue
        parent = parents.get(here)
        following = edges.get(here) or ([parent] if parent else [])
        ahead += [one for one in reversed(following) if one not in seen]
        seen.update(following)
    return list(found)


_EXISTENCE = f"""
SELECT organisation, since, until, parent_first, parent_last FROM (
  SELECT c.organisation, c.since, c.until,
    (SELECT arg_min(p.parent, p.since) FROM {COPY}.place p
      WHERE p.organisation = c.organisation AND p.since < c.until AND c.since < p.until) AS parent_first,
    (SELECT arg_max(p.parent, p.since) FROM {COPY}.place p
      WHERE p.organisation = c.organisation AND p.since < c.until AND c.since < p.until) AS parent_last
  FROM {COPY}.closure c WHERE c.ancestor = c.organisation
) ORDER BY organisation, since
"""
"""Each stretch of days on which an organisation exists, with the one that it stood under first and last."""

_PARTS = f"""
CREATE TEMP TABLE part_of AS
WITH divided AS (
  SELECT organisation, target, part, number FROM laid
  WHERE organisation IN (SELECT organisation FROM laid WHERE number > 0)
), people AS (
  SELECT DISTINCT l.person, l.organisation FROM {COPY}.life l JOIN divided d USING (organisation)
), later AS (
  SELECT l.person, coalesce(t.target, l.organisation) AS target, 0 AS apart
  FROM {COPY}.life l LEFT JOIN laid t ON t.organisation = l.organisation
  WHERE l.since <= $day AND $day < l.until
  UNION ALL
  SELECT l.person, coalesce(t.target, l.organisation), 1
  FROM {COPY}.life l LEFT JOIN laid t ON t.organisation = l.organisation AND t.number = 0
  WHERE l.organisation NOT IN (SELECT organisation FROM divided)
), own AS (
  SELECT p.person, p.organisation, arg_min(d.part, later.apart * 1000 + d.number) AS part
  FROM people p JOIN divided d USING (organisation) JOIN later ON later.person = p.person AND later.target = d.target
  GROUP BY p.person, p.organisation
), weight AS (
  SELECT d.organisation, d.part, d.number,
    (count(own.person) + 1e-9) / sum(count(own.person) + 1e-9) OVER (PARTITION BY d.organisation) AS share
  FROM divided d LEFT JOIN own ON own.organisation = d.organisation AND own.part = d.part
  GROUP BY d.organisation, d.part, d.number
), upto AS (
  SELECT *, sum(share) OVER (PARTITION BY organisation ORDER BY number) AS high FROM weight
), rest AS (
  SELECT person, organisation,
    (row_number() OVER (PARTITION BY organisation ORDER BY person) - 0.5)
      / count(*) OVER (PARTITION BY organisation) AS mark
  FROM people p WHERE NOT EXISTS (SELECT 1 FROM own WHERE own.person = p.person AND own.organisation = p.organisation)
)
SELECT person, organisation, part, FALSE AS shared FROM own
UNION ALL
SELECT r.person, r.organisation, arg_min(u.part, u.number), TRUE
FROM rest r JOIN upto u ON u.organisation = r.organisation AND r.mark <= u.high + 1e-12
GROUP BY r.person, r.organisation
"""
"""To which part of a divided organisation each of its members belongs; `shared` where only the proportion says so."""

_CLOSURE = f"""
CREATE TEMP TABLE closure AS
WITH there AS (
  SELECT ancestor, organisation FROM {COPY}.closure WHERE since <= $day AND $day < until
), mapped AS (
  SELECT organisation, organisation AS target, organisation AS part FROM there WHERE ancestor = organisation
  UNION ALL SELECT organisation, target, part FROM laid
)
SELECT t.ancestor, m.part AS organisation, own.since, own.until
FROM mapped m JOIN there t ON t.organisation = m.target
JOIN {COPY}.closure own ON own.ancestor = m.organisation AND own.organisation = m.organisation
ORDER BY t.ancestor, organisation
"""

_SURELY_INSIDE = """
DELETE FROM closure WHERE (ancestor, organisation) IN (
  SELECT within.ancestor, laid.part
  FROM (SELECT c.ancestor, l.organisation, count(DISTINCT l.part) AS parts
    FROM closure c JOIN laid l ON l.part = c.organisation GROUP BY c.ancestor, l.organisation) within
  JOIN (SELECT organisation, count(*) AS parts FROM laid GROUP BY organisation) every
    ON every.organisation = within.organisation AND every.parts = within.parts
  JOIN laid ON laid.organisation = within.organisation)
"""
"""Where all parts of an organisation are inside, whoever is shared out among them is inside for certain."""

_LIFE = f"""
CREATE TEMP TABLE life AS
SELECT l.* REPLACE (
    coalesce(here.part, l.organisation) AS organisation,
    coalesce(before.part, l.previous) AS previous,
    coalesce(after.part, l.next) AS next)
FROM {COPY}.life l
LEFT JOIN part_of here ON here.person = l.person AND here.organisation = l.organisation
LEFT JOIN part_of before ON before.person = l.person AND before.organisation = l.previous
LEFT JOIN part_of after ON after.person = l.person AND after.organisation = l.next
"""

_OF_PARTS = """
CREATE TEMP VIEW {table} AS
FROM memory.main.{table}
UNION ALL
SELECT t.* REPLACE (laid.part AS organisation) FROM memory.main.{table} t
JOIN laid ON laid.organisation = t.organisation AND laid.number > 0
"""
"""A part of a divided organisation is of its kind, and stood where it stood."""

_LIKE_FOR_LIKE = f"""
CREATE TEMP TABLE closure AS
SELECT * FROM {COPY}.closure c
WHERE c.since <= $first AND $last < c.until AND NOT EXISTS (
  SELECT 1 FROM {COPY}.succession s
  WHERE $first < s.since AND s.since <= $last AND c.organisation IN (s.organisation, s.successor))
"""
