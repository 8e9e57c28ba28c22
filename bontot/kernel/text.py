"""Vietnamese text: one spelling, search without diacritics, names in the order of given names."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""Vietnamese dictionaries order the tones: none, huyền, hỏi, ngã, sắc, nặng."""
_LETTERS = {"\u0306": "{", "\u0302": "|", "\u031b": "}"}
"""ă before â; ô before ơ; đ, ê, ư after their plain letters: characters that sort after z."""


def clean(text: str) -> str:
    """Composed Unicode, single ordinary spaces, nothing around: the one spelling that is stored."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u200b", "").split())


def blank(text: str) -> bool:
    """Whether nothing in the text can be seen: spaces, or marks without width."""
    return all(unicodedata.category(mark)[0] in "ZC" for mark in text)


def said(text: str, most: int) -> str:
    """What somebody wrote, as it is stored: `clean`, nothing that a database refuses, cut to `most` characters."""
    return clean(text.replace("\x00", ""))[:most]


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Without diacritics and capitals, for comparing and searching: `Đào Đức` → `dao duc`."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return clean("".join(mark for mark in plain if not unicodedata.combining(mark)))


@lru_cache(maxsize=65536)
def _word_key(word: str) -> tuple[str, str]:
    letters, tone = [], "0"
    for mark in unicodedata.normalize("NFD", word.lower().replace("đ", "d{")):
        if mark in _TONES:
            tone = _TONES[mark]
        else:
            letters.append(_LETTERS.get(mark, mark))
    return "".join(letters), tone


def sort_key(full_name: str) -> str:
    """A string whose plain order is a Vietnamese list of names: given name first, then family and middle names."""
    words = full_name.split()
    ordered = words[-1:] + words[:-1]
    keys = [_word_key(word) for word in ordered]
    return "\x01".join(letters + "\x02" + tone for letters, tone in keys)


def file_name(name: str) -> str:
    """A name of a file that every system takes, whatever code is a part of it."""
    return "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in ".-") else "_" for letter in name
    )
