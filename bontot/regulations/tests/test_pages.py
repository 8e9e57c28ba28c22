"""Promises about the pages: from a sample to a calendar, for whoever may, and nobody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bontot.access.tests.reader import Reader
from bontot.members.tests.province import Province
from bontot.regulations.models import Occurrence, Regulation

type As = Callable[[str], Reader]


def _first(regulation: Regulation) -> Occurrence:
    found = (
        Occurrence.objects.filter(duty__regulation=regulation, duty__key="bao-cao-quy")
        .order_by("due")
        .first()
    )
    assert found is not None
    return found


def test_a_committee_adopts_in_one_form(as_: As, committee: Province) -> None:
    secretary = as_("xa")
    assert secretary.get("/quy-che/XA/").status_code == 200
    shown = secretary.get("/quy-che/XA/thong-qua/").data
    assert shown.duties and not shown.draft
    said = {"sample": "grassroots", "number": "05-QC/ĐU", "adopted_on": "01/06/2024", "term": "2020–2025"}
    answer = secretary.post("/quy-che/XA/thong-qua/", said)
    assert answer.status_code == 302, answer.data.problems
    page = secretary.get("/quy-che/XA/").data
    assert page.regulation.number == "05-QC/ĐU"
    assert [duty.holders for duty in page.duties if duty.who == "bí thư"][0] == ("Trần Thị Bình",)
    assert Occurrence.objects.filter(organisation_id=committee.ids["XA"], due__year=2025).exists()


@pytest.mark.parametrize(
    ("user", "status"), (("tinh", 200), ("xa", 200), ("chi-bo", 404), ("dang-vien", 404), ("doc", 404))
)
def test_what_one_may_not_see_does_not_exist(as_: As, regulation: Regulation, user: str, status: int) -> None:
    for step in ("", "du-thao/", "thong-qua/", "ra-soat/", "phan-cong/", f"viec/{_first(regulation).id}/"):
        assert as_(user).get(f"/quy-che/XA/{step}").status_code == status, step
        if step not in ("", "du-thao/"):
            assert as_(user).post(f"/quy-che/XA/{step}", {}).status_code in (404, 422, 302), step
    assert as_(user).get("/quy-che/").status_code == (200 if user != "dang-vien" and user != "doc" else 404)


def test_every_page_is_also_json(as_: As, regulation: Regulation) -> None:
    client = as_("xa")
    assert client.get("/quy-che.json").json()["total"]["has"] == 1
    assert client.get("/quy-che/XA.json").json()["regulation"]["number"] == "01-QC/ĐU"
    assert client.get(f"/quy-che/XA/viec/{_first(regulation).id}.json").json()["each"]["state"] == "missed"


def test_every_number_opens_into_the_duties_it_counts(as_: As, regulation: Regulation) -> None:
    client, quarter = as_("xa"), f"{_first(regulation).due:%Y-%m-%d}"
    total = client.get("/quy-che/", {"quy": quarter}).data.total.kept
    assert total.missed
    for state in ("done", "late", "missed", "open"):
        page = client.get("/quy-che/", {"quy": quarter, "loc": state})
        assert len(page.data.listed) == getattr(total, state), state
        assert {each.state for _, each in page.data.listed} <= {state}
    assert f"?quy={quarter}&amp;loc=missed#luot" in client.get("/quy-che/", {"quy": quarter}).text


def test_the_numbers_of_regulations_open_into_the_organisations_that_have_one(
    as_: As, regulation: Regulation, of_branch: Regulation
) -> None:
    client = as_("xa")
    page = client.get("/quy-che/")
    total = page.data.total
    assert (total.has, total.others) == (1, 1) and page.data.regulated == []
    for which, code in (("has", "XA"), ("others", "CB1")):
        assert f"?loc={which}#co" in page.text
        opened = client.get("/quy-che/", {"loc": which})
        assert [named.code for named, _ in opened.data.regulated] == [code]
        assert len(opened.data.regulated) == getattr(total, which) and f"/quy-che/{code}/" in opened.text
        assert not opened.data.listed, "no duties are asked for"


def test_a_duty_that_is_laid_anew_meanwhile_is_left_out_of_its_list(
    as_: As, regulation: Regulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = _first(regulation).id
    monkeypatch.setattr("bontot.regulations.overview.kept_so", lambda *_asked: [there, 999_999])
    page = as_("xa").get("/quy-che/", {"loc": "missed"})
    assert page.status_code == 200 and [each.id for _, each in page.data.listed] == [there]


def test_a_name_longer_than_a_database_compares_is_not_found(as_: As, regulation: Regulation) -> None:
    said = {"person": "DV-AN", "field": "Tuyên giáo", "since": "03/07/2024"} | dict.fromkeys(
        ("other", "follows"), "x" * 60_000
    )
    assert as_("tinh").post("/quy-che/XA/phan-cong/", said).status_code == 422
