"""Promises about figures on both sides of a rearrangement, put to forms, names and pages."""

from __future__ import annotations

from datetime import date

import pytest

from bontot.members.models import Belonging, Person
from bontot.organisations.models import Organisation
from bontot.statistics import engine
from bontot.statistics.flows import flows
from bontot.statistics.forms import FORMS
from bontot.statistics.viewing import AS_WAS, View
from tests import world

BEFORE, DAY, AFTER = date(2024, 5, 31), date(2024, 6, 1), date(2024, 12, 31)


def cells(
    form: str, organisation: str, on: date, view: View = AS_WAS, *, since: date | None = None
) -> dict[str, int]:
    answer = engine.answer(FORMS[form], organisation, on, since, view=view)
    column = answer.columns[0].code
    return {row: int(cell[column] or 0) for row, cell in answer.cells.items()}


@pytest.fixture
def merged(db: None) -> None:
    """On 1 June 2024 two villages of a commune merge, and a third is absorbed by a village of the other commune."""
    world.build()
    on = DAY.isoformat()
    outcome = world.do(
        {"act": "organisation.merge", "on": on, "merged": ["THON1", "THON3"], "code": "THON13", "name": "Chi bộ thôn Bản Mới",
         "kind": "chi bộ", "parent": "XA1"},
        {"act": "organisation.absorb", "on": on, "absorbed": ["THON2"], "into": "THON4"},
        number="09-QĐ/HU", dated=DAY,
    )  # fmt: skip
    assert not outcome.refused, outcome.findings


def test_restated_a_commune_has_on_an_earlier_day_whoever_its_parts_had(merged: None) -> None:
    was = cells("TG", "XA1", BEFORE)["D"]
    moved = cells("TG", "THON2", BEFORE)["D"]
    assert moved and cells("TG", "XA1", BEFORE, View(structure=AFTER))["D"] == was - moved
    assert cells("TG", "THON13", BEFORE, View(structure=AFTER))["D"] == sum(
        cells("TG", code, BEFORE)["D"] for code in ("THON1", "THON3")
    )


def test_restated_the_sum_of_the_parts_is_the_whole_and_nobody_is_lost(merged: None) -> None:
    for form in FORMS.values():
        for view in (View(structure=AFTER), View(structure=BEFORE)):
            for on in (BEFORE, AFTER):
                answer = engine.answer(form, "TINH", on, view=view)
                assert answer.sound, (form.code, view, [c.says for c in answer.checks if not c.holds])
    for on in (BEFORE, AFTER):
        assert cells("TG", "TINH", on, View(structure=AFTER)) == cells("TG", "TINH", on)


def test_restated_every_number_is_the_length_of_its_list(merged: None) -> None:
    view = View(structure=AFTER)
    answer = engine.answer(FORMS["TG"], "XA1", AFTER, view=view)
    for row, cell in answer.cells.items():
        assert len(engine.names(FORMS["TG"], row, "KY", "XA1", AFTER, view=view)) == cell["KY"]


def test_restated_a_move_between_two_that_became_one_is_no_coming_and_no_going(merged: None) -> None:
    restated = cells("TG", "THON13", AFTER, View(structure=AFTER), since=date(2024, 1, 1))
    assert (restated["A"], restated["B2"], restated["C5"]) == (restated["D"], 0, 0)
    assert cells("TG", "THON13", AFTER, since=date(2024, 1, 1))["B2"] == restated["D"]


def test_whoever_comes_or_goes_with_a_branch_that_became_another_comes_or_goes_by_reorganisation(
    merged: None,
) -> None:
    new = cells("TG", "THON13", AFTER, since=DAY)
    assert (
        new["B2"] == new["B2r"] == cells("TG", "THON1", BEFORE)["D"] + cells("TG", "THON3", BEFORE)["D"] > 0
    )
    for code in ("THON1", "THON2", "THON3"):
        old = cells("TG", code, AFTER, since=DAY)
        assert old["C5"] == old["C5r"] == old["A"]
    absorbed = cells("TG", "THON2", BEFORE)["D"]
    assert (cells("TG", "XA1", AFTER, since=DAY)["C5r"], cells("TG", "XA2", AFTER, since=DAY)["B2r"]) == (
        absorbed,
        absorbed,
    )
    assert len(engine.names(FORMS["TG"], "B2r", "KY", "THON13", AFTER, DAY)) == new["B2r"]


def test_whoever_moves_alone_on_another_day_does_not_come_by_reorganisation(merged: None) -> None:
    later = date(2024, 7, 1)
    member = Belonging.objects.filter(organisation__code="THON13", temporary=False).first()
    assert member is not None
    code = Person.objects.get(id=member.person_id).code
    outcome = world.do(
        {"act": "member.transfer", "on": later.isoformat(), "member": code, "to": "THON4"}, dated=later
    )
    assert not outcome.refused, outcome.findings
    went = cells("TG", "THON13", AFTER, since=later)
    came = cells("TG", "THON4", AFTER, since=later)
    assert (went["C5"], went["C5r"], came["B2"], came["B2r"]) == (1, 0, 1, 0)


def test_like_for_like_counts_only_what_did_not_change(merged: None) -> None:
    view = View(unchanged=(BEFORE, AFTER))
    assert cells("TG", "XA1", AFTER, view)["D"] == 0
    assert cells("TG", "SO1", AFTER, view)["D"] == cells("TG", "SO1", AFTER)["D"] > 0


def test_organisations_in_and_out_are_counted_by_the_act_that_made_or_ended_them(merged: None) -> None:
    counted = cells("TC", "TINH", AFTER, since=date(2024, 6, 1))
    assert {row: number for row, number in counted.items() if number and row[0] in "BC"} == {
        "B": 1, "B3": 1, "C": 3, "C3": 1, "C4": 2,
    }  # fmt: skip


def test_the_flows_say_which_became_which(merged: None) -> None:
    id = Organisation.objects.get(code="XA1").id
    found = {(flow.before.code, flow.after.code): flow.members for flow in flows(id, "XA1", BEFORE, AFTER)}
    assert found[("THON1", "THON13")] == cells("TG", "THON1", BEFORE)["D"]
    assert ("THON2", "THON4") not in found


def test_a_late_correction_changes_the_restated_answer_of_today_and_not_of_the_position(merged: None) -> None:
    view, before = View(structure=AFTER), cells("TG", "XA1", BEFORE, View(structure=AFTER))
    world.do(
        {"act": "organisation.absorb", "on": "2024-07-01", "absorbed": ["THON4"], "into": "THON13"},
        dated=date(2024, 7, 1),
    )
    assert cells("TG", "XA1", BEFORE, view) != before
    answer = engine.answer(FORMS["TG"], "XA1", BEFORE, at=2, view=view)
    assert {row: cell["KY"] for row, cell in answer.cells.items()} == before
