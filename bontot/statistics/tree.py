"""Who stands under whom, on every day at once: for each organisation the days on which each other is inside it.

Trees change on a few days only. So the tree is kept not day by day but as pairs with days: `closure` (inside, joined
days) and `above` (how many steps up, for the nearest one above that has something). One range of days then answers
"is this branch inside the organisation asked about on that day", for stocks and for flows alike."""

from __future__ import annotations

import duckdb

_ABOVE = """
CREATE OR REPLACE TEMP TABLE fresh_above AS
WITH RECURSIVE up(ancestor, organisation, since, until, steps) AS (
  SELECT organisation, organisation, since, until, 0 FROM fresh_place
  UNION
  SELECT up.ancestor, p.organisation, greatest(p.since, up.since), least(p.until, up.until), up.steps + 1
  FROM up JOIN fresh_place p ON p.parent = up.organisation AND p.since < up.until AND up.since < p.until
  WHERE up.steps < 30
)
SELECT * FROM up
"""
"""Thirty steps: the Party has five levels; a loop in damaged data must not keep a server busy for ever."""

_CLOSURE = """
CREATE OR REPLACE TEMP TABLE fresh_closure AS
WITH marked AS (
  SELECT *, CASE WHEN since <= max(until) OVER (
      PARTITION BY ancestor, organisation ORDER BY since ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    THEN 0 ELSE 1 END AS parted
  FROM fresh_above
), counted AS (
  SELECT *, sum(parted) OVER (PARTITION BY ancestor, organisation ORDER BY since ROWS UNBOUNDED PRECEDING) AS island
  FROM marked
)
SELECT ancestor, organisation, min(since) AS since, max(until) AS until
FROM counted GROUP BY ancestor, organisation, island ORDER BY ancestor, organisation, since
"""

TABLES = ("place", "kind", "censure", "succession", "grade", "recognition", "above", "closure")

EMPTY = """
CREATE TABLE place (organisation BIGINT, since DATE, until DATE, parent BIGINT);
CREATE TABLE kind (organisation BIGINT, since DATE, until DATE, kind VARCHAR, base_kind VARCHAR);
CREATE TABLE censure (
  organisation BIGINT, since DATE, until DATE, form VARCHAR, offence VARCHAR, began VARCHAR, ended VARCHAR);
CREATE TABLE grade (organisation BIGINT, since DATE, until DATE, year INTEGER, grade VARCHAR);
CREATE TABLE recognition (organisation BIGINT, since DATE, until DATE, title VARCHAR, year INTEGER);
CREATE TABLE above (ancestor BIGINT, organisation BIGINT, since DATE, until DATE, steps INTEGER);
CREATE TABLE closure (ancestor BIGINT, organisation BIGINT, since DATE, until DATE);
CREATE TABLE succession (organisation BIGINT, since DATE, until DATE, successor BIGINT, way VARCHAR);
"""


def compute(cursor: duckdb.DuckDBPyConnection) -> None:
    """From the temporary table `fresh_place` make `fresh_above` and `fresh_closure`."""
    cursor.execute(_ABOVE)
    cursor.execute(_CLOSURE)
