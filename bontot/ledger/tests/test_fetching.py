"""What acts need is read in as many statements for many organisations as for few, the needs of their parts included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bontot.catalogue import ACTS
from bontot.ledger.enacting import enact, rehearse
from bontot.ledger.models import STILL_KNOWN
from bontot.ledger.paper import Paper
from bontot.ledger.revoking import revoke
from bontot.ledger.speaking import acts_from_json
from bontot.ledger.verifying import verify
from bontot.members.models import Standing
from bontot.organisations.models import Place
from tests import world

pytestmark = pytest.mark.django_db

PAPER = Paper("02-QĐ/TU", date(2024, 5, 1), "TINH")
type Said = dict[str, Any]


@pytest.fixture(autouse=True)
def _the_world() -> None:
    world.build()


def establish(code: str, parent: str, kind: str = "chi bộ") -> Said:
    base = {"base_kind": "xã"} if kind == "đảng bộ cơ sở" else {}
    said = {"act": "organisation.establish", "on": "2024-01-02", "code": code, "name": f"Tổ chức {code}"}
    return said | {"kind": kind, "parent": parent} | base


def member(code: str, organisation: str) -> Said:
    return {"act": "member.admit", "on": "2024-01-03", "code": code, "full_name": f"Người {code}", "sex": "nữ",
            "born": "1990-01-01", "organisation": organisation}  # fmt: skip


def communes(name: str, count: int) -> list[str]:
    """Some communes of three villages each, each village with a member who is its secretary."""
    found = [f"{name}{n}" for n in range(count)]
    assert world.do(*(act for code in found for act in _commune(code))).position
    return found


def _commune(code: str) -> Iterator[Said]:
    yield establish(code, "HUYEN", "đảng bộ cơ sở")
    for village in (f"{code}-{n}" for n in range(3)):
        yield establish(village, code)
        yield member(f"D{village}", village)
        yield {"act": "post.appoint", "on": "2024-02-03", "person": f"D{village}", "title": "bí thư",
               "organisation": village}  # fmt: skip


def branch(name: str, count: int) -> list[str]:
    """Some members of a branch of their own; the branch is called K and the first of them."""
    found = [f"{name}{n}" for n in range(count)]
    bloc = f"K{found[0]}"
    assert world.do(establish(bloc, "XA1"), *(member(code, bloc) for code in found)).position
    return found


def merge(codes: list[str]) -> Said:
    return {"act": "organisation.merge", "on": "2024-05-01", "merged": codes, "code": f"M{codes[0]}", "name": "Mới",
            "kind": "đảng bộ cơ sở", "base_kind": "xã", "parent": "HUYEN"}  # fmt: skip


def absorb(codes: list[str]) -> Said:
    return {"act": "organisation.absorb", "on": "2024-05-01", "absorbed": codes, "into": "XA1"}


def absorb_villages(codes: list[str]) -> Said:
    villages = [f"{code}-{n}" for code in codes for n in range(3)]
    return {"act": "organisation.absorb", "on": "2024-05-01", "absorbed": villages, "into": "THON1"}


def split_off(codes: list[str]) -> Said:
    return {"act": "organisation.split_off", "on": "2024-05-01", "organisation": f"K{codes[0]}",
            "code": f"S{codes[0]}", "name": "Mới", "kind": "chi bộ", "parent": "XA1", "members": codes}  # fmt: skip


def divide(codes: list[str]) -> Said:
    into = [
        {"code": f"P{half[0]}", "name": "Mới", "kind": "chi bộ", "parent": "XA1", "members": half}
        for half in (codes[::2], codes[1::2])
    ]
    return {"act": "organisation.divide", "on": "2024-05-01", "organisation": f"K{codes[0]}", "into": into}


def dissolve(codes: list[str]) -> Said:
    return {
        "act": "organisation.dissolve",
        "on": "2024-05-01",
        "organisation": f"K{codes[0]}",
        "heir": "THON1",
    }


def statements(said: list[Said], *, rehearsed: bool = False) -> int:
    acts, _ = acts_from_json(said, ACTS)
    with CaptureQueriesContext(connection) as queries:
        outcome = rehearse(acts, world.OPERATOR) if rehearsed else enact(acts, PAPER, world.OPERATOR)
    assert not outcome.refused, outcome.findings[:3]
    assert outcome.acts == len(said)
    return len(queries)


CASES = (
    (merge, communes),
    (absorb, communes),
    (absorb_villages, communes),
    (split_off, branch),
    (divide, branch),
    (dissolve, branch),
)


@pytest.mark.parametrize("rehearsed", [True, False])
@pytest.mark.parametrize(("saying", "making"), CASES)
def test_forty_take_no_more_statements_than_four(
    saying: Callable[[list[str]], Said], making: Callable[[str, int], list[str]], rehearsed: bool
) -> None:
    few, many = making("A", 4), making("B", 40)
    assert statements([saying(few)], rehearsed=rehearsed) == statements([saying(many)], rehearsed=rehearsed)


def test_many_acts_take_no_more_statements_than_two() -> None:
    few, many = communes("A", 6), communes("B", 40)
    said = [[merge(codes[n : n + 2]) for n in range(0, len(codes), 2)] for codes in (few[:4], many)]
    assert statements(said[0]) == statements(said[1])


def test_taking_back_takes_no_more_statements_for_forty() -> None:
    counted = []
    for codes in (communes("A", 4), communes("B", 40)):
        acts, _ = acts_from_json([merge(codes)], ACTS)
        position = enact(acts, PAPER, world.OPERATOR).position
        assert position
        with CaptureQueriesContext(connection) as queries:
            assert revoke(position, PAPER, world.OPERATOR, "thử").position
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_rehearsal_in_chunks_sees_what_earlier_chunks_would_have_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bontot.ledger.enacting.CHUNK", 1)
    said = [
        establish("MOI", "XA1"),
        {"act": "member.transfer", "on": "2024-05-01", "member": "DV02", "to": "MOI"},
        {"act": "organisation.dissolve", "on": "2024-06-01", "organisation": "MOI"},
    ]
    acts, _ = acts_from_json(said, ACTS)
    assert world.refusals(rehearse(acts, world.OPERATOR)) == {"SX-01"}
    assert world.refusals(enact(acts, PAPER, world.OPERATOR)) == {"SX-01"}


def test_what_a_decision_replaced_itself_in_a_later_chunk_is_taken_back_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bontot.ledger.enacting.CHUNK", 1)
    over = {"act": "organisation.hand_over", "on": "2024-05-01", "organisation": "THON1"}
    acts, _ = acts_from_json([over | {"parent": "XA2"}, over | {"parent": "DN0"}], ACTS)
    assert world.do(establish("DN0", "HUYEN", "đảng bộ cơ sở")).position
    first = places("THON1")
    position = enact(acts, PAPER, world.OPERATOR).position
    assert position and Place.objects.filter(known_from=position, known_to=position).count() == 1
    then = places("THON1")
    assert first != then
    for step, wanted in ((position, first), (position + 1, then), (position + 2, first)):
        assert revoke(step, PAPER, world.OPERATOR, "thử").position == step + 1
        assert places("THON1") == wanted
    assert not [finding for finding in verify() if finding.refuses]


@pytest.mark.parametrize("at_hand", [0, 1_000])
def test_what_stays_at_hand_between_crowds_is_as_it_was_written(
    monkeypatch: pytest.MonkeyPatch, at_hand: int
) -> None:
    monkeypatch.setattr("bontot.ledger.enacting.CHUNK", 1)
    monkeypatch.setattr("bontot.ledger.state.AT_HAND", at_hand)
    said = [
        {
            "act": "member.admit",
            "code": "DV70",
            "full_name": "Ngô Thị Bảy",
            "born": "2000",
            "organisation": "THON1",
        },
        {"act": "member.confirm", "on": "2025-05-03", "member": "DV70"},
        {"act": "member.strike_off", "on": "2026-01-05", "member": "DV70"},
    ]
    acts, wrong = acts_from_json([{"on": "2024-05-02"} | each for each in said], ACTS)
    assert not wrong
    position = enact(acts, PAPER, world.OPERATOR).position
    assert position
    turns = Standing.objects.filter(person__code="DV70", known_to=STILL_KNOWN).order_by("valid_from")
    assert list(turns.values_list("standing", "valid_from", "valid_to")) == [
        ("probationary", date(2024, 5, 2), date(2025, 5, 3)),
        ("official", date(2025, 5, 3), date(2026, 1, 5)),
    ]
    replaced = Standing.objects.filter(person__code="DV70", known_from=position, known_to=position)
    assert replaced.count() == 2  # until confirmed, until struck off
    assert not [finding for finding in verify() if finding.refuses]


def places(code: str) -> list[tuple[Any, ...]]:
    """Under what an organisation stands, as it is known now."""
    known = Place.objects.filter(organisation__code=code, known_to=STILL_KNOWN)
    return sorted(known.values_list("valid_from", "valid_to", "parent__code"))
