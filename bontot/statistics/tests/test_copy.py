"""The copy can be thrown away, damaged or killed at any moment; the next question is answered all the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bontot.ledger import queries as ledger
from bontot.members.models import Belonging, Profile, Standing
from bontot.organisations.models import Kind, Place
from bontot.statistics import base, copy, engine, tree
from bontot.statistics.errors import NotThere, UnknownOrganisation, UnknownPosition, WrongPeriod
from bontot.statistics.forms import FORMS
from bontot.statistics.published import TooSmall, figures
from bontot.statistics.tests.worlds import World, identities, write

JOINED = date(2020, 3, 3)
ON = date(2024, 6, 30)


def a_member(person: int, **said: str) -> list[Any]:
    return [
        Profile(person_id=person, **({"full_name": "A", "born": "1990-02-15"} | said)),
        Standing(person_id=person, standing="official", began="admit", valid_from=JOINED, decided_on=JOINED),
        Belonging(person_id=person, organisation_id=2, valid_from=JOINED),
    ]


def a_branch() -> list[Any]:
    return [
        Place(organisation_id=1, valid_from=date(2000, 1, 1)),
        Place(organisation_id=2, parent_id=1, valid_from=date(2000, 1, 1)),
        Kind(organisation_id=1, kind="đảng bộ cơ sở", base_kind="xã"),
        Kind(organisation_id=2, kind="chi bộ"),
    ]


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A place of its own for column files, whatever else runs."""
    settings.HOME = tmp_path
    copy.forget()
    yield tmp_path / "copy"
    copy.forget()


@pytest.fixture
def world(db: None, home: Path) -> World:
    made = World([[*a_branch(), *a_member(1)], [*a_branch(), *a_member(1), *a_member(2)]])
    identities((1, 2), (1, 2))
    write(made, 1)
    return made


def closing(at: int | None = None) -> Any:
    return engine.answer(FORMS["TG"], "O1", ON, at=at).cells["D"]["KY"]


def test_a_decision_is_counted_at_once_and_the_past_position_still_answers(world: World) -> None:
    assert closing() == 1
    write(world, 2)
    assert closing() == 2
    assert closing(at=1) == 1


def test_column_files_are_begun_from_and_damaged_or_foreign_ones_are_ignored(
    world: World, home: Path
) -> None:
    with copy.current().reading() as reader:
        base.write(reader.cursor, (*copy.PEOPLE, *tree.TABLES), ledger.edge())
    assert base.found()[0].matches(ledger.edge()[1])
    write(world, 2)
    copy.forget()
    assert closing() == 2
    assert copy.current().differs() == []
    for damage in (b"", b"PAR1 nonsense"):
        copy.forget()
        (home / "1" / "life.parquet").write_bytes(damage)
        assert not base.found()[0].matches(ledger.edge()[1])
        assert closing() == 2
    (home / "1" / "manifest.json").write_text("{}")
    copy.forget()
    assert closing() == 2


def test_whoever_is_killed_while_writing_leaves_nothing_that_is_read(world: World, home: Path) -> None:
    (home / "tmp-1-killed").mkdir(parents=True)
    (home / "tmp-1-killed" / "life.parquet").write_bytes(b"half")
    assert base.found() == []
    assert closing() == 1


def test_a_reader_keeps_its_position_while_the_copy_is_brought_up_to_date(world: World) -> None:
    with copy.current().reading() as before:
        count = "SELECT count(*) FROM life"
        assert before.cursor.execute(count).fetchone() == (1,)
        write(world, 2)
        assert copy.current().edge[0] == 2
        assert before.cursor.execute(count).fetchone() == (1,)
        assert before.position == 1


def test_no_name_and_no_number_of_a_person_is_in_the_copy(world: World) -> None:
    cursor = copy.current()._connection.cursor()
    columns = {
        row[0]
        for row in cursor.execute("SELECT column_name FROM duckdb_columns() WHERE NOT internal").fetchall()
    }
    assert not columns & {
        "full_name",
        "folded",
        "identity_number",
        "card_number",
        "residence",
        "native_place",
    }


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("1994-06-30", "1.1"),
        ("1993-07-01", "1.1"),
        ("1993-06-30", "1.2"),
        ("1993", "1.x"),
        ("1990", "1.2"),
        ("", "1.x"),
    ],
)
def test_an_age_is_counted_only_where_the_birth_date_leaves_no_doubt(
    db: None, home: Path, born: str, band: str
) -> None:
    identities((1, 2), (1,))
    write(World([[*a_branch(), *a_member(1, born=born)]]), 1)
    cells = engine.answer(FORMS["CL"], "O1", ON).cells
    assert [row for row in cells if row.startswith("1.") and row != "1.tb" and cells[row]["KY"]] == [band]


def test_what_cannot_be_answered_is_said_in_a_sentence(world: World) -> None:
    form = FORMS["CL"]
    with pytest.raises(UnknownOrganisation, match="Không có tổ chức đảng"):
        engine.answer(form, "XX", ON)
    with pytest.raises(NotThere, match="31/12/1999"):
        engine.answer(form, "O1", date(1999, 12, 31))
    with pytest.raises(WrongPeriod):
        engine.answer(form, "O1", ON, ON + timedelta(days=1))
    with pytest.raises(UnknownPosition):
        engine.answer(form, "O1", ON, at=99)
    with pytest.raises(TooSmall):
        figures(["members"], "O1", ON)
