"""Proposals keep the caps, follow the points, and leave to people what points do not decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bontot.evaluation.caps import allowed
from bontot.law.frameworks.framework import Cap, Framework
from bontot.law.frameworks.shipped import shipped
from bontot.scorecards.ranking import Proposal, Ranking, Scored, Why, cap_share, rank

DAY = date(2026, 12, 31)
FRAMEWORK = next(each for each in shipped() if each.code == "xep-loai-dang-vien")
BEST, GOOD, DONE, NOT_DONE = (band.code for band in FRAMEWORK.bands)
ORDER = {band.code: place for place, band in enumerate(FRAMEWORK.bands)}


def _rank(
    *points: float | None, framework: Framework = FRAMEWORK, broken: dict[int, set[str]] | None = None
) -> Ranking:
    subjects = [
        Scored(f"D{n:02}", "chi bộ", None if p is None else Fraction(p), frozenset((broken or {}).get(n, ())))
        for n, p in enumerate(points)
    ]
    return rank(framework, subjects, DAY)


def _bands(ranking: Ranking) -> list[str]:
    return [proposal.band for _code, proposal in sorted(ranking.proposals.items())]


def test_a_fifth_of_those_good_or_better_may_be_outstanding_and_points_decide() -> None:
    ranking = _rank(98, 97, 96, 95, 85, 84, 83, 82, 81, 80, 60, 40)
    assert _bands(ranking) == [BEST, BEST, GOOD, GOOD, *[GOOD] * 6, DONE, NOT_DONE]
    (count,) = ranking.counts
    assert (count.of, count.places, count.reach, count.tied) == (10, 2, 4, 0)
    third = ranking.proposals["D02"].grounds[-1]
    assert (third.why, third.place, third.places) == (Why.ABOVE, 3, 2)
    assert ranking.proposals["D00"].grounds[-1].why is Why.WITHIN


def test_those_level_at_the_last_place_are_left_to_people() -> None:
    ranking = _rank(98, 95, 95, 94, 85, 84, 83, 82, 81, 80)
    assert _bands(ranking)[:4] == [BEST, "", "", GOOD]
    tie = ranking.proposals["D01"].grounds[-1]
    assert (tie.why, tie.place, tie.places, tie.tied) == (Why.TIE, 2, 2, 2) and ranking.proposals["D01"].tied
    assert ranking.counts[0].tied == 2


def test_a_small_group_has_one_and_nobody_is_capped_where_few_reach_it() -> None:
    assert _bands(_rank(95, 80, 75)) == [BEST, GOOD, GOOD]
    assert _bands(_rank(95, 94)) == [BEST, GOOD]
    assert _bands(_rank(95, 95)) == ["", ""]


def test_who_was_not_scored_is_not_counted() -> None:
    ranking = _rank(95, None, None)
    assert _bands(ranking) == [BEST, "", ""] and ranking.counts[0].of == 1
    assert ranking.proposals["D01"].grounds[0].why is Why.UNSCORED and not ranking.proposals["D01"].tied


def test_a_condition_holds_back_where_it_was_read_and_only_hints_where_it_was_not() -> None:
    ranking = _rank(95, 94, 93, broken={0: {"K1"}, 1: {"K6"}, 2: {"K4"}})
    assert _bands(ranking) == [GOOD, BEST, DONE]
    grounds = {code: [(g.why, g.condition) for g in each.grounds] for code, each in ranking.proposals.items()}
    assert (Why.CONDITION, "K1") in grounds["D00"] and (Why.HINT, "K6") in grounds["D01"]


def test_groups_are_ranked_each_by_itself() -> None:
    subjects = [Scored(f"{group}{n}", group, Fraction(95 - n)) for group in "AB" for n in range(5)]
    proposals = rank(FRAMEWORK, subjects, DAY).proposals
    assert [proposals[f"{group}{n}"].band for group in "AB" for n in range(5)] == [BEST, *[GOOD] * 4] * 2


def test_an_offices_own_share_and_a_framework_without_any() -> None:
    own = replace(FRAMEWORK, caps=(Cap(BEST, (BEST, GOOD), 50),))
    assert _bands(_rank(95, 94, 93, 92, framework=own)) == [BEST, BEST, GOOD, GOOD]
    free = replace(FRAMEWORK, caps=())
    assert _bands(_rank(95, 94, 93, framework=free)) == [BEST] * 3 and rank(free, [], DAY).counts == ()


def test_a_cap_below_another_counts_those_that_the_first_moved_down() -> None:
    both = replace(FRAMEWORK, caps=(Cap(GOOD, (BEST, GOOD, DONE), 50), Cap(BEST, (BEST, GOOD), 50)))
    assert _bands(_rank(99, 98, 97, 96, 60, 55, framework=both)) == [BEST, BEST, GOOD, GOOD, DONE, DONE]
    tighter = replace(both, caps=(replace(both.caps[0], percent=20), both.caps[1]))
    assert _bands(_rank(99, 98, 97, 96, 60, 55, framework=tighter)) == [BEST, BEST, GOOD, DONE, DONE, DONE]


SUBJECTS = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C"]),
        st.none() | st.integers(0, 200).map(lambda halves: Fraction(halves, 2)) | st.just(Fraction(95)),
        st.frozensets(st.sampled_from([each.code for each in FRAMEWORK.hard]), max_size=2),
    ),
    max_size=40,
).map(lambda rows: [Scored(f"D{n:02}", *row) for n, row in enumerate(rows)])  # fmt: skip


def _alone(each: Scored) -> Proposal:
    return rank(replace(FRAMEWORK, caps=()), [each], DAY).proposals[each.code]


@given(SUBJECTS)
def test_no_group_has_more_than_its_places_whoever_the_people_choose_to_leave_out(
    subjects: list[Scored],
) -> None:
    ranking = rank(FRAMEWORK, subjects, DAY)
    for count in ranking.counts:
        mine = [each for each in ranking.proposals.values() if each.group == count.group]
        have = sum(each.band == BEST for each in mine)
        assert have <= count.places == allowed(count.of, cap_share(FRAMEWORK.caps[0], DAY))
        if count.reach > count.places and not count.tied:
            assert have == count.places, "no place is left empty while somebody is held back"
        if count.tied:
            assert have < count.places < have + count.tied


@given(SUBJECTS)
def test_nobody_is_proposed_above_their_points_and_conditions_nor_more_than_one_band_below(
    subjects: list[Scored],
) -> None:
    for each in subjects:
        proposed, alone = rank(FRAMEWORK, subjects, DAY).proposals[each.code], _alone(each)
        if proposed.band:
            assert ORDER[alone.band] <= ORDER[proposed.band] <= ORDER[alone.band] + (alone.band == BEST)
        else:
            assert each.points is None or proposed.tied


@given(SUBJECTS)
def test_whoever_has_more_points_is_never_below_whoever_has_less_with_the_same_conditions(
    subjects: list[Scored],
) -> None:
    proposals = rank(FRAMEWORK, subjects, DAY).proposals
    for first in subjects:
        for second in subjects:
            if (
                first.points is None
                or second.points is None
                or (first.group, first.broken) != (second.group, second.broken)
            ):
                continue
            one, two = proposals[first.code], proposals[second.code]
            if first.points == second.points:
                assert one.band == two.band, "equals are treated as equals"
            elif first.points > second.points and one.band and two.band:
                assert ORDER[one.band] <= ORDER[two.band]


@given(SUBJECTS, st.randoms(use_true_random=False))
def test_the_order_in_which_they_come_does_not_matter(subjects: list[Scored], random: object) -> None:
    shuffled = list(subjects)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank(FRAMEWORK, shuffled, DAY) == rank(FRAMEWORK, subjects, DAY)


@pytest.mark.parametrize(("good", "places"), [(0, 0), (1, 1), (4, 1), (5, 1), (9, 1), (10, 2), (99, 19)])
def test_a_part_of_a_person_is_none_but_a_small_group_has_one(good: int, places: int) -> None:
    assert allowed(good, Fraction(1, 5)) == places
