"""When two lines may speak of one person: the same name and birth, or names that a slip of the pen sets apart."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from bontot.kernel.text import fold

NEW = "new"
"""The decision that a row speaks of somebody else than those whom it is like."""
_SAID_NEW = frozenset({"khac nguoi", "nguoi khac", "hai nguoi", "hai nguoi khac nhau", "khac"})
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WHOLE_DAY = len("1962-08-15")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that may speak of somebody known already: whoever knows them decides."""

    rule: str
    file: str
    sheet: str
    row: int
    name: str
    born: str
    organisation: str
    likes: tuple[str, ...] = ()
    """The codes of those known already whom the row is like."""
    where: str = ""
    """Where else in the same import the row's like stands."""
    decided: str = ""
    """`new`, a code, or nothing yet."""


def said_new(text: str) -> bool:
    """Whether a cell of “Trùng với” says that they are two people."""
    return text == NEW or fold(text) in _SAID_NEW


@lru_cache(maxsize=65536)
def spelt(name: str) -> str:
    """A name by its letters and the tone of each word, wherever in the word the tone is written: Hoà is Hòa."""
    words = []
    for word in unicodedata.normalize("NFD", name.lower()).split():
        letters = "".join(mark for mark in word if mark not in _TONES)
        words.append(letters + "".join(sorted(mark for mark in word if mark in _TONES)))
    return " ".join(words)


def same_name(one: str, other: str) -> bool:
    """Whether two names that fold alike are one: spelt alike, or one of them written without diacritics at all."""
    if one == other or spelt(one) == spelt(other):
        return True
    return any(name.isascii() for name in (one, other))


class Births:
    """Everybody by name and birth. Whoever was known first comes first."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], str] = {}
        self._more: dict[tuple[str, str], list[str]] = {}
        self._on: dict[str, list[str]] = defaultdict(list)
        self.names: dict[str, str] = {}
        self._born: dict[str, tuple[str, str]] = {}

    def remember(self, code: str, name: str, folded: str, born: str) -> None:
        """That `code` is so called and so born."""
        self.names[code] = name
        self._born[code] = key = folded, born
        known = self._first.setdefault(key, code)
        if known != code:
            more = self._more.setdefault(key, [])
            if code not in more:
                more.append(code)
        elif len(born) == _WHOLE_DAY:
            self._on[born].append(folded)

    def other(self, code: str, folded: str, born: str) -> bool:
        """Whether whoever bears this code has quite another name and another birth."""
        known = self._born.get(code)
        if known is None or not born or known[1] == born:
            return False
        return self.misnamed(code, folded)

    def misnamed(self, code: str, folded: str) -> bool:
        """Whether whoever bears this code has quite another name, not one that a slip of the pen sets apart."""
        known = self._born.get(code)
        if known is None or known[0] == folded:
            return False
        return Levenshtein.distance(known[0], folded, score_cutoff=2) > 2

    def same(self, name: str, code: str) -> bool:
        """Whether this one bears that name."""
        return same_name(name, self.names[code])

    def like(self, name: str, folded: str, born: str) -> tuple[list[str], list[str]]:
        """Those of the same name and birth; and those of the same birth whose names differ by diacritics alone."""
        first = self._first.get((folded, born)) if born else None
        if first is None:
            return [], []
        codes = [first, *self._more.get((folded, born), ())]
        same = [code for code in codes if self.same(name, code)]
        return same, [code for code in codes if code not in same]

    def near(self, folded: str, born: str) -> Iterator[str]:
        """Those born on the same day whose names differ by one letter."""
        for other in self._on.get(born, ()):
            if other != folded and Levenshtein.distance(folded, other, score_cutoff=1) <= 1:
                yield self._first[other, born]


def stranger_code(full_name: str, title: str, organisation: str, unit: str) -> str:
    """The code of somebody who is no member and of whom only a post is known: the same post gives the same code."""
    seat = "|".join((fold(full_name), title, organisation, unit))
    return "NG" + hashlib.blake2b(seat.encode(), digest_size=5).hexdigest().upper()
