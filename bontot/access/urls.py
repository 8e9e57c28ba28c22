"""Addresses of accounts."""

from __future__ import annotations

from django.urls import URLPattern, path

from bontot.access.asking import both
from bontot.access.views import account, change_password, readings_page, sign_in, sign_out

urlpatterns: list[URLPattern] = [
    path("dang-nhap/", sign_in, name="sign_in"),
    path("dang-xuat/", sign_out, name="sign_out"),
    path("tai-khoan/mat-khau/", change_password, name="change_password"),
    *both("tai-khoan/", account, "account"),
    *both("nhat-ky/", readings_page, "readings"),
]
