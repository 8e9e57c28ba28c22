"""Everything that evidence counts, by its code: of each kind one SELECT of things, the same on SQLite and on PostgreSQL.

Counted they are the figure on a card, listed they are the page behind it. Every SELECT gives the columns of `selecting`.
"""

from __future__ import annotations

from collections.abc import Callable

from bontot.scorecards import things_meetings, things_people, things_promised, things_units
from bontot.scorecards.selecting import Select
from bontot.scorecards.window import Window

THINGS: dict[str, Callable[[Window], Select]] = {
    each.__name__: each
    for each in (
        things_meetings.tasks_in_time, things_people.admissions, things_meetings.meetings_in_time,
        things_meetings.thematic_meetings, things_meetings.attendance, things_meetings.meeting_scores,
        things_people.discipline, things_people.member_grades, things_units.branches_recognised, things_units.branches_done,
        things_people.not_done, things_people.committee_discipline, things_people.own_discipline,
        things_units.units_discipline, things_meetings.months_missed, things_promised.resolutions_made_concrete,
        things_promised.commitments, things_promised.year_targets, things_promised.regulation_on_file,
    )
}  # fmt: skip
