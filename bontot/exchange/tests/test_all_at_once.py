"""Everything wrong is told at once, also of rows that name a place or a person whom nobody knows."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bontot.exchange.entering.importing import Import
from bontot.exchange.tests.books import members, xlsx
from bontot.kernel.period import OPEN
from bontot.ledger.enacting import Outcome, rehearse
from bontot.members.models import Profile
from tests import world

pytestmark = pytest.mark.django_db


def read(*paths: Path) -> Outcome:
    coming = Import(paths, date(2024, 6, 30))
    return rehearse(coming.acts(), world.OPERATOR, outcome=coming.outcome)


def told(outcome: Outcome) -> list[tuple[str, int, str, str]]:
    """Where what is wrong: sheet, row, rule, column."""
    return sorted((f.sheet, f.row or 0, f.rule, f.column) for f in outcome.findings)


def book(path: Path, sheet: str, *rows: tuple[Any, ...]) -> Path:
    return xlsx(path, rows, sheet)


def test_an_unknown_branch_hides_neither_the_days_nor_the_age(tmp_path: Path) -> None:
    world.build()
    row = ("Mạc Văn Số", "Nam", "01/02/2010", "THON9", "03/02/2024", "03/02/2023")
    outcome = read(members(tmp_path / "a.xlsx", row, more=("Ngày chính thức",)))
    assert [(rule, column) for _, _, rule, column in told(outcome)] == [
        ("DV-07", "Ngày chính thức"),
        ("DV-08", "Ngày vào Đảng"),
        ("TC-01", "Mã chi bộ"),
    ]
    assert (outcome.new, outcome.changed, outcome.unchanged, outcome.refused_rows) == (0, 0, 0, 1)


def test_a_row_written_twice_is_judged_as_to_its_days_as_well(tmp_path: Path) -> None:
    world.build()
    good = ("Mạc Văn Số", "Nam", "01/02/1990", "THON1", "03/02/2014", "")
    twice = ("Mạc Văn Số", "Nam", "01/02/1990", "THON1", "03/02/2014", "03/02/2013")
    outcome = read(members(tmp_path / "a.xlsx", good, twice, more=("Ngày chính thức",)))
    assert [(row, rule) for _, row, rule, _ in told(outcome)] == [(3, "DV-07"), (3, "TR-01")]
    assert (outcome.new, outcome.refused_rows) == (1, 1)


def test_an_unknown_person_hides_nothing_of_a_class(tmp_path: Path) -> None:
    world.build()
    header = ("Mã lớp", "Loại lớp", "Từ ngày", "Mã người", "Đến ngày")
    outcome = read(
        book(
            tmp_path / "a.xlsx",
            "Bồi dưỡng",
            header,
            ("L9", "cập nhật kiến thức", "05/05/2022", "DV99", "04/05/2022"),
        )
    )
    assert [(rule, column) for _, _, rule, column in told(outcome)] == [
        ("BD-02", "Đến ngày"),
        ("DV-01", "Mã người"),
    ]


def test_an_unknown_organisation_hides_nothing_of_a_post(tmp_path: Path) -> None:
    world.build()
    header = ("Họ và tên", "Chức danh", "Từ ngày", "Mã người", "Mã tổ chức", "Đến ngày")
    row = ("Lê Văn Ánh", "bí thư", "01/01/2020", "DV03", "THON9", "01/01/2019")
    outcome = read(book(tmp_path / "a.xlsx", "Chức vụ", header, row))
    assert [(rule, column) for _, _, rule, column in told(outcome) if rule != "SO-09"] == [
        ("CV-02", "Đến ngày"), ("TC-01", "Mã tổ chức"),
    ]  # fmt: skip


def test_an_unknown_superior_hides_nothing_and_what_stands_below_is_judged_as_if_it_were_right(
    tmp_path: Path,
) -> None:
    world.build()
    header = ("Mã tổ chức", "Tên tổ chức", "Loại tổ chức", "Mã cấp trên", "Ngày thành lập", "Ngày kết thúc")
    rows = [
        ("XA3", "Đảng bộ xã Ba", "đảng bộ cơ sở", "HUYEM", "01/01/2020", "01/01/2019"),
        ("XA4", "Đảng bộ xã Bốn", "đảng bộ cơ sở", "HUYEM", "01/01/2000", ""),
        ("XA4.1", "Chi bộ thôn Một", "chi bộ", "XA4", "01/01/2000", ""),
    ]
    outcome = read(book(tmp_path / "a.xlsx", "Tổ chức đảng", header, *rows))
    assert [(row, rule) for _, row, rule, _ in told(outcome) if rule != "SO-09"] == [
        (2, "TC-01"),
        (2, "TC-10"),
        (3, "TC-01"),
    ]
    (said,) = {f.says for f in outcome.findings if f.rule == "TC-01"}
    assert "“HUYEN”" in said


def test_what_other_sheets_say_of_somebody_whose_row_is_refused_is_not_called_a_stranger(
    tmp_path: Path,
) -> None:
    world.build()
    people = members(
        tmp_path / "a.xlsx",
        ("Mạc Văn Số", "Nam", "01/02/1990", "THON9", "03/02/2014", "DV50"),
        more=("Mã đảng viên",),
    )
    header = ("Mã lớp", "Loại lớp", "Từ ngày", "Mã người", "Đến ngày")
    taught = book(
        tmp_path / "b.xlsx",
        "Bồi dưỡng",
        header,
        ("L9", "cập nhật kiến thức", "05/05/2022", "DV50", "04/05/2022"),
    )
    post = book(
        tmp_path / "c.xlsx", "Chức vụ", ("Họ và tên", "Chức danh", "Từ ngày", "Mã người", "Mã tổ chức"),
        ("Mạc Văn Số", "bí thư", "01/01/2020", "DV50", "THON1"),
    )  # fmt: skip
    assert [(sheet, rule) for sheet, _, rule, _ in told(read(people, taught, post))] == [
        ("Bồi dưỡng", "BD-02"),
        ("Đảng viên", "TC-01"),
    ]


def test_a_post_given_by_the_code_of_somebody_of_quite_another_name_is_told(tmp_path: Path) -> None:
    world.build()
    header = ("Họ và tên", "Chức danh", "Từ ngày", "Mã người", "Mã tổ chức")
    rows = [(name, "chi ủy viên", "01/05/2024", code, "THON1") for code, name in _names()]
    assert not [
        f for f in read(book(tmp_path / "a.xlsx", "Chức vụ", header, *rows)).findings if f.rule == "TR-09"
    ]
    wrong = ("Người Khác Hẳn", *rows[0][1:])
    (found,) = (
        f for f in read(book(tmp_path / "b.xlsx", "Chức vụ", header, wrong)).findings if f.rule == "TR-09"
    )
    assert (found.row, found.column, found.value) == (2, "Mã người", rows[0][3])
    assert rows[0][0] in found.says


def _names() -> list[tuple[str, str]]:
    return list(Profile.objects.filter(valid_to=OPEN).values_list("person__code", "full_name")[:2])


def test_whoever_holds_a_post_without_being_a_member_is_told_by_name(tmp_path: Path) -> None:
    world.build()
    header = ("Họ và tên", "Chức danh", "Từ ngày", "Mã tổ chức")
    outcome = read(
        book(tmp_path / "a.xlsx", "Chức vụ", header, ("Mạc Văn Số", "bí thư", "01/05/2024", "THON1"))
    )
    (says,) = (f.says for f in outcome.findings if f.rule == "CV-04")
    assert says.startswith("Mạc Văn Số giữ chức vụ")


def test_a_code_in_small_letters_is_told_the_one_that_was_meant(tmp_path: Path) -> None:
    world.build()
    outcome = read(members(tmp_path / "a.xlsx", ("Mạc Văn Số", "Nam", "01/02/1990", "thon1", "03/02/2014")))
    (says,) = (f.says for f in outcome.findings if f.rule == "TC-01")
    assert says.endswith("Có phải “THON1”?")
