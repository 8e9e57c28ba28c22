"""Numbers that are names: identity numbers, card numbers, codes of people and organisations.

A spreadsheet that takes such a number for a quantity drops the zeros at its front. They are given back only
where the cell held a quantity and its length leaves no other reading: every identity number issued in the
country begins with 0, those of the provinces 001 to 008 with 00; a card number has eight digits. A text is never
lengthened, except in a CSV: there everything is text, also what a spreadsheet had taken for a quantity.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from bontot.exchange.reading.cells import APOSTROPHES, Reader, Trouble, quick_text, text_or_trouble

_PUNCTUATION = re.compile(r"[\s.\-]")
_SHORTENED = re.compile(r"^\d+[.,]\d+[eE]\+?\d+$")
_IDENTITIES = re.compile(r"(?:[0-9]{12})?(?:\n(?:[0-9]{12})?)*")
_CARDS = re.compile(r"(?:[0-9]{8}|[0-9]{12})?(?:\n(?:[0-9]{8}|[0-9]{12})?)*")
_UNPADDED = re.compile(r"[1-9][0-9]{6,11}")
_DECIMAL = re.compile(r"([0-9]{7,12})[.,]0+")
"""A quantity as programs write it that give every number a decimal: 24070001236.0."""
_TWO_ZEROS = ("1", "2", "4", "6", "8")
"""Codes of provinces with two zeros in front: 001, 002, 004, 006, 008."""


def _quantity(raw: object) -> str | None:
    """The digits of a cell that holds a whole number, such as 1.2345678901e10; None for any other cell."""
    if isinstance(raw, int | float) and not isinstance(raw, bool) and 0 <= raw < 1e15 and raw == int(raw):
        return str(int(raw))
    return None


def _written_quantity(raw: object, formulas: bool) -> str | None:
    """The digits of a text that was a quantity: with a decimal of zero, or in a CSV without a zero at its front."""
    if not isinstance(raw, str):
        return None
    if decimal := _DECIMAL.fullmatch(raw.strip()):
        return decimal[1]
    return raw.strip() if formulas and _UNPADDED.fullmatch(raw.strip()) else None


def _restored_identity(digits: str) -> str | None:
    if len(digits) == 11:
        return "0" + digits
    if len(digits) == 10 and digits.startswith(_TWO_ZEROS):
        return "00" + digits
    return digits if len(digits) == 12 else None


def _bare(text: str) -> str:
    return _PUNCTUATION.sub("", text.lstrip(APOSTROPHES))


def _plain(raw: object, formulas: bool) -> str | Trouble | None:
    text = text_or_trouble(raw, formulas=formulas)
    if isinstance(text, str) and _SHORTENED.match(text):
        return Trouble("O-SO-MAT", text)
    return text


def identity_reader(*, formulas: bool = False) -> Reader:
    """Số căn cước: twelve digits. `formulas`: of a CSV."""

    def read(raw: object) -> object:
        digits = _quantity(raw) or _written_quantity(raw, formulas)
        if digits is not None:
            restored = _restored_identity(digits)
            if restored is None:
                return Trouble("O-CCCD", digits, filled={"hint": _identity_hint(digits)})
            if len(digits) == 10:
                return Trouble("O-CCCD-BU", digits, restored, {"restored": restored})
            return restored
        text = _plain(raw, formulas)
        if not isinstance(text, str):
            return text
        bare = _bare(text)
        if len(bare) == 12 and bare.isascii() and bare.isdigit():
            return bare
        return Trouble("O-CCCD", text, filled={"hint": _identity_hint(bare)})

    return Reader(read, _quick(_IDENTITIES))


def _identity_hint(text: str) -> str:
    if not text.isdigit():
        return ""
    if len(text) == 9:
        return "; số này có 9 chữ số, có phải số chứng minh nhân dân cũ?"
    if len(text) == 11:
        return "; số này thiếu một chữ số, có thể là số 0 ở đầu"
    return f"; số này có {len(text)} chữ số"


def card_reader(*, formulas: bool = False) -> Reader:
    """Số thẻ đảng viên: eight digits, or twelve on the new card; anything else is kept with a warning. `formulas`: of a CSV."""

    def read(raw: object) -> object:
        digits = _quantity(raw) or _written_quantity(raw, formulas)
        if digits is not None:
            if len(digits) in (7, 8):
                return digits.zfill(8)
            long = _restored_identity(digits) if len(digits) in (11, 12) else None
            return long or Trouble("O-THE", digits, digits, {"hint": f"; số này có {len(digits)} chữ số"})
        text = _plain(raw, formulas)
        if not isinstance(text, str):
            return text
        bare = _bare(text)
        if bare.isascii() and bare.isdigit() and len(bare) in (8, 12):
            return bare
        hint = f"; số này có {len(bare)} chữ số" if bare.isdigit() else ""
        return Trouble("O-THE", text, text, {"hint": hint})

    return Reader(read, _quick(_CARDS))


def person_reader(*, formulas: bool = False) -> Reader:
    """Mã người: a member's code, an identity number or a card number; a quantity by its length alone."""

    def read(raw: object) -> object:
        digits = _quantity(raw)
        if digits is None:
            return _plain(raw, formulas)
        if len(digits) == 7:
            return digits.zfill(8)
        return _restored_identity(digits) or digits

    return Reader(read, quick_text)


def _quick(shape: re.Pattern[str]) -> Callable[[Sequence[Any], set[type]], list[Any] | None]:
    def read(cells: Sequence[Any], kinds: set[type]) -> list[Any] | None:
        if kinds == {str} and shape.fullmatch("\n".join(cells)):
            return [cell or None for cell in cells]
        return None

    return read
