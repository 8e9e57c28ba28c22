"""What was met, marked, scored and done, as evidence: meetings, attendance, tasks. Things like those of `things`."""

from __future__ import annotations

from bontot.meetings.rolls import UNMARKED
from bontot.scorecards.selecting import FORMER, Select, before_end, flag, select
from bontot.scorecards.window import Window

HELD = "m.state IN ('held', 'approved')"
MONTH = "SUBSTR(CAST(m.month AS text), 1, 7)"


def _days(asked: Window) -> list[str]:
    return [asked.first.isoformat(), asked.until.isoformat()]


def tasks_in_time(asked: Window) -> Select:
    """Tasks whose deadline has come; good where done by then."""
    of, values = asked.lineage()
    good = flag("t.state = 'done' AND t.done_on <= t.deadline")
    columns = select(
        "w.top", good, day="CAST(t.deadline AS text)", meeting="t.meeting_id", person="t.owner_id", other=FORMER,
        what="t.state", says="t.says",
    )  # fmt: skip
    sql = (
        f"{columns} FROM ({of}) w JOIN meetings_task t ON t.organisation_id = w.id WHERE t.deadline >= %s "
        f"AND t.deadline < %s AND {before_end('t.deadline')}"
    )
    return sql, [*values, *_days(asked)]


def attendance(asked: Window) -> Select:
    """Those who had to attend a regular or thematic meeting; good where they were there.

    A row for each mark, and one for all whom approved minutes leave unmarked: they are of the whole, and not there.
    """
    of, values = asked.lineage()
    met = f"{HELD} AND m.kind IN ('regular', 'thematic') AND m.month >= %s AND m.month < %s AND {before_end('m.month')}"
    columns = select(
        "w.top", flag("p.status IN ('present', 'late')"), day="CAST(m.day AS text)", meeting="m.id", person="p.person_id",
        other=FORMER, what="p.status",
    )  # fmt: skip
    unmarked = select(
        "w.top", "0", whole=UNMARKED, day="CAST(m.day AS text)", meeting="m.id", other=FORMER, what="'unmarked'",
    )  # fmt: skip
    sql = (
        f"{columns} FROM ({of}) w JOIN meetings_meeting m ON m.organisation_id = w.id JOIN meetings_presence p "
        f"ON p.meeting_id = m.id WHERE {met} AND p.must_attend UNION ALL "
        f"{unmarked} FROM ({of}) w JOIN meetings_meeting m ON m.organisation_id = w.id "
        f"WHERE {met} AND {UNMARKED} > 0 AND m.attended + m.excused + m.absent > 0"
    )
    return sql, [*values, *_days(asked)] * 2


def meeting_scores(asked: Window) -> Select:
    """Regular meetings that were scored; good where the last step says so, spoilt by a poor one."""
    of, values = asked.lineage()
    columns = select(
        "w.top", flag("s.band = 'good'"), spoils=flag("s.band = 'poor'"), day="CAST(m.day AS text)", meeting="m.id",
        other=FORMER, what="s.band",
    )  # fmt: skip
    sql = (
        f"{columns} FROM ({of}) w JOIN meetings_meeting m ON m.organisation_id = w.id JOIN meetings_score s "
        f"ON s.meeting_id = m.id WHERE {HELD} AND s.band <> '' AND m.kind = 'regular' AND m.month >= %s AND m.month < %s "
        f"AND {before_end('m.month')}"
    )
    return sql, [*values, *_days(asked)]


def _begun(asked: Window) -> Select:
    """Those whose records count, each with the month of its first meeting in them."""
    of, values = asked.lineage()
    sql = (
        f"SELECT l.top, l.id, l.until, MIN({MONTH}) AS begun FROM ({of}) l JOIN meetings_meeting m "
        f"ON m.organisation_id = l.id WHERE {HELD} GROUP BY l.top, l.id, l.until"
    )
    return sql, values


def _begins_before_end(month: str) -> str:
    """That a month, like `2026-03`, began while `w` was there."""
    return f"(w.until IS NULL OR {month} || '-01' < CAST(w.until AS text))"


def _regular(asked: Window) -> Select:
    """Organisations × months that they had to meet in, since their first meeting in the records, with the meeting held."""
    (of, values), (begun, also) = asked.lineage(), _begun(asked)
    months = " UNION ALL ".join(
        f"SELECT '{month}' AS month, '{last}' AS last, {due} AS due" for month, last, due in asked.months()
    )
    sql = (
        f"FROM ({begun}) w JOIN ({months}) x ON x.month >= w.begun "
        f"LEFT JOIN (SELECT m.id, m.organisation_id, {MONTH} AS month, CAST(m.day AS text) AS day FROM meetings_meeting m "
        f"WHERE m.kind = 'regular' AND {HELD} AND m.month >= %s AND m.month < %s "
        f"AND m.organisation_id IN (SELECT id FROM ({of}) l)) h ON h.organisation_id = w.id AND h.month = x.month "
        f"WHERE {_begins_before_end('x.month')} "
        "AND (h.id IS NOT NULL OR x.due = 1 AND (w.until IS NULL OR x.last < CAST(w.until AS text)))"
    )
    return sql, [*also, *_days(asked), *values]


def meetings_in_time(asked: Window) -> Select:
    """Months in which one had to meet; good where a regular meeting was held by the last day for it."""
    sql, values = _regular(asked)
    good = flag("h.id IS NOT NULL AND h.day <= x.last")
    what = "CASE WHEN h.id IS NULL THEN 'missed' WHEN h.day <= x.last THEN 'in_time' ELSE 'late' END"
    columns = select("w.top", good, day="h.day", meeting="h.id", other=FORMER, what=what, says="x.month")
    return f"{columns} {sql}", values


def months_missed(asked: Window) -> Select:
    """Months in which no regular meeting was held."""
    sql, values = _regular(asked)
    columns = select("w.top", "1", other=FORMER, what="'missed'", says="x.month")
    return f"{columns} {sql} AND h.id IS NULL", values


def thematic_meetings(asked: Window) -> Select:
    """Quarters since the first meeting in the records; good where a thematic meeting was held."""
    (of, values), (begun, also) = asked.lineage(), _begun(asked)
    quarters = " UNION ALL ".join(
        f"SELECT '{first}' AS first, '{last}' AS last, {due} AS due" for first, last, due in asked.quarters()
    )
    sql = (
        f"FROM ({begun}) w JOIN ({quarters}) q ON q.last >= w.begun "
        f"LEFT JOIN (SELECT MIN(m.id) AS id, m.organisation_id, q.first, MIN(CAST(m.day AS text)) AS day FROM meetings_meeting m "
        f"JOIN ({quarters}) q ON {MONTH} >= q.first AND {MONTH} <= q.last WHERE m.kind = 'thematic' AND {HELD} "
        f"AND m.month >= %s AND m.month < %s AND m.organisation_id IN (SELECT id FROM ({of}) l) "
        "GROUP BY m.organisation_id, q.first) t ON t.organisation_id = w.id AND t.first = q.first "
        f"WHERE {_begins_before_end('q.first')} "
        "AND (t.id IS NOT NULL OR q.due = 1 AND (w.until IS NULL OR q.last < SUBSTR(CAST(w.until AS text), 1, 7)))"
    )
    what = "CASE WHEN t.id IS NULL THEN 'no_thematic' ELSE 'thematic' END"
    columns = select(
        "w.top",
        flag("t.id IS NOT NULL"),
        day="t.day",
        meeting="t.id",
        other=FORMER,
        what=what,
        says="q.first",
    )
    return f"{columns} {sql}", [*also, *_days(asked), *values]
