"""Kỷ luật trong kỳ: the measures that the records hold against somebody who is classified, counted and listed alike.

Against a member count the measures against that very member; against a head also those against what they lead, and against
the people there. 366-QĐ/TW makes conditions of both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.members.models import Belonging, Discipline
from bontot.organisations import tree
from bontot.scorecards.figures import Thing, figures, things
from bontot.scorecards.window import window_of

OF_DISCIPLINE = ("own_discipline", "units_discipline")
"""What the records hold against whoever is classified, by the codes of the evidence."""

type Days = tuple[date, date]


def made_known(days: Days) -> QuerySet[Discipline]:
    """The measures against members that were made known in a period."""
    return Discipline.objects.filter(ledger.known(None), valid_from__gte=days[0], valid_from__lt=days[1])


def disciplined(people: Collection[int], days: Days) -> set[int]:
    """Those of these people against whom there is a measure."""
    return set(
        made_known(days).filter(bulk.where_among("person_id", people)).values_list("person_id", flat=True)
    )


def own_measures(person: int, days: Days) -> list[Thing]:
    """The measures for which somebody is among the `disciplined`."""
    return _listed(made_known(days).filter(person_id=person))


def led_disciplined(leading: dict[int, set[int]], days: Days, day: date) -> set[int]:
    """Who leads an organisation where, there or below, an organisation or somebody else was disciplined."""
    if not leading:
        return set()
    below = {id: set(tree.tree(day).under(id)) for each in leading.values() for id in each}
    counted = figures(window_of(list(below), days, day), OF_DISCIPLINE).values()
    measured = {id for each in counted for id, figure in each.items() if figure.numerator}
    homes = _homes({id for each in below.values() for id in each}, days, day)
    return {
        person
        for person, organisations in leading.items()
        if any(
            id in measured or any(other != person and where in below[id] for other, where in homes)
            for id in organisations
        )
    }


def led_measures(person: int, organisations: Collection[int], days: Days, day: date) -> list[Thing]:
    """The measures for which a head of these organisations is among the `led_disciplined`, each once, the latest first."""
    below = {each for id in organisations for each in tree.tree(day).under(id)}
    others = {other for other, _where in _homes(below, days, day) if other != person}
    found = _listed(made_known(days).filter(bulk.where_among("person_id", others)))
    for id in sorted(organisations):
        asked = window_of([id], days, day)
        for evidence in OF_DISCIPLINE:
            for each in things(asked, evidence):
                found.append(each if each.person or each.other else replace(each, other=id))
    once = {(each.person or f"o{each.other}", each.day, each.what): each for each in found}
    return sorted(once.values(), key=lambda each: each.day or "", reverse=True)


def _homes(organisations: Collection[int], days: Days, day: date) -> list[tuple[int, int]]:
    """Who belongs to these organisations on the day and was disciplined in the period, with where."""
    home = Belonging.objects.filter(
        ledger.holding(day), bulk.where_among("organisation_id", list(organisations)), temporary=False,
        person_id__in=made_known(days).values("person_id"),
    )  # fmt: skip
    return list(home.values_list("person_id", "organisation_id"))


def _listed(measures: Iterable[Discipline]) -> list[Thing]:
    """Measures as things that are listed, the latest first."""
    return [
        Thing(
            True,
            1,
            False,
            False,
            each.valid_from.isoformat(),
            None,
            each.person_id,
            None,
            None,
            each.form,
            "",
        )
        for each in sorted(measures, key=lambda each: (each.valid_from, each.pk), reverse=True)
    ]
