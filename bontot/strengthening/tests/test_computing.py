"""Promises about grounds: each holds from its threshold on, not before; a figure is what its rows add up to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bontot.law.reading import load
from bontot.meetings.models import Meeting, Task
from bontot.members.models import Discipline
from bontot.members.tests.province import Province
from bontot.organisations.models import Organisation
from bontot.organisations.tree import tree
from bontot.strengthening import criteria, of_facts
from bontot.strengthening.assessing import Assessment, assess, rows_behind
from bontot.strengthening.computing import COMPUTATIONS, Figure
from bontot.strengthening.criteria import Unsound, read, version_on, versions
from bontot.strengthening.tests.conftest import TODAY, meeting

DAYS = (date(2022, 7, 1), date(2023, 12, 31), date(2024, 3, 3), date(2024, 5, 31), TODAY)


def _assess(province: Province, on: date = TODAY) -> Assessment:
    return assess(tree(on).under(province.ids["BG"]), on)


def _weak(province: Province, on: date = TODAY) -> dict[str, set[str]]:
    found = _assess(province, on)
    codes = dict(Organisation.objects.values_list("id", "code"))
    return {codes[id]: set(weak) for id, weak in found.weak.items()}


def test_what_is_wrong_is_found_and_nothing_else(weak: Province) -> None:
    assert _weak(weak) == {
        "CB1": {"no_meeting", "attendance", "tasks_late", "no_admission", "disciplined_members"},
        "CB2": {"no_admission", "secretary_vacant", "not_done"},
        "CQ": {"disciplined"},
    }


@pytest.mark.parametrize("on", DAYS)
def test_a_figure_is_what_its_rows_add_up_to(weak: Province, on: date) -> None:
    """For every criterion and every organisation, weak or not, on days before, between and after."""
    found = _assess(weak, on)
    seen = 0
    for criterion in found.version.criteria:
        figures = found.figures.get(criterion.code, {})
        of_all: dict[int, Figure] = {}
        for id in figures:
            rows = rows_behind(criterion, [id], on)
            assert {row.organisation for row in rows} <= {id}
            base = sum(row.base or 0 for row in rows) if figures[id].base is not None else None
            of_all[id] = Figure(sum(row.amount for row in rows), base)
            seen += 1
        assert of_all == figures, criterion.code
    assert seen


def test_every_computation_is_used_and_every_criterion_is_computed() -> None:
    used = {each.computed for known in versions() for each in known.criteria}
    assert used == set(COMPUTATIONS)


def test_a_month_without_a_meeting_counts_when_it_is_over(weak: Province) -> None:
    """April is over on 1 May; the book of CB1 begins in March, so what was before says nothing."""
    assert "no_meeting" not in _weak(weak, date(2024, 4, 30)).get("CB1", set())
    assert "no_meeting" in _weak(weak, date(2024, 5, 1))["CB1"]
    figure = _assess(weak, TODAY).figures["no_meeting"]
    assert figure[weak.ids["CB1"]] == Figure(2, 3)
    assert weak.ids["CB2"] not in figure, "a branch that keeps no book is not said to have met or not"


def test_a_meeting_that_was_dropped_or_only_planned_is_none(weak: Province) -> None:
    for day, state in ((date(2024, 4, 3), "planned"), (date(2024, 5, 3), "dropped")):
        Meeting.objects.filter(id=meeting(weak.ids["CB1"], day, 4, 0, 0).id).update(state=state)
    assert _assess(weak).figures["no_meeting"][weak.ids["CB1"]] == Figure(2, 3)


def test_attendance_is_weak_below_its_share_and_not_at_it(weak: Province) -> None:
    Meeting.objects.filter(day=date(2024, 6, 3)).update(attended=7, excused=1, absent=2)
    assert _assess(weak).figures["attendance"][weak.ids["CB1"]] == Figure(7, 10)
    assert "attendance" not in _weak(weak)["CB1"]
    Meeting.objects.filter(day=date(2024, 6, 3)).update(attended=6, absent=3)
    assert "attendance" in _weak(weak)["CB1"]


def test_who_is_not_marked_is_not_counted_as_there_and_a_meeting_without_marks_says_nothing(
    weak: Province,
) -> None:
    june = Meeting.objects.filter(day=date(2024, 6, 3))
    june.update(attended=6, excused=1, absent=2)
    assert _assess(weak).figures["attendance"][weak.ids["CB1"]] == Figure(6, 10)
    assert "attendance" in _weak(weak)["CB1"]
    june.update(attended=0, excused=0, absent=0)
    assert weak.ids["CB1"] not in _assess(weak).figures["attendance"]


def test_a_task_is_late_from_the_day_after_its_deadline(weak: Province) -> None:
    cb1 = weak.ids["CB1"]
    assert _assess(weak, date(2024, 5, 3)).figures["tasks_late"][cb1] == Figure(1, 2)
    assert _assess(weak, date(2024, 5, 4)).figures["tasks_late"][cb1] == Figure(2, 3)
    Task.objects.filter(says="Việc 3").update(state="dropped")
    assert _assess(weak).figures["tasks_late"][cb1] == Figure(1, 3)


def test_a_post_is_vacant_too_long_on_the_ninety_first_day(weak: Province) -> None:
    assert "secretary_vacant" not in _weak(weak, date(2024, 3, 31)).get("CB2", set())
    assert "secretary_vacant" in _weak(weak, date(2024, 4, 1))["CB2"]
    assert weak.ids["CQ"] not in _assess(weak).figures["secretary_vacant"], "nobody was ever entered there"


def test_without_any_admission_for_a_year_the_ledger_says_nothing(weak: Province, province: Province) -> None:
    found = _assess(weak, date(2023, 12, 31))
    assert found.silent["no_admission"] == date(2010, 5, 19) and "no_admission" not in found.figures
    assert not _assess(weak).silent


def test_without_any_discipline_or_grade_of_late_nobody_is_said_to_be_without_them(weak: Province) -> None:
    assert _assess(weak, date(2025, 12, 31)).silent == {
        "no_admission": date(2024, 2, 2),
        "disciplined_members": date(2024, 2, 1),
        "disciplined": date(2024, 3, 1),
        "not_done": date(2023, 12, 31),
    }
    assert "not_done" not in _assess(weak, date(2024, 12, 31)).silent, "a grade of the year before is enough"
    assert _assess(weak, date(2021, 12, 31)).silent["not_done"] is None
    assert set(_assess(weak).figures["not_done"]) == {weak.ids["CB2"]}, "nobody else has a grade"


def test_an_organisation_younger_than_the_time_looked_at_is_not_said_to_admit_nobody(weak: Province) -> None:
    weak.organisation("CB3", "Chi bộ thôn Mới", "chi bộ", "XA", since=date(2022, 1, 1))
    assert weak.ids["CB3"] not in _assess(weak).figures["no_admission"]


def test_two_years_running_are_two_years_running(weak: Province) -> None:
    assert "not_done" not in _weak(weak, date(2023, 12, 19)).get("CB2", set())
    assert "not_done" in _weak(weak, date(2023, 12, 20))["CB2"]


def test_whoever_is_expelled_counts_where_they_were_the_day_before(weak: Province) -> None:
    gone = date(2024, 5, 2)
    expelled = weak.member("DV-GIA", "Lê Văn Gia", ("CB2", date(2012, 1, 1), gone))
    weak.fact(Discipline, gone, person_id=expelled, form="khai trừ", began="decide")
    assert _assess(weak).figures["disciplined_members"][weak.ids["CB2"]] == Figure(1)


def test_statements_do_not_grow_with_organisations(weak: Province, django_assert_num_queries: Any) -> None:
    ids = tree(TODAY).under(weak.ids["BG"])
    with django_assert_num_queries(19):
        assess(ids[:1], TODAY)
    with django_assert_num_queries(19):
        assess(ids, TODAY)


def test_of_few_and_of_many_the_figures_are_the_same(weak: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of few organisations fewer people are looked at; it changes nothing."""
    few = _assess(weak).figures
    monkeypatch.setattr(of_facts, "FEW", 0)
    many = _assess(weak).figures
    assert {code: {id: many[code][id] for id in few[code]} for code in few} == few


def test_a_version_holds_from_its_day() -> None:
    first, second = versions()[:2]
    assert version_on(second.first) is second
    assert version_on(date.fromordinal(second.first.toordinal() - 1)) is first


def test_criteria_that_make_no_sense_are_refused_with_every_sentence() -> None:
    raw = load(criteria.SHIPPED)
    assert read(raw, frozenset(COMPUTATIONS))
    raw["criteria"]["attendance"] |= {"of": ["province"], "computed": "luck"}
    raw["versions"]["mau-2022"] |= {"again_after": 0, "from": raw["versions"]["mau-2025"]["from"]}
    raw["versions"]["mau-2025"]["criteria"]["weather"] = {}
    with pytest.raises(Unsound) as wrong:
        read(raw, frozenset(COMPUTATIONS))
    assert len(str(wrong.value).splitlines()) == 5
