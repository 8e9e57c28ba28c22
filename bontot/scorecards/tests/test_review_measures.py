"""Promises about discipline behind a condition of 366-QĐ/TW: what is counted against somebody can be opened and read."""

from __future__ import annotations

from datetime import date

import pytest

from bontot.access.models import Reading
from bontot.exchange.tests.office import signed_in
from bontot.frameworks.queries import frameworks
from bontot.law.frameworks.shipped import holding
from bontot.organisations.models import Organisation
from bontot.scorecards.figures import listed_to
from bontot.scorecards.reviews.leading import led
from bontot.scorecards.reviews.measured import OF_DISCIPLINE, led_disciplined, led_measures
from bontot.scorecards.reviews.sheet import gather
from bontot.scorecards.reviews.things import counted
from bontot.scorecards.tests.test_reviews import SHEET, TODAY, office
from tests import world

__all__ = ["office"]

pytestmark = pytest.mark.django_db

HEADS = "?khung=xep-loai-can-bo"
MEMBER = f"{SHEET}so/T02/own_discipline/?khung=xep-loai-dang-vien"
OF_XA1 = "/bon-tot/xep-loai/XA1/2026/"
YEAR = (date(2026, 1, 1), date(2027, 1, 1))


def _reprimand(number: str, **whom: str) -> None:
    kind = next(iter(whom))
    act = {"act": f"{kind}.reprimand", "on": "2026-06-06", **whom}
    outcome = world.do(act, number=number, dated=date(2026, 6, 6))
    assert outcome.position, outcome.findings


def test_a_members_own_discipline_opens_into_the_measure_and_its_decision(office: None) -> None:
    client = signed_in("xa")
    assert f'href="{MEMBER}"' in client.get(f"{SHEET}diem/").content.decode()
    listed = client.get(MEMBER)
    text, rows = listed.content.decode(), listed.data.rows
    assert "1 quyết định kỷ luật</strong>" in text and "Quyết định 03-QĐ/TU" in text and "05/05/2026" in text
    assert [row.person.name for row in rows] == ["Lò Văn Cường"] and rows[0].what == "khiển trách"
    assert "03-QĐ/TU" in client.get(rows[0].href).content.decode()


def test_who_reads_somebodys_discipline_there_is_written_down(office: None) -> None:
    signed_in("xa").get(MEMBER)
    reading = Reading.objects.get()
    assert (reading.account, reading.person_code) == ("xa", "T02")


def test_who_may_not_read_discipline_sees_that_it_counts_and_no_list(office: None) -> None:
    branch = signed_in("chi-bo")
    page = branch.get(f"{SHEET}diem/").content.decode()
    assert "theo sổ" in page and "own_discipline" not in page
    assert branch.get(MEMBER).status_code == 404 and not Reading.objects.exists()
    assert signed_in("dang-vien").get(MEMBER).status_code == 404


def test_a_measure_of_another_period_is_not_in_the_list_of_this_one(office: None) -> None:
    before = f"{SHEET.replace('2026', '2026-Q1')}so/T02/own_discipline/?khung=xep-loai-dang-vien"
    within = before.replace("Q1", "Q2")
    client = signed_in("xa")
    assert [len(client.get(each).data.rows) for each in (before, within)] == [0, 1]


def test_what_is_held_against_a_head_opens_into_the_measures_against_what_they_lead(office: None) -> None:
    """Against the branch itself and against others in it, each once, though it is counted on several ways."""
    _reprimand("04-QĐ/ĐU", organisation="THON1")
    _reprimand("05-QĐ/ĐU", member="DV01")
    client, address = signed_in("xa"), f"{OF_XA1}so/DV02/units_discipline/{HEADS}"
    assert f'href="{address}"' in client.get(f"{OF_XA1}diem/{HEADS}").content.decode()
    rows = client.get(address).data.rows
    assert sorted(row.says for row in rows) == ["Quyết định 04-QĐ/ĐU", "Quyết định 05-QĐ/ĐU"]
    assert all(client.get(row.href).status_code == 200 for row in rows)
    assert {row.other.code for row in rows if row.other} == {"THON1"}


@pytest.mark.parametrize("whom", ({"organisation": "THON1"}, {"member": "DV01"}, {"member": "DV02"}, {}))
def test_a_condition_is_not_met_just_where_its_list_has_something(office: None, whom: dict[str, str]) -> None:
    if whom:
        _reprimand("04-QĐ/ĐU", **whom)
    found = Organisation.objects.get(code="XA1")
    for code in ("xep-loai-can-bo", "xep-loai-dang-vien", "xep-loai-to-chuc"):
        sheet = gather(holding(frameworks(), code, TODAY), found, "2026", TODAY)
        for condition in sheet.framework.hard:
            evidence = condition.evidence.code if condition.evidence else ""
            if not evidence.endswith("_discipline"):
                continue
            for subject in sheet.subjects:
                _says, listed = counted(sheet, subject.id, evidence)
                against = condition.code in sheet.found.get(subject.id, frozenset())
                assert bool(listed) == against, (code, subject.code, condition.code)


def test_who_leads_nothing_has_nothing_against_them(office: None) -> None:
    nobody = Organisation.objects.get(code="XA1").pk + 10**6
    assert led([nobody], TODAY) == {} and led_disciplined({}, YEAR, TODAY) == set()
    assert led_measures(nobody, set(), YEAR, TODAY) == []


def test_both_lists_of_discipline_are_listed_to_the_same() -> None:
    assert {listed_to(evidence) for evidence in OF_DISCIPLINE} == {"discipline.read"}


def test_a_sheet_says_by_which_rule_members_stand_on_it_and_who_of_them_holds_a_post(office: None) -> None:
    client = signed_in("tinh")
    for query in ("", HEADS):
        page = client.get(f"{OF_XA1}{query}")
        text = page.content.decode()
        assert "chưa nói bí thư, phó bí thư chi bộ trực thuộc thuộc nhóm nào" in text, query
        assert "Phụ lục" in text and "quy ước của hệ thống" in text, query
        line = next(each for each in page.data.lines if each.code == "DV02")
        assert line.where.startswith("bí thư, "), query
    others = [each.where for each in client.get(OF_XA1).data.lines if each.code != "DV02"]
    assert others and not any("bí thư" in where for where in others)
    assert "bí thư" not in client.get(f"{OF_XA1}?khung=xep-loai-to-chuc").content.decode()
