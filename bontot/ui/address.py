"""Who is calling: the address by which wrong passwords and ratings are counted."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def of_reader(request: HttpRequest) -> str:
    """The reader's address. Behind the office's own proxy, the one that this proxy saw.

    That is the last one in `X-Forwarded-For`: those before it were written by whoever called, who may write anything.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.BONTOT_PROXY:
        return direct
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or direct
