"""A long plan with many mistakes: every one of them is told, once and at its row, and nothing is written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bontot.ledger.queries import end
from bontot.organisations.models import Organisation
from bontot.reforms.executing import try_out
from bontot.reforms.models import Line, Reform
from bontot.reforms.reading import Books
from bontot.reforms.tests.plans import DAY, with_mistakes
from tests import world


@pytest.mark.django_db
def test_of_ten_thousand_lines_each_of_a_thousand_mistakes_is_told_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    world.build()
    organisations = Organisation.objects.count()
    mistakes = with_mistakes(tmp_path / "a.xlsx", 10_000, 200, parent="XA2", branch="THON1")
    books = Books([tmp_path / "a.xlsx"], DAY, "TINH")
    outcome = try_out(DAY, books.lines(), world.OPERATOR, books.findings)
    refused = [found for found in outcome.findings if found.refuses]
    assert outcome.refused and Counter(found.rule for found in refused) == mistakes
    assert outcome.refused_rows == 1_000
    assert (outcome.position, end(), Organisation.objects.count()) == (None, 1, organisations)
    assert not Reform.objects.exists() and not Line.objects.exists()
