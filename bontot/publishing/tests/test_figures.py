"""Figures are frozen when an article appears, and those that are too small stay at the door."""

from __future__ import annotations

from datetime import date

import pytest

from bontot.publishing.articles import publish, withdraw
from bontot.publishing.models import Article
from bontot.publishing.questions import FigureQuestion, questions
from bontot.publishing.showing import shown
from bontot.publishing.tests.conftest import BODY, NUMBERS, answering, draft

pytestmark = pytest.mark.django_db


def figures(numerator: int, denominator: int | None) -> tuple[str, str, str]:
    numbers = {"members": (numerator, denominator)}
    article = publish(
        draft(f"Bài {numerator}", body="[[indicator:members organisation=BG on=2023-12-31]]"),
        answering(numbers),
    )
    seen = shown(article.figures.get())
    return seen.numerator, seen.denominator, seen.ratio


def test_each_question_is_asked_once_in_the_order_of_the_text() -> None:
    assert questions(BODY) == [
        FigureQuestion("members", "BG", None, date(2023, 12, 31)),
        FigureQuestion("village_heads_members", "BG", None, date(2024, 6, 30)),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[indicator:members organisation=BG]]", "còn thiếu “on”"),
        ("[[indicator:members organisation=BG on=30/06/2024]]", "ngày viết như 2024-06-30"),
        ("[[indicator:members organisation=BG on=2024-06-30 part=all]]", "part là"),
        ("[[indicator:members organisation=BG on=2024-06-30 of=x]]", "không hiểu “of”"),
        ("[[indicator: members]]", "không phải là câu hỏi số liệu"),
    ],
)
def test_an_author_is_told_what_is_wrong_with_a_question(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        draft(body=text)


def test_a_figure_keeps_its_number_day_and_position_when_records_change(article: Article) -> None:
    with pytest.raises(ValueError, match="không đổi nữa"):
        publish(article, answering({"members": (1, None), "village_heads_members": (1, 2)}, position=99))
    kept = article.figures.get(indicator="members")
    assert (kept.numerator, kept.on, kept.position) == (89455, date(2023, 12, 31), 7)


def test_an_article_that_was_withdrawn_is_asked_anew(article: Article) -> None:
    withdraw(article)
    publish(article, answering(NUMBERS | {"members": (90000, None)}, position=8))
    assert article.figures.get(indicator="members").numerator == 90000


def test_numbers_are_said_as_they_are_where_nobody_can_be_recognised() -> None:
    assert figures(2018, 2148) == ("2.018", "2.148", "93,9\u00a0%")
    assert figures(103, 108)[0] == "103"


@pytest.mark.parametrize("few", [0, 1, 4])
def test_fewer_than_five_are_neither_said_nor_kept(few: int) -> None:
    assert figures(few, 300) == ("dưới 5", "300", "dưới 1,7\u00a0%")
    assert Article.objects.get().figures.get().numerator is None


def test_nor_are_those_whose_rest_to_the_whole_is_fewer_than_five() -> None:
    assert figures(298, 300) == ("ít nhất 296", "300", "ít nhất 98,7\u00a0%")
    assert Article.objects.get().figures.get().numerator is None


def test_nor_is_a_whole_of_fewer_than_five() -> None:
    assert figures(2, 4) == ("dưới 5", "dưới 5", "")


def test_a_number_without_a_whole_has_no_ratio() -> None:
    assert figures(427, None) == ("427", "", "")
