"""What stands on a paper of the Party, before any file format."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"^[IVX]{1,5}\. ")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to be printed; blank parts are left out."""

    above: str
    organisation: str
    symbol: str
    place_and_day: str
    title: str
    subject: str
    body: tuple[str, ...]
    recipients: tuple[str, ...]
    left: str
    left_name: str
    right: str
    right_name: str


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
