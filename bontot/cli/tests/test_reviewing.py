"""The demonstration's classification: everybody of a branch, some without points yet, the same every time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bontot.cli.reviewing import OWN, load_reviews
from bontot.frameworks.queries import framework_on
from bontot.scorecards.models import Review
from tests import world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)


def test_a_branch_and_the_branches_of_a_commune_have_points(
    monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: Path
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    settings.HOME = tmp_path / "home"  # type: ignore[attr-defined]
    world.build()
    assert load_reviews("XA1", "THON2", TODAY, 7) == Review.objects.count() > 3
    for review in Review.objects.exclude(total=None):
        assert (
            review.total is not None
            and 50 <= review.total <= 100
            and review.grade == ""
            and review.position is None
        )
        assert sum(float(each) for each in review.points.values()) == float(review.total)
    assert [framework_on(OWN, date(year, 6, 1)).version for year in (2025, 2026)] == ["ban-1", "ban-2"]
