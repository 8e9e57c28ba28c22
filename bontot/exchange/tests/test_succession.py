"""Who took over from whom survives the way out and in again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from bontot.exchange.entering.importing import Import
from bontot.exchange.export.exporting import export
from bontot.ledger.enacting import Outcome, enact
from bontot.ledger.paper import Paper
from bontot.organisations.models import Kind, Place, Succession
from tests import world

TODAY = date(2024, 12, 31)


def known() -> set[tuple[Any, ...]]:
    """All successions, by codes."""
    facts = Succession.objects.filter(known_to=2**62).select_related("organisation", "successor")
    return {
        (f.organisation.code, f.successor.code if f.successor else "", f.way, f.part, f.valid_from)
        for f in facts
    }


def bring(path: Path) -> Outcome:
    coming = Import([path], TODAY)
    return enact(coming.acts(), Paper("02-QĐ/TU", TODAY, "TINH"), world.OPERATOR, outcome=coming.outcome)


@pytest.fixture
def rearranged(transactional_db: None) -> set[tuple[Any, ...]]:
    world.build()
    say = {"on": "2024-06-01", "kind": "chi bộ"}
    outcome = world.do(
        {"act": "organisation.divide", "organisation": "THON2", "into": [
            {"code": "N1", "name": "Chi bộ Một", "kind": "chi bộ", "parent": "XA1", "members": ["DV03", "DV04"], "part": "xóm Trên"},
            {"code": "N2", "name": "Chi bộ Hai", "kind": "chi bộ", "parent": "XA2"}], "on": "2024-06-01"},
        {"act": "organisation.split_off", "organisation": "THON1", "code": "N3", "name": "Chi bộ Ba", "parent": "XA1",
         "members": ["DV01"], **say},
        {"act": "organisation.dissolve", "organisation": "THON3", "on": "2024-06-01"},
        dated=TODAY,
    )  # fmt: skip
    assert outcome.position, outcome.findings
    return known()


def test_it_is_the_same_in_another_database(rearranged: set[tuple[Any, ...]], tmp_path: Path) -> None:
    assert len(rearranged) == 4
    export("TINH", TODAY, tmp_path / "tinh.xlsx")
    call_command("flush", interactive=False, verbosity=0)
    outcome = bring(tmp_path / "tinh.xlsx")
    assert outcome.position, outcome.findings
    assert known() == rearranged


def test_the_workbook_of_a_part_unsays_nothing(rearranged: set[tuple[Any, ...]], tmp_path: Path) -> None:
    export("XA1", TODAY, tmp_path / "xa1.xlsx")
    outcome = bring(tmp_path / "xa1.xlsx")
    assert not outcome.refused, outcome.findings
    assert known() == rearranged


def test_what_was_moved_under_a_younger_one_and_was_of_another_kind_comes_back_as_it_was(
    transactional_db: None, tmp_path: Path
) -> None:
    world.build()
    on = {"on": "2024-06-01"}
    outcome = world.do(
        {"act": "organisation.establish", "code": "KHOI2", "name": "Đảng bộ Khối mới", "parent": "TINH",
         "kind": "đảng bộ cấp trên trực tiếp cơ sở", **on},
        {"act": "organisation.hand_over", "organisation": "SO1", "parent": "KHOI2", **on},
        {"act": "organisation.change_kind", "organisation": "SO1", "kind": "đảng bộ cơ sở", **on},
        {"act": "organisation.dissolve", "organisation": "THON5", "heir": "THON4", **on},
        dated=TODAY,
    )  # fmt: skip
    assert outcome.position, outcome.findings
    before = of_so1()
    assert ("chi bộ cơ sở", "cơ quan nhà nước", date(2024, 6, 1)) in before[0] and len(before[1]) == 2
    export("TINH", TODAY, tmp_path / "tinh.xlsx")
    call_command("flush", interactive=False, verbosity=0)
    assert bring(tmp_path / "tinh.xlsx").position
    assert of_so1() == before


def of_so1() -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Of which kinds it was until when, and under whom."""
    known = {"organisation__code": "SO1", "known_to": 2**62}
    kinds = Kind.objects.filter(**known).order_by("valid_from").values_list("kind", "base_kind", "valid_to")
    places = Place.objects.filter(**known).order_by("valid_from")
    return list(kinds), list(places.values_list("parent__code", "valid_from", "valid_to"))
