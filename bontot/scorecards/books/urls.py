"""Addresses of the workbooks of frameworks."""

from __future__ import annotations

from django.urls import URLPattern, path

from bontot.access.asking import both
from bontot.scorecards.books.pages import (
    framework_file,
    keep_sent,
    remarked_sent,
    remove_sent,
    send_page,
    sent_page,
)

urlpatterns: list[URLPattern] = [
    *both("bon-tot/khung/gui/", send_page, "framework_send"),
    *both("bon-tot/khung/gui/<int:id>/", sent_page, "framework_sent"),
    path("bon-tot/khung/gui/<int:id>/luu/", keep_sent, name="keep_framework"),
    path("bon-tot/khung/gui/<int:id>/xoa/", remove_sent, name="remove_framework_sent"),
    path("bon-tot/khung/gui/<int:id>/nhan-xet/", remarked_sent, name="remarked_framework"),
    path("bon-tot/khung/<code:code>/<code:version>/tep/", framework_file, name="framework_file"),
]
