"""Stamps of state secrets. A paper that bears one is refused at the door."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bontot.kernel.text import clean

STAMPS = frozenset({"MẬT", "TỐI MẬT", "TUYỆT MẬT"})
_ALONE = re.compile(r"(?:(?:ĐỘ|DẤU|MỨC ĐỘ) MẬT ?[:\-] ?)?(TUYỆT MẬT|TỐI MẬT|MẬT)\W*")


def stamp_in(cells: Iterable[object]) -> str | None:
    """The first stamp that stands alone in a cell of a title, as it is written there."""
    for cell in cells:
        if isinstance(cell, str) and 3 <= len(cell) < 60:
            match = _ALONE.fullmatch(clean(cell).upper())
            if match:
                return match.group(1)
    return None
