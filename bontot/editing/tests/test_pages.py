"""Promises about writing articles: nothing appears before it has been seen with its figures, and only who may writes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bontot.access.tests.reader import Reader
from bontot.decisions.tests.conftest import _still, as_, province
from bontot.publishing.models import Article, Figure
from bontot.statistics import published

__all__ = ["_still", "as_", "province"]

type As = Callable[[str], Reader]

NEW = "/bai/moi/"
FIGURE = "[[indicator:members organisation=BG on=2024-06-30]]"
SAID = {
    "title": "Xây dựng Đảng ở cơ sở",
    "lead": "Một năm nhìn lại.",
    "author": "Ban biên tập",
    "source": "",
    "body": f"## Kết quả\n\nToàn tỉnh có {FIGURE} đảng viên.",
}


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    """The small province is large enough to publish its numbers."""
    monkeypatch.setattr(published, "FEWEST", 1)
    settings.BONTOT_LEAST_PUBLISHED = 1  # type: ignore[attr-defined]  # settings are of any type


def _published(client: Reader) -> Article:
    shown = client.post(NEW, {**SAID, "step": "preview"}).data.shown
    answer = client.post(NEW, {**SAID, "step": "publish", "shown": shown})
    assert answer.status_code == 302, answer.content.decode()
    return Article.objects.get()


@pytest.mark.parametrize("user", ("xa", "chi-bo", "dang-vien", "doc"))
def test_only_whoever_publishes_finds_the_newsroom(as_: As, user: str) -> None:
    article = _published(as_("tinh"))
    for address in ("/bai/", NEW, f"/bai/{article.pk}/"):
        assert as_(user).get(address).status_code == 404, address
        assert as_(user).post(address, {**SAID, "step": "save"}).status_code == 404, address
    assert 'href="/bai/"' not in as_(user).get("/tai-khoan/").content.decode()
    assert 'href="/bai/"' in as_("tinh").get("/tai-khoan/").content.decode()


def test_a_preview_computes_the_figures_and_keeps_nothing(as_: As) -> None:
    answer = as_("tinh").post(NEW, {**SAID, "step": "preview"})
    assert answer.status_code == 200 and "<data value=" in answer.content.decode()
    assert Article.objects.count() == Figure.objects.count() == 0


def test_nothing_appears_that_has_not_been_seen(as_: As) -> None:
    client = as_("tinh")
    shown = client.post(NEW, {**SAID, "step": "preview"}).data.shown
    changed = {**SAID, "title": "Tên khác", "step": "publish", "shown": shown}
    assert client.post(NEW, changed).status_code == 200 and Article.objects.count() == 0
    assert client.post(NEW, {**SAID, "step": "publish"}).status_code == 200 and Article.objects.count() == 0


def test_what_was_published_appears_with_its_figures_until_it_is_withdrawn(as_: As) -> None:
    client = as_("tinh")
    article = _published(client)
    address = article.get_absolute_url()
    assert Reader().get(address).status_code == 200 and article.figures.count() == 1
    assert client.post(f"/bai/{article.pk}/", {**SAID, "title": "Khác", "step": "save"}).status_code == 404
    assert client.post(f"/bai/{article.pk}/", {"step": "withdraw"}).status_code == 302
    assert Reader().get(address).status_code == 404
    assert client.post(f"/bai/{article.pk}/", {**SAID, "title": "Khác", "step": "save"}).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.get_absolute_url()) == ("Khác", address)


def test_a_draft_is_saved_and_listed_and_seen_by_nobody_else(as_: As) -> None:
    client = as_("tinh")
    assert (
        client.post(NEW, {**SAID, "step": "save"}).headers["Location"] == f"/bai/{Article.objects.get().pk}/"
    )
    assert [each["status"] for each in client.get("/bai.json").json()["articles"]] == ["draft"]
    assert Reader().get(Article.objects.get().get_absolute_url()).status_code == 404


def test_a_figure_is_put_in_by_name_where_its_place_is(as_: As) -> None:
    said = {**SAID, "body": "Có [[]] đảng viên."}
    figure = {
        "figure-indicator": "members",
        "figure-organisation": "Việt",
        "figure-on": "30/06/2024",
        "figure-part": "numerator",
    }
    looked = as_("tinh").post(NEW, {**said, **figure, "step": "look"})
    assert looked.status_code == 200 and "Có [[]] đảng viên." in looked.content.decode()
    chosen = {**figure, "figure-organisation": "BG", "figure-at": "1", "step": "insert"}
    answer = as_("tinh").post(NEW, {**said, **chosen})
    placed = "Có [[indicator:members organisation=BG on=2024-06-30 at=1]] đảng viên."
    assert answer.data.form["body"].value() == placed
    shown = as_("tinh").post(NEW, {**SAID, "body": placed, "step": "preview"})
    assert shown.status_code == 200 and shown.data.figures[0].position == 1


@pytest.mark.parametrize(
    "body",
    (
        "[[indicator:members organisation=BG]]",
        "[[indicator:khong_co organisation=BG on=2024-06-30]]",
        "[[indicator:members organisation=KHONG on=2024-06-30]]",
        "[[indicator:members organisation=BG on=2024-06-30 at=99]]",
        "[[indicator:members organisation=BG on=1700-01-01]]",
        "[[indicator:admitted organisation=BG since=2024-07-01 on=2024-06-30]]",
        "[[dở dang",
    ),
)
def test_a_figure_that_cannot_be_is_told_at_the_text(as_: As, body: str) -> None:
    answer = as_("tinh").post(NEW, {**SAID, "body": body, "step": "preview"})
    assert answer.status_code == 422
    assert 'id="id_body-error"' in answer.content.decode()
    assert Article.objects.count() == 0
