"""Đánh giá bài viết: one per reader. Who is signed in is a reader; of those who are not, one from each address.

The cookie only lets a reader change the rating. Throwing it away, or calling by a program, gives no second one. Where many
share an address, those after the first are told to sign in.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv6Network

from django.db import IntegrityError, transaction
from django.db.models import Avg, Count
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from bontot.publishing.models import Article
from bontot.ui.address import of_reader
from bontot.ui.clock import now

COOKIE = "reader"
SALT = "bontot.publishing.rating"
YEAR = 365 * 24 * 3600
HOUSEHOLD = 64
"""Bits of an IPv6 address that a household is given; it may choose the others as often as it likes."""
ENOUGH = 5
"""Ratings before an average says anything."""
STARS = range(1, 6)


class Outcome(StrEnum):
    """What became of a rating."""

    GIVEN = "given"
    CHANGED = "changed"
    ALREADY = "already"
    """Somebody else, or the same reader without the cookie, has rated from this place."""


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
    reader = _reader(request, _cookie(request))
    own = article.ratings.filter(reader=reader).values_list("stars", flat=True).first() if reader else None
    return RatingShown(told["count"], told["average"] if told["count"] >= ENOUGH else None, own)


def new_key(request: HttpRequest) -> str:
    """The reader's key: the one in the cookie, or a fresh one."""
    return _cookie(request) or secrets.token_urlsafe(18)


def rate(article: Article, key: str, request: HttpRequest, stars: int) -> Outcome:
    """Give or change the rating of the reader with this key. Raises ValueError unless `stars` is 1 to 5."""
    if stars not in STARS:
        raise ValueError("a rating is 1 to 5 stars")
    reader, moment = _reader(request, key), now()
    if article.ratings.filter(reader=reader).update(stars=stars, given_at=moment):
        return Outcome.CHANGED
    try:
        with transaction.atomic():
            article.ratings.create(reader=reader, origin=_origin(request), stars=stars, given_at=moment)
    except IntegrityError:  # one from this place is there, or the same reader has just pressed twice at once
        again = article.ratings.filter(reader=reader).update(stars=stars, given_at=moment)
        return Outcome.CHANGED if again else Outcome.ALREADY
    return Outcome.GIVEN


def remember(response: HttpResponseBase, key: str, request: HttpRequest) -> None:
    """The key goes home with the reader."""
    response.set_signed_cookie(
        COOKIE, key, salt=SALT, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
    )


def _cookie(request: HttpRequest) -> str:
    return request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=YEAR) or ""


def _reader(request: HttpRequest, key: str) -> str:
    """Who rates: the account that is signed in, else whoever holds the key; nobody without one."""
    if request.user.is_authenticated:
        return _digest(f"account {request.user.pk}")
    return _digest(key) if key else ""


def _origin(request: HttpRequest) -> str:
    """What can be only one reader: an account, an address, or the part of an address that a household is given."""
    if request.user.is_authenticated:
        return _reader(request, "")
    address = of_reader(request)
    if ":" in address:
        address = str(IPv6Network(f"{address.partition('%')[0]}/{HOUSEHOLD}", strict=False))
    return _digest(f"address {address}")


def _digest(words: str) -> str:
    return salted_hmac(SALT, words, algorithm="sha256").hexdigest()
