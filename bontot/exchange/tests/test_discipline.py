"""The sheets of discipline: what is read, and that what is written reads the same."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bontot.access.scope import EVERYWHERE
from bontot.exchange.entering.importing import Import
from bontot.exchange.export.exporting import export
from bontot.exchange.tests.books import xlsx
from bontot.ledger.enacting import Outcome, enact
from bontot.ledger.models import STILL_KNOWN
from bontot.ledger.paper import Paper
from bontot.ledger.queries import edge
from bontot.ledger.revoking import revoke
from bontot.members.models import Censure, Discipline
from bontot.statistics import copy, engine
from bontot.statistics.forms import FORMS
from tests import world

pytestmark = pytest.mark.django_db
HEADER = (
    "Mã người",
    "Hình thức",
    "Ngày quyết định",
    "Nội dung",
    "Cơ quan quyết định",
    "Ngày công bố",
    "Ngày hết hiệu lực",
)
PAPER = Paper("09-QĐ/TU", date(2024, 7, 1), "TINH")
TODAY = date(2024, 6, 30)


def entered(path: Path) -> Outcome:
    coming = Import([path], TODAY)
    return enact(coming.acts(), PAPER, world.OPERATOR, outcome=coming.outcome)


def sheet(path: Path, *rows: tuple[Any, ...]) -> Path:
    return xlsx(path, [HEADER, *rows], "Kỷ luật")


def answers() -> list[Any]:
    copy.forget()
    return [engine.answer(FORMS[code], "TINH", TODAY).cells for code in ("KL", "TG", "CL")]


def test_a_row_says_form_and_day_and_may_say_the_rest(tmp_path: Path) -> None:
    world.build()
    rows = [
        ("DV03", "khien trach", "04/03/2024", "Nồng độ cồn", "THON2", "10/03/2024", ""),
        ("24000001", "CC", "01/02/2020", "", "UBKT Huyện ủy", "", "01/06/2020"),
    ]
    outcome = entered(sheet(tmp_path / "a.xlsx", *rows))
    assert (outcome.new, world.refusals(outcome)) == (2, set())
    known = Discipline.objects.order_by("valid_from").values_list(
        "person__code", "form", "offence", "decided_on", "decided_by__code", "body", "valid_from", "valid_to"
    )
    assert list(known) == [
        ("DV01", "cảnh cáo", "", date(2020, 2, 1), None, "UBKT Huyện ủy", date(2020, 2, 1), date(2020, 6, 1)),
        ("DV03", "khiển trách", "tệ nạn xã hội, trật tự, an toàn", date(2024, 3, 4), "THON2", "", date(2024, 3, 10),
         date(2025, 3, 10)),
    ]  # fmt: skip
    again = entered(sheet(tmp_path / "a.xlsx", *rows))
    assert (again.position, again.unchanged, again.new, again.changed) == (None, 2, 0, 0)


def test_everything_wrong_about_a_row_is_told_where_it_stands(tmp_path: Path) -> None:
    world.build()
    rows = [
        ("KHONGAI", "cảnh cáo", "04/03/2024", "", "", "01/03/2024", ""),
        ("DV08", "cách chức", "04/03/2024", "", "", "01/03/2024", ""),
    ]
    outcome = entered(sheet(tmp_path / "a.xlsx", *rows))
    told = {(f.row, f.rule, f.column, f.value) for f in outcome.findings}
    assert told == {
        (2, "DV-01", "Mã người", "KHONGAI"),
        (2, "KL-03", "Ngày quyết định", "04/03/2024"),
        (3, "KL-02", "Hình thức", "cách chức"),
        (3, "KL-03", "Ngày quyết định", "04/03/2024"),
    }


def test_what_is_exported_and_imported_elsewhere_gives_the_same_forms(tmp_path: Path) -> None:
    world.build()
    said = {"offence": "đạo đức, lối sống", "decided_on": "2024-03-01"}
    world.do(
        {"act": "member.reprimand", "on": "2024-03-10", "member": "DV03", "by": "THON2", **said},
        {"act": "member.warn", "on": "2024-03-10", "member": "DV08", "by": "Ủy ban Kiểm tra", **said},
        {"act": "member.expel", "on": "2024-05-10", "member": "DV04", **said},
        {"act": "organisation.warn", "on": "2024-02-10", "organisation": "XA2"},
    )
    world.do({"act": "member.clear_discipline", "on": "2024-04-01", "member": "DV08", "form": "cảnh cáo",
              "instead": "khiển trách"})  # fmt: skip
    before = answers()
    assert before[0]["T"]["TS"] == 3 and before[0]["O"]["TS"] == 1 and before[0]["X"]["TS"] == 1
    export("TINH", TODAY, tmp_path / "all.xlsx", within=EVERYWHERE)
    again = entered(tmp_path / "all.xlsx")
    assert (again.new, again.changed, world.refusals(again)) == (0, 0, set())
    for position in range(edge()[0], 0, -1):
        assert not revoke(position, PAPER, world.OPERATOR, "để nhập lại").refused
    assert not Discipline.objects.filter(known_to=STILL_KNOWN).exists()
    assert not world.refusals(entered(tmp_path / "all.xlsx"))
    assert Discipline.objects.filter(known_to=STILL_KNOWN).count() == 4
    assert Censure.objects.filter(known_to=STILL_KNOWN).count() == 1
    assert answers() == before
