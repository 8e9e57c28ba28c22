"""The text of an article: plain markup, and nothing that could harm a reader."""

from __future__ import annotations

import pytest

from bontot.publishing.articles import create_from_text
from bontot.publishing.models import Article
from bontot.publishing.questions import questions
from bontot.publishing.showing import shown
from bontot.publishing.text import plain, rendered


def html(body: str) -> str:
    return rendered(body, {}, "Tiêu đề")


def test_headings_begin_under_the_title_and_never_jump() -> None:
    assert html("# Một\n\n#### Hai\n") == "<h2>Một</h2>\n<h3>Hai</h3>\n"


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        '<p onclick="x()">x</p>',
        "[x](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        "[x](data:text/html;base64,AAAA)",
        '[x](/a "t\\" onclick=x")',
    ],
)
def test_no_script_picture_or_markup_of_its_own_gets_through(evil: str) -> None:
    said = html(evil)
    assert "<script" not in said and "<img" not in said and "<p onclick" not in said
    assert 'href="javascript' not in said and 'href="data' not in said


def test_lists_quotes_and_links_are_as_an_author_expects() -> None:
    said = html("- một\n- hai\n\n> trích\n\n[đây](/tin/)")
    assert "<li>một</li>" in said and "<blockquote>" in said and '<a href="/tin/">đây</a>' in said


def test_a_table_has_a_caption_scopes_and_numbers_on_the_right() -> None:
    said = html("Bảng: Số đảng viên\n\n| Năm | Số |\n|---|---:|\n| 2023 | 9 |\n")
    assert "<caption>Số đảng viên</caption>" in said
    assert '<th scope="col">Năm</th>' in said
    assert '<td class="number">9</td>' in said
    assert "Bảng:" not in said and "style" not in said


def test_a_table_without_a_caption_takes_the_heading_above_it() -> None:
    assert "<caption>Kết quả</caption>" in html("## Kết quả\n\n| a |\n|---|\n| 1 |\n")
    assert "<caption>Tiêu đề</caption>" in html("| a |\n|---|\n| 1 |\n")


@pytest.mark.django_db
def test_a_figure_stands_in_the_sentence_with_a_way_to_its_day(article: Article) -> None:
    figures = dict(zip(questions(article.body), map(shown, article.figures.all()), strict=True))
    said = rendered(article.body, figures, article.title)
    assert '<data value="89455">89.455</data>' in said
    assert 'href="#so-lieu-1"' in said
    assert "93,9\u00a0%" in said


def test_searching_reads_the_words_alone() -> None:
    assert plain("## Tiêu đề\n\n**Đậm** [[indicator:members organisation=BG on=2024-01-01]] [nối](/x)").split() == [
        "Tiêu", "đề", "Đậm", "nối",
    ]  # fmt: skip


@pytest.mark.django_db
def test_an_article_is_made_of_a_text_file() -> None:
    made = create_from_text(
        "---\ntitle: Đảng bộ – 2025\nlead: Mở đầu.\nauthor: Ban Biên tập\n---\nNội dung **chính**.\n"
    )
    assert (made.slug, made.author, made.status) == ("dang-bo-2025", "Ban Biên tập", "draft")
    with pytest.raises(ValueError, match="Đã có bài"):
        create_from_text("---\ntitle: Đảng bộ – 2025\nlead: Mở đầu.\nauthor: A\n---\nx\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Nội dung", "hai dòng “---”"),
        ("---\ntitle: A\n---\nx", "còn thiếu: lead, author"),
        ("---\ntitle: [A\n---\nx", "không đọc được"),
        ("---\njust words\n---\nx", "còn thiếu"),
    ],
)
def test_an_author_is_told_what_is_wrong_with_a_file(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        create_from_text(text)
