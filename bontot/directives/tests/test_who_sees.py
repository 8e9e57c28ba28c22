"""Promises about who sees and does what of papers and commitments: the rest does not exist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from bontot.access.tests.reader import Reader
from bontot.directives import cascading, committing, replying
from bontot.directives.committing import Wanted
from bontot.directives.models import Commitment
from bontot.directives.replying import Answer
from bontot.directives.tests.conftest import DEEP
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]
TODAY = date(2024, 6, 30)


@pytest.mark.parametrize("do", ("cascade", "accept", "return", "accept_all", "drop", "", "sao"))
def test_a_branch_does_not_do_what_is_its_superiors(as_: As, branch: Commitment, do: str) -> None:
    answer = as_("chi-bo").post(f"/cam-ket/{branch.id}/", {"do": do, "deadline": "30/11/2024", "reason": "x"})
    assert answer.status_code in (404, 422)
    branch.refresh_from_db()
    assert branch.state == "given" and Commitment.objects.filter(parent=branch).count() == 0


def test_everybody_sees_their_own_and_what_it_came_from_and_nothing_else(
    as_: As, promise: Commitment, branch: Commitment, province: Province
) -> None:
    other = Commitment.objects.get(organisation_id=province.ids["CB2"])
    agency = Commitment.objects.get(organisation_id=province.ids["CQ"])
    paper = f"/chi-thi/{promise.directive_id}/"
    for user, seen, hidden in (
        ("tinh", (promise, branch, other, agency), ()),
        ("xa", (promise, branch, other), (agency,)),
        ("chi-bo", (promise, branch), (other, agency)),
        ("dang-vien", (), (promise, branch, other, agency)),
        ("doc", (), (promise, branch)),
    ):
        client = as_(user)
        for each in seen:
            assert client.get(f"/cam-ket/{each.id}/").status_code == 200, (user, each.organisation_id)
        for each in hidden:
            for tail in ("", "dau-vet/", "dem/", "danh-sach/overdue/"):
                assert client.get(f"/cam-ket/{each.id}/{tail}").status_code == 404, (user, tail)
        assert client.get(paper).status_code == (200 if seen else 404), user
    above = as_("chi-bo").get(f"/cam-ket/{promise.id}/").data
    assert not above.whole and above.children == [] and above.told is None
    assert as_("chi-bo").get(f"/cam-ket/{promise.id}/danh-sach/waiting/").status_code == 404
    assert as_("chi-bo").get("/noi-va-lam/XA/2024-06-30/").status_code == 404
    assert as_("chi-bo").get("/noi-va-lam/nguoi/DV-DUNG/2024-06-30/").status_code == 404
    assert [part.line.organisation.code for part in as_("chi-bo").get(paper).data.parts] == ["CB1"]


def test_a_paper_says_in_words_how_surely_it_was_read(as_: As, promise: Commitment) -> None:
    page = as_("tinh").get(f"/chi-thi/{promise.directive_id}/").content.decode()
    assert "(chưa đọc được nguyên văn)" in page and "(B)" not in page


def test_every_page_answers_programs_too(as_: As, visits: Commitment, province: Province) -> None:
    cascading.hand_down(visits.id, DEEP, "tinh")
    branch = Commitment.objects.get(organisation_id=province.ids["CB1"])
    committing.make_concrete(
        branch.id, Wanted(says="Việc", deadline=TODAY, target=Decimal("2.5")), None, "chi-bo"
    )
    replying.reply(
        branch.id, Answer(done_on=TODAY, value=Decimal("2.5"), evidence="paper", reference="1"), "", "x"
    )
    client = as_("tinh")
    for address in (
        "/chi-thi.json",
        "/chi-thi/moi.json",
        f"/chi-thi/{visits.directive_id}.json",
        f"/chi-thi/{visits.directive_id}/nhap.json",
        "/cam-ket/moi/BG.json",
        f"/cam-ket/{visits.id}.json",
        f"/cam-ket/{visits.id}/danh-sach/in_time.json",
        f"/cam-ket/{branch.id}/dau-vet.json",
        "/noi-va-lam/BG/2024-06-30.json",
        "/noi-va-lam/nguoi/DV-AN/2024-06-30.json",
    ):
        assert client.get(address).json()["title"], address
    page = client.get(f"/cam-ket/{branch.id}.json").json()
    assert page["told"]["reached"] and page["forms"]["reply"]["values"]["value"] == "2,5"


@pytest.mark.parametrize(
    ("user", "seen", "made"),
    (
        ("tinh", "BG HL KH XA XB CB1 CB2 CBX CQ", "BG HL KH XA CB1 CB2 CQ"),
        ("xa", "XA CB1 CB2", "XA CB1 CB2"),
        ("chi-bo", "CB1", "CB1"),
        ("dang-vien", "", ""),
        ("doc", "", ""),
    ),
)
def test_what_one_may_not_see_does_not_exist(
    as_: As, branch: Commitment, province: Province, user: str, seen: str, made: str
) -> None:
    """Every organisation for every role: open where in scope, else 404; what is no more promises nothing."""
    client = as_(user)
    new = {"says": "Việc", "measure": "done", "deadline": "31/12/2024"}
    for code in ("BG", "HL", "KH", "XA", "XB", "CB1", "CB2", "CBX", "CQ", "KHONG-CO"):
        expected = 200 if code in seen.split() else 404
        for address in (f"/noi-va-lam/{code}/2024-06-30/", f"/cam-ket/moi/{code}/"):
            assert client.get(address).status_code == expected, (user, address)
        answer = client.post(f"/cam-ket/moi/{code}/", new).status_code
        assert answer == (302 if code in made.split() else 422 if expected == 200 else 404), (user, code)
    assert Commitment.objects.filter(says="Việc").count() == len(made.split())


def test_only_those_directly_below_can_be_chosen(as_: As, promise: Commitment, province: Province) -> None:
    where, said = f"/cam-ket/{promise.id}/", {"do": "cascade", "deadline": "30/11/2024"}
    wrong = as_("tinh").post(where, said | {"only": "XA"})
    assert (
        wrong.status_code == 422
        and "Không trực thuộc tổ chức này: Đảng bộ xã Tân An" in wrong.content.decode()
    )
    looked = as_("tinh").post(where, said | {"only": "lang giang", "step": "look"})
    assert looked.status_code == 200 and "Đảng bộ huyện Lạng Giang" in looked.content.decode()
    assert as_("tinh").post(where, said | {"only": "HL"}).status_code == 302
    assert [each.organisation_id for each in Commitment.objects.filter(parent=promise)] == [
        province.ids["HL"]
    ]
