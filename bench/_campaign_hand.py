"""The same figures as one would write them by hand: the columns read from the database, and a query of DuckDB for each."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

READ = {
    "meeting": "SELECT id, organisation_id, kind, month, day, state, must_attend FROM meetings_meeting",
    "presence": "SELECT meeting_id, status, must_attend FROM meetings_presence",
    "score": "SELECT meeting_id, band FROM meetings_score",
    "task": "SELECT organisation_id, deadline, state, done_on FROM meetings_task",
    "standing": "SELECT person_id, began, valid_from FROM members_standing WHERE known_to = 4611686018427387904",
    "stay": "SELECT person_id, organisation_id, valid_from, valid_to FROM members_belonging "
    "WHERE known_to = 4611686018427387904 AND NOT temporary",
    "discipline": "SELECT person_id, valid_from FROM members_discipline WHERE known_to = 4611686018427387904",
    "grade": "SELECT person_id, period, capacity, grade, valid_to FROM evaluation_memberclassification "
    "WHERE known_to = 4611686018427387904",
}
_HELD = "m.state IN ('held', 'approved') AND m.month >= '2023-01-01' AND m.month < '2024-01-01'"
_BEGUN = "begun AS (SELECT organisation_id, min(month) AS begun FROM meeting m WHERE m.state IN ('held', 'approved') GROUP BY ALL)"
HAND = {
    "tasks_in_time": "SELECT organisation_id, count_if(state = 'done' AND done_on <= deadline), count(*) FROM task "
    "WHERE deadline >= '2023-01-01' AND deadline < '2024-01-01' GROUP BY ALL",
    "attendance": "SELECT m.organisation_id, sum(p.came)::BIGINT, sum(m.must_attend)::BIGINT FROM meeting m JOIN (SELECT meeting_id, "
    "count_if(status IN ('present', 'late')) AS came FROM presence WHERE must_attend = 1 GROUP BY ALL) p ON p.meeting_id = m.id "
    f"WHERE {_HELD} AND m.kind IN ('regular', 'thematic') GROUP BY ALL",
    "meeting_scores": "SELECT m.organisation_id, count_if(s.band = 'good'), count(*) FROM meeting m JOIN score s "
    f"ON s.meeting_id = m.id WHERE {_HELD} AND s.band <> '' AND m.kind = 'regular' GROUP BY ALL",
    "meetings_in_time": f"WITH {_BEGUN}, months AS (SELECT printf('2023-%02d-01', i) AS month, printf('2023-%02d-{{last}}', i) AS last "
    "FROM range(1, 13) r(i)) SELECT b.organisation_id, count_if(h.day <= x.last), count(*) FROM begun b JOIN months x "
    f"ON x.month >= b.begun LEFT JOIN (SELECT * FROM meeting m WHERE m.kind = 'regular' AND {_HELD}) h "
    "ON h.organisation_id = b.organisation_id AND h.month = x.month GROUP BY ALL",
    "thematic_meetings": f"WITH {_BEGUN}, quarters AS (SELECT i AS quarter, printf('2023-%02d-01', 3 * i) AS last FROM range(1, 5) r(i)) "
    "SELECT b.organisation_id, count(t.quarter), count(*) FROM begun b JOIN quarters q ON q.last >= b.begun LEFT JOIN "
    f"(SELECT DISTINCT m.organisation_id, (CAST(m.month[6:7] AS INT) + 2) // 3 AS quarter FROM meeting m WHERE m.kind = 'thematic' "
    f"AND {_HELD}) t ON t.organisation_id = b.organisation_id AND t.quarter = q.quarter GROUP BY ALL",
    "admissions": "SELECT b.organisation_id, count(*), NULL FROM standing s JOIN stay b ON b.person_id = s.person_id "
    "AND b.valid_from <= s.valid_from AND b.valid_to > s.valid_from WHERE s.began = 'admit' AND s.valid_from >= '2023-01-01' "
    "AND s.valid_from < '2024-01-01' GROUP BY ALL",
    "discipline": "SELECT b.organisation_id, count(*), NULL FROM discipline d JOIN stay b ON b.person_id = d.person_id "
    "AND b.valid_from < d.valid_from AND b.valid_to >= d.valid_from WHERE d.valid_from >= '2023-01-01' "
    "AND d.valid_from < '2024-01-01' GROUP BY ALL",
    "member_grades": "SELECT b.organisation_id, count_if(g.grade IN ('hoàn thành xuất sắc nhiệm vụ', 'hoàn thành tốt nhiệm vụ')), count(*) "
    "FROM grade g JOIN stay b ON b.person_id = g.person_id AND b.valid_from <= '2023-12-31' AND b.valid_to > '2023-12-31' "
    "WHERE g.period = '2023' AND g.capacity = '' AND g.valid_to = '9999-12-31' GROUP BY ALL",
}  # fmt: skip


def read(database: Path) -> Any:
    """The columns that the queries need, read once into DuckDB."""
    link, quack = sqlite3.connect(database), duckdb.connect()
    for name, sql in READ.items():
        cursor = link.execute(sql)
        columns = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
        found = zip(*rows, strict=True) if rows else [()] * len(columns)
        table = pa.table({column: pa.array(values) for column, values in zip(columns, found, strict=True)})
        if not rows:
            table = pa.table({column: pa.array([], pa.string()) for column in columns})
        quack.register(name, table)
    link.close()
    return quack


def ask(quack: Any, last: int) -> dict[str, dict[int, tuple[int, int | None]]]:
    """Every figure of every branch; `last` is the day of the month by which one has to meet."""
    return {
        code: {
            row[0]: (row[1], row[2]) for row in quack.execute(sql.replace("{last}", f"{last:02}")).fetchall()
        }
        for code, sql in HAND.items()
    }
