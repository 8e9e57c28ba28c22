"""A year of meetings of an invented province, written straight into its tables: for the benchmark alone."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from pathlib import Path
from random import Random

YEAR = 2023


def write(database: Path, seed: int = 11) -> dict[str, int]:
    """Twelve regular and four thematic meetings of every branch, marks of almost all its members, scores and tasks; how many."""
    random, link = Random(seed), sqlite3.connect(database)
    people = defaultdict(list)
    for branch, person in link.execute(
        "SELECT organisation_id, person_id FROM members_belonging WHERE valid_from <= '2023-06-30' "
        "AND valid_to > '2023-06-30' AND NOT temporary"
    ):
        people[branch].append(person)
    kinds = (
        "SELECT organisation_id FROM organisations_kind WHERE kind IN ('chi bộ', 'chi bộ cơ sở') ORDER BY 1"
    )
    branches = [row[0] for row in link.execute(kinds)]
    meetings, marks, scores, tasks = [], [], [], []
    for branch in branches:
        for month in range(1, 13):
            kind_days = [("regular", random.choice((3, 3, 3, 3, 5, 12)))]
            kind_days += [("thematic", 20)] if month % 3 == 2 and random.random() < 0.9 else []
            for kind, day in kind_days:
                if random.random() < 0.03:
                    continue
                id = len(meetings) + 1
                counts = dict.fromkeys(("must", "present", "late", "excused", "absent"), 0)
                for person in people[branch]:
                    chance = random.random()
                    must = int(chance > 0.01)
                    counts["must"] += must
                    if 0.985 < chance < 0.99:
                        continue  # nobody said whether this one came
                    status = (
                        "present"
                        if chance < 0.9
                        else "late"
                        if chance < 0.92
                        else "excused"
                        if chance < 0.99
                        else "absent"
                    )
                    marks.append((id, person, status, must))
                    counts[status] += must
                attended = counts["present"] + counts["late"]
                meetings.append((
                    id, branch, kind, f"{YEAR}-{month:02}-01", f"{YEAR}-{month:02}-{day:02}", counts["must"], attended,
                    counts["excused"], counts["absent"],
                ))  # fmt: skip
                if kind == "regular":
                    scores.append((id, random.choice(("good", "good", "good", "fair", "poor"))))
                    state = random.choice(("done", "done", "done", "open"))
                    done = f"{YEAR}-{month:02}-{random.randint(10, 28)}" if state == "done" else None
                    tasks.append((branch, id, f"{YEAR}-{month:02}-20", state, done))
    link.executemany(
        "INSERT INTO meetings_meeting (id, organisation_id, kind, month, day, must_attend, attended, excused, absent, begins, place, "
        "subject, state, approved_by, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '19:30', '', '', 'approved', '', '')",
        meetings,
    )
    link.executemany(
        "INSERT INTO meetings_presence (meeting_id, person_id, status, reason, must_attend, may_vote) VALUES (?, ?, ?, '', ?, 1)",
        marks,
    )
    link.executemany(
        "INSERT INTO meetings_score (meeting_id, frame, points, band, reason) VALUES (?, '', '{}', ?, '')",
        scores,
    )
    link.executemany(
        "INSERT INTO meetings_task (organisation_id, meeting_id, says, deadline, state, result, done_on) "
        "VALUES (?, ?, 'Việc', ?, ?, '', ?)",
        tasks,
    )
    link.commit()
    link.execute("ANALYZE")
    link.close()
    return {"branches": len(branches), "meetings": len(meetings), "marks": len(marks)}
