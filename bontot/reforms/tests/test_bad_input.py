"""Whatever is sent to the pages of a plan, the answer is a page with a sentence, and nothing is saved."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from bontot.reforms.models import Reform
from bontot.reforms.tests.conftest import As
from bontot.reforms.tests.plans import DAY, organisation
from bontot.reforms.versions import Saving, save
from bontot.ui.clock import now

BAD = (
    "\x00",
    "x" * 5000,
    "-1",
    "9" * 30,
    "../../etc",
    "<script>",
    "', DROP",
    "\u202e\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
)


@pytest.fixture
def planner(as_: As) -> Client:
    client = Client()  # what is shown again may be no strict HTML: whoever sends NUL gets it back
    client.cookies = as_("lap-phuong-an").cookies
    plan = Reform.objects.create(
        code="thu", title="Thử", day=DAY, organisation="TINH", created=now(), created_by="lan"
    )
    save(plan, Saving("lan", "Lập", 0, put=[organisation("XA1", "giữ nguyên")]))
    return client


@pytest.mark.parametrize("bad", BAD)
def test_questions(planner: Client, bad: str) -> None:
    asked = ("after", "before", "way", "q", "key", "den", "chuyen", "from", "version", "severity", "rule")
    for page in ("", "cay/", "cay/after/XA1/", "dong/organisation/", "dong/organisation/ghi/", "tep/", "phien-ban/",
                 "phien-ban/1/", "thay-doi/", "tep/phuong-an.xlsx"):  # fmt: skip
        answer = planner.get(f"/phuong-an/thu/{page}", dict.fromkeys(asked, bad))
        assert answer.status_code in (200, 400, 404), (page, answer.status_code)


@pytest.mark.parametrize("bad", BAD)
def test_things_sent(planner: Client, bad: str) -> None:
    forms: dict[str, dict[str, Any]] = {
        "/phuong-an/moi/": {"code": bad, "title": bad, "day": bad, "organisation": bad},
        "/phuong-an/thu/sua/": {"title": "", "day": bad},
        "/phuong-an/thu/buoc/": {"step": "return", "version": bad, "reason": bad},
        "/phuong-an/thu/dong/organisation/ghi/?way=adjust": {
            "way": "adjust",
            "code": bad,
            "parent": bad,
            "base": bad,
        },
        "/phuong-an/thu/dong/member/ghi/": {"member": bad, "to": bad, "base": bad},
        "/phuong-an/thu/dong/post/ghi/": {"title": bad, "person": bad, "organisation": bad, "since": bad},
        "/phuong-an/thu/dong/organisation/bo/": {"key": bad, "base": bad},
        "/phuong-an/thu/cay/chuyen/": {"node": bad, "to": bad, "base": bad},
        "/phuong-an/thu/thay-doi/xac-nhan/": {"key": bad, "base": bad},
        "/phuong-an/thu/tep/": {"base": bad},
        "/phuong-an/thu/thuc-hien/": {"version": bad},
    }
    for address, said in forms.items():
        for step in ("save", "look"):
            answer = planner.post(address, {"step": step, **said})
            assert answer.status_code in (200, 302, 400, 404, 409, 422), (address, answer.status_code)
    assert Reform.objects.get(code="thu").version == 1
