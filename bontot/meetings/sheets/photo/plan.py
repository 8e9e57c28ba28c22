"""Where everything stands on a page of the sheet, in millimetres from its upper left corner. Printing and reading share it."""

from __future__ import annotations

from collections.abc import Sequence

FORM = "BT1"
"""The plan of the page. Whoever moves anything below gives it another name, so that older sheets are told apart."""

CODE = 20.0
"""The side of a code."""
CORNERS = ((8.0, 8.0), (182.0, 8.0), (8.0, 269.0), (182.0, 269.0))
"""The upper left corners of the four codes."""

LINES = 25
"""Lines of a page."""
SINGLE = 4
"""Up to so many pages are photographed one by one on the page itself."""
LEFT, TOP = 12.0, 42.0
"""Where the table begins."""
HEADING, PITCH = 9.0, 8.5
"""The heights of the row of headings and of every other row."""
PLACE, NAME, CELL, REASON = 11.0, 89.0, 9.0, 50.0
"""The widths of the columns; a `CELL` holds one box."""
COLUMNS = "xmpk"
"""The boxes of a line, from left to right, by the letters that are typed: there, late, excused, absent."""
BOX, FRAME = 5.5, 0.35
"""The outer side of a box and the breadth of its frame, which is drawn inside."""


def pages(lines: int) -> int:
    """How many pages hold so many lines; an empty list still makes one."""
    return max(1, -(-lines // LINES))


def single(lines: int) -> list[int]:
    """The pages for each of which a telephone is offered to take its photograph at once; none where they are many."""
    all_ = pages(lines)
    return list(range(1, all_ + 1)) if all_ <= SINGLE else []


def of_page[T](lines: Sequence[T], page: int) -> Sequence[T]:
    """The lines of a page; pages count from 1."""
    return lines[(page - 1) * LINES : page * LINES]


def box(row: int, column: int) -> tuple[float, float]:
    """The upper left corner of a box; rows of a page and columns count from 0."""
    x = LEFT + PLACE + NAME + column * CELL + (CELL - BOX) / 2
    return x, TOP + HEADING + row * PITCH + (PITCH - BOX) / 2


def measures() -> dict[str, object]:
    """What the printing has to know."""
    return {
        "code": CODE,
        "corners": CORNERS,
        "left": LEFT,
        "top": TOP,
        "heading": HEADING,
        "pitch": PITCH,
        "columns": [PLACE, NAME, *[CELL] * len(COLUMNS), REASON],
        "box": BOX,
        "frame": FRAME,
    }
