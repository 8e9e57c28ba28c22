"""An act that names an unknown organisation is told which was probably meant, as far as the account may know of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bontot.access.demonstration import accounts
from bontot.access.models import Account
from bontot.access.scope import authority
from bontot.catalogue import ACTS
from bontot.ledger.authority import Authority
from bontot.ledger.enacting import Outcome, rehearse
from bontot.ledger.speaking import acts_from_json
from tests import world

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 1)


def said(by: Authority = world.OPERATOR, **act: Any) -> dict[str, str]:
    """What is found, by its rule."""
    acts, wrong = acts_from_json([{"on": ON.isoformat(), **act}], ACTS)
    assert not wrong
    outcome = Outcome()
    rehearse(acts, by, outcome=outcome)
    return {finding.rule: finding.says for finding in outcome.findings}


def test_the_nearest_known_codes_are_suggested() -> None:
    world.build()
    moved: dict[str, Any] = {"act": "member.transfer", "member": "DV01"}
    assert "Có phải “THON1”" in said(to="THON01", **moved)["TC-01"]
    assert "“THON1”" in said(to="thon-1", **moved)["TC-01"]
    assert said(act="organisation.rename", organisation="XA11", name="Mới")["TC-01"].endswith("?")


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    world.build()
    assert "Có phải" not in said(act="organisation.rename", organisation="KHÁC HẲN", name="Mới")["TC-01"]
    (problem,) = [
        says
        for says in said(act="post.appoint", person="DV01", title="vua", organisation="THON1").values()
        if "vua" in says
    ]
    assert "có phải" not in problem and problem.endswith("biểu.")


def test_an_account_is_suggested_only_what_it_may_write_about() -> None:
    world.build()
    accounts(province="TINH", commune="XA1", branch="THON1", person="DV01")
    own = authority(Account.objects.get(username="xa"), ON)
    act: dict[str, Any] = {
        "act": "organisation.change_territory",
        "organisation": "THON41",
        "territory": "thôn Mới",
    }
    assert "“THON4”" in said(**act)["TC-01"]
    for told in (says for says in said(own, **act).values()):
        assert "THON4”" not in told and "THON5" not in told
