"""Answers go where they are asked to go, and calls that cannot be meant are told so in a sentence."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bontot.cli import main
from bontot.cli.running import day_with_figures
from bontot.ledger.enacting import EXAMPLES
from bontot.ledger.models import Decision
from bontot.ledger.paper import Paper
from bontot.ledger.revoking import revoke
from bontot.statistics.home import earlier
from bontot.ui.clock import today
from tests import world

ASKED = ("--organisation", "TINH", "--on", "2024-06-30")


@pytest.mark.django_db(transaction=True)
def test_names_and_indicators_go_to_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world.build()
    csv, names, indicator = tmp_path / "a.csv", tmp_path / "a.json", tmp_path / "i.json"
    assert main(["names", "CL", "T1", "KY", *ASKED, "--format", "csv", "--out", str(csv)]) == 0
    assert csv.read_text(encoding="utf-8-sig").splitlines()[:2] == ["Mã,Tên", "DV04,Nông Thị Ấm"]
    assert main(["names", "CL", "T1", "KY", *ASKED, "--format", "json", "--out", str(names)]) == 0
    assert {"code": "DV04", "name": "Nông Thị Ấm"} in json.loads(names.read_bytes())
    assert main(["indicator", "members", *ASKED, "--format", "json", "--out", str(indicator)]) == 0
    assert json.loads(indicator.read_bytes())["code"] == "members"
    assert capsys.readouterr().out.split() == [str(csv), str(names), str(indicator)]


@pytest.mark.django_db(transaction=True)
def test_a_rehearsal_says_that_it_was_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world.build()
    act = tmp_path / "act.json"
    act.write_text('{"act": "member.die", "on": "2024-02-01", "member": "DV01"}', encoding="utf-8")
    paper = ("--number", "02-QĐ/TU", "--dated", "2024-02-02", "--by", "TINH", "--rehearse")
    assert main(["enact", str(act), *paper]) == 0
    assert "Chạy thử: chưa ghi gì vào sổ." in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_rehearsal_of_hundreds_of_acts_counts_as_their_decision_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """More than an outcome keeps by itself; whoever comes and goes at once changes nothing."""
    world.build()
    said = {"full_name": "Lê Thị Mới", "sex": "nữ", "born": "1990", "admitted": "2015-01-01"}
    acts = [
        {"act": "member.register", "on": "2024-02-01", "code": f"M{n}", "organisation": "THON3", **said}
        for n in range(EXAMPLES)
    ]
    acts += [
        {"act": "member.transfer", "on": "2024-02-01", "member": member, "to": to}
        for member, to in (("DV04", "THON1"), ("DV02", "THON2"), ("DV07", "DN1"))
    ]
    file = tmp_path / "acts.json"
    file.write_text(json.dumps(acts), encoding="utf-8")
    paper = ("--number", "02-QĐ/TU", "--dated", "2024-02-02", "--by", "TINH", "--json")
    told = []
    for rehearses in (("--rehearse",), ()):
        assert main(["enact", str(file), *paper, *rehearses]) == 0
        told.append({c["organisation"]: c for c in json.loads(capsys.readouterr().out)["counts"]})
    assert told[0] == told[1]
    assert {code: c["after"] - c["before"] for code, c in told[0].items()} == {
        "THON3": EXAMPLES, "SO1": -1, "DN1": 1,
    }  # fmt: skip


def test_a_province_that_is_too_small_is_told_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["up", "--members", "100"])
    assert ended.value.code == 2
    assert "ít nhất 2000 đảng viên" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_day_with_figures_is_offered_whenever_there_are_records() -> None:
    assert day_with_figures() is None
    world.build()
    assert day_with_figures() == Decision.objects.order_by("dated").values_list("dated", flat=True).last()


@pytest.mark.django_db
def test_a_day_with_figures_is_offered_also_after_a_decision_was_taken_back_today() -> None:
    world.build()
    before = day_with_figures()
    death = {"act": "member.die", "on": "2024-02-01", "member": "DV01"}
    done = world.do(death, number="02-QĐ/TU", dated=date(2024, 2, 2))
    assert done.position and day_with_figures() == date(2024, 2, 2)
    assert revoke(done.position, Paper("03-QĐ/TU", today(), "TINH"), world.OPERATOR, "Sai").position
    assert day_with_figures() == before


@pytest.mark.django_db
def test_a_day_with_figures_comes_back_when_taking_back_was_a_mistake() -> None:
    world.build()
    before, paper = day_with_figures(), Paper("03-QĐ/TU", today(), "TINH")
    done = world.do(
        {"act": "member.die", "on": "2024-02-01", "member": "DV01"}, number="02-QĐ/TU", dated=date(2024, 2, 2)
    )
    back: list[int] = [done.position or 0]
    for expected in (before, date(2024, 2, 2), before):
        back.append(revoke(back[-1], paper, world.OPERATOR, "Sai").position or 0)
        assert back[-1] and day_with_figures() == expected


@pytest.mark.django_db
def test_a_day_with_figures_is_found_below_a_crowd_of_decisions_that_were_taken_back() -> None:
    world.build()
    before, last = day_with_figures(), Decision.objects.latest("position")
    taken = range(last.position + 1, last.position + 251)
    for place, revokes in enumerate([*[None] * len(taken), *taken], last.position + 1):
        last.position, last.dated, last.revokes = place, today(), revokes
        last.save(force_insert=True)
    with CaptureQueriesContext(connection) as statements:
        assert day_with_figures() == before
    assert len(statements) < 10


def test_the_first_page_offers_the_latest_year_with_entries() -> None:
    busy = ("2023", 5, 1), ("2024", 2, 0)
    found = earlier((*busy, ("2025", 0, 0), ("2026", 0, 0)))
    assert found is not None and (found.year, found.last) == (2026, date(2024, 12, 31))
    assert earlier(busy) is None and earlier((("2025", 0, 0), ("2026", 0, 0))) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("call", "meant"),
    (
        (["form", "TG", "--organisation", "XA11", "--on", "2024-06-30"], "“XA1”"),
        (["form", "TGG", *ASKED], "“TG”"),
        (["indicator", "member", *ASKED], "“members”"),
        (["names", "TG", "B2rr", "KY", *ASKED], "dòng “B2r”"),
        (["names", "TG", "b1", "ky", *ASKED], "cột “KY”"),
    ),
)
def test_an_unknown_code_is_answered_with_what_was_probably_meant(
    call: list[str], meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    world.build()
    assert main(call) == 2
    assert f"{meant}" in capsys.readouterr().err
