"""From facts to flat rows: one row per stretch of a life in which nothing counted changed."""

from __future__ import annotations

import duckdb

from bontot.statistics import facts

WORDS = ("sex", "ethnicity", "religion", "occupation", "category", "schooling", "professional", "theory")
_DAYS = ("born_first", "born_last", "decided_on", "admitted_on")
COUNTED = ("organisation", "standing", "exempt", *WORDS, *_DAYS)
"""Whatever may be counted: where one of them changes, a new stretch begins."""

LIFE = """
CREATE TABLE life (
  person BIGINT, since DATE, until DATE, organisation BIGINT, standing VARCHAR, exempt BOOLEAN,
  sex VARCHAR, ethnicity VARCHAR, religion VARCHAR, occupation VARCHAR, category VARCHAR, schooling VARCHAR,
  professional VARCHAR, theory VARCHAR, born_first INTEGER, born_last INTEGER, decided_on INTEGER, admitted_on DATE,
  way_in VARCHAR, way_out VARCHAR, previous BIGINT, next BIGINT)
"""
"""`way_in`: admit, restore, arrive, or '' where the life goes on from another stretch; `way_out`: die, expel, strike_off,
leave, move_out, or ''. `previous` and `next` are the branches across a boundary within a life. `born_first` and
`born_last` (the first and last day that the birth can have been on) and `decided_on` are numbers like 19900215: the whole
years between two days are the difference of their numbers divided by ten thousand."""


def _number(day: str) -> str:
    return f"CAST(year({day}) * 10000 + month({day}) * 100 + day({day}) AS INTEGER)"


_EARLIEST = (
    "TRY_CAST(CASE length(born) WHEN 4 THEN born || '-01-01' WHEN 7 THEN born || '-01' ELSE born END AS DATE)"
)
_LATEST = (
    "CASE length(born) WHEN 4 THEN TRY_CAST(born || '-12-31' AS DATE) "
    "WHEN 7 THEN last_day(TRY_CAST(born || '-01' AS DATE)) ELSE TRY_CAST(born AS DATE) END"
)
_BORN = f"{_number(_EARLIEST)} AS born_first, {_number(_LATEST)} AS born_last"

_PIECES = f"""
CREATE OR REPLACE TEMP TABLE pieces AS
WITH cuts AS (
  {" UNION ".join(f"SELECT person, {day} AS day FROM raw_{moved.name}" for moved in facts.LIVES for day in ("since", "until"))}
), days AS (
  SELECT person, day AS since, lead(day) OVER (PARTITION BY person ORDER BY day) AS until FROM cuts
), standing AS (
  SELECT person, since, until, standing, began, ended,
    last_value(decided_on IGNORE NULLS) OVER so_far AS decided_on,
    coalesce(max(CASE WHEN began = 'admit' THEN since END) OVER so_far, min(since) OVER so_far) AS admitted_on
  FROM raw_standing WINDOW so_far AS (PARTITION BY person ORDER BY since)
)
SELECT d.person, d.since, d.until, b.organisation, s.standing, e.person IS NOT NULL AS exempt,
  {", ".join(f"coalesce(p.{word}, '') AS {word}" for word in WORDS)}, {_BORN}, {_number("s.decided_on")} AS decided_on, s.admitted_on,
  CASE WHEN s.since = d.since THEN s.began ELSE '' END AS began,
  CASE WHEN s.until = d.until THEN s.ended ELSE '' END AS ended
FROM days d
JOIN standing s ON s.person = d.person AND s.since <= d.since AND d.until <= s.until
JOIN raw_belonging b ON b.person = d.person AND b.since <= d.since AND d.until <= b.until
LEFT JOIN raw_profile p ON p.person = d.person AND p.since <= d.since AND d.until <= p.until
LEFT JOIN raw_exemption e ON e.person = d.person AND e.since <= d.since AND d.until <= e.until
"""

_BEFORE = ", ".join(f"lag({name}) OVER life AS before_{name}" for name in COUNTED)
_SAME = " AND ".join(f"{name} IS NOT DISTINCT FROM before_{name}" for name in COUNTED)

_FRESH = f"""
CREATE OR REPLACE TEMP TABLE fresh AS
WITH beside AS (
  SELECT *, {_BEFORE},
    coalesce(lag(until) OVER life = since AND lag(ended) OVER life = '', FALSE) AS goes_on,
    coalesce(lead(since) OVER life = until AND ended = '', FALSE) AS will_go_on
  FROM pieces WINDOW life AS (PARTITION BY person ORDER BY since)
), told AS (
  SELECT *,
    CASE WHEN goes_on THEN '' WHEN began IN ('admit', 'restore') THEN began ELSE 'arrive' END AS way_in,
    CASE WHEN will_go_on THEN '' WHEN ended <> '' THEN ended ELSE 'move_out' END AS way_out,
    sum(CASE WHEN goes_on AND {_SAME} THEN 0 ELSE 1 END) OVER (PARTITION BY person ORDER BY since) AS stretch
  FROM beside
), whole AS (
  SELECT person, min(since) AS since, max(until) AS until,
    {", ".join(f"any_value({name}) AS {name}" for name in COUNTED)},
    arg_min(way_in, since) AS way_in, arg_max(way_out, since) AS way_out
  FROM told GROUP BY person, stretch
)
SELECT person, since, until, organisation, standing, exempt, {", ".join((*WORDS, *_DAYS))}, way_in, way_out,
  CASE WHEN way_in = '' THEN lag(organisation) OVER life END AS previous,
  CASE WHEN way_out = '' THEN lead(organisation) OVER life END AS next
FROM whole WINDOW life AS (PARTITION BY person ORDER BY since)
"""


def compute(cursor: duckdb.DuckDBPyConnection) -> None:
    """From the temporary tables `raw_…` of facts make the temporary table `fresh` of stretches."""
    cursor.execute(_PIECES)
    cursor.execute(_FRESH)
    cursor.execute("DROP TABLE pieces")
