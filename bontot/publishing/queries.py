"""Which articles: the newest, those that say something, those that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from bontot.kernel.text import fold
from bontot.publishing.models import Article

PAGE = 10


@dataclass(frozen=True, slots=True)
class Teaser:
    """An article in a list."""

    title: str
    address: str
    lead: str
    author: str
    published_at: datetime


def published() -> QuerySet[Article]:
    """Articles that everybody may read, the newest first."""
    return Article.objects.filter(status=Article.Status.PUBLISHED, published_at__isnull=False)


def teasers(articles: Sequence[Article]) -> list[Teaser]:
    return [
        Teaser(article.title, article.get_absolute_url(), article.lead, article.author, article.published_at)
        for article in articles
        if article.published_at
    ]


def page(found: QuerySet[Article], before: int | None) -> tuple[list[Article], int | None]:
    """A page of them, and the key of the next one; `before` is the key that a page gave."""
    if before is not None and (last := published().filter(id=before).first()):
        earlier = Q(published_at__lt=last.published_at) | Q(published_at=last.published_at, id__lt=last.id)
        found = found.filter(earlier)
    rows = list(found.order_by("-published_at", "-id")[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def search(text: str) -> QuerySet[Article]:
    """Articles in which every word occurs, with or without diacritics."""
    found = published()
    for word in fold(text).split()[:12]:
        found = found.filter(searched__contains=word)
    return found


def related(article: Article, most: int = 3) -> list[Article]:
    """Articles about the same indicators; where there are too few, the newest others."""
    indicators = set(article.figures.values_list("indicator", flat=True))
    others = published().exclude(id=article.id)
    shared = Count("figures__indicator", filter=Q(figures__indicator__in=indicators), distinct=True)
    return list(others.annotate(shared=shared).order_by("-shared", "-published_at", "-id")[:most])
