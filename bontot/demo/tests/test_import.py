"""The promise of the demonstration: an office's own import takes the province, and the program finds the figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bontot.demo import PAPER_DATED, PAPER_NUMBER, TOP, write
from bontot.demo.sheets import SHEETS
from bontot.demo.targets import PUBLISHED
from bontot.exchange.entering.importing import Import
from bontot.exchange.reading.workbook import read
from bontot.ledger.authority import Operator
from bontot.ledger.enacting import Outcome, enact
from bontot.ledger.paper import Paper
from bontot.statistics import engine
from bontot.statistics.forms import FORMS
from bontot.statistics.indicators import indicator

SMALL = 2_000
CENSUS, HALF_YEAR, CLASSES = date(2023, 12, 31), date(2024, 6, 30), date(2021, 1, 1)
ASKED = {
    "members": (None, CENSUS),
    "admitted": (date(2020, 1, 1), CENSUS),
    "removed_by_screening": (date(2021, 1, 1), CENSUS),
    "trained_update": (CLASSES, HALF_YEAR),
    "trained_committee_members": (CLASSES, HALF_YEAR),
    "trained_branch_secretaries": (CLASSES, HALF_YEAR),
    "secretary_and_council_chair": (None, HALF_YEAR),
    "secretary_and_commune_chair": (None, HALF_YEAR),
    "agency_head_secretaries": (None, HALF_YEAR),
    "service_head_secretaries": (None, HALF_YEAR),
    "enterprise_owner_secretaries": (None, HALF_YEAR),
    "village_heads_members": (None, HALF_YEAR),
}


def imported(folder: Path) -> Outcome:
    coming = Import(write(folder, SMALL), PAPER_DATED)
    paper = Paper(PAPER_NUMBER, PAPER_DATED, TOP, "Kê khai ban đầu")
    return enact(coming.acts(), paper, Operator("kiểm thử"), outcome=coming.outcome)


@pytest.mark.django_db
def test_the_import_refuses_nothing_and_the_indicators_are_the_targets(tmp_path: Path) -> None:
    outcome = imported(tmp_path)
    assert [finding for finding in outcome.findings if finding.refuses] == []
    targets = PUBLISHED.at(SMALL)
    for code, (since, on) in ASKED.items():
        answer = indicator(code, TOP, on, since, None)
        wanted = getattr(targets, code)
        found = (answer.numerator, answer.denominator) if isinstance(wanted, tuple) else answer.numerator
        assert found == wanted, code
    told = {
        code: engine.answer(FORMS[code], TOP, PAPER_DATED, date(2020, 1, 1)).cells for code in ("KL", "TG")
    }
    assert told["KL"]["T"]["KTR"] and told["KL"]["T"]["KTR"] == told["TG"]["C2"]["KY"]
    assert (told["KL"]["T"]["TS"] or 0) > (told["KL"]["T1"]["TS"] or 0) > 0
    grades = engine.answer(FORMS["XL"], TOP, CENSUS, None)
    assert grades.sound and 85 < (grades.cells["TLD"]["DV"] or 0) < 100
    assert 80 < (grades.cells["TLG"]["DV"] or 0) < 97 and 8 < (grades.cells["TLX"]["DV"] or 0) <= 20
    assert grades.cells["TLD"]["CS"] == 100 and (grades.cells["B"]["CBTT"] or 0) > 0
    assert {f.rule for f in outcome.findings if f.rule.startswith("XL")} == set()


def test_comma_separated_files_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    excel, plain = tmp_path / "excel", tmp_path / "plain"
    books = write(excel, SMALL)
    monkeypatch.setattr("bontot.demo.writing.PLAIN_FROM", 0)
    files = write(plain, SMALL)
    assert [path.name for path in files] == [f"{key}.csv" for key in SHEETS]
    one = {sheet.kind: [row for _, row in sheet.rows] for sheet in read(books)}
    two = {sheet.kind: [row for _, row in sheet.rows] for sheet in read(files)}
    assert one == two and set(one) == {
        "organisations",
        "members",
        "belongings",
        "posts",
        "training",
        "discipline",
        "censure",
        "classification",
        "member_classification",
        "recognition",
    }
