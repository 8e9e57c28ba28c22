"""Addresses of the newsroom."""

from __future__ import annotations

from django.urls import URLPattern, path

from bontot.access.asking import both
from bontot.editing.views import articles_page, edit_article_page, new_article_page

urlpatterns: list[URLPattern] = [
    *both("bai/", articles_page, "edit_articles"),
    path("bai/moi/", new_article_page, name="new_article"),
    path("bai/<int:id>/", edit_article_page, name="edit_article"),
]
