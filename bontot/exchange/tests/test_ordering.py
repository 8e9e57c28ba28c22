"""In which order the rows of organisations stand does not matter; those that stand in a circle are told."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import date
from itertools import permutations
from pathlib import Path
from time import perf_counter
from typing import Any

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


def test_a_row_comes_out_as_it_came_in() -> None:
    """What is wrong with it, and the words above its columns, are told of it later."""
    above, day = {"code": "Mã tổ chức"}, date(2020, 2, 1)
    here = Origin("a.xlsx", "Tổ chức", 7, above, flawed=True, aside=("organisation",))
    there = Origin("b.xlsx", "Tổ chức", 7, {"code": "Mã"})
    said: list[tuple[dict[str, Any], Origin]] = [
        ({"code": "A", "parent": "B", "established": day, "unknown": {"Ghi chú": "x"}}, here),
        ({"code": "B", "name": "Bê"}, there),
        ({"code": "C", "parent": "B"}, here._replace(row=8, flawed=False)),
    ]
    found = list(superiors_first([(row, origin._replace(values=row)) for row, origin in said], []))
    assert found == [(row, origin._replace(values=row)) for row, origin in (said[1], said[0], said[2])]
    assert [list(row) for row, _ in found] == [list(said[each][0]) for each in (1, 0, 2)]
    assert found[1][1].columns is above


def test_a_nations_organisations_wait_in_the_memory_of_a_small_machine() -> None:
    """As they are read, 160,000 rows of seven columns would take 170 MB. A tenth of them is looked at here."""
    above = {"code": "Mã tổ chức"}

    def rows() -> Iterator[tuple[dict[str, Any], Origin]]:
        for n in range(16_000):
            row: dict[str, Any] = {
                "code": f"M{n}",
                "name": f"Chi bộ số {n}",
                "kind": "branch",
                "parent": f"M{n // 16}",
            }
            more = {"established": date(1990, 2, 1), "base_kind": "commune", "territory": f"thôn {n}"}
            yield row | more, Origin("", "", n, above, row | more)

    tracemalloc.start()
    try:
        assert sum(1 for _ in superiors_first(rows(), [])) == 16_000
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()


def test_a_chain_of_a_hundred_thousand_written_from_below_is_turned_at_once() -> None:
    rows = [({"code": str(n), "parent": str(n - 1)}, Origin("", "", n)) for n in range(100_000, 0, -1)]
    began = perf_counter()
    ordered = [row["code"] for row, _ in superiors_first(rows, [])]
    assert ordered == [str(n) for n in range(1, 100_001)]
    assert perf_counter() - began < 5
