"""Words that stand in data: acts, forms, vocabularies, findings. Data is Vietnamese; a page says it in its language.

What has an English text in the catalogue is said in English on an English page. What has none, such as the summary of
a decision or a finding with a person's circumstances in it, stays Vietnamese and is marked so, for a screen reader
to read it right (WCAG 3.1.2; names of people and organisations are excepted there, and are left alone here).
Nothing is translated anywhere but on a page: JSON, files and printed forms are papers of the Party.
"""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

PAPERS = (".json", ".csv", ".xlsx", ".docx", ".pdf", ".ods", ".zip")
"""Addresses that end so give a paper, which is Vietnamese in whatever language its reader reads pages."""


def plainly(text: object) -> str:
    """A text of the data in the language of the page; as it is where it has no translation."""
    said = str(text) if text is not None else ""
    return gettext(said) if said and get_language() != "vi" else said


def said(text: object) -> SafeString | str:
    """The same for a page, marked as Vietnamese where it has no translation."""
    words = plainly(text)
    return as_written(words) if words == str(text) else words


def as_written(text: object) -> SafeString | str:
    """Words that are not translated, such as the name of a sheet in a workbook, marked as Vietnamese."""
    words = str(text) if text is not None else ""
    if get_language() == "vi" or not any(letter.isalpha() and not letter.isascii() for letter in words):
        return words
    return format_html('<span lang="vi">{}</span>', words)
