"""The sheets of grades and recognitions: what is read, and that what is written reads the same."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bontot.access.scope import EVERYWHERE
from bontot.evaluation.models import Classification, MemberClassification, Recognition
from bontot.exchange.entering.importing import Import
from bontot.exchange.export.exporting import export
from bontot.exchange.tests.books import xlsx
from bontot.ledger.enacting import Outcome, enact
from bontot.ledger.models import STILL_KNOWN
from bontot.ledger.paper import Paper
from bontot.ledger.queries import edge
from bontot.ledger.revoking import revoke
from bontot.statistics import copy, engine
from bontot.statistics.forms import FORMS
from tests import world

pytestmark = pytest.mark.django_db
HEADER = ("Mã người", "Năm", "Xếp loại", "Ngày quyết định", "Điểm", "Tư cách")
PAPER = Paper("09-QĐ/TU", date(2024, 7, 1), "TINH")
TODAY = date(2024, 6, 30)


def entered(path: Path) -> Outcome:
    coming = Import([path], TODAY)
    return enact(coming.acts(), PAPER, world.OPERATOR, outcome=coming.outcome)


def answers() -> list[Any]:
    copy.forget()
    return [engine.answer(FORMS[code], "TINH", TODAY).cells for code in ("XL", "TG")]


def test_a_row_says_period_grade_and_day_and_may_say_the_points(tmp_path: Path) -> None:
    world.build()
    rows = [
        ("DV03", 2023, "HTXS", "20/12/2023", 92.5, ""),
        ("24000001", "Quý IV/2023", "hoan thanh tot nhiem vu", "05/01/2024", "", "người đứng đầu"),
    ]
    path = xlsx(tmp_path / "a.xlsx", [HEADER, *rows], "Xếp loại đảng viên")
    outcome = entered(path)
    assert (outcome.new, world.refusals(outcome)) == (2, set())
    known = MemberClassification.objects.order_by("valid_from")
    assert list(known.values_list("person__code", "period", "grade", "score", "capacity")) == [
        ("DV03", "2023", "hoàn thành xuất sắc nhiệm vụ", "92.5", ""),
        ("DV01", "2023-Q4", "hoàn thành tốt nhiệm vụ", "", "cán bộ lãnh đạo, quản lý"),
    ]
    again = entered(path)
    assert (again.position, again.unchanged, again.new) == (None, 2, 0)


def test_everything_wrong_about_a_row_is_told_where_it_stands(tmp_path: Path) -> None:
    world.build()
    rows = [
        ("KHONGAI", "năm nào đó", "tốt", "20/12/2023", "", ""),
        ("DV08", "2022", "tốt", "20/12/2023", "120", ""),
    ]
    outcome = entered(xlsx(tmp_path / "a.xlsx", [HEADER, *rows], "Xếp loại đảng viên"))
    assert {(f.row, f.rule, f.column, f.value) for f in outcome.findings} == {
        (2, "DV-01", "Mã người", "KHONGAI"),
        (2, "XL-01", "Năm", "năm nào đó"),
        (3, "XL-02", "Điểm", "120"),
        (3, "XL-03", "Mã người", "DV08"),
    }


def test_what_is_exported_and_imported_elsewhere_gives_the_same_forms(tmp_path: Path) -> None:
    world.build()
    good, done = "hoàn thành tốt nhiệm vụ", "hoàn thành nhiệm vụ"
    said = {"on": "2023-12-20", "period": "2023"}
    world.do(
        {"act": "member.classify", "member": "DV03", "grade": done, "score": "61,5", **said},
        {"act": "member.classify", "member": "DV02", "grade": good, **said},
        {"act": "organisation.classify", "organisation": "THON1", "grade": good, **said},
        {"act": "organisation.recognise", "organisation": "THON1", "title": "Chi bộ bốn tốt", "year": "2023",
         "on": "2023-12-20"},
    )  # fmt: skip
    world.do(
        {"act": "member.classify", "member": "DV03", "grade": good, "on": "2024-02-01", "period": "2023"}
    )
    before = answers()
    assert (before[0]["2"]["DV"], before[0]["2"]["CBTT"], before[0]["B"]["CBTT"]) == (2, 1, 1)
    export("TINH", TODAY, tmp_path / "all.xlsx", within=EVERYWHERE)
    again = entered(tmp_path / "all.xlsx")
    assert (again.new, again.changed, world.refusals(again)) == (0, 0, set())
    for position in range(edge()[0], 0, -1):
        assert not revoke(position, PAPER, world.OPERATOR, "để nhập lại").refused
    assert not MemberClassification.objects.filter(known_to=STILL_KNOWN).exists()
    assert not world.refusals(entered(tmp_path / "all.xlsx"))
    counts = [
        k.objects.filter(known_to=STILL_KNOWN).count()
        for k in (MemberClassification, Classification, Recognition)
    ]
    assert counts == [3, 1, 1]
    assert answers() == before
