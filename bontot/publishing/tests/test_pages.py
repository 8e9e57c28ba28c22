"""The pages that everybody may read."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from bontot.publishing.articles import publish, withdraw
from bontot.publishing.models import Article
from bontot.publishing.tests.conftest import NUMBERS, answering, draft
from bontot.ui.check import problems

pytestmark = pytest.mark.django_db


def more_articles(count: int) -> None:
    start = datetime(2024, 6, 1, tzinfo=UTC)
    for at in range(count):
        publish(draft(f"Bài số {at:02}", "Nội dung."), answering({}), at=start + timedelta(hours=at))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_sound(client: Client, article: Article, language: str) -> None:
    client.cookies["django_language"] = language
    more_articles(4)
    for address in ("/tin/", article.get_absolute_url(), "/tin/tim/", "/tin/tim/?q=thon", "/tin/tim/?q=xyz"):
        assert problems(client.get(address).text) == [], address


def test_an_empty_list_says_so_kindly(client: Client) -> None:
    assert "Chưa có bài viết nào" in client.get("/tin/").text


def test_an_article_has_author_source_day_figures_and_related_articles(
    client: Client, article: Article
) -> None:
    publish(
        draft("Cùng chỉ tiêu", "[[indicator:members organisation=BG on=2020-12-31]]"),
        answering(NUMBERS),
        at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    more_articles(5)
    page = client.get(article.get_absolute_url()).text
    for words in ("Ban Biên tập", "Nguồn: Bốn Tốt", "01/07/2024", "89.455", "31/12/2023", "Chỉ tiêu members"):
        assert words in page
    related = page[page.index("Bài liên quan") :]
    assert "Cùng chỉ tiêu" in related, (
        "an old article about the same comes before new ones about something else"
    )
    assert related.count('class="teaser"') == 3


def test_an_article_introduces_itself_to_those_who_link_to_it(client: Client, article: Article) -> None:
    page = client.get(article.get_absolute_url()).text
    assert f'<meta property="og:url" content="http://testserver{article.get_absolute_url()}">' in page
    assert '<meta property="og:type" content="article">' in page


def test_the_address_can_be_copied_without_a_script(client: Client, article: Article) -> None:
    page = client.get(article.get_absolute_url()).text
    assert f'readonly value="http://testserver{article.get_absolute_url()}"' in page


def test_drafts_and_withdrawn_articles_do_not_exist(client: Client, article: Article) -> None:
    hidden = draft("Bản thảo")
    assert client.get(f"/tin/{hidden.slug}/").status_code == 404
    withdraw(article)
    assert client.get(article.get_absolute_url()).status_code == 404
    assert "Đảng viên ở thôn" not in client.get("/tin/").text + client.get("/tin/nguon.xml").text


@pytest.mark.parametrize("asked", ["thôn bản", "THON BAN", "bản thôn", "mo dau", "ban bien tap"])
def test_search_finds_words_with_or_without_diacritics(client: Client, article: Article, asked: str) -> None:
    assert article.title in client.get("/tin/tim/", {"q": asked}).text


def test_search_treats_signs_as_signs(client: Client, article: Article) -> None:
    assert article.title not in client.get("/tin/tim/", {"q": "%"}).text
    assert client.get("/tin/tim/", {"q": "a" * 500 + "'\"<script>"}).status_code == 200


def test_lists_go_on_page_by_page_without_a_gap(client: Client) -> None:
    more_articles(23)
    seen: list[str] = []
    query = ""
    for _ in range(3):
        said = json.loads(client.get(f"/tin.json{query}").content)
        seen += [entry["title"] for entry in said["articles"]]
        query = f"?before={said['more']}"
    assert seen == [f"Bài số {at:02}" for at in range(22, -1, -1)]
    assert said["more"] is None


def test_an_article_answers_programs_as_well(client: Client, article: Article) -> None:
    said = json.loads(client.get(f"/tin/{article.slug}.json").content)
    assert said["figures"][0]["plain"] == {"numerator": 89455, "denominator": None, "unknown": 0}


def test_feed_and_sitemap_name_the_articles(client: Client, article: Article) -> None:
    assert article.get_absolute_url() in client.get("/tin/nguon.xml").text
    assert article.get_absolute_url() in client.get("/sitemap.xml").text


def test_reading_sets_no_cookie_that_tells_readers_apart(client: Client, article: Article) -> None:
    client.get(article.get_absolute_url())
    assert set(client.cookies) <= {"csrftoken"}
