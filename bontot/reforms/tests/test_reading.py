"""A plan's workbook: everything wrong with it is told at once, each at its cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bontot.kernel.finding import Finding
from bontot.reforms.planned import Planned
from bontot.reforms.reading import Books
from bontot.reforms.tests.plans import DAY, book
from tests import world


@pytest.fixture(autouse=True)
def _world(db: None) -> None:
    world.build()


def read(path: Path, top: str = "TINH") -> tuple[list[Planned], list[Finding]]:
    books = Books([path], DAY, top)
    return books.lines(), books.findings


def told(tmp_path: Path, *rows: Any, **tables: Any) -> set[tuple[str, int | None, str]]:
    _, found = read(book(tmp_path / "a.xlsx", rows, **tables))
    return {(f.rule, f.row, f.column) for f in found}


def test_a_line_carries_what_it_says_and_what_the_ledger_says(tmp_path: Path) -> None:
    rows = [("XA1", "Sáp nhập", "XA2"), ("THON1", "điều chỉnh", "", "Chi bộ thôn Khác", "", "xa2")]
    lines, found = read(
        book(
            tmp_path / "a.xlsx",
            [*rows[:1], ("THON1", "ĐIỀU CHỈNH", None, "Chi bộ thôn Khác", None, "XA2")],
            [("DV04", "THON1")],
            [("bí thư", "24000001", None, DAY, "THON1")],
        )
    )
    assert [f for f in found if f.refuses] == []
    first, second, third, fourth = lines
    assert first.fields == {"code": "XA1", "way": "absorb", "related": "XA2"} and first.row == 2
    assert first.seen["name"] == "Đảng bộ xã Suối Mây" and first.seen["parent"] == "HUYEN"
    assert second.fields == {"code": "THON1", "way": "adjust", "name": "Chi bộ thôn Khác", "parent": "XA2"}
    assert second.seen["members"] == 2 and second.seen["until"] == ""
    assert third.seen == {"name": "Nông Thị Ấm", "organisation": "THON2"}
    assert fourth.fields["person"] == "DV01" and fourth.fields["since"] == "2024-07-01"


def test_every_mistake_is_told_where_it_stands(tmp_path: Path) -> None:
    assert told(
        tmp_path,
        ("XA1", "gộp"),
        ("KHONGCO", "giải thể"),
        ("XA2", "lập mới"),
        ("XA8", "lập mới", None, "Đảng bộ xã Tám", "đảng bộ cơ sở", "XA2"),
        ("XA8", "lập mới", None, "Đảng bộ xã Tám", "đảng bộ cơ sở", "TINH"),
        ("THON1", "hợp nhất", "THON2"),
        ("THON2", "sáp nhập", "THON1"),
        ("THON3", "chia"),
        ("SO1", "sáp nhập", "SO1"),
        ("DN1", "điều chỉnh"),
        ("THON4", "điều chỉnh", None, None, "chi đoàn"),
        members=[("DV99", "THON1"), ("DV04", "NOWHERE"), (None, "THON1")],
        posts=[("bí thư",), ("vua", "DV01", None, None, "XA8")],
    ) >= {
        ("O-TU", 2, "Cách sắp xếp"),
        ("PA-MA-LA", 3, "Mã tổ chức"),
        ("PA-MA-DA-CO", 4, "Mã tổ chức"),
        ("PA-THIEU", 4, "Tên mới"),
        ("PA-THIEU", 4, "Loại tổ chức"),
        ("PA-THIEU", 4, "Mã cấp trên"),
        ("PA-HAI-DONG", 6, "Mã tổ chức"),
        ("PA-HOP-NHAT", 7, "Mã liên quan"),
        ("PA-NOI-NHAN", 8, "Mã liên quan"),
        ("PA-CHIA", 9, "Mã tổ chức"),
        ("PA-CHINH-NO", 10, "Mã liên quan"),
        ("PA-KHONG-DOI", 11, "Cách sắp xếp"),
        ("PA-NGUOI-LA", 2, "Mã đảng viên"),
        ("PA-MA-LA", 3, "Mã tổ chức nhận"),
        ("O-TRONG", 4, "Mã đảng viên"),
        ("PA-NGUOI-TRONG", 2, "Mã người"),
        ("PA-CHUC-VU-O-DAU", 2, "Mã tổ chức"),
    }


def test_an_organisation_under_itself_is_told(tmp_path: Path) -> None:
    rows = [
        ("HUYEN", "điều chỉnh", None, None, None, "XA1"),
        ("XA1", "điều chỉnh", None, None, None, "HUYEN"),
    ]
    assert ("PA-VONG", 2, "Mã cấp trên") in told(tmp_path, *rows)


def test_what_stands_elsewhere_does_not_exist_for_a_plan(tmp_path: Path) -> None:
    lines, found = read(book(tmp_path / "a.xlsx", [("SO1", "giải thể")], [("DV08", "THON1")]), "HUYEN")
    assert {f.rule for f in found} == {"PA-MA-LA", "PA-NGUOI-LA"}
    assert "Sở Thử Nghiệm" not in "".join(f.says for f in found)
    assert [line.seen for line in lines] == [{}, {}]


def test_what_has_been_merged_away_is_told_with_what_it_became(tmp_path: Path) -> None:
    world.do({"act": "organisation.absorb", "absorbed": ["THON1"], "into": "THON2", "on": "2024-02-01"})
    _, found = read(book(tmp_path / "a.xlsx", [("THON1", "giải thể")]), "HUYEN")
    (says,) = (f.says for f in found if f.rule == "PA-MA-LA")
    assert says.endswith("THON1 đã sáp nhập từ 01/02/2024; tổ chức kế thừa là THON2.")


def test_another_workbook_is_refused_with_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("một,hai\n1,2\n", encoding="utf-8")
    lines, found = read(path)
    assert lines == [] and [f.rule for f in found] == ["TEP-KHONG-NHAN-RA"]
    assert "Phương án sắp xếp" in found[0].says
