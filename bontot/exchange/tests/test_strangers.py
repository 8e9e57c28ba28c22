"""Another program's workbook may say a branch by its name; what nobody bears, or several do, is asked back."""

from datetime import date
from pathlib import Path

import pytest

from bontot.exchange.entering.importing import Import
from bontot.exchange.tests.books import members, xlsx
from bontot.ledger.enacting import Outcome, rehearse
from bontot.members.registering import Register
from tests import world

pytestmark = pytest.mark.django_db

SHORT = (
    "Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp", "Chi bộ đang sinh hoạt",
    "Chi bộ nơi cư trú", "Trạng thái",
)  # fmt: skip


def short_list(path: Path, *branches: str) -> Path:
    people = [
        (f"Mạc Văn Số {number}", "", "", f"0{number}/02/1980", "03/02/2010", branch, "", "")
        for number, branch in enumerate(branches, 1)
    ]
    return xlsx(path, [SHORT, *people], "Danh sách")


def said(path: Path) -> list[str]:
    coming = Import([path], date(2024, 6, 30))
    outcome: Outcome = rehearse(coming.acts(), world.OPERATOR, outcome=coming.outcome)
    return [f.says for f in outcome.findings if f.refuses]


def test_a_branch_may_be_named_in_the_short_list_and_nobody_has_to_say_a_sex(tmp_path: Path) -> None:
    world.build()
    coming = Import([short_list(tmp_path / "a.xlsx", "THON1", "chi bộ thôn bản giữa", "Chi bo thon Doi Mot")],
                    date(2024, 6, 30))  # fmt: skip
    acts = [act for act in coming.acts() if isinstance(act, Register)]
    assert [(act.organisation, act.sex) for act in acts] == [("THON1", ""), ("THON2", ""), ("THON4", "")]
    assert said(tmp_path / "a.xlsx") == []


def test_a_name_that_nobody_bears_is_told_with_near_ones(tmp_path: Path) -> None:
    world.build()
    (told,) = said(short_list(tmp_path / "a.xlsx", "Chi bộ thôn Bản Giũa Cũ"))
    assert "“Chi bộ thôn Bản Giữa” (THON2)" in told


def test_a_name_that_several_bear_is_told_with_their_codes(tmp_path: Path) -> None:
    world.build()
    world.do(
        {
            "act": "organisation.rename",
            "on": "2024-01-01",
            "organisation": "THON3",
            "name": "Chi bộ thôn Bản Trên",
        }
    )
    (told,) = said(short_list(tmp_path / "a.xlsx", "Chi bộ thôn Bản Trên"))
    assert "THON1, THON3" in told


def test_our_own_sheet_says_codes(tmp_path: Path) -> None:
    world.build()
    path = members(
        tmp_path / "a.xlsx", ("Mạc Văn Số", "Nam", "01/02/1980", "Chi bộ thôn Bản Giữa", "03/02/2010")
    )
    (told,) = said(path)
    assert told.startswith("Không có tổ chức mang mã “Chi bộ thôn Bản Giữa”")
