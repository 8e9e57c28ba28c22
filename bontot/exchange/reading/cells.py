"""What stands in a cell, read as what the column means.

A reader is a dictionary from raw cells to read values that fills itself: a column of a hundred thousand cells
with fifty different words is read fifty times. What cannot be read becomes a `Trouble`.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bontot.kernel.text import clean, fold

MOST_KEPT = 200_000
"""Different cells that one column remembers before it starts anew: not all of a nation's names."""

ERRORS = frozenset({"#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
APOSTROPHES = "'’‘`"
"""Typed before a number by those who want it kept as text."""
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_ODD = re.compile(r"[^\S\n ]|[\u200b\u200c\u200d\u2060\ufeff\u00ad]|  |^[ =#'+@-]| $", re.MULTILINE)
_EXECUTED = re.compile(r"^(?:=|[+\-@].*[(|!])", re.DOTALL)
"""What a spreadsheet would take for a formula when it opens a text file."""
_PROTECTED = re.compile(r"^'(?=[=+\-@\t\r'])")


@dataclass(slots=True)
class Trouble:
    """A cell with something to say about it: the sentence, what fills it, and the value kept, if any."""

    code: str
    shown: str
    kept: object = None
    filled: dict[str, object] = field(default_factory=dict)


class Truth:
    """A cell that says TRUE or FALSE, wrapped because Python holds True and 1 to be the same key."""

    __slots__ = ("value",)

    def __init__(self, value: bool) -> None:
        self.value = value

    def __str__(self) -> str:
        return "TRUE" if self.value else "FALSE"


class Reader(dict[Any, Any]):
    """A column's cells: `column` reads many, indexing reads one; `troubled` says that some were not plain."""

    def __init__(
        self, read: Callable[[Any], object], quick: Callable[[Sequence[Any], set[type]], Any] | None = None
    ):
        super().__init__({"": None, None: None})
        self.read = read
        self.quick = quick
        self.troubled = False

    def __missing__(self, raw: Any) -> object:
        value: object = self.read(raw)
        if type(value) is Trouble:
            self.troubled = True
        elif len(self) > MOST_KEPT:
            self.clear()
            self.update({"": None, None: None})
        self[raw] = value
        return value

    def column(self, cells: Sequence[Any]) -> list[Any]:
        kinds = set(map(type, cells))
        if self.quick is not None:
            done: list[Any] | None = self.quick(cells, kinds)
            if done is not None:
                return done
        if bool in kinds:
            cells = [Truth(cell) if cell is True or cell is False else cell for cell in cells]
        return [self[cell] for cell in cells]


def shown(raw: object) -> str:
    """A raw cell as the person sees it."""
    if isinstance(raw, datetime.datetime):
        return raw.strftime("%d/%m/%Y") if raw.time() == datetime.time() else raw.strftime("%d/%m/%Y %H:%M")
    if isinstance(raw, datetime.date):
        return f"{raw.day:02}/{raw.month:02}/{raw.year:04}"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return clean(str(raw).translate(_INVISIBLE))


def text_or_trouble(raw: object, *, formulas: bool) -> str | Trouble | None:
    """A cleaned text; numbers as they are written. `formulas`: a text that begins with = is one (CSV)."""
    if isinstance(raw, str):
        text = clean(_PROTECTED.sub("", raw.translate(_INVISIBLE)) if formulas else raw.translate(_INVISIBLE))
        if text in ERRORS or text.startswith("Err:5"):
            return Trouble("O-LOI", text)
        if formulas and _EXECUTED.match(text) and not raw.startswith("'"):
            return Trouble("O-CONG-THUC", text)
        return text or None
    if isinstance(raw, Truth | datetime.time | datetime.timedelta):
        return Trouble("O-KIEU", str(raw), filled={"wanted": "chữ"})
    return shown(raw)


def quick_text(cells: Sequence[Any], kinds: set[type]) -> list[Any] | None:
    """All cells at once where every one is already clean text; None where a cell needs care."""
    if kinds != {str}:
        return None
    joined = "\n".join(cells)
    if joined.count("\n") != len(cells) - 1 or _ODD.search(joined):
        return [None] * len(cells) if not joined.strip("\n") else None
    if not joined.isascii() and not unicodedata.is_normalized("NFC", joined):
        return None
    return [cell or None for cell in cells]


def text_reader(*, formulas: bool = False) -> Reader:
    return Reader(lambda raw: text_or_trouble(raw, formulas=formulas), quick_text)


def choice_reader(choices: Sequence[tuple[str, str]], name: str, *, formulas: bool = False) -> Reader:
    """A closed list of our own, for the sheets that only we write: words to values."""
    words = {fold(word): value for word, value in choices}
    known = ", ".join(f"“{word}”" for word, _ in choices)

    def read(raw: object) -> object:
        text = text_or_trouble(raw, formulas=formulas)
        if not isinstance(text, str):
            return text
        value = words.get(fold(text))
        return value or Trouble("O-TU", text, filled={"list": name, "guess": f" (được ghi: {known})"})

    return Reader(read)


_FEW = 12
"""Words of a closed list that can all be told in a sentence."""


def word_reader(vocabulary: Any, name: str, *, formulas: bool = False) -> Reader:
    """A word of a vocabulary: a closed one refuses what it does not know, an open one hints and keeps."""
    values = vocabulary.values if vocabulary.closed else ()
    known = f" (được ghi: {', '.join(f'“{word}”' for word in values)})" if 0 < len(values) <= _FEW else ""

    def read(raw: object) -> object:
        if isinstance(raw, datetime.date):
            raw = _fraction(raw)
        text = text_or_trouble(raw, formulas=formulas)
        if not isinstance(text, str):
            return text
        value = vocabulary.read(text)
        if value is not None:
            return value
        near = vocabulary.nearest(text)
        guess = f"; có phải {' hoặc '.join(f'“{word}”' for word in near)}?" if near else known
        filled: dict[str, object] = {"list": name, "guess": guess}
        if vocabulary.closed:
            return Trouble("O-TU", text, filled=filled)
        return Trouble("O-TU-MO", text, text, filled)

    return Reader(read)


def _fraction(day: datetime.date) -> str:
    """A schooling such as 7/10 or 12/12 that a spreadsheet has taken for a day, given back."""
    for above, below in ((day.day, day.month), (day.month, day.day)):
        if below in (10, 12) and above <= below:
            return f"{above}/{below}"
    return shown(day)
