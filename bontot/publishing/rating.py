"""Đánh giá bài viết: one per reader; whoever throws away the cookie is still one of few from the same place a day."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.db.models import Avg, Count
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from bontot.publishing.models import Article, Rating
from bontot.ui.clock import now, today

COOKIE = "reader"
SALT = "bontot.publishing.rating"
YEAR = 365 * 24 * 3600
FROM_ONE_PLACE = 5
"""Ratings of an article from one address on one day: a household or an office shares one."""
ENOUGH = 5
"""Ratings before an average says anything."""
STARS = range(1, 6)


class Outcome(StrEnum):
    """What became of a rating."""

    GIVEN = "given"
    CHANGED = "changed"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class RatingShown:
    """What readers thought."""

    count: int
    average: float | None
    """From 1 to 5; None below `ENOUGH` ratings."""
    own: int | None
    """What this reader gave."""


def shown(article: Article, request: HttpRequest) -> RatingShown:
    """What readers thought of an article, and what this one gave."""
    told = article.ratings.aggregate(count=Count("id"), average=Avg("stars"))
    key = _cookie(request)
    own = article.ratings.filter(reader=_digest(key)).values_list("stars", flat=True).first() if key else None
    return RatingShown(told["count"], told["average"] if told["count"] >= ENOUGH else None, own)


def new_key(request: HttpRequest) -> str:
    """The reader's key: the one in the cookie, or a fresh one."""
    return _cookie(request) or secrets.token_urlsafe(18)


def rate(article: Article, key: str, request: HttpRequest, stars: int) -> Outcome:
    """Give or change the rating of the reader with this key. Raises ValueError unless `stars` is 1 to 5."""
    if stars not in STARS:
        raise ValueError("a rating is 1 to 5 stars")
    reader, moment = _digest(key), now()
    if article.ratings.filter(reader=reader).update(stars=stars, given_at=moment):
        return Outcome.CHANGED
    origin = _digest(f"{today()} {request.META.get('REMOTE_ADDR', '')}")
    if article.ratings.filter(origin=origin).count() >= FROM_ONE_PLACE:
        return Outcome.TOO_MANY
    try:
        with transaction.atomic():
            Rating.objects.create(article=article, reader=reader, origin=origin, stars=stars, given_at=moment)
    except IntegrityError:  # pressed twice at once: the second press changes the first
        article.ratings.filter(reader=reader).update(stars=stars, given_at=moment)
    return Outcome.GIVEN


def remember(response: HttpResponseBase, key: str, request: HttpRequest) -> None:
    """The key goes home with the reader."""
    response.set_signed_cookie(
        COOKIE, key, salt=SALT, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
    )


def _cookie(request: HttpRequest) -> str:
    return request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=YEAR) or ""


def _digest(words: str) -> str:
    return salted_hmac(SALT, words, algorithm="sha256").hexdigest()
