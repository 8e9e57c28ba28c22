"""Whatever a program sends, what comes back is JSON with sentences; in English where that language was chosen."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings

from bontot.access.demonstration import accounts
from bontot.exchange.tests.office import signed_in
from tests import world

pytestmark = pytest.mark.django_db

DOOR = "/api/acts/organisation.rename"
PAPER = {"number": "02-QĐ/TU", "dated": "2024-03-01", "by": "TINH"}


@pytest.fixture
def office() -> Any:
    world.build()
    accounts(province="TINH", commune="XA1", branch="THON1", person="DV02")
    return signed_in("tinh")


def sent(office: Any, paper: dict[str, str], body: str = "{}") -> Any:
    return office.post(f"{DOOR}?{urlencode(paper)}", body, content_type="application/json")


@pytest.mark.parametrize(
    "body", ["[" * 200_000, '{"name": ' + "[" * 200_000, '{"name": ' + "[" * 4000 + "]" * 4000 + "}"]
)
def test_what_is_nested_without_end_is_told_so(office: Any, body: str) -> None:
    answer = sent(office, PAPER, body)
    assert answer.status_code in (400, 422)
    assert answer.json()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"number": ""}, "Thiếu tham số “number”"),
        ({"number": "x" * 81}, "nhiều nhất 80 ký tự"),
        ({"dated": "31/02/2024"}, "“31/02/2024” không phải là một ngày có thật"),
        ({"rehearse": "có lẽ"}, "true hoặc false"),
    ],
)
def test_a_wrong_parameter_is_a_finding_like_others(office: Any, wrong: dict[str, str], says: str) -> None:
    answer = sent(office, PAPER | wrong)
    (finding,) = answer.json()["findings"]
    assert (answer.status_code, finding["rule"], finding["column"]) == (422, "SO-15", *wrong)
    assert says in finding["says"]


def test_all_missing_parameters_are_told_at_once_and_in_english_to_who_reads_english(office: Any) -> None:
    assert [each["column"] for each in sent(office, {}).json()["findings"]] == ["number", "dated", "by"]
    office.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert sent(office, {}).json()["findings"][0]["says"].startswith("The parameter “number” is missing")


def test_a_blank_number_is_refused_also_in_a_rehearsal(office: Any) -> None:
    body = '{"on": "2024-03-01", "organisation": "THON1", "name": "Chi bộ Mới"}'
    for also in ({}, {"rehearse": "true"}):
        answer = sent(office, PAPER | {"number": "   "} | also, body)
        assert (answer.status_code, [f["rule"] for f in answer.json()["findings"]]) == (422, ["SO-12"])


def test_a_character_that_is_none_is_answered_in_json(office: Any) -> None:
    answer = sent(office, PAPER | {"number": "\x00"})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/json")
    assert answer.json()["says"]


def test_a_list_of_nothing_is_no_list(office: Any) -> None:
    merging = '{"on": "2024-03-01", "absorbed": [], "into": "THON1"}'
    answer = office.post(
        f"/api/acts/organisation.absorb?{urlencode(PAPER)}", merging, content_type="application/json"
    )
    assert answer.status_code == 422
    assert "“absorbed”" in answer.json()["findings"][0]["says"]


def test_an_unknown_issuer_is_a_hint_that_names_only_what_the_account_may_write_about() -> None:
    world.build()
    accounts(province="TINH", commune="XA1", branch="THON1", person="DV02")
    body = '{"on": "2024-03-01", "organisation": "THON1", "name": "Chi bộ Mới"}'
    asked = PAPER | {"by": "THONN4", "rehearse": "true"}
    told = {}
    for name in ("tinh", "xa"):
        answer = sent(signed_in(name), asked, body)
        assert answer.status_code == 200
        (told[name],) = (each["says"] for each in answer.json()["findings"] if each["rule"] == "SO-16")
    assert "“THON4”" in told["tinh"]
    assert "“THONN4”" in told["xa"] and "“THON4”" not in told["xa"]


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31"])
def test_an_act_on_a_day_at_the_end_of_all_days_is_refused_and_nothing_breaks(office: Any, day: str) -> None:
    body = json.dumps({"on": day, "organisation": "THON1", "heir": "THON3"})
    address = f"/api/acts/organisation.dissolve?{urlencode(PAPER | {'rehearse': 'true'})}"
    answer = office.post(address, body, content_type="application/json")
    found = answer.json()["findings"]
    assert answer.status_code == (200 if day == "9999-12-30" else 422) and found
    assert ("nghĩa là “từ trước đến nay”" in found[0]["says"]) == (day == "0001-01-01")
