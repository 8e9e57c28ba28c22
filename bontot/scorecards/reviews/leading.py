"""What the organisations that somebody leads say about them: the grade that their own is held to, and discipline there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from bontot.evaluation.models import Classification
from bontot.law.frameworks.framework import Framework
from bontot.law.vocabulary import vocabulary
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.members.models import Post
from bontot.scorecards.models import Review

LED_GRADE = "led_grade"
"""The evidence of a condition that holds the head to the grade of what they lead."""
UNGRADED = ""
"""What stands for a grade where an organisation has none yet."""


def led(people: Collection[int], day: date) -> dict[int, set[int]]:
    """By person the organisations that they are the secretary of on a day."""
    titles = list(vocabulary("title").in_group("secretary"))
    posts = Post.objects.filter(
        ledger.holding(day), bulk.where_among("person_id", list(people)), title__in=titles
    )
    found: dict[int, set[int]] = defaultdict(set)
    for person, organisation in posts.values_list("person_id", "organisation_id"):
        if person and organisation:
            found[person].add(organisation)
    return dict(found)


def grades(organisations: Collection[int], period: str) -> dict[int, str]:
    """The grades of organisations themselves in a period: as recorded, else as people intend."""
    asked = bulk.where_among("organisation_id", list(organisations))
    intended = Review.objects.filter(asked, period=period, capacity="").exclude(grade="")
    recorded = Classification.objects.filter(ledger.known(None), asked, period=period, capacity="")
    return dict(intended.values_list("organisation_id", "grade")) | dict(
        recorded.order_by("valid_from", "id").values_list("organisation_id", "grade")
    )


def limits(framework: Framework, leading: dict[int, set[int]], period: str) -> dict[int, dict[str, str]]:
    """By person and condition the best band that what they lead leaves them; `UNGRADED` while that is not known."""
    conditions = [each.code for each in framework.hard if each.evidence and each.evidence.code == LED_GRADE]
    if not conditions or not leading:
        return {}
    order = {band.code: place for place, band in enumerate(framework.bands)}
    known = grades({id for each in leading.values() for id in each}, period)
    found = {}
    for person, organisations in leading.items():
        reached = [known.get(id, UNGRADED) for id in organisations]
        worst = max(reached, key=lambda grade: order.get(grade, -1))
        if UNGRADED in reached and worst in (UNGRADED, framework.bands[0].code):
            worst = UNGRADED
        found[person] = dict.fromkeys(conditions, worst)
    return found
