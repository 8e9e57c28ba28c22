"""Addresses of importing and exporting."""

from __future__ import annotations

from django.urls import URLPattern, path

from bontot.access.asking import both
from bontot.exchange.doubles import doubles_page
from bontot.exchange.extracts import export_file, exports_page, remove_export
from bontot.exchange.views import (
    begin_again,
    blank_file,
    cancel,
    enter,
    import_page,
    imports_page,
    remarked_file,
)

urlpatterns: list[URLPattern] = [
    *both("nhap/", imports_page, "imports"),
    path("nhap/mau/<slug:code>.xlsx", blank_file, name="blank"),
    *both("nhap/<int:id>/", import_page, "import"),
    *both("nhap/<int:id>/trung/", doubles_page, "doubles"),
    path("nhap/<int:id>/nhan-xet/", remarked_file, name="remarked"),
    path("nhap/<int:id>/ghi/", enter, name="enter_import"),
    path("nhap/<int:id>/huy/", cancel, name="cancel_import"),
    path("nhap/<int:id>/lam-lai/", begin_again, name="begin_again"),
    *both("xuat/", exports_page, "exports"),
    path("xuat/<int:id>/tep/", export_file, name="export_file"),
    path("xuat/<int:id>/xoa/", remove_export, name="remove_export"),
]
