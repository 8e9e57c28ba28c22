"""The handing over is told on the page of the decision, in its JSON, when an act is tried, in the API, on the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bontot.access.demonstration import accounts
from bontot.access.models import Account
from bontot.access.scope import Grants
from bontot.access.tests.reader import Reader
from bontot.cli import main
from bontot.meetings.models import Task
from bontot.meetings.planning import create
from bontot.organisations.models import Organisation
from bontot.restructuring.minutes import of_outcome
from tests import world

MERGE = {"on": "2024-06-01", "merged": ["THON1", "THON3"], "code": "THON13", "name": "Chi bộ thôn Bản Mới",
         "kind": "chi bộ", "parent": "XA1"}  # fmt: skip


@pytest.fixture
def office(db: None) -> Reader:
    world.build()
    accounts(province="TINH", commune="XA1", branch="THON1", person="DV01")
    reader = Reader()
    reader.force_login(Account.objects.get(username="tinh"))
    return reader


def test_the_page_of_the_decision_lists_it(office: Reader) -> None:
    outcome = world.do({"act": "organisation.merge", **MERGE}, dated=date(2024, 6, 1))
    page = office.get(f"/quyet-dinh/{outcome.position}/").content.decode()
    assert "Bàn giao" in page and "Chi bộ thôn Bản Mới" in page and "Chức vụ kết thúc cùng tổ chức" in page
    first, _ = office.get(f"/quyet-dinh/{outcome.position}.json").json()["handed_over"]
    assert [taker["members"] for taker in first["takers"]] == [2]
    assert "Bàn giao" not in office.get("/quyet-dinh/1/").content.decode()


def test_what_is_not_finished_is_told_with_what_becomes_of_it_to_whoever_may_see_it(office: Reader) -> None:
    branch = Organisation.objects.get(code="THON1")
    create(branch.pk, "regular", date(2024, 6, 1), "chi-bo")
    Task.objects.create(organisation=branch, says="Thăm hỏi", deadline=date(2024, 7, 1), owner_id=None)
    said = {"act": "organisation.merge", **MERGE}
    outcome = world.do(said, dated=date(2024, 6, 1))
    first, second = of_outcome(outcome)
    assert [(left.says, left.number) for left in first.unfinished] == [
        ("Buổi sinh hoạt chưa duyệt biên bản", 1),
        ("Nhiệm vụ đang làm", 1),
    ]
    assert all(left.then for left in first.unfinished) and not second.unfinished
    assert "Nhiệm vụ đang làm: 1" in office.get(f"/quyet-dinh/{outcome.position}/").content.decode()
    planner = Grants(Account.objects.get(username="lap-phuong-an"), date(2024, 6, 30))
    assert not any(each.unfinished for each in of_outcome(outcome, reach=planner.scope))


def test_the_api_tells_it_before_and_after(office: Reader) -> None:
    said = json.dumps(MERGE)
    for rehearse in ("true", "false"):
        address = f"/api/acts/organisation.merge?number=09-QĐ/HU&dated=2024-06-01&by=TINH&rehearse={rehearse}"
        answer = office.post(address, said, content_type="application/json").json()
        first, _ = answer["handed_over"]
        assert [(taker["code"], taker["people"]) for taker in first["takers"]] == [
            ("THON13", ["DV01", "DV02"])
        ]


def test_the_command_tells_it(office: Reader, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "merge.json").write_text(json.dumps({"act": "organisation.merge", **MERGE}), encoding="utf-8")
    asked = ["--number", "09-QĐ/HU", "--dated", "2024-06-01", "--by", "TINH", "--rehearse", "--json"]
    assert main(["enact", str(tmp_path / "merge.json"), *asked]) == 0
    first, _ = json.loads(capsys.readouterr().out)["handed_over"]
    assert first["way"] == "hợp nhất" and first["papers"]


def test_the_command_counts_members_before_and_after(
    office: Reader, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "merge.json").write_text(json.dumps({"act": "organisation.merge", **MERGE}), encoding="utf-8")
    asked = [
        "enact",
        str(tmp_path / "merge.json"),
        "--number",
        "9-QĐ",
        "--dated",
        "2024-06-01",
        "--by",
        "TINH",
    ]
    told = []
    for more in (["--rehearse", "--json"], ["--json"]):
        assert main([*asked, *more]) == 0
        told.append(json.loads(capsys.readouterr().out)["counts"])
    assert [(c["organisation"], c["before"], c["after"]) for c in told[0]] == [
        ("THON1", 2, 0),
        ("THON13", 0, 2),
    ]
    assert told[0] == told[1]
