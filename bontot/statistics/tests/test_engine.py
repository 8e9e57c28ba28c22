"""Every number is the length of its list, and a second, plainer way of counting finds the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bontot.statistics import copy, engine
from bontot.statistics.asking import a_year_before
from bontot.statistics.errors import NotThere
from bontot.statistics.forms import FORMS
from bontot.statistics.indicator import PARTS
from bontot.statistics.indicators import INDICATORS, indicator_names, indicators
from bontot.statistics.questions import Line
from bontot.statistics.tests.oracle import Oracle
from bontot.statistics.tests.worlds import (
    DAYS,
    FORMS_OF_DISCIPLINE,
    GRADES,
    ORGANISATIONS,
    PEOPLE,
    World,
    identities,
    worlds,
    write,
)

pytestmark = pytest.mark.django_db
quietly = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


class Written:
    """A world in the database for the length of a block."""

    def __init__(self, world: World, positions: int = 1) -> None:
        self.world, self.positions = world, positions

    def __enter__(self) -> Oracle:
        self._block = transaction.atomic()
        self._block.__enter__()
        identities(ORGANISATIONS, PEOPLE)
        for position in range(1, self.positions + 1):
            write(self.world, position)
        return Oracle(self.world.versions[self.positions - 1])

    def __exit__(self, *raised: object) -> None:
        transaction.set_rollback(True)
        self._block.__exit__(None, None, None)
        copy.forget()


@quietly
@given(worlds(), st.sampled_from(ORGANISATIONS), st.sampled_from(DAYS), st.integers(0, 500))
def test_increase_and_decrease_agree_with_a_walk_through_every_life(
    world: World, top: int, on: date, length: int
) -> None:
    since = on - timedelta(days=length)
    with Written(world) as oracle:
        try:
            found = engine.answer(FORMS["TG"], f"O{top}", on, since)
        except NotThere:
            return
        for column, first, last in (("KY", since, on), ("NT", a_year_before(since), a_year_before(on))):
            wanted = oracle.flows(top, first, last)
            wanted["A"] = oracle.members(top, first - timedelta(days=1))
            wanted["D"] = oracle.members(top, last)
            for row, people in wanted.items():
                assert found.cells[row][column] == len(people), (row, column)
                assert engine.names(FORMS["TG"], row, column, f"O{top}", on, since) == sorted(people), (
                    row,
                    column,
                )
        assert found.sound


@quietly
@given(worlds(), st.sampled_from(ORGANISATIONS), st.sampled_from(DAYS), st.integers(0, 900))
def test_discipline_agrees_with_a_walk_through_every_measure(
    world: World, top: int, on: date, length: int
) -> None:
    since, form = on - timedelta(days=length), FORMS["KL"]
    with Written(world) as oracle:
        try:
            found = engine.answer(form, f"O{top}", on, since)
        except NotThere:
            return
        wanted = oracle.disciplined(top, since, on)
        forms = dict(zip(FORMS_OF_DISCIPLINE, ("KT", "CC", "CCH", "KTR"), strict=True))
        for said, ids in wanted.items():
            row, column = ("T", forms[said]) if said in forms else (said, "TS")
            assert engine.names(form, row, column, f"O{top}", on, since) == sorted(ids), said
            assert found.cells[row][column] == len(ids), said
        assert found.sound


@quietly
@given(
    worlds(), st.sampled_from(ORGANISATIONS), st.sampled_from((*DAYS, date(2019, 12, 31), date(2020, 12, 31)))
)
def test_classification_agrees_with_a_walk_through_every_grade(world: World, top: int, on: date) -> None:
    form = FORMS["XL"]
    with Written(world) as oracle:
        try:
            found = engine.answer(form, f"O{top}", on)
        except NotThere:
            return
        rows = {"": "x", GRADES[0]: "1", GRADES[1]: "2", GRADES[2]: "4", "B": "B"}
        wanted = oracle.graded(top, on)
        for said, row in rows.items():
            for column in ("TC", "DV"):
                ids = wanted.get((said, column), [])
                assert found.cells[row][column] == len(ids), (row, column)
                assert engine.names(form, row, column, f"O{top}", on) == sorted(ids), (row, column)
        assert found.sound


@quietly
@given(worlds(), st.sampled_from(ORGANISATIONS), st.sampled_from(DAYS), st.sampled_from(sorted(FORMS)))
def test_every_cell_is_the_length_of_its_list_and_every_check_holds(
    world: World, top: int, on: date, code: str
) -> None:
    form = FORMS[code]
    with Written(world):
        try:
            found = engine.answer(form, f"O{top}", on)
        except NotThere:
            return
        assert [check for check in found.checks if not check.holds] == []
        for row in form.rows:
            for column in form.columns:
                if isinstance(row, Line) and isinstance(column, Line) and found.cells[row.code][column.code]:
                    listed = engine.names(form, row.code, column.code, f"O{top}", on)
                    assert len(listed) == found.cells[row.code][column.code], (row.code, column.code)
        assert engine.adds_up(form, f"O{top}", on).holds


@quietly
@given(worlds(), st.sampled_from(DAYS))
def test_every_indicator_is_the_length_of_its_list(world: World, on: date) -> None:
    with Written(world):
        for found in indicators("O1", on):
            for part in PARTS:
                if (number := getattr(found, part)) is not None and INDICATORS[found.code].condition(
                    part
                ) is not None:
                    assert number == len(indicator_names(found.code, part, "O1", on)), (found.code, part)


@quietly
@given(worlds(versions=3), st.sampled_from(DAYS))
def test_a_copy_brought_up_to_date_equals_one_built_anew(world: World, on: date) -> None:
    with Written(world):
        copy.current()
        then = engine.answer(FORMS["CL"], "O1", on).cells
        for position in (2, 3):
            write(world, position)
            assert copy.current().differs() == []
        assert engine.answer(FORMS["CL"], "O1", on, at=1).cells == then
