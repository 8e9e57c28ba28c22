"""What became of those under an organisation, as evidence. Things like those of `things`."""

from __future__ import annotations

from bontot.law.vocabulary import vocabulary
from bontot.scorecards.selecting import Select, flag, known, select
from bontot.scorecards.things_people import NOT_DONE, led
from bontot.scorecards.window import Window

BRANCHES = ("chi bộ", "chi bộ cơ sở")


def _below(asked: Window) -> Select:
    """All that stands under an organisation on the last day, and it itself."""
    of, values = asked.cards()
    last = asked.last.isoformat()
    sql = (
        f"WITH RECURSIVE below(top, id) AS (SELECT organisation_id, organisation_id FROM ({of}) c UNION "
        f"SELECT below.top, p.organisation_id FROM below JOIN organisations_place p ON p.parent_id = below.id AND {known('p')} "
        "AND p.valid_from <= %s AND p.valid_to > %s) SELECT below.top, below.id FROM below"
    )
    return sql, [*values, last, last]


def _branches(asked: Window) -> Select:
    """Branches under the organisation on the last day."""
    sql, values = _below(asked)
    last = asked.last.isoformat()
    found = (
        f"{sql} JOIN organisations_kind k ON k.organisation_id = below.id AND {known('k')} AND k.valid_from <= %s "
        "AND k.valid_to > %s WHERE k.kind IN (%s, %s)"
    )
    return found, [*values, last, last, *BRANCHES]


def branches_recognised(asked: Window) -> Select:
    """Branches under the organisation; good where recognised as four-good for the year."""
    sql, values = _branches(asked)
    waits = "1" if asked.until < asked.end else "0"  # who is recognised for a year is decided at its end
    columns = select(
        "u.top", flag("r.organisation_id IS NOT NULL"), waits=waits, other="u.id",
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


def units_discipline(asked: Window) -> Select:
    """Measures against those under the organisation, and against members of its own committee."""
    (sql, values), (leading, also) = _below(asked), led(asked)
    columns = select("u.top", "1", day="CAST(c.valid_from AS text)", other="u.id", what="c.form")
    made = (
        f"{columns} FROM ({sql}) u JOIN members_censure c ON c.organisation_id = u.id WHERE u.id <> u.top AND {known('c')} "
        f"AND c.valid_from >= %s AND c.valid_from < %s UNION ALL {leading}"
    )
    return made, [*values, asked.first.isoformat(), asked.until.isoformat(), *also]
