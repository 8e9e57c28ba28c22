"""The reader of a column, by what its cells are."""

from __future__ import annotations

from collections.abc import Iterable

from bontot.exchange.reading.cells import Reader, choice_reader, text_reader, word_reader
from bontot.exchange.reading.days import day_reader, partial_reader
from bontot.exchange.reading.numbers import card_reader, identity_reader, person_reader
from bontot.exchange.sheets import Column, Read
from bontot.law.vocabulary import vocabulary


def readers_for(
    columns: Iterable[Column], *, formulas: bool = False, since_1904: bool = False
) -> list[Reader]:
    """A fresh reader for each column. `formulas`: a text that begins with = would be executed (CSV)."""
    return [reader_for(column, formulas=formulas, since_1904=since_1904) for column in columns]


def reader_for(column: Column, *, formulas: bool = False, since_1904: bool = False) -> Reader:
    match column.read:
        case Read.DAY:
            return day_reader(formulas=formulas, since_1904=since_1904)
        case Read.PARTIAL:
            return partial_reader(formulas=formulas, since_1904=since_1904)
        case Read.IDENTITY:
            return identity_reader(formulas=formulas)
        case Read.CARD:
            return card_reader(formulas=formulas)
        case Read.PERSON:
            return person_reader(formulas=formulas)
        case Read.WORD:
            return word_reader(vocabulary(column.vocabulary), f"“{column.header}”", formulas=formulas)
        case Read.CHOICE:
            return choice_reader(column.choices, f"“{column.header}”", formulas=formulas)
        case _:
            return text_reader(formulas=formulas)
