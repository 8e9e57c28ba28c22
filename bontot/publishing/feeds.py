"""Nguồn tin and sơ đồ trang: for feed readers and search machines."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from bontot.publishing.models import Article
from bontot.publishing.queries import published


class ArticlesFeed(Feed[Article, None]):
    """The newest articles, as Atom."""

    feed_type = Atom1Feed
    title = _("Bốn Tốt – tin bài")
    subtitle = _("Tin về xây dựng tổ chức đảng ở cơ sở")
    language = "vi"

    def link(self) -> str:
        return reverse("articles")

    def items(self) -> QuerySet[Article]:
        return published()[:20]

    def item_title(self, item: Article) -> str:
        return item.title

    def item_description(self, item: Article) -> str:
        return item.lead

    def item_author_name(self, item: Article) -> str:
        return item.author

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime | None:
        return item.published_at


class ArticlesSitemap(Sitemap[Article]):
    """Every article that everybody may read."""

    def items(self) -> QuerySet[Article]:
        return published()

    def lastmod(self, item: Article) -> datetime | None:
        return item.published_at
