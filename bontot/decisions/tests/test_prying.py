"""Ordering something about others tells nothing about them."""

from __future__ import annotations

import json

import pytest

from bontot.decisions.tests.test_pages import As

ADDRESS = "/api/acts/{}?number=1&dated=2024-06-30&by=BG&rehearse=true"
ACTS = (
    ("member.confirm", {"on": "2024-06-30", "member": "DV-DUNG"}),
    ("member.die", {"on": "1990-01-01", "member": "DV-DUNG"}),
    ("member.transfer", {"on": "2024-06-30", "member": "DV-DUNG", "to": "CQ"}),
    ("organisation.rename", {"on": "2024-06-30", "organisation": "CQ", "name": "Chi bộ khác"}),
)


@pytest.mark.parametrize("user", ("xa", "chi-bo", "dang-vien", "doc"))
@pytest.mark.parametrize(("act", "said"), ACTS)
def test_whoever_may_not_order_it_hears_only_that(as_: As, user: str, act: str, said: dict[str, str]) -> None:
    answer = as_(user).post(ADDRESS.format(act), json.dumps(said), content_type="application/json")
    assert answer.status_code == 422
    assert [finding["rule"] for finding in answer.json()["findings"]] == ["SO-02"]


def test_whoever_may_order_it_hears_what_is_wrong(as_: As) -> None:
    act, said = ACTS[0]
    answer = as_("tinh").post(ADDRESS.format(act), json.dumps(said), content_type="application/json")
    assert [finding["rule"] for finding in answer.json()["findings"]] == ["DV-04"]
