"""Facts follow one another: a new one ends where the next begins, and no day says two things."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bontot.kernel.period import EVER, OPEN
from bontot.ledger import timeline
from bontot.ledger.effects import Assert, Retract
from bontot.organisations.models import Place

DAY = date(2020, 1, 1)
days = st.integers(0, 400).map(lambda n: DAY + timedelta(days=n))


def place(first: date, end: date = OPEN, parent: int = 1) -> Place:
    return Place(organisation_id=7, parent_id=parent, valid_from=first, valid_to=end)


def after(known: list[Place], effects: object) -> list[Place]:
    facts = list(known)
    for effect in list(effects):  # type: ignore[call-overload]  # whatever a test gives
        if isinstance(effect, Retract):
            facts = [f for f in facts if f is not effect.fact]
        else:
            assert isinstance(effect, Assert)
            assert isinstance(effect.fact, Place)
            facts.append(effect.fact)
    return sorted(facts, key=lambda f: f.valid_from)


def on(facts: list[Place], day: date) -> int | None:
    held = [f.parent_id for f in facts if f.valid_from <= day < f.valid_to]
    assert len(held) <= 1
    return held[0] if held else None


def test_a_new_fact_cuts_what_held_and_goes_on() -> None:
    known = [place(DAY)]
    facts = after(known, timeline.begin(known, place(date(2021, 1, 1), parent=2)))
    assert on(facts, date(2021, 6, 1)) == 2


def test_a_fact_entered_late_ends_where_the_next_known_one_begins() -> None:
    known = [place(DAY, date(2021, 1, 1)), place(date(2021, 1, 1), parent=3)]
    facts = after(known, timeline.begin(known, place(date(2020, 6, 1), parent=2)))
    assert [on(facts, d) for d in (date(2020, 5, 31), date(2020, 6, 1), date(2021, 1, 1))] == [1, 2, 3]


def test_what_ended_for_good_stays_ended() -> None:
    known = [place(DAY, date(2021, 1, 1))]
    facts = after(known, timeline.begin(known, place(date(2020, 6, 1), parent=2)))
    assert on(facts, date(2021, 1, 1)) is None


@given(st.lists(st.tuples(days, st.integers(1, 9)), max_size=12))
def test_in_whatever_order_acts_come_the_latest_said_of_a_stretch_holds(said: list[tuple[date, int]]) -> None:
    facts: list[Place] = [place(EVER, parent=0)]
    for first, parent in said:
        facts = after(facts, timeline.begin(facts, place(first, parent=parent)))
    expected: dict[date, int] = {}
    for first, parent in said:
        expected[first] = parent
    for offset in range(0, 402, 3):
        day = DAY + timedelta(days=offset)
        before = [first for first in expected if first <= day]
        assert on(facts, day) == (expected[max(before)] if before else 0)


@given(st.lists(days, max_size=6), days)
def test_ending_leaves_nothing_from_that_day_on(firsts: list[date], last: date) -> None:
    facts: list[Place] = []
    for first in firsts:
        facts = after(facts, timeline.begin(facts, place(first)))
    facts = after(facts, timeline.end(facts, last))
    assert on(facts, last) is None
    assert all(f.valid_to <= last for f in facts)


def test_settling_leaves_alone_what_is_said_already() -> None:
    known = [place(DAY, date(2021, 1, 1)), place(date(2021, 1, 1), parent=3)]
    assert (
        list(timeline.settle(known, [place(DAY, date(2021, 1, 1)), place(date(2021, 1, 1), parent=3)])) == []
    )
