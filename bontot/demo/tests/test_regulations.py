"""The books of regulations of invented committees: the same every time, loaded without a finding, with weak spots."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bontot.cli.committees import bodies, load_regulations
from bontot.demo.regulations import Body, write
from bontot.kernel.period import OPEN
from bontot.meetings.models import Meeting
from bontot.members.models import Post
from bontot.members.tests.province import build
from bontot.regulations.models import Occurrence, Regulation

UNTIL = date(2026, 3, 20)


def _committees(number: int) -> list[Body]:
    return [
        Body(
            f"XA{i:03}",
            "đảng bộ cơ sở",
            date(2000, 1, 1),
            True,
            (f"DV{i}",),
            date(2020, 7, 1),
            "2020–2025",
            (),
        )
        for i in range(number)
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def test_the_same_committees_give_the_same_books(tmp_path: Path) -> None:
    one, met = write(tmp_path / "1", _committees(40), UNTIL, 2020)
    other, met_too = write(tmp_path / "2", reversed(_committees(40)), UNTIL, 2020)
    assert [p.read_bytes() for p in (*one, met)] == [p.read_bytes() for p in (*other, met_too)]


def test_most_keep_to_their_regulation_and_some_do_not(tmp_path: Path) -> None:
    (regulations, _assigned, done), met = write(tmp_path, _committees(200), UNTIL, 2020)
    assert 180 < len(_rows(regulations)) < 200, "some never adopted one"
    lateness = Counter(_day(row["Ngày làm"]) > _day(row["Hạn"]) for row in _rows(done))
    assert 0 < lateness[True] < lateness[False] / 5
    assert all(_day(row["Ngày làm"]) < UNTIL for row in _rows(done))
    months = Counter(row["Mã chi bộ"] for row in _rows(met))
    assert max(months.values()) == 12 and min(months.values()) < 10, "some committees seldom met"


@pytest.mark.django_db
def test_the_committees_of_a_province_are_loaded_without_a_finding(tmp_path: Path) -> None:
    build()
    on = date(2024, 6, 30)
    assert {body.code for body in bodies(on)} == {"BG", "HL", "KH", "XA", "CB1", "CB2", "CQ"}
    loaded = load_regulations(tmp_path, on, ("CB1",))
    assert loaded.regulations == Regulation.objects.filter(state="in_force").count() >= 4
    assert Regulation.objects.filter(organisation__code="CB1").exists()
    assert not Occurrence.objects.filter(state="open", due__lt=date(2024, 6, 1)).exists()


@pytest.mark.django_db
def test_the_committee_of_a_branch_has_met_in_the_months_of_its_own_book_and_in_no_other(
    tmp_path: Path,
) -> None:
    """Nine belong to CB1; it has a committee once three sit on it, and then a regulation that lets it meet by the 2nd."""
    province, on, since = build(), date(2024, 6, 30), date(2020, 6, 1)
    for number in range(7):
        province.member(f"DV-{number}", f"Nguyễn Văn {number}", ("CB1", date(2010, 5, 19), OPEN))
    seat: dict[str, Any] = {"title": "chi ủy viên", "organisation_id": province.ids["CB1"]}
    province.fact(Post, since, person_id=province.ids["DV-BINH"], **seat)
    assert {body.code: body.committee for body in bodies(on)}["CB1"] is False
    province.fact(Post, since, person_id=province.ids["DV-1"], **seat)
    assert {body.code: body.committee for body in bodies(on)}["CB1"] is True
    days = [date(2024, month, 1) for month in (1, 2, 4, 5, 6)]
    for day in days:
        said = {"organisation_id": province.ids["CB1"], "kind": "committee", "state": "held"}
        Meeting.objects.create(month=day, day=day, begins=time(18, 30), **said)
    load_regulations(tmp_path, on, ("CB1",))
    met = Occurrence.objects.filter(organisation__code="CB1", duty__key="hop-chi-uy", due__year=2024)
    past = met.filter(due__lt=on).order_by("due").values_list("done_on", flat=True)
    assert list(past) == [*days[:2], None, *days[2:]]
    assert Meeting.objects.filter(organisation__code="CB1").count() == len(days)
