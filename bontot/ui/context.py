"""What every template knows of its reader."""

from __future__ import annotations

from django.http import HttpRequest


def reading(request: HttpRequest) -> dict[str, object]:
    """How the reader wants to read."""
    return {}
