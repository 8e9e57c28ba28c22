"""Rows of a sheet that are no rows of its table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bontot.exchange.reading.cells import shown
from bontot.exchange.reading.columns import Header, words
from bontot.kernel.text import fold

EMPTY, HEADER, NUMBERS, FOOTER, TITLE = "empty", "header", "numbers", "footer", "title"
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]{1,2})\)?")
_FOOTER = re.compile(
    r"(?:tong|cong|nguoi|ghi chu|noi nhan|t/m|tm\.|bi thu|pho bi thu|thu truong|"
    r".{0,40}ngay .{0,6}thang .{0,6}nam)\b.*"
)
_TITLE = re.compile(r"(?:(?:[ivx]+|\d+|[a-d])[.)/:\- ]+)?(?:chi bo|dang bo|to chuc)\b.*")


def why(row: Sequence[object], header: Header, *, after_footer: bool) -> str | None:
    """Why this row, which lacks a required cell or repeats a header, is not data; None where it is."""
    cells = {place: shown(cell) for place, cell in enumerate(row) if cell not in ("", None)}
    cells = {place: text for place, text in cells.items() if text}
    mapped = [text for place, text in cells.items() if place in header.columns]
    if not mapped and not any(_FOOTER.fullmatch(fold(text)) for text in cells.values()):
        return EMPTY
    same = sum(_says_header(text, header.headers.get(place, "")) for place, text in cells.items())
    if same * 2 > len(cells):
        return HEADER
    if len(mapped) >= 3 and all(_NUMBER.fullmatch(text) for text in cells.values()):
        return NUMBERS
    first = fold(next(iter(cells.values())))
    if len(cells) <= 3 and (_FOOTER.fullmatch(first) or after_footer):
        return FOOTER
    if len(cells) == 1 and _TITLE.fullmatch(first):
        return TITLE
    return None


def _says_header(text: str, label: str) -> bool:
    said = words(text)
    return bool(said) and said in (words(label), *map(words, label.split(": ")))
