"""Promises about people who may be known already: found by name and birth, decided row by row by whoever knows them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bontot.access.tests.reader import Reader
from bontot.exchange.entering.likeness import same_name
from bontot.exchange.tests.office import LAN, book, enter, read, rules, work
from bontot.members.models import Person, Profile
from tests import world

type As = Callable[[str], Reader]

AM = ("Nông Thị Ấm", "Nữ", "30/11/1992", "THON2", "10/04/2021")
"""DV04 as she stands in the ledger."""


def like_am(name: str, *more: Any) -> tuple[Any, ...]:
    return (name, *AM[1:], *more)


def decide(client: Reader, report: dict[str, Any], **said: str) -> dict[str, Any]:
    page = client.get(f"/nhap/{report['id']}/trung/")
    assert page.status_code == 200
    lines = {name.replace("_", "-"): value for name, value in said.items()}
    client.post(f"/nhap/{report['id']}/trung/", {"seen": report["seen"], "first": "0", **lines})
    work()
    answer: dict[str, Any] = client.get(f"/nhap/{report['id']}.json").json()
    return answer


@pytest.mark.parametrize("name", ("Nông Thị Ẩm", "Nông Thị Am ", "Nông Thị Âm", "Nông Thị Ấn"))
def test_names_that_differ_by_diacritics_or_one_letter_are_doubted(
    as_: As, tmp_path: Path, name: str
) -> None:
    report = read(as_("xa"), book(tmp_path, like_am(name)))
    assert rules(report) == {"TR-04"} and (report["doubts"], report["undecided"]) == (1, 1)
    assert report["new"] == 1 and report["may_enter"]


def test_the_same_name_spelt_otherwise_is_the_same_name(as_: As, tmp_path: Path) -> None:
    for name in ("NÔNG THỊ ẤM", "Nong Thi Am", "Nông  Thị Â\u0301m"):
        report = read(as_("xa"), book(tmp_path, like_am(name)))
        assert (report["new"], report["doubts"]) == (0, 0), name
    assert same_name("Hoà Thuý", "Hòa Thúy") and not same_name("Tuấn", "Tuân")


def test_nobody_is_doubted_whose_numbers_or_days_tell_them_apart(as_: As, tmp_path: Path) -> None:
    two = [like_am("Nông Thị Ẩn", "024192000001"), like_am("Nông Thị Ánh", "024192000002")]
    assert "TR-04" not in rules(read(as_("xa"), book(tmp_path, *two[1:], more=["Số CCCD"])))
    other_day = ("Nông Thị Ấn", "Nữ", "01/12/1992", "THON2", "10/04/2021")
    assert read(as_("xa"), book(tmp_path, other_day))["doubts"] == 0


def test_one_person_is_decided_to_be_one(as_: As, tmp_path: Path) -> None:
    clerk = as_("xa")
    report = decide(clerk, read(clerk, book(tmp_path, like_am("Nông Thị Ẩm"))), line_0="DV04")
    assert (report["new"], report["changed"], report["undecided"]) == (0, 1, 0)
    people = Person.objects.count()
    assert enter(clerk, report)["position"]
    assert Person.objects.count() == people
    assert clerk.get("/dang-vien/DV04/2024-06-30.json").json()["title"] == "Nông Thị Ẩm"


def test_two_people_are_decided_to_be_two_and_stay_two(as_: As, tmp_path: Path) -> None:
    clerk = as_("xa")
    twin = ("Nông Thị Ấm", "Nữ", "30/11/1992", "THON1", "19/05/2024")
    asked = read(clerk, book(tmp_path, (*twin, "khác người"), more=["Trùng với"]))
    assert (asked["new"], asked["doubts"], asked["undecided"]) == (1, 1, 0)
    enter(clerk, asked)
    assert Profile.objects.filter(folded="nong thi am").count() == 2
    for rows, more in (([(*twin, "khác người"), (*AM, "")], ["Trùng với"]), ([twin, AM], [])):
        again = read(clerk, book(tmp_path, *rows, more=more))
        assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 2), (again, more)


def test_the_code_can_be_written_beside_the_row(as_: As, tmp_path: Path) -> None:
    rows = [like_am("Nông Thị Ẩm", "DV04"), (*LAN, "DV99")]
    report = read(as_("xa"), book(tmp_path, *rows, more=["Trùng với"]))
    assert report["changed"] == 1 and rules(report) == {"TR-05"}


def test_among_several_of_one_name_somebody_has_to_choose(as_: As, tmp_path: Path) -> None:
    clerk = as_("xa")
    twin = ("Nông Thị Ấm", "Nữ", "30/11/1992", "THON1", "19/05/2024", "khác người")
    enter(clerk, read(clerk, book(tmp_path, twin, more=["Trùng với"])))
    third = ("Nông Thị Ấm", "Nữ", "30/11/1992", "THON3", "19/05/2024")
    report = read(clerk, book(tmp_path, third))
    assert rules(report) == {"TR-06"} and not report["may_enter"]
    assert decide(clerk, report, line_0="new")["new"] == 1


def test_two_rows_of_one_name_may_be_two_people(as_: As, tmp_path: Path) -> None:
    clerk = as_("xa")
    report = read(clerk, book(tmp_path, LAN, LAN))
    assert rules(report) == {"TR-01"} and report["doubts"] == 1
    assert decide(clerk, report, line_0="new")["new"] == 2


def test_a_number_of_somebody_quite_different_is_refused(as_: As, tmp_path: Path) -> None:
    report = read(as_("xa"), book(tmp_path, (*LAN, "024050001234"), more=["Số CCCD"]))
    assert rules(report) == {"TR-07", "DV-09"} and not report["may_enter"]


ELSEWHERE = {
    "act": "member.register", "on": "2024-02-01", "code": "DV77", "full_name": "Mã Văn Xa", "sex": "nam", "born": "1966-06-06",
    "organisation": "THON4", "admitted": "1990-01-01", "official_on": "1991-01-01", "identity_number": "024066007777",
}  # fmt: skip


def test_whose_number_it_is_stays_hidden_from_whoever_may_not_read_that_file(as_: As, tmp_path: Path) -> None:
    assert world.do(ELSEWHERE, number="02-QĐ/TU", dated=date(2024, 2, 1)).position
    for user, known in (("xa", False), ("tinh", True)):
        client = as_(user)
        report = read(client, book(tmp_path, (*LAN, "024066007777"), more=["Số CCCD"]))
        (told,) = (group["says"] for group in report["groups"] if group["rule"] == "TR-07")
        assert (
            ("DV77" in told) is known and ("ngoài phạm vi" in told) is not known and not report["may_enter"]
        )
        doubles = client.get(f"/nhap/{report['id']}/trung/").content.decode()
        assert ("DV77" in doubles) is known and ("DV77" in json.dumps(report)) is known


def test_a_number_that_is_taken_elsewhere_is_told_without_its_holder(as_: As, tmp_path: Path) -> None:
    world.do(ELSEWHERE, number="02-QĐ/TU", dated=date(2024, 2, 1))
    am = (*AM, "DV04", "024066007777")
    for user, known in (("xa", False), ("tinh", True)):
        report = read(as_(user), book(tmp_path, am, more=["Mã đảng viên", "Số CCCD"]))
        (told,) = (group["says"] for group in report["groups"] if group["rule"] == "TR-02")
        assert ("DV77" in told) is known and ("ngoài phạm vi" in told) is not known


def test_people_elsewhere_are_told_by_their_code_alone(as_: As, tmp_path: Path) -> None:
    hai = ("Phạm Văn Hãi", "Nam", "09/09/1975", "THON1", "09/09/1999")
    for user, known in (("xa", False), ("tinh", True)):
        client = as_(user)
        report = read(client, book(tmp_path, hai))
        (question,) = client.get(f"/nhap/{report['id']}/trung.json").json()["questions"]
        (choice,) = question["choices"]
        assert choice["code"] == "DV09" and ("Phạm Văn Hải" in choice["says"]) is known


def test_what_is_decided_is_checked_before_it_is_entered(as_: As, tmp_path: Path) -> None:
    clerk = as_("xa")
    rows = [like_am(f"Nông Thị Ấm{letter}") for letter in "abcdefghijklmnopqrstu"]
    report = read(clerk, book(tmp_path, *rows))
    assert report["doubts"] == 21
    page = clerk.get(f"/nhap/{report['id']}/trung.json").json()
    assert (len(page["questions"]), page["after"]) == (20, 20)
    said = {"seen": report["seen"], "first": "0", "line-3": "DV04", "onwards": "20"}
    clerk.post(f"/nhap/{report['id']}/trung/", said)
    now = clerk.get(f"/nhap/{report['id']}.json").json()
    assert now["outdated"] and not now["may_enter"]
    assert enter(clerk, now)["position"] is None


def test_two_that_are_known_as_two_are_not_doubted_again(as_: As, tmp_path: Path) -> None:
    clerk, more = as_("xa"), ["Số CCCD"]
    rows = [(*LAN, "024199000001"), (*LAN[:3], "THON2", LAN[4], "024199000002")]
    first = read(clerk, book(tmp_path, *rows, more=more))
    assert rules(first) == {"TR-03"}
    enter(clerk, first)
    again = read(clerk, book(tmp_path, *rows, more=more))
    assert (again["unchanged"], again["findings"], again["doubts"]) == (2, [], 0)


def test_an_admission_years_away_of_somebody_found_by_name_is_doubted_old_to_new(
    as_: As, tmp_path: Path
) -> None:
    clerk = as_("xa")
    far = (*AM[:4], "19/05/2024")
    report = read(clerk, book(tmp_path, far))
    (told,) = (group["says"] for group in report["groups"] if group["rule"] == "TR-08")
    assert "10/04/2021 → 19/05/2024" in told and (report["doubts"], report["undecided"]) == (1, 1)
    assert decide(clerk, report, line_0="new")["new"] == 1
    for near in ((*AM[:4], "11/04/2021"), AM):
        assert read(clerk, book(tmp_path, near))["doubts"] == 0
    assert "TR-08" not in rules(read(clerk, book(tmp_path, (*far, "DV04"), more=["Mã đảng viên"])))


def test_a_name_and_a_birth_tell_nobody_when_somebody_elsewhere_was_admitted(as_: As, tmp_path: Path) -> None:
    elsewhere = ("Vi Văn Dũng", "Nam", "15/03/1979", "THON1", "19/05/2024")
    report = read(as_("xa"), book(tmp_path, elsewhere))
    assert "TR-08" not in rules(report) and not report["may_enter"]
    assert "2005" not in str(report)
    assert "TR-08" in rules(read(as_("tinh"), book(tmp_path, elsewhere)))
