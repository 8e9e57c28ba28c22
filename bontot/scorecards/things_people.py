"""What decisions say of people and of the organisation itself, as evidence. Things like those of `things`."""

from __future__ import annotations

from bontot.law.vocabulary import vocabulary
from bontot.scorecards.selecting import FORMER, Select, before_end, flag, known, select
from bontot.scorecards.window import Window

NOT_DONE = "không hoàn thành nhiệm vụ"
ADMITTED = "admitted"
"""The indicator by which a commitment says how many are to be admitted."""
_TARGETS = (
    "SELECT t.id, t.organisation_id, t.target, t.deadline, t.says, ROW_NUMBER() OVER (PARTITION BY t.organisation_id "
    "ORDER BY t.target DESC, t.id) AS place FROM directives_commitment t WHERE t.measure = 'indicator' AND t.counted = %s "
    "AND t.target IS NOT NULL AND t.state <> 'dropped' AND t.deadline >= %s AND t.deadline < %s"
)
"""How many each organisation is to admit in a year; the first of several is the highest, whoever has set it."""


def admissions(asked: Window) -> Select:
    """Members admitted into the organisation in these days, and beside them the target of the year: all of the whole.

    The target waits until its deadline has passed. Those of predecessors count where the organisation has none of its own.
    """
    of, values = asked.lineage()
    admitted = select(
        "w.top", "1", whole="0", day="CAST(s.valid_from AS text)", person="s.person_id", other=FORMER, what="'admit'"
    )  # fmt: skip
    wanted = select(
        "w.top", "0", whole="CAST(ROUND(c.target) AS integer)", waits=flag("c.deadline >= %s"),
        day="CAST(c.deadline AS text)", other=FORMER, commitment="c.id", what="'target'", says="c.says",
    )  # fmt: skip
    days = [asked.first.isoformat(), asked.until.isoformat()]
    year = [ADMITTED, asked.first.isoformat(), asked.end.isoformat()]
    sql = (
        f"{admitted} FROM ({of}) w JOIN members_belonging b ON b.organisation_id = w.id AND {known('b')} AND NOT b.temporary "
        "JOIN members_standing s ON s.person_id = b.person_id AND b.valid_from <= s.valid_from AND b.valid_to > s.valid_from "
        f"WHERE s.began = 'admit' AND {known('s')} AND s.valid_from >= %s AND s.valid_from < %s "
        f"AND {before_end('s.valid_from')} UNION ALL {wanted} FROM ({of}) w JOIN ({_TARGETS}) c ON c.organisation_id = w.id "
        f"AND c.place = 1 WHERE (w.id = w.top OR NOT EXISTS (SELECT 1 FROM ({_TARGETS}) o WHERE o.organisation_id = w.top))"
    )
    return sql, [*values, *days, asked.until.isoformat(), *values, *year, *year]


def discipline(asked: Window) -> Select:
    """Measures against members of the organisation, to which they belonged the day before."""
    of, values = asked.lineage()
    columns = select(
        "w.top", "1", day="CAST(d.valid_from AS text)", person="d.person_id", other=FORMER, what="d.form"
    )
    sql = (
        f"{columns} FROM ({of}) w JOIN members_belonging b ON b.organisation_id = w.id AND {known('b')} AND NOT b.temporary "
        "JOIN members_discipline d ON d.person_id = b.person_id AND b.valid_from < d.valid_from AND b.valid_to >= d.valid_from "
        f"WHERE {known('d')} AND d.valid_from >= %s AND d.valid_from < %s AND {before_end('d.valid_from')}"
    )
    return sql, [*values, asked.first.isoformat(), asked.until.isoformat()]


def own_discipline(asked: Window) -> Select:
    """Measures against the organisation itself."""
    of, values = asked.lineage()
    columns = select("w.top", "1", day="CAST(c.valid_from AS text)", other=FORMER, what="c.form")
    sql = (
        f"{columns} FROM ({of}) w JOIN members_censure c ON c.organisation_id = w.id WHERE {known('c')} AND c.valid_from >= %s "
        "AND c.valid_from < %s"
    )
    return sql, [*values, asked.first.isoformat(), asked.until.isoformat()]


def led(asked: Window) -> Select:
    """Measures against members of the organisation's committee."""
    of, values = asked.lineage()
    titles = vocabulary("title").in_group("committee_member")
    columns = select(
        "w.top", "1", day="CAST(d.valid_from AS text)", person="d.person_id", other=FORMER, what="d.form"
    )
    sql = (
        f"{columns} FROM ({of}) w JOIN (SELECT DISTINCT person_id, organisation_id, valid_from, valid_to FROM members_post p "
        f"WHERE {known('p')} AND p.title IN ({', '.join(['%s'] * len(titles))})) o ON o.organisation_id = w.id "
        "JOIN members_discipline d ON d.person_id = o.person_id AND o.valid_from < d.valid_from AND o.valid_to >= d.valid_from "
        f"WHERE {known('d')} AND d.valid_from >= %s AND d.valid_from < %s"
    )
    return sql, [*values, *titles, asked.first.isoformat(), asked.until.isoformat()]


def committee_discipline(asked: Window) -> Select:
    """Measures against the organisation itself, and against members of its committee."""
    (itself, values), (leading, also) = own_discipline(asked), led(asked)
    return f"{itself} UNION ALL {leading}", [*values, *also]


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
