"""The counts of some forms over the facts, as one would write them for SQLite."""

from __future__ import annotations

from datetime import date
from typing import Any

from bench._statistics_sql import (
    ON,
    PERIODS,
    by_ethnicity,
    by_occupation,
    number,
    occupations,
    quality,
    select,
)


def _sqlite_members(day: date) -> str:
    on, today = f"'{day}'", number(day)

    def holds(table: str) -> str:
        return f"{table}.known_to = {2**62} AND {table}.valid_from <= {on} AND {on} < {table}.valid_to"

    def born(month: str, in_month: str) -> str:
        whole = f"CASE length(p.born) WHEN 4 THEN p.born || '-{month}' WHEN 7 THEN p.born || '-{in_month}' ELSE p.born END"
        return f"CAST(replace({whole}, '-', '') AS INTEGER)"

    least, most = born("01-01", "01"), born("12-31", "31")
    return (
        f"(WITH RECURSIVE inside(id) AS (SELECT 1 UNION SELECT t.organisation_id FROM organisations_place t JOIN inside "
        f"ON t.parent_id = inside.id WHERE {holds('t')}) SELECT p.sex, p.ethnicity, p.religion, p.occupation, p.theory, "
        "p.general_schooling AS schooling, p.professional, s.standing, e.id IS NOT NULL AS exempt, "
        f"({today} - {least}) / 10000 AS oldest, ({today} - {most}) / 10000 AS youngest, "
        f"({today} - CAST(replace(s.decided_on, '-', '') AS INTEGER)) / 10000 AS party_years "
        "FROM inside JOIN members_belonging b ON b.organisation_id = inside.id JOIN members_standing s "
        f"ON s.person_id = b.person_id AND {holds('s')} LEFT JOIN members_profile p ON p.person_id = b.person_id AND {holds('p')} "
        f"LEFT JOIN members_exemption e ON e.person_id = b.person_id AND {holds('e')} WHERE NOT b.temporary AND {holds('b')})"
    )


FACTS: dict[str, Any] = {
    "CL": lambda: [select(quality(), _sqlite_members(last)) for _first, last in PERIODS],
    "DT": lambda: [select(by_ethnicity(), _sqlite_members(ON))],
    "NN": lambda: [
        select(by_occupation(), _sqlite_members(ON)),
        select(occupations(), _sqlite_members(PERIODS[1][1])),
    ],
}
