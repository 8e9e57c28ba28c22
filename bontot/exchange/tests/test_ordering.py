"""In which order the rows of organisations stand does not matter; those that stand in a circle are told."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path
from time import perf_counter

import pytest

from bontot.exchange.entering.importing import Import
from bontot.exchange.entering.ordering import superiors_first
from bontot.exchange.tests.books import xlsx
from bontot.ledger.acts import Origin
from bontot.ledger.enacting import Outcome, enact
from bontot.ledger.paper import Paper
from bontot.organisations.models import Place
from tests import world

ON = date(2024, 6, 30)
HEADERS = ("Mã tổ chức", "Tên tổ chức", "Loại tổ chức", "Mã cấp trên", "Ngày thành lập")
COMMUNE = ("XA9", "Đảng bộ xã Chín", "đảng bộ cơ sở", "HUYEN", "01/02/2020")
PART = ("BP9", "Đảng bộ bộ phận Chín", "đảng bộ bộ phận", "XA9", "01/02/2020")
BRANCH = ("THON9", "Chi bộ thôn Chín", "chi bộ", "BP9", "01/02/2020")


def bring(path: Path, *rows: tuple[str, ...]) -> Outcome:
    coming = Import([xlsx(path / "to-chuc.xlsx", [HEADERS, *rows], "Tổ chức đảng")], ON)
    return enact(coming.acts(), Paper("02-QĐ/TU", ON, "TINH"), world.OPERATOR, outcome=coming.outcome)


@pytest.mark.django_db
@pytest.mark.parametrize("rows", list(permutations((COMMUNE, PART, BRANCH))))
def test_a_branch_may_stand_above_its_superior_in_the_sheet(
    rows: tuple[tuple[str, ...], ...], tmp_path: Path
) -> None:
    world.build()
    outcome = bring(tmp_path, *rows)
    assert outcome.position and outcome.findings == [], outcome.findings
    above = Place.objects.filter(organisation__code__in=("XA9", "BP9", "THON9"))
    assert set(above.values_list("organisation__code", "parent__code")) == {(r[0], r[3]) for r in rows}


@pytest.mark.django_db
def test_rows_in_a_circle_are_named_and_nothing_else_is_said_of_them(tmp_path: Path) -> None:
    world.build()
    outcome = bring(tmp_path, BRANCH, (*COMMUNE[:3], "BP9", COMMUNE[4]), PART)
    assert outcome.position is None
    assert sorted((f.rule, f.row, f.column) for f in outcome.findings) == [
        ("O-VONG", 3, "Mã cấp trên"),
        ("O-VONG", 4, "Mã cấp trên"),
    ]
    assert {f.says for f in outcome.findings} == {
        "Cấp trên đi thành vòng: BP9 (dòng 4) → XA9 (dòng 3) → BP9. Hãy sửa mã cấp trên ở một trong các dòng này."
    }


@pytest.mark.django_db
def test_one_that_stands_under_itself_is_a_circle_too(tmp_path: Path) -> None:
    world.build()
    outcome = bring(tmp_path, (*COMMUNE[:3], "XA9", COMMUNE[4]))
    assert [f.says.split(". ")[0] for f in outcome.findings] == ["Cấp trên đi thành vòng: XA9 (dòng 2) → XA9"]


def test_a_chain_of_a_hundred_thousand_written_from_below_is_turned_at_once() -> None:
    rows = [({"code": str(n), "parent": str(n - 1)}, Origin("", "", n)) for n in range(100_000, 0, -1)]
    began = perf_counter()
    ordered = [row["code"] for row, _ in superiors_first(rows, [])]
    assert ordered == [str(n) for n in range(1, 100_001)]
    assert perf_counter() - began < 5
