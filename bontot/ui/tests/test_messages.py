"""Everything that the program says in Vietnamese it can say in English too."""

from __future__ import annotations

from bontot.ui.messages import CATALOGUE, Message, compiled, in_template, untranslated


def test_every_sentence_has_an_english_translation_with_the_same_variables() -> None:
    assert untranslated() == []


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled()


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
