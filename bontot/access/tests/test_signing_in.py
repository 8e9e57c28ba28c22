"""Promises about signing in and out."""

from __future__ import annotations

from typing import Any

import pytest

from bontot.access.demonstration import PASSWORD, accounts
from bontot.access.models import Account
from bontot.access.tests.reader import Reader


@pytest.fixture(autouse=True)
def _accounts(db: None) -> None:
    accounts(province="BG", commune="XA", branch="CB1", person="DV-AN")


def _sign_in(client: Reader, password: str, after: str = "/tai-khoan/") -> Any:
    return client.post("/dang-nhap/", {"username": "xa", "password": password, "next": after})


def test_one_is_led_to_where_one_was_going() -> None:
    client = Reader()
    turned_away = client.get("/to-chuc/XA/2024-06-30/")
    assert turned_away.headers["Location"] == "/dang-nhap/?next=/to-chuc/XA/2024-06-30/"
    assert (
        _sign_in(client, PASSWORD, "/to-chuc/XA/2024-06-30/").headers["Location"] == "/to-chuc/XA/2024-06-30/"
    )
    assert client.get("/tai-khoan/").status_code == 200


def test_nobody_is_led_to_another_site() -> None:
    assert _sign_in(Reader(), PASSWORD, "https://example.org/").headers["Location"] == "/"


def test_a_wrong_password_is_said_kindly_and_does_not_tell_which_accounts_exist() -> None:
    wrong = _sign_in(Reader(), "sai")
    unknown = Reader().post("/dang-nhap/", {"username": "khong-co", "password": "sai"})
    for answer in (wrong, unknown):
        assert answer.status_code == 422
        assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in answer.content.decode()


def test_after_too_many_wrong_passwords_one_has_to_wait() -> None:
    client = Reader()
    answers = [_sign_in(client, "sai") for _ in range(9)]
    assert answers[-1].status_code == 429
    assert "15 phút" in answers[-1].content.decode()
    assert _sign_in(client, PASSWORD).status_code == 429


def test_signing_out_needs_a_press_of_a_button() -> None:
    client = Reader()
    _sign_in(client, PASSWORD)
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").headers["Location"] == "/dang-nhap/"
    assert client.get("/tai-khoan/").status_code == 302


def test_a_password_is_changed_after_saying_the_old_one() -> None:
    client = Reader()
    _sign_in(client, PASSWORD)
    new = {"new_password1": "mot-mat-khau-khac", "new_password2": "mot-mat-khau-khac"}
    assert client.post("/tai-khoan/mat-khau/", {"old_password": "sai", **new}).status_code == 422
    assert client.post("/tai-khoan/mat-khau/", {"old_password": PASSWORD, **new}).status_code == 302
    assert client.get("/tai-khoan/").status_code == 200
    assert Account.objects.get(username="xa").check_password("mot-mat-khau-khac")


def test_a_program_that_has_not_signed_in_is_told_so() -> None:
    assert Reader().get("/tai-khoan.json").status_code == 401
