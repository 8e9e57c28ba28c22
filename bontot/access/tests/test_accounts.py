"""Promises about looking after accounts: who may, what they may give, and that everything is written down."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bontot.access.models import Account, AccountEvent, Grant
from bontot.access.tests.reader import Reader
from bontot.decisions.tests.conftest import _still, as_, province
from bontot.kernel.period import OPEN

__all__ = ["_still", "as_", "province"]

type As = Callable[[str], Reader]

LIST, NEW = "/tai-khoan/quan-ly/", "/tai-khoan/quan-ly/moi/"
SAID = {"username": "xa-b", "person_code": "", "role": "commune", "organisation": "XA", "until": ""}


def _address(username: str) -> str:
    return f"{LIST}{Account.objects.get(username=username).pk}/"


def _password(answer: object) -> str:
    found = re.search(r'<code class="once">([^<]+)</code>', answer.content.decode())  # type: ignore[attr-defined]  # an HttpResponse
    assert found
    return found[1]


def test_only_whoever_manages_accounts_finds_their_pages(as_: As) -> None:
    for user in ("xa", "chi-bo", "dang-vien", "doc"):
        for address in (LIST, NEW, _address("xa")):
            assert as_(user).get(address).status_code == 404, (user, address)
        assert f'href="{LIST}"' not in as_(user).get("/tai-khoan/").content.decode()
    names = [account["username"] for account in as_("tinh").get("/tai-khoan/quan-ly.json").json()["accounts"]]
    assert {"chi-bo", "dang-vien", "doc", "tinh", "xa"} <= set(names) and names == sorted(names)


def test_a_new_account_may_do_nothing_before_its_password_is_changed(as_: As) -> None:
    answer = as_("tinh").post(NEW, {**SAID, "step": "create"})
    assert answer.headers["Cache-Control"] == "no-store"
    password = _password(answer)
    assert password not in as_("tinh").get(_address("xa-b")).content.decode()
    client = Reader()
    client.post("/dang-nhap/", {"username": "xa-b", "password": password})
    assert client.get("/to-chuc/XA/2024-06-30/").headers["Location"] == "/tai-khoan/mat-khau/"
    assert client.get("/to-chuc/XA/2024-06-30.json").status_code == 403
    new = {
        "old_password": password,
        "new_password1": "mat-khau-moi-2030",
        "new_password2": "mat-khau-moi-2030",
    }
    assert client.post("/tai-khoan/mat-khau/", new).status_code == 302
    assert client.get("/to-chuc/XA/2024-06-30/").status_code == 200
    told = AccountEvent.objects.filter(username="xa-b").values_list("what", "by")
    assert set(told) == {("created", "tinh"), ("granted", "tinh"), ("changed", "xa-b")}


@pytest.mark.parametrize(
    ("wrong", "where"),
    (
        ({"username": "XA"}, "username"),
        ({"username": "có cách"}, "username"),
        ({"role": "vua"}, "role"),
        ({"organisation": "KHONG-CO"}, "organisation"),
        ({"until": "01/01/2020"}, "until"),
        ({"person_code": "KHONG-CO"}, "person_code"),
    ),
)
def test_what_is_wrong_with_a_new_account_is_said_at_its_field(
    as_: As, wrong: dict[str, str], where: str
) -> None:
    answer = as_("tinh").post(NEW, {**SAID, **wrong, "step": "create"})
    assert answer.status_code == 422
    assert f'id="id_{where}-error"' in answer.content.decode()
    assert AccountEvent.objects.count() == 0


def test_roles_are_given_and_ended_and_it_stays_known(as_: As) -> None:
    client, address = as_("tinh"), _address("chi-bo")
    said = {"role": "branch", "organisation": "CB2", "until": "", "step": "grant"}
    assert client.post(address, said).headers["Location"] == address
    assert as_("chi-bo").get("/to-chuc/CB2/2024-06-30/").status_code == 200
    grant = Grant.objects.get(account__username="chi-bo", organisation_code="CB2")
    assert client.post(address, {"step": f"end-{grant.pk}"}).status_code == 302
    assert as_("chi-bo").get("/to-chuc/CB2/2024-06-30/").status_code == 404
    assert client.post(address, {"step": f"end-{grant.pk}"}).status_code == 404
    assert list(AccountEvent.objects.order_by("id").values_list("what", flat=True)) == ["granted", "ended"]


def test_a_locked_account_does_nothing_until_it_is_unlocked(as_: As) -> None:
    inside, address = as_("xa"), _address("xa")
    as_("tinh").post(address, {"step": "lock"})
    assert inside.get("/to-chuc/XA/2024-06-30/").status_code == 302
    as_("tinh").post(address, {"step": "unlock"})
    assert as_("xa").get("/to-chuc/XA/2024-06-30/").status_code == 200


def test_a_password_that_was_reset_signs_out_and_is_temporary(as_: As) -> None:
    inside = as_("xa")
    password = _password(as_("tinh").post(_address("xa"), {"step": "reset"}))
    assert inside.get("/tai-khoan/").status_code == 302
    account = Account.objects.get(username="xa")
    assert account.check_password(password) and account.must_change_password


def test_nobody_changes_their_own_account_or_one_beyond_their_branches(as_: As) -> None:
    assert as_("tinh").post(_address("tinh"), {"step": "lock"}).status_code == 404
    Grant.objects.filter(account__username="doc").update(role="province", organisation_code="HL")
    client = as_("doc")
    names = [account["username"] for account in client.get("/tai-khoan/quan-ly.json").json()["accounts"]]
    assert names == ["chi-bo", "dang-vien", "doc", "xa"]
    assert client.get(_address("tinh")).status_code == 404
    said = {"role": "read_only", "organisation": "KH", "step": "grant"}
    assert client.post(_address("xa"), said).status_code == 422
    assert Grant.objects.filter(account__username="xa", valid_to=OPEN).count() == 1
