"""Addresses of the newsroom."""

from __future__ import annotations

from django.urls import URLPattern

from bontot.access.asking import both
from bontot.editing.views import articles_page, edit_article_page, new_article_page

urlpatterns: list[URLPattern] = [
    *both("bai/", articles_page, "edit_articles"),
    *both("bai/moi/", new_article_page, "new_article"),
    *both("bai/<int:id>/", edit_article_page, "edit_article"),
]
