"""Addresses of the yearly and quarterly classification."""

from __future__ import annotations

from django.urls import URLPattern

from bontot.access.asking import both
from bontot.scorecards.reviews.grades import grades_page, record_page
from bontot.scorecards.reviews.pages import reviews_page, sheet_page
from bontot.scorecards.reviews.points import points_page
from bontot.scorecards.reviews.things import grounds_page

SHEET = "bon-tot/xep-loai/<code:organisation>/<slug:period>/"

urlpatterns: list[URLPattern] = [
    *both("bon-tot/xep-loai/", reviews_page, "reviews"),
    *both(SHEET, sheet_page, "review_sheet"),
    *both(f"{SHEET}diem/", points_page, "review_points"),
    *both(f"{SHEET}muc/", grades_page, "review_grades"),
    *both(f"{SHEET}so/<code:code>/<code:evidence>/", grounds_page, "review_things"),
    *both(f"{SHEET}ghi/", record_page, "review_record"),
]
