"""Lưu ý: what no longer goes together once attendance has been kept; it is said at once, and nothing is lost."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.messages import warning
from django.http import HttpResponseBase

from bontot.access.doors import Asked
from bontot.meetings.models import Meeting
from bontot.meetings.record import record
from bontot.meetings.written.ready import at_once, unmarked


def caution(request: Asked, found: Meeting, answer: HttpResponseBase | None) -> None:
    """Say it on the page that `answer` leads to; nothing where it leads nowhere, for then nothing was kept."""
    if answer is None or answer.status_code != HTTPStatus.FOUND:
        return
    known = record(found)
    for says in [*at_once(known), *unmarked(known)]:
        warning(request, says)
