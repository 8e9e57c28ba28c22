"""Promises about taking decisions back, and about all that a decision changed: who may, and that nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bontot.access.models import Account, Grant
from bontot.access.scope import authority
from bontot.access.tests.reader import Reader
from bontot.decisions import queries
from bontot.ledger.authority import Operator
from bontot.ledger.enacting import enact
from bontot.ledger.paper import Paper
from bontot.members.acts import Transfer

type As = Callable[[str], Reader]

TODAY = date(2024, 6, 30)
PAPER = Paper("05-QĐ/ĐU", date(2024, 6, 1), "XA")
BACK = {
    "paper-number": "06-QĐ/ĐU",
    "paper-dated": "02/06/2024",
    "paper-by": "XA",
    "paper-reason": "nhầm người",
}


def _moved(user: str, member: str = "DV-AN", to: str = "CB2") -> int:
    by = authority(Account.objects.get(username=user), TODAY)
    outcome = enact([Transfer(member=member, to=to, on=date(2024, 6, 1))], PAPER, by)
    assert outcome.position is not None, outcome.findings
    return outcome.position


@pytest.mark.parametrize("user", ("tinh", "xa", "chi-bo", "dang-vien", "doc"))
def test_who_recorded_a_decision_in_their_branches_may_take_it_back(as_: As, user: str) -> None:
    """Route × role: its maker, and whoever may revoke everywhere; to all others there is no such page."""
    address = f"/quyet-dinh/{_moved('xa')}/thu-hoi/"
    assert as_(user).get(address).status_code == (200 if user in ("tinh", "xa") else 404)


def test_the_maker_takes_it_back_and_everything_is_as_before(as_: As) -> None:
    client, position = as_("xa"), _moved("xa")
    assert f"/quyet-dinh/{position}/thu-hoi/" in client.get(f"/quyet-dinh/{position}/").content.decode()
    address = f"/quyet-dinh/{position}/thu-hoi/"
    shown = client.post(address, {**BACK, "step": "rehearse"}).data.shown
    assert client.post(address, {**BACK, "step": "enact", "shown": shown}).status_code == 302
    assert client.get("/dang-vien/DV-AN/2024-06-30.json").json()["file"]["branch"]["code"] == "CB1"
    assert client.get(f"/quyet-dinh/{position + 1}/thu-hoi/").status_code == 404


def test_what_somebody_else_recorded_is_not_theirs_to_take_back(as_: As) -> None:
    position = _moved("tinh")
    assert as_("xa").get(f"/quyet-dinh/{position}/").status_code == 200
    assert as_("xa").get(f"/quyet-dinh/{position}/thu-hoi/").status_code == 404
    assert as_("xa").post(f"/quyet-dinh/{position}/thu-hoi/", {**BACK, "step": "enact"}).status_code == 404


def test_who_has_lost_the_right_to_order_it_may_not_take_it_back(as_: As) -> None:
    position = _moved("xa")
    Grant.objects.filter(account__username="xa").update(role="branch")
    assert as_("xa").get(f"/quyet-dinh/{position}/thu-hoi/").status_code == 404
    Grant.objects.filter(account__username="xa").update(role="commune", organisation_code="CB1")
    assert as_("xa").get(f"/quyet-dinh/{position}/thu-hoi/").status_code == 404


def test_who_has_left_the_branches_since_is_beyond_reach(as_: As) -> None:
    position = _moved("xa")
    away = Transfer(member="DV-AN", to="CQ", on=date(2024, 6, 15))
    assert enact([away], Paper("07-QĐ/TU", date(2024, 6, 10), "BG"), Operator("tinh")).position
    assert as_("xa").get(f"/quyet-dinh/{position}/thu-hoi/").status_code == 404


def test_what_a_decision_changed_is_there_to_its_end(as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "SHOWN", 3)
    more = as_("tinh").get("/quyet-dinh/1.json").json()["more"]
    assert {("ghi", "name"), ("ghi", "place"), ("ghi", "belonging")} <= {
        (each["side"], each["kind"]) for each in more
    }
    assert '<a href="/quyet-dinh/1/ghi/name/">' in as_("tinh").get("/quyet-dinh/1/").content.decode()
    for user, codes in (("tinh", 9), ("xa", 3)):
        names = as_(user).get("/quyet-dinh/1/ghi/name.json").json()
        assert len({told["organisation"] for told in names["told"]}) == codes and names["more"] is None
    for wrong in ("ghi/khong-co", "khac/name"):
        assert as_("tinh").get(f"/quyet-dinh/1/{wrong}/").status_code == 404


def test_the_pages_of_a_decision_follow_one_another(as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PER_PAGE", 4)
    client, seen, after = as_("tinh"), list[str](), ""
    while after is not None:
        page = client.get(f"/quyet-dinh/1/ghi/name.json?after={after}").json()
        seen += [told["organisation"] for told in page["told"]]
        after = page["more"]
    assert len(seen) == len(set(seen)) == 9


def test_a_link_leads_to_a_day_on_which_the_fact_holds(as_: As) -> None:
    position = _moved("xa")
    html = as_("xa").get(f"/quyet-dinh/{position}/").content.decode()
    assert "/dang-vien/DV-AN/2024-06-01/" in html
    assert f"?at={position - 1}" in html  # what is known no more is shown as it was known


def test_a_search_is_of_a_day(as_: As) -> None:
    _moved("xa")
    client = as_("xa")
    for day, branch in (("2024-05-31", "CB1"), ("2024-06-01", "CB2"), ("01/06/2024", "CB2")):
        found = client.get("/tim.json", {"q": "DV-AN", "ngay": day}).json()
        assert [person["branch"]["code"] for person in found["people"]] == [branch], day
    html = client.get("/tim/?q=DV-AN&ngay=2024-05-31").content.decode()
    assert "/dang-vien/DV-AN/2024-05-31/" in html and 'name="key" value="ngay"' in html
    moved = client.get("/ngay/", {"next": "/tim/?q=an&ngay=2024-05-31", "day": "01/06/2024", "key": "ngay"})
    assert moved.headers["Location"] == "/tim/?ngay=2024-06-01&q=an"
    assert client.get("/tim/?q=an&ngay=hom-qua").status_code == 404


def test_what_goes_with_it_is_listed_before_it_is_taken_back(as_: As) -> None:
    first, client = _moved("tinh"), as_("tinh")
    by = authority(Account.objects.get(username="tinh"), TODAY)
    later = [Transfer(member="DV-AN", to="CB1", on=date(2024, 6, 1))]
    assert enact(later, Paper("45-QĐ/TU", date(2024, 6, 2), "BG"), by).position == first + 1
    address, said = f"/quyet-dinh/{first}/thu-hoi/", BACK | {"step": "rehearse"}
    page = client.post(address, said | {"paper-with_later": "on"})
    assert page.status_code == 200 and "45-QĐ/TU</a>" in page.content.decode()
    alone = client.post(address, said)
    assert alone.status_code == 422 and "45-QĐ/TU</a>" not in alone.content.decode()
