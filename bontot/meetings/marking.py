"""A mark of attendance as one word: what a form carries as seen before, and what a telephone writes down."""

from __future__ import annotations

from datetime import time

from django.core.exceptions import ValidationError

from bontot.meetings.attending import Mark
from bontot.meetings.forms import HourField
from bontot.meetings.keeping import Refused


def written(mark: Mark) -> str:
    """A mark as one word of a form."""
    return "|".join(
        (mark.status, mark.reason, *(f"{at:%H:%M}" if at else "" for at in (mark.came, mark.left)))
    )


def read(text: str) -> Mark:
    """The mark behind such a word; a spoilt word is no mark."""
    status, reason, came, left, *_rest = [*text.split("|"), "", "", "", ""]
    try:
        return Mark(status, reason, hour(came), hour(left))
    except Refused:
        return Mark()


def hour(text: str) -> time | None:
    """An hour as people write it, None where it is blank. Raises Refused where it is none."""
    try:
        found: time | None = HourField(required=False).clean(text)
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong
    return found
