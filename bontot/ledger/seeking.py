"""How near a stored name comes to what was looked for: an order that the database itself can sort by."""

from __future__ import annotations

from django.db.models import Case, Q, Value, When

from bontot.kernel.text import clean, fold

LONGEST = 1000
"""Characters of what is looked for: no name is longer, and a database refuses to compare with much longer texts."""


def holding_words(text: str) -> Q:
    """Names that hold every word of `text`, anywhere, with or without diacritics."""
    asked = Q()
    for word in fold(text).split():
        asked &= Q(folded__contains=word)
    return asked


def nearness(text: str, spelt: str) -> dict[str, Case]:
    """Of a fact whose name stands in `folded` and, as it is spelt, in the column `spelt`: nought is nearer than one.

    First those where every word asked for begins a word; among them those with the diacritics that were typed; among
    them those that hold just the words asked for, side by side.
    """
    words = fold(text).split()
    begins = spelt_so = Q()
    for word in words:
        begins &= Q(folded__startswith=word) | Q(folded__contains=f" {word}")
    for typed in clean(text).split():
        if fold(typed) != typed.lower():
            spelt_so &= _spelt(typed, spelt)
    together = " ".join(words)
    whole = Q(folded=together) | Q(folded__startswith=f"{together} ") | Q(folded__endswith=f" {together}")
    whole |= Q(folded__contains=f" {together} ")
    return {
        "inside_a_word": _unless(begins),
        "spelt_otherwise": _unless(spelt_so),
        "not_together": _unless(whole),
    }


def _spelt(word: str, column: str) -> Q:
    """The word in the spellings that names have: not every database knows which capital belongs to `đ`."""
    found = Q()
    for each in {word, word.lower(), word.capitalize(), word.upper()}:
        found |= Q(**{f"{column}__contains": each})
    return found


def _unless(condition: Q) -> Case:
    """Nought where the condition holds. One that asks nothing holds for every fact; to sort by a bare number would mean
    the place of a column."""
    return Case(When(condition or Q(pk__isnull=False), then=Value(0)), default=Value(1))
