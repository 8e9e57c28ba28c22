"""Ô mã ở góc trang: which sheet, page and corner it is; no name, nothing that tells a stranger anything."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import zxingcpp

REST = 0
"""The page of whatever finds no room under the lines; nothing is read there."""
_SAYS = re.compile(r"BT(\d+)/(\d{1,18})/([0-9A-F]{8})/(\d{1,3})/([1-4])")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What tells one printing from another: the plan of its pages, the meeting, and a check of the list."""

    form: str
    meeting: int
    check: int


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says. Corners count from 1."""

    sheet: Sheet
    page: int
    corner: int

    def text(self) -> str:
        """Digits, capitals and strokes alone: a code of them is small."""
        said = self.sheet
        return f"{said.form}/{said.meeting}/{said.check:08X}/{self.page}/{self.corner}"


def understood(text: str) -> Code | None:
    """What a text says; None where it is no code of a sheet."""
    found = _SAYS.fullmatch(text)
    if not found:
        return None
    form, meeting, check, page, corner = found.groups()
    return Code(Sheet(f"BT{form}", int(meeting), int(check, 16)), int(page), int(corner))


def drawn(sheet: Sheet, page: int) -> list[dict[str, object]]:
    """The four codes of a page: how many squares a side has, and all squares row by row, 1 for black."""
    codes = (Code(sheet, page, corner) for corner in (1, 2, 3, 4))
    return [_squares(code.text()) for code in codes]


def _squares(text: str) -> dict[str, object]:
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    black = np.asarray(made.to_image(scale=1, add_quiet_zones=False)) < 128
    return {"side": len(black), "squares": "".join("01"[bool(each)] for each in black.flat)}
