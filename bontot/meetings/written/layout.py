"""The lines of a text as a page shows them, and as paragraphs of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bontot.ui.papers import Text

_HEADING = re.compile(r"^[IVX]{1,5}\. ")


def is_heading(line: str) -> bool:
    """A line that begins with a Roman number is a heading."""
    return bool(_HEADING.match(line))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paper, as a page shows it."""

    says: str
    heading: bool


def lines(text: str) -> list[Line]:
    """The lines of a text."""
    return [Line(line, is_heading(line)) for line in text.splitlines()]


def paragraphs(lines: Iterable[str]) -> tuple[Text, ...]:
    """The lines of a text as paragraphs of a paper."""
    return tuple(Text(line, is_heading(line)) for line in lines)
