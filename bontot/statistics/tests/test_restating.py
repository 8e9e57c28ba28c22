"""Promises about other structures: nobody is lost, everybody goes where the own life says, estimates are told apart."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from bontot.statistics import restating, stretches, tree
from bontot.statistics.viewing import View

BEFORE, DAY, AFTER = date(2024, 12, 31), date(2025, 1, 1), date(2026, 1, 1)
TOP, NORTH, SOUTH, OLD, NEW, OTHER = 1, 2, 3, 10, 20, 30
EVER, OPEN = "0001-01-01", "9999-12-31"

type Copied = duckdb.DuckDBPyConnection


def made(places: list[tuple[int, str, str, int | None]], successions: list[tuple[int, int]]) -> Copied:
    """A copy with a tree and nobody in it yet; all successions are of the first day of 2025."""
    copied = duckdb.connect(":memory:")
    copied.execute(stretches.LIFE)
    copied.execute(tree.EMPTY)
    copied.executemany("INSERT INTO place VALUES (?, ?, ?, ?)", places)
    copied.execute("CREATE TEMP TABLE fresh_place AS FROM place")
    tree.compute(copied)
    copied.execute("INSERT INTO closure FROM fresh_closure; INSERT INTO above FROM fresh_above")
    for old, new in successions:
        copied.execute("INSERT INTO succession VALUES (?, '2025-01-01', '9999-12-31', ?, 'chia')", [old, new])
    return copied


def live(copied: Copied, person: int, *stays: tuple[int, str, str]) -> None:
    """A life: one branch after the other."""
    for number, (organisation, since, until) in enumerate(stays):
        previous = stays[number - 1][0] if number else None
        following = stays[number + 1][0] if number + 1 < len(stays) else None
        copied.execute(
            "INSERT INTO life (person, since, until, organisation, previous, next) VALUES (?, ?, ?, ?, ?, ?)",
            [person, since, until, organisation, previous, following],
        )


def people(copied: Copied, organisation: int, on: date, view: View) -> list[int]:
    """Who is inside the organisation on the day, looked at so."""
    cursor = copied.cursor()
    restating.prepare(cursor, view)
    found = cursor.execute(
        "SELECT person FROM life JOIN closure USING (organisation) WHERE ancestor = $1 "
        "AND life.since <= $2 AND $2 < life.until AND closure.since <= $2 AND $2 < closure.until ORDER BY person",
        [organisation, on],
    ).fetchall()
    return [row[0] for row in found]


@pytest.fixture
def merged() -> Copied:
    """OLD in the north is absorbed by NEW in the south on the first day of 2025."""
    copied = made(
        [
            (TOP, EVER, OPEN, None),
            (NORTH, EVER, OPEN, TOP),
            (SOUTH, EVER, OPEN, TOP),
            (OLD, EVER, "2025-01-01", NORTH),
            (NEW, EVER, OPEN, SOUTH),
        ],
        [(OLD, NEW)],
    )
    live(copied, 1, (OLD, "2020-01-01", "2025-01-01"), (NEW, "2025-01-01", OPEN))
    live(copied, 2, (OLD, "2020-01-01", "2022-01-01"))
    live(copied, 3, (NEW, "2020-01-01", OPEN))
    return copied


def test_an_absorbed_organisation_counts_where_it_went(merged: Copied) -> None:
    assert people(merged, NORTH, BEFORE, View()) == [1]
    assert people(merged, NORTH, BEFORE, View(structure=AFTER)) == []
    assert people(merged, SOUTH, BEFORE, View(structure=AFTER)) == [1, 3]
    assert people(merged, NEW, date(2021, 1, 1), View(structure=AFTER)) == [1, 2, 3]


def test_looking_back_who_came_with_it_counts_where_it_was(merged: Copied) -> None:
    """NEW was there before: whoever is in it today cannot be told apart by the structure alone, and stays in it."""
    assert people(merged, SOUTH, AFTER, View(structure=BEFORE)) == [1, 3]


@pytest.fixture
def divided() -> Copied:
    """OLD is divided into NEW in the north and OTHER in the south; 1 and 2 go to NEW, 3 to OTHER, 4 to 9 had left or died."""
    copied = made(
        [
            (TOP, EVER, OPEN, None),
            (NORTH, EVER, OPEN, TOP),
            (SOUTH, EVER, OPEN, TOP),
            (OLD, EVER, "2025-01-01", NORTH),
            (NEW, "2025-01-01", OPEN, NORTH),
            (OTHER, "2025-01-01", OPEN, SOUTH),
        ],
        [(OLD, NEW), (OLD, OTHER)],
    )
    for person, heir in ((1, NEW), (2, NEW), (3, OTHER)):
        live(copied, person, (OLD, "2020-01-01", "2025-01-01"), (heir, "2025-01-01", OPEN))
    for person in range(4, 10):
        live(copied, person, (OLD, "2020-01-01", "2024-06-01"))
    return copied


def test_members_of_a_divided_organisation_go_where_their_own_branch_says(divided: Copied) -> None:
    view = View(structure=AFTER)
    assert people(divided, NORTH, BEFORE, view) == [1, 2]
    assert people(divided, SOUTH, BEFORE, view) == [3]


def test_whoever_has_no_later_branch_is_shared_out_as_the_others_went_and_marked(divided: Copied) -> None:
    early, view = date(2021, 1, 1), View(structure=AFTER)
    north, south = people(divided, NORTH, early, view), people(divided, SOUTH, early, view)
    assert (len(north), len(south)) == (6, 3)
    assert sorted([*north, *south]) == people(divided, TOP, early, view) == list(range(1, 10))
    assert len(people(divided, NORTH, early, view.shared_out())) == 4
    assert people(divided, TOP, early, view.shared_out()) == [], "above all parts nothing is an estimate"
    cursor = divided.cursor()
    restating.prepare(cursor, view)
    assert restating.shares_out(cursor)


def test_where_nobody_has_to_be_shared_out_nothing_is_an_estimate(merged: Copied) -> None:
    cursor = merged.cursor()
    restating.prepare(cursor, View(structure=AFTER))
    assert not restating.shares_out(cursor)


def test_parts_of_a_divided_organisation_looked_back_at_are_that_organisation(divided: Copied) -> None:
    assert people(divided, NORTH, AFTER, View(structure=BEFORE)) == [1, 2, 3]
    assert people(divided, SOUTH, AFTER, View(structure=BEFORE)) == []


def test_an_organisation_that_nobody_took_over_counts_where_it_stood() -> None:
    copied = made([(TOP, EVER, OPEN, None), (NORTH, EVER, OPEN, TOP), (OLD, EVER, "2025-01-01", NORTH)], [])
    live(copied, 1, (OLD, "2020-01-01", "2023-01-01"))
    assert people(copied, NORTH, date(2021, 1, 1), View(structure=AFTER)) == [1]


def test_what_became_of_it_is_followed_to_the_end() -> None:
    copied = made(
        [
            (TOP, EVER, OPEN, None),
            (OLD, EVER, "2024-01-01", TOP),
            (NEW, EVER, "2025-01-01", TOP),
            (OTHER, EVER, OPEN, TOP),
        ],
        [(OLD, NEW), (NEW, OTHER)],
    )
    assert restating.targets(copied, AFTER) == {OLD: [OTHER], NEW: [OTHER]}
    copied.execute("INSERT INTO succession VALUES (?, '2025-01-01', '9999-12-31', ?, 'chia')", [NEW, OLD])
    assert restating.targets(copied, AFTER) == {OLD: [OTHER], NEW: [OTHER]}


def test_like_for_like_leaves_out_whatever_changed(merged: Copied) -> None:
    view = View(unchanged=(BEFORE, AFTER))
    assert people(merged, TOP, AFTER, view) == []
    live(merged, 4, (NORTH, "2020-01-01", OPEN))
    assert people(merged, TOP, AFTER, view) == people(merged, NORTH, BEFORE, view) == [4]
