"""What evidence counts: of each kind one SELECT of things, one row each, the same on SQLite and on PostgreSQL.

Counted they are the figure on a card, listed they are the page behind it. Every SELECT gives the columns of `selecting`.
"""

from __future__ import annotations

from collections.abc import Callable

from bontot.law.vocabulary import vocabulary
from bontot.scorecards.selecting import Select, flag, known, select
from bontot.scorecards.things_promised import commitments, resolutions_made_concrete
from bontot.scorecards.window import Window

HELD = "m.state IN ('held', 'approved')"
MONTH = "SUBSTR(CAST(m.month AS text), 1, 7)"
NOT_DONE = "không hoàn thành nhiệm vụ"


def tasks_in_time(asked: Window) -> Select:
    """Tasks whose deadline has come; good where done by then."""
    of, values = asked.cards()
    good = flag("t.state = 'done' AND t.done_on <= t.deadline")
    columns = select(
        "t.organisation_id", good, day="CAST(t.deadline AS text)", meeting="t.meeting_id", person="t.owner_id",
        what="t.state", says="t.says",
    )  # fmt: skip
    sql = f"{columns} FROM meetings_task t WHERE t.deadline >= %s AND t.deadline < %s AND t.organisation_id IN ({of})"
    return sql, [asked.first.isoformat(), asked.until.isoformat(), *values]


def attendance(asked: Window) -> Select:
    """Marks of those who had to attend a regular or thematic meeting; good where they were there."""
    of, values = asked.cards()
    columns = select(
        "m.organisation_id", flag("p.status IN ('present', 'late')"), day="CAST(m.day AS text)", meeting="m.id",
        person="p.person_id", what="p.status",
    )  # fmt: skip
    sql = (
        f"{columns} FROM meetings_meeting m JOIN meetings_presence p ON p.meeting_id = m.id WHERE {HELD} AND p.must_attend "
        f"AND m.kind IN ('regular', 'thematic') AND m.month >= %s AND m.month < %s AND m.organisation_id IN ({of})"
    )
    return sql, [asked.first.isoformat(), asked.until.isoformat(), *values]


def meeting_scores(asked: Window) -> Select:
    """Regular meetings that were scored; good where the last step says so, spoilt by a poor one."""
    of, values = asked.cards()
    columns = select(
        "m.organisation_id", flag("s.band = 'good'"), spoils=flag("s.band = 'poor'"), day="CAST(m.day AS text)",
        meeting="m.id", what="s.band",
    )  # fmt: skip
    sql = (
        f"{columns} FROM meetings_meeting m JOIN meetings_score s ON s.meeting_id = m.id WHERE {HELD} AND s.band <> '' "
        f"AND m.kind = 'regular' AND m.month >= %s AND m.month < %s AND m.organisation_id IN ({of})"
    )
    return sql, [asked.first.isoformat(), asked.until.isoformat(), *values]


def _regular(asked: Window) -> Select:
    """Organisations × months that they had to meet in, since their first meeting in the records, with the meeting held."""
    of, values = asked.cards()
    days = [asked.first.isoformat(), asked.until.isoformat()]
    months = " UNION ALL ".join(
        f"SELECT '{month}' AS month, '{last}' AS last, {due} AS due" for month, last, due in asked.months()
    )
    sql = (
        f"FROM (SELECT m.organisation_id, MIN({MONTH}) AS begun FROM meetings_meeting m WHERE {HELD} "
        f"AND m.organisation_id IN ({of}) GROUP BY m.organisation_id) b JOIN ({months}) x ON x.month >= b.begun "
        f"LEFT JOIN (SELECT m.id, m.organisation_id, {MONTH} AS month, CAST(m.day AS text) AS day FROM meetings_meeting m "
        f"WHERE m.kind = 'regular' AND {HELD} AND m.month >= %s AND m.month < %s AND m.organisation_id IN ({of})) h "
        "ON h.organisation_id = b.organisation_id AND h.month = x.month WHERE (x.due = 1 OR h.id IS NOT NULL)"
    )
    return sql, [*values, *days, *values]


def meetings_in_time(asked: Window) -> Select:
    """Months in which one had to meet; good where a regular meeting was held by the last day for it."""
    sql, values = _regular(asked)
    good = flag("h.id IS NOT NULL AND h.day <= x.last")
    what = "CASE WHEN h.id IS NULL THEN 'missed' WHEN h.day <= x.last THEN 'in_time' ELSE 'late' END"
    return (
        f"{select('b.organisation_id', good, day='h.day', meeting='h.id', what=what, says='x.month')} {sql}",
        values,
    )


def months_missed(asked: Window) -> Select:
    """Months in which no regular meeting was held."""
    sql, values = _regular(asked)
    return (
        f"{select('b.organisation_id', '1', what="'missed'", says='x.month')} {sql} AND h.id IS NULL",
        values,
    )


def thematic_meetings(asked: Window) -> Select:
    """Quarters since the first meeting in the records; good where a thematic meeting was held."""
    of, values = asked.cards()
    quarters = " UNION ALL ".join(
        f"SELECT '{first}' AS first, '{last}' AS last, {due} AS due" for first, last, due in asked.quarters()
    )
    sql = (
        f"FROM (SELECT m.organisation_id, MIN({MONTH}) AS begun FROM meetings_meeting m WHERE {HELD} "
        f"AND m.organisation_id IN ({of}) GROUP BY m.organisation_id) b JOIN ({quarters}) q ON q.last >= b.begun "
        f"LEFT JOIN (SELECT MIN(m.id) AS id, m.organisation_id, q.first, MIN(CAST(m.day AS text)) AS day FROM meetings_meeting m "
        f"JOIN ({quarters}) q ON {MONTH} >= q.first AND {MONTH} <= q.last WHERE m.kind = 'thematic' AND {HELD} "
        f"AND m.month >= %s AND m.month < %s AND m.organisation_id IN ({of}) GROUP BY m.organisation_id, q.first) t "
        "ON t.organisation_id = b.organisation_id AND t.first = q.first WHERE (q.due = 1 OR t.id IS NOT NULL)"
    )
    what = "CASE WHEN t.id IS NULL THEN 'no_thematic' ELSE 'thematic' END"
    columns = select(
        "b.organisation_id", flag("t.id IS NOT NULL"), day="t.day", meeting="t.id", what=what, says="q.first"
    )
    days = [asked.first.isoformat(), asked.until.isoformat()]
    return f"{columns} {sql}", [*values, *days, *values]


def admissions(asked: Window) -> Select:
    """Members admitted into the organisation in these days."""
    of, values = asked.cards()
    columns = select(
        "b.organisation_id", "1", day="CAST(s.valid_from AS text)", person="s.person_id", what="'admit'"
    )
    sql = (
        f"{columns} FROM members_standing s JOIN members_belonging b ON b.person_id = s.person_id AND {known('b')} "
        "AND NOT b.temporary AND b.valid_from <= s.valid_from AND b.valid_to > s.valid_from "
        f"WHERE s.began = 'admit' AND {known('s')} AND s.valid_from >= %s AND s.valid_from < %s AND b.organisation_id IN ({of})"
    )
    return sql, [asked.first.isoformat(), asked.until.isoformat(), *values]


def _disciplined(asked: Window) -> Select:
    """Measures against members, with where each of them belonged the day before."""
    sql = (
        f"FROM members_discipline d JOIN members_belonging b ON b.person_id = d.person_id AND {known('b')} AND NOT b.temporary "
        f"AND b.valid_from < d.valid_from AND b.valid_to >= d.valid_from WHERE {known('d')} AND d.valid_from >= %s "
        "AND d.valid_from < %s"
    )
    return sql, [asked.first.isoformat(), asked.until.isoformat()]


def discipline(asked: Window) -> Select:
    """Measures against members of the organisation."""
    of, values = asked.cards()
    sql, days = _disciplined(asked)
    columns = select(
        "b.organisation_id", "1", day="CAST(d.valid_from AS text)", person="d.person_id", what="d.form"
    )
    return f"{columns} {sql} AND b.organisation_id IN ({of})", [*days, *values]


def committee_discipline(asked: Window) -> Select:
    """Measures against the organisation itself, and against members of its committee."""
    of, values = asked.cards()
    titles = vocabulary("title").in_group("committee_member")
    marks = ", ".join(["%s"] * len(titles))
    itself = select("c.organisation_id", "1", day="CAST(c.valid_from AS text)", what="c.form")
    leading = select(
        "o.organisation_id", "1", day="CAST(d.valid_from AS text)", person="d.person_id", what="d.form"
    )
    days = [asked.first.isoformat(), asked.until.isoformat()]
    sql = (
        f"{itself} FROM members_censure c WHERE {known('c')} AND c.valid_from >= %s AND c.valid_from < %s "
        f"AND c.organisation_id IN ({of}) UNION ALL {leading} FROM members_discipline d JOIN (SELECT DISTINCT person_id, "
        f"organisation_id, valid_from, valid_to FROM members_post p WHERE {known('p')} AND p.title IN ({marks}) "
        f"AND p.organisation_id IN ({of})) o ON o.person_id = d.person_id AND o.valid_from < d.valid_from "
        f"AND o.valid_to >= d.valid_from WHERE {known('d')} AND d.valid_from >= %s AND d.valid_from < %s"
    )
    return sql, [*days, *values, *titles, *values, *days]


def member_grades(asked: Window) -> Select:
    """Members on the last day who were graded for the year; good from `hoàn thành tốt` on, spoilt by one who has not done."""
    of, values = asked.cards()
    good = vocabulary("grade").in_group("good")
    columns = select(
        "b.organisation_id", flag(f"g.grade IN ({', '.join(['%s'] * len(good))})"), spoils=flag("g.grade = %s"),
        day="CAST(g.valid_from AS text)", person="g.person_id", what="g.grade",
    )  # fmt: skip
    sql = (
        f"{columns} FROM evaluation_memberclassification g JOIN members_belonging b ON b.person_id = g.person_id AND {known('b')} "
        f"AND NOT b.temporary AND b.valid_from <= %s AND b.valid_to > %s WHERE {known('g')} AND g.period = %s "
        f"AND g.capacity = '' AND g.valid_to = '9999-12-31' AND b.organisation_id IN ({of})"
    )
    last = asked.last.isoformat()
    return sql, [*good, NOT_DONE, last, last, asked.year, *values]


def not_done(asked: Window) -> Select:
    """That the organisation itself was graded as not having done its duty in the year."""
    of, values = asked.cards()
    columns = select("g.organisation_id", "1", day="CAST(g.valid_from AS text)", what="g.grade")
    sql = (
        f"{columns} FROM evaluation_classification g WHERE {known('g')} AND g.period = %s AND g.capacity = '' "
        f"AND g.grade = %s AND g.valid_to = '9999-12-31' AND g.organisation_id IN ({of})"
    )
    return sql, [asked.year, NOT_DONE, *values]


def _branches(asked: Window) -> Select:
    """Branches on the last day, each with the organisation of the campaign that it stands under."""
    of, values = asked.cards()
    last = asked.last.isoformat()
    sql = (
        f"WITH RECURSIVE below(top, id) AS (SELECT organisation_id, organisation_id FROM ({of}) c UNION "
        f"SELECT below.top, p.organisation_id FROM below JOIN organisations_place p ON p.parent_id = below.id AND {known('p')} "
        "AND p.valid_from <= %s AND p.valid_to > %s) "
        f"SELECT below.top, below.id FROM below JOIN organisations_kind k ON k.organisation_id = below.id AND {known('k')} "
        "AND k.valid_from <= %s AND k.valid_to > %s WHERE k.kind IN ('chi bộ', 'chi bộ cơ sở')"
    )
    return sql, [*values, last, last, last, last]


def branches_recognised(asked: Window) -> Select:
    """Branches under the organisation; good where recognised as four-good for the year."""
    sql, values = _branches(asked)
    columns = select(
        "u.top", flag("r.organisation_id IS NOT NULL"), other="u.id",
        what="CASE WHEN r.organisation_id IS NULL THEN 'not_recognised' ELSE 'recognised' END",
    )  # fmt: skip
    title = vocabulary("recognition_title").values[0]
    made = (
        f"{columns} FROM ({sql}) u LEFT JOIN (SELECT DISTINCT organisation_id FROM evaluation_recognition f WHERE {known('f')} "
        "AND f.title = %s AND f.year = %s) r ON r.organisation_id = u.id"
    )
    return made, [*values, title, asked.year]


def branches_done(asked: Window) -> Select:
    """Branches under the organisation that were graded for the year; good where they have done their duty."""
    sql, values = _branches(asked)
    columns = select(
        "u.top", flag("g.grade <> %s"), other="u.id", day="CAST(g.valid_from AS text)", what="g.grade"
    )
    made = (
        f"{columns} FROM ({sql}) u JOIN evaluation_classification g ON g.organisation_id = u.id AND {known('g')} "
        "AND g.period = %s AND g.capacity = '' AND g.valid_to = '9999-12-31'"
    )
    return made, [NOT_DONE, *values, asked.year]


THINGS: dict[str, Callable[[Window], Select]] = {
    each.__name__: each
    for each in (
        tasks_in_time, admissions, meetings_in_time, thematic_meetings, attendance, meeting_scores, discipline, member_grades,
        branches_recognised, branches_done, not_done, committee_discipline, months_missed, resolutions_made_concrete,
        commitments,
    )
}  # fmt: skip
"""Everything that is counted, by the code of the evidence."""
