"""The test bed itself: a test that really commits leaves nothing behind, and the guards stand after it."""

from __future__ import annotations

import os

import pytest
from django.db import DatabaseError, connection

from bontot.ledger.writing import position
from tests import world


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_each_committing_test_finds_an_empty_guarded_ledger(time: str) -> None:
    """Twice, so that the second sees what the first left."""
    assert position() == 0
    assert world.build() == 1
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM members_standing")


def test_the_database_is_the_one_asked_for(db: None) -> None:
    """Each of the two runs is on its own kind of database."""
    asked = os.environ.get("BONTOT_TEST_DATABASE", "sqlite")
    assert connection.vendor == {"sqlite": "sqlite", "postgres": "postgresql"}[asked]
