"""The header block of a printed form: who reports, and to whom."""

from __future__ import annotations

from datetime import date

from bontot.organisations.queries import Book
from bontot.organisations.tree import tree
from bontot.statistics.printing import Heading


def heading(organisation: int, *, on: date, at: int | None) -> Heading:
    """The organisation (by id) and the one above it, as they were called on the day."""
    path = tree(on, at=at).path(organisation)[-2:] or [organisation]
    book = Book(path, at=at)
    names = [book.on(id, on).name for id in path]
    return Heading(names[-1], names[0] if len(names) > 1 else "")
