"""Addresses of the strengthening of weak organisations."""

from __future__ import annotations

from django.urls import URLPattern

from bontot.access.asking import both
from bontot.strengthening.case_page import case_page
from bontot.strengthening.views import criteria_page, overview_page

urlpatterns: list[URLPattern] = [
    *both("cung-co/", overview_page, "strengthening"),
    *both("cung-co/tieu-chi/", criteria_page, "strengthening_criteria"),
    *both("cung-co/<code:code>/", case_page, "strengthening_of"),
]
