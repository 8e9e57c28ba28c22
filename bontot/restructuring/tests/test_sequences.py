"""Whatever is rearranged in whatever order: every day stays sound, nobody is lost, and all of it can be taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bontot.ledger.paper import Paper
from bontot.ledger.revoking import revoke
from bontot.ledger.verifying import problems_of
from bontot.members import roster
from bontot.statistics import copy, engine
from bontot.statistics.errors import NotThere
from bontot.statistics.forms import FORMS
from tests import world

pytestmark = pytest.mark.django_db

DAYS = tuple(date(2024, 3, 1) + timedelta(days=30 * step) for step in range(3))
ASKED = (date(2024, 2, 1), *DAYS)
BRANCHES = ("THON1", "THON2", "THON3", "THON4", "THON5", "N0", "N1", "N2")
COMMUNES = ("XA1", "XA2", "M0")
MEMBERS = ("DV01", "DV02", "DV03", "DV04", "DV07")
PAPER = Paper("99-QĐ/TU", date(2024, 12, 1), "TINH", "Thu hồi")

branch, commune = st.sampled_from(BRANCHES), st.sampled_from(COMMUNES)
some = st.lists(branch, min_size=1, max_size=2, unique=True)


def act(act: str, /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An act on one of the days; of what it draws some is refused, which is no matter."""
    on = st.sampled_from([day.isoformat() for day in DAYS])
    return st.fixed_dictionaries({"act": st.just(f"organisation.{act}"), "on": on, **fields})


_new: dict[str, st.SearchStrategy[Any]] = {
    "code": st.sampled_from(("N0", "N1", "N2")),
    "name": st.just("Chi bộ Mới"),
    "kind": st.just("chi bộ"),
    "parent": commune,
}
_lists: dict[str, st.SearchStrategy[Any]] = {
    "members": st.lists(st.sampled_from(MEMBERS), max_size=2, unique=True),
    "organisations": st.just([]),
}
_parts = st.lists(st.fixed_dictionaries(_new | _lists), min_size=1, max_size=2)
acts = st.one_of(
    act("establish", **_new),
    act("rename", organisation=branch, name=st.just("Chi bộ Đổi Tên")),
    act("change_level", organisation=branch, kind=st.just("chi bộ cơ sở"), parent=st.just("HUYEN")),
    act("hand_over", organisation=branch, parent=commune),
    act("absorb", absorbed=some, into=branch),
    act("absorb", absorbed=st.lists(commune, min_size=1, max_size=1), into=commune),
    act("merge", merged=some, **_new),
    act(
        "merge", merged=st.lists(commune, min_size=1, max_size=2, unique=True), code=st.just("M0"),
        name=st.just("Đảng bộ xã Mới"), kind=st.just("đảng bộ cơ sở"), parent=st.just("HUYEN"),
    ),
    act("split_off", organisation=branch, **_new, **_lists),
    act("divide", organisation=branch, into=_parts),
    act("dissolve", organisation=branch, heir=branch),
    act("disband", organisation=branch, heir=branch),
    act("dissolve", organisation=branch),
    act("restore", organisation=branch, parent=commune),
)  # fmt: skip


@contextmanager
def province() -> Iterator[None]:
    """The province that every test knows, for the length of a block."""
    with transaction.atomic():
        world.build()
        world.do(
            {"act": "member.transfer", "on": "2024-02-01", "member": "DV07", "to": "THON1", "temporary": True}
        )
        yield
        transaction.set_rollback(True)
    copy.forget()


def cells(*codes: str, days: tuple[date, ...] = DAYS) -> dict[tuple[str, str, date], Any]:
    """Every cell of these forms, for the province and a commune, on the days on which anything may have happened."""
    found: dict[tuple[str, str, date], Any] = {}
    for code in codes:
        form = FORMS[code]
        for organisation in ("TINH", "XA1"):
            for on in days:
                since = date(2024, 1, 1) if form.flow else None
                try:
                    answer = engine.answer(form, organisation, on, since)
                except NotThere:
                    continue
                assert answer.sound, (code, organisation, on, [c.says for c in answer.checks if not c.holds])
                found[code, organisation, on] = answer.cells
    return found


def members() -> dict[date, int]:
    """How many members there are anywhere, day by day."""
    return {on: sum(roster.counts(on=on, at=None).values()) for on in ASKED}


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(acts, min_size=2, max_size=6))
def test_days_stay_sound_nobody_is_lost_and_everything_can_be_taken_back(
    ordered: list[dict[str, Any]],
) -> None:
    with province():
        was, total = cells("TC", "TG"), members()
        written = []
        for one in ordered:
            outcome = world.do(one, number="09-QĐ/HU", dated=date(2024, 2, 1))
            if outcome.position is not None:
                written.append(outcome.position)
                assert members() == total, one
        assert [finding for finding in problems_of(None) if finding.refuses] == []
        cells("TC", "TG")
        for position in reversed(written):
            outcome = revoke(position, PAPER, world.OPERATOR, "thử")
            assert outcome.position is not None, outcome.findings
        assert members() == total
        assert cells("TC", "TG") == was


@pytest.mark.parametrize("number", range(2))
def test_the_hardest_afternoon(number: int) -> None:
    """Several acts on one day: one absorbed that had absorbed another, ended again, divided, restored."""
    on = DAYS[0].isoformat()
    say = {"name": "Chi bộ Mới", "kind": "chi bộ", "parent": "XA1"}
    with province():
        was, total = cells(*FORMS, days=DAYS[1:]), members()
        ordered: list[dict[str, Any]] = [
            {"act": "organisation.absorb", "on": on, "absorbed": ["THON2"], "into": "THON1"},
            {"act": "organisation.merge", "on": on, "merged": ["THON1", "THON3"], "code": "N0", **say},
            {"act": "organisation.divide", "on": DAYS[number].isoformat(), "organisation": "N0", "into": [
                {"code": "N1", **say, "members": ["DV01", "DV02"]}, {"code": "N2", **say, "members": ["DV03", "DV04"]}]},
            {"act": "organisation.disband", "on": DAYS[2].isoformat(), "organisation": "N1", "heir": "N2"},
            {"act": "organisation.restore", "on": DAYS[2].isoformat(), "organisation": "THON2"},
        ]  # fmt: skip
        written = []
        for one in ordered:
            outcome = world.do(one, number="09-QĐ/HU", dated=date(2024, 2, 1))
            assert outcome.position is not None, (one, outcome.findings)
            written.append(outcome.position)
            assert members() == total, one
        assert [finding for finding in problems_of(None) if finding.refuses] == []
        counted = cells("TC")["TC", "TINH", DAYS[-1]]
        between = (
            {"B": 1, "B3": 1, "C": 1, "C5": 1} if number else {}
        )  # one that was made and ended on one day never was
        assert {row: cell["TS"] for row, cell in counted.items() if cell["TS"] and row[0] in "BC"} == Counter(
            {"B": 3, "B4": 2, "B6": 1, "C": 4, "C3": 1, "C4": 2, "C6": 1}
        ) + Counter(between)
        for position in reversed(written):
            assert revoke(position, PAPER, world.OPERATOR, "thử").position is not None
        assert cells(*FORMS, days=DAYS[1:]) == was
