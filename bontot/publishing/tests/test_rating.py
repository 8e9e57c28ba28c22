"""Ratings: one per reader, one from one place, and kind words where there are none."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from bontot.publishing.models import Article
from bontot.publishing.rating import ENOUGH
from bontot.ui.check import problems

pytestmark = pytest.mark.django_db


def rate(client: Client, article: Article, stars: object, place: str = "10.0.0.1", **extra: str) -> str:
    address = article.get_absolute_url() + "danh-gia/"
    return client.post(address, {"stars": stars}, follow=True, REMOTE_ADDR=place, headers=extra).text


def test_an_article_that_nobody_rated_says_so_kindly(client: Client, article: Article) -> None:
    assert (
        "Chưa có đánh giá nào. Bạn có thể là người đầu tiên." in client.get(article.get_absolute_url()).text
    )


def test_a_rating_is_thanked_for_and_can_be_changed(client: Client, article: Article) -> None:
    assert "Cảm ơn bạn đã đánh giá" in rate(client, article, 5)
    assert "Đã đổi đánh giá của bạn" in rate(client, article, 3)
    assert list(article.ratings.values_list("stars", flat=True)) == [3]
    assert 'value="3" checked' in client.get(article.get_absolute_url()).text


def test_throwing_away_the_cookie_makes_no_second_reader(article: Article) -> None:
    rate(Client(), article, 5)
    assert "Từ địa chỉ mạng này đã có một đánh giá" in rate(Client(), article, 1)
    assert list(article.ratings.values_list("stars", flat=True)) == [5]


def test_a_household_is_one_place_whichever_of_its_addresses_it_uses(article: Article) -> None:
    for place in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"):
        rate(Client(), article, 5, place=place)
    assert article.ratings.count() == 2


def test_what_a_caller_says_of_the_address_makes_no_second_reader(article: Article, settings: Any) -> None:
    for said in ("1.2.3.4", "1.2.3.5"):
        rate(Client(), article, 5, **{"X-Forwarded-For": said})
    assert article.ratings.count() == 1
    settings.BONTOT_PROXY = True
    for said in ("9.9.9.9, 1.2.3.4", "9.9.9.8, 1.2.3.4", "1.2.3.5"):
        rate(Client(), article, 5, **{"X-Forwarded-For": said})
    assert article.ratings.count() == 3


def test_colleagues_behind_one_address_rate_by_their_accounts(article: Article) -> None:
    for name in ("an", "binh"):
        client = Client()
        client.force_login(get_user_model().objects.create_user(name))
        assert "Cảm ơn bạn" in rate(client, article, 4)
        assert "Đã đổi đánh giá" in rate(client, article, 2)
    assert list(article.ratings.values_list("stars", flat=True)) == [2, 2]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Target": "rating"}])
def test_where_somebody_has_rated_the_next_reader_finds_the_way_to_sign_in(
    article: Article, headers: dict[str, str]
) -> None:
    rate(Client(), article, 5)
    reader = Client()
    told = rate(reader, article, 1, **headers)
    link = re.search(r'xin <a href="([^"]+)">đăng nhập</a> để đánh giá', told)
    assert link and problems(reader.get(article.get_absolute_url()).text) == []
    assert "đăng nhập" not in rate(reader, article, 1, place="10.0.0.2", **headers)
    reader.force_login(get_user_model().objects.create_user("an"))
    back = reader.get(unescape(link[1]))
    assert back.headers["Location"] == article.get_absolute_url() + "#danh-gia"
    assert "Cảm ơn bạn" in rate(reader, article, 1, **headers)


def test_a_forged_cookie_is_no_cookie(article: Article) -> None:
    client = Client()
    client.cookies["reader"] = "forged:1abc:xyz"
    rate(client, article, 4)
    assert article.ratings.count() == 1


def test_the_average_appears_when_it_says_something(article: Article) -> None:
    for at in range(ENOUGH - 1):
        page = rate(Client(), article, 4, place=f"10.0.0.{at}")
    assert "Đã có 4 đánh giá" in page and "trên 5 sao" not in page
    assert "4,2 trên 5 sao, từ 5 đánh giá." in rate(Client(), article, 5, place="10.0.1.1")


@pytest.mark.parametrize("nothing", ["", "0", "6", "five", "-1", "1.5"])
def test_a_press_without_a_choice_is_answered_kindly(client: Client, article: Article, nothing: str) -> None:
    assert "Hãy chọn từ một đến năm sao" in rate(client, article, nothing)
    assert article.ratings.count() == 0


def test_neither_address_nor_cookie_is_kept(client: Client, article: Article) -> None:
    rate(client, article, 5, place="203.0.113.9")
    kept = article.ratings.get()
    assert "203.0.113.9" not in f"{kept.origin}{kept.reader}"
    assert client.cookies["reader"].value.split(":")[0] not in kept.reader
    assert client.cookies["reader"]["httponly"]


def test_with_htmx_only_the_rating_is_answered(client: Client, article: Article) -> None:
    said = rate(client, article, 5, **{"HX-Request": "true", "HX-Target": "rating"})
    assert said.strip().startswith('<section class="rating"')
    assert "Cảm ơn bạn" in said and 'value="5" checked' in said


def test_the_page_is_sound_after_a_rating(client: Client, article: Article) -> None:
    assert problems(rate(client, article, 5)) == []


def test_a_rating_needs_the_form_of_the_page(article: Article) -> None:
    answer = Client(enforce_csrf_checks=True).post(article.get_absolute_url() + "danh-gia/", {"stars": 5})
    assert answer.status_code == 403
