"""Addresses of accounts."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import URLPattern, path

from bontot.access.accounts_pages import Finders, accounts_page, managed_page, new_account_page
from bontot.access.asking import both
from bontot.access.picking import choices_of_organisations
from bontot.access.views import Question, account, change_password, readings_page, sign_in, sign_out


def addresses(finders: Finders, asks: Iterable[Question] = ()) -> list[URLPattern]:
    """The addresses; `finders` are what forms may find, people too, whom only later chapters know.

    `asks` are questions of later chapters before somebody signs out.
    """
    given = {"finders": finders}
    return [
        path("dang-nhap/", sign_in, name="sign_in"),
        path("dang-xuat/", sign_out, {"asks": asks}, name="sign_out"),
        path("tai-khoan/mat-khau/", change_password, name="change_password"),
        *both("tai-khoan/", account, "account"),
        *both("tai-khoan/quan-ly/", accounts_page, "accounts", given),
        *both("tai-khoan/quan-ly/moi/", new_account_page, "new_account", given),
        *both("tai-khoan/quan-ly/<int:id>/", managed_page, "managed_account", given),
        *both("nhat-ky/", readings_page, "readings"),
        path("chon/to-chuc.json", choices_of_organisations, name="choices_of_organisations"),
    ]
