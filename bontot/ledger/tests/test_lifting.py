"""A crowd is guarded at its end as each row is otherwise, and leaves the guards and indexes as they were."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from bontot.ledger import bulk
from bontot.ledger.acts import Act
from bontot.ledger.enacting import enact
from bontot.ledger.guards import GuardDays
from bontot.ledger.lifting import lift, put_back
from bontot.ledger.models import STILL_KNOWN
from bontot.ledger.paper import Paper
from bontot.ledger.state import fact_kinds
from bontot.ledger.verifying import verify
from bontot.ledger.writing import CROWD
from bontot.organisations.acts import Register
from bontot.organisations.models import Place
from tests import world

pytestmark = pytest.mark.django_db

DAY, PAPER = date(2020, 1, 1), Paper("1-QĐ/TU", date(2020, 1, 1), "TINH")


def made() -> set[tuple[str, str]]:
    """Every index, constraint and trigger, and how it was made."""
    both = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL",
        "postgresql": "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint UNION ALL SELECT indexname, indexdef "
        "FROM pg_indexes WHERE schemaname = 'public' UNION ALL SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger",
    }
    with connection.cursor() as cursor:
        cursor.execute(both[connection.vendor])
        return set(cursor.fetchall())


def crowd() -> Iterator[Act]:
    yield Register(on=DAY, organisation="TINH", name="Đảng bộ tỉnh Ví Dụ", kind="đảng bộ tỉnh")
    for number in range(CROWD):
        yield Register(
            on=DAY, organisation=f"SO{number}", name=f"Chi bộ Sở {number}", kind="chi bộ cơ sở", parent="TINH"
        )


def test_a_first_load_leaves_guards_and_indexes_as_they_were() -> None:
    before = made()
    assert enact(crowd(), PAPER, world.OPERATOR).position == 1
    assert made() == before and verify() == []
    place = Place.objects.filter(parent__isnull=False)[0]
    place.id += 10 * CROWD
    with pytest.raises(DatabaseError), transaction.atomic():
        place.save(force_insert=True)


def test_two_facts_on_one_day_are_found_at_the_end_of_a_crowd() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        guards = lift(fact_kinds())
        for id in (1, 2):
            Place(id=id, organisation_id=1, valid_from=DAY, valid_to=date(2021, 1, 1), known_from=1).save(
                force_insert=True
            )
        put_back(guards, 1)


def test_what_one_statement_writes_is_guarded_row_by_row() -> None:
    names = ("id", "valid_from", "valid_to", "known_from", "known_to", "organisation_id", "parent_id")
    rows = [
        (id, "2020-01-01", "2021-01-01", 1, STILL_KNOWN, subject, None)
        for id, subject in ((1, 1), (2, 2), (3, 1))
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(Place, names, rows)
    bulk.insert(Place, names, rows[:2])
    assert Place.objects.count() == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only there was it otherwise before")
def test_a_database_of_before_gets_todays_guard() -> None:
    before = made()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER organisations_place_alone ON organisations_place")
        cursor.execute(
            "ALTER TABLE organisations_place ADD CONSTRAINT organisations_place_alone "
            "EXCLUDE USING gist (box(point(organisation_id, 0), point(organisation_id, 1)) WITH &&)"
        )
    assert made() != before
    with connection.schema_editor() as editor:
        GuardDays("organisations", "Place").database_forwards("organisations", editor, None, None)
    assert made() == before
