"""Promises about the cases of the demonstration: they stand on grounds that the program computes, and make sense."""

from __future__ import annotations

from datetime import date

from django.db.models import F

from bontot.cli.strengthening import load_cases
from bontot.members.tests.province import Province
from bontot.strengthening.assessing import assess
from bontot.strengthening.models import Case, Remedy, Step, Visit
from bontot.strengthening.tests.conftest import as_, province, still, weak

__all__ = ["as_", "province", "still", "weak"]

END = date(2024, 12, 31)
"""A day on which there has been time for something to be done."""


def test_the_cases_of_the_demonstration_stand_on_what_is_computed(still: None, weak: Province) -> None:
    assert load_cases("BG", END, 2) == Case.objects.count() > 1
    for case in Case.objects.prefetch_related("signs"):
        found = assess([case.organisation_id], case.seen_on)
        held = {sign.criterion for sign in case.signs.all() if sign.holds and not sign.at_end}
        assert held == set(found.weak[case.organisation_id])
        assert case.seen_on <= case.decided_on <= (case.ended_on or END) <= END


def test_its_remedies_make_sense(still: None, weak: Province) -> None:
    load_cases("BG", END, 2)
    assert Remedy.objects.exists() and Step.objects.exists() and Visit.objects.exists()
    assert not Step.objects.filter(deadline__lt=F("case__remedy__begins")).exists()
    assert not Step.objects.filter(finished_on__gt=END).exists()
    assert not Visit.objects.filter(day__gt=END).exists()
    assert not Visit.objects.filter(day__lt=F("case__decided_on")).exists()


def test_the_same_seed_gives_the_same_cases(still: None, weak: Province) -> None:
    def loaded() -> list[tuple[object, ...]]:
        Case.objects.all().delete()
        load_cases("BG", END, 7)
        return list(
            Case.objects.order_by("id").values_list("organisation_id", "outcome", "decided_on", "ended_on")
        )

    assert loaded() == loaded()
