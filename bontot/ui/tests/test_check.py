"""The page check finds what is wrong, so that a silent one means something."""

from __future__ import annotations

import pytest

from bontot.ui.check import problems

GOOD = (
    '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<title>Tin bài – Bốn Tốt</title></head><body><a href="#main">Đến nội dung</a><main id="main"><h1>Tin bài</h1>'
    "<p>Nội dung.</p></main></body></html>"
)


def test_a_good_page_has_no_problems() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        ("<p>x<div></p>", "not strict HTML"),
        ("<h1>Hai</h1>", "one h1"),
        ("<h4>Xa</h4>", "jumps"),
        ('<p id="main">x</p>', "occurs 2 times"),
        ('<a href="/x"></a>', "without a text"),
        ("<a>x</a>", "without an address"),
        ('<a href="#nowhere">x</a>', "points nowhere"),
        ("<button></button>", "button without a name"),
        ('<img src="/a.svg">', "without alt"),
        ('<form><input name="q"></form>', "no label"),
        ('<form method="post"></form>', "no csrf"),
        ("<table><tbody><tr><td>1</td></tr></tbody></table>", "without a caption"),
        ("<table><caption>c</caption><tbody><tr><th>1</th></tr></tbody></table>", "without a scope"),
        ('<p style="color:red">x</p>', "style inside"),
        ("<script>go()</script>", "script inside"),
        ('<p onclick="go()">x</p>', "script inside"),
        ('<a href="javascript:go()">x</a>', "script inside"),
        ('<img alt="" src="https://example.org/a.png">', "from elsewhere"),
        ("<p>None</p>", "machinery shows"),
        ("<p>{{ name }}</p>", "machinery shows"),
        ("<svg></svg>", "drawing without a name"),
        ('<nav><a href="/">a</a></nav><nav><a href="/">b</a></nav>', "told apart"),
        ('<input type="text" aria-describedby="gone" aria-label="x">', "points nowhere"),
    ],
)
def test_a_spoilt_page_is_caught(spoilt: str, says: str) -> None:
    found = problems(GOOD.replace("<p>Nội dung.</p>", spoilt))
    assert any(says in problem for problem in found), found


def test_a_page_without_a_language_or_with_another_title_is_caught() -> None:
    assert "the page does not say its language" in problems(GOOD.replace(' lang="vi"', ""))
    assert any(
        "does not begin with" in problem for problem in problems(GOOD.replace("<title>Tin", "<title>Khác"))
    )
