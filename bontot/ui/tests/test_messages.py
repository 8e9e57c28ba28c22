"""Everything that the program says in Vietnamese it can say in English too."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.forms import CharField
from django.utils.translation import override

from bontot.ui.messages import CATALOGUE, FRAMEWORK, Message, compiled, in_template, untranslated


def test_every_sentence_has_an_english_translation_with_the_same_variables() -> None:
    assert untranslated() == []


@pytest.mark.parametrize("catalogue", [CATALOGUE, FRAMEWORK])
def test_the_compiled_catalogue_is_that_of_the_text(catalogue: Path) -> None:
    assert catalogue.with_suffix(".mo").read_bytes() == compiled(catalogue)


def test_what_the_framework_says_of_a_password_is_vietnamese() -> None:
    with override("vi"), pytest.raises(ValidationError, match="Mật khẩu quá ngắn: cần ít nhất 10 ký tự"):
        MinimumLengthValidator(10).validate("ngắn")


def test_a_box_left_empty_is_asked_for_without_the_word_of_programmers() -> None:
    with override("vi"), pytest.raises(ValidationError, match="Hãy điền ô này"):
        CharField().clean("")


def test_sentences_of_a_template_are_found_as_the_program_looks_them_up() -> None:
    template = (
        '{# {% translate "Bỏ" %} #}{% translate "Một" as one %}{% include "x.html" with submit=_("Hai") %}'
        '{% blocktranslate with at=page.at|date:"d" %}Ba {{ at }} đạt 5%{% endblocktranslate %}'
        "{% blocktranslate count n=page.n %}{{ n }} người{% plural %}{{ n }} người{% endblocktranslate %}"
    )
    assert list(in_template(template)) == [
        Message("Một"),
        Message("Hai"),
        Message("Ba %(at)s đạt 5%%"),
        Message("%(n)s người", "%(n)s người"),
    ]
