"""How the members and organisations that there are on a day did in the last year that had ended by then.

31 December ends its year. When that was decided does not matter: a year is judged after it, and the form of 31 December is
asked for in January. Only what was decided last counts.
"""

from __future__ import annotations

from typing import Any

import ibis

from bontot.law.vocabulary import vocabulary
from bontot.statistics.coming import members
from bontot.statistics.structure import organisations
from bontot.statistics.tables import Table, grade, member_grade, recognition

FOUR_GOOD = vocabulary("recognition_title").values


def _year(day: Any) -> Any:
    """The last year that has ended by the end of the day."""
    return (day + ibis.interval(days=1)).year().cast("int32") - 1


def graded_members(day: str) -> Table:
    """Members on the day, each with the grade of the year; nothing where there is none."""
    people, said = members(day), member_grade
    found = people.left_join(said, [people.person == said.person, _year(people.day) == said.year])
    return found.select(people, grade=said.grade.fill_null(""), recognised=ibis.literal(False))


def graded_organisations(day: str) -> Table:
    """Organisations on the day, each with the grade of the year and whether it was recognised as four-good in it."""
    there, said, titles = organisations(day), grade, recognition.filter(recognition.title.isin(FOUR_GOOD))
    found = there.left_join(said, [there.organisation == said.organisation, _year(there.day) == said.year])
    found = found.select(there, grade=said.grade.fill_null(""))
    once = titles.select("organisation", "year").distinct()
    return found.left_join(
        once, [found.organisation == once.organisation, _year(found.day) == once.year]
    ).select(found, recognised=once.year.notnull(), exempt=ibis.literal(False))
