"""Addresses of frameworks."""

from __future__ import annotations

from django.urls import URLPattern

from bontot.access.asking import both
from bontot.scorecards import book_urls, review_urls
from bontot.scorecards.views import framework_page, frameworks_page

urlpatterns: list[URLPattern] = [
    *book_urls.urlpatterns,
    *review_urls.urlpatterns,
    *both("bon-tot/khung/", frameworks_page, "frameworks"),
    *both("bon-tot/khung/<code:code>/<code:version>/", framework_page, "framework"),
]
