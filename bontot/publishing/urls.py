"""Addresses that everybody may reach."""

from __future__ import annotations

from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, path

from bontot.publishing.feeds import ArticlesFeed, ArticlesSitemap
from bontot.publishing.views import article, articles, rate, search
from bontot.ui.views import public

urlpatterns: list[URLPattern] = [
    path("tin/", articles, name="articles"),
    path("tin.json", articles, name="articles.json"),
    path("tin/tim/", search, name="articles_search"),
    path("tin/tim.json", search, name="articles_search.json"),
    path("tin/nguon.xml", public(ArticlesFeed()), name="articles_feed"),
    path("sitemap.xml", public(sitemap), {"sitemaps": {"tin": ArticlesSitemap}}, name="sitemap"),
    path("tin/<slug:slug>/", article, name="article"),
    path("tin/<slug:slug>.json", article, name="article.json"),
    path("tin/<slug:slug>/danh-gia/", rate, name="rate_article"),
]
