"""What every template knows of its reader."""

from __future__ import annotations

from django.http import HttpRequest

from bontot.ui.clock import today
from bontot.ui.reading import Reading


def reading(request: HttpRequest) -> dict[str, object]:
    """How the reader wants to read (`reading`), and which day it is (`today`)."""
    return {"reading": Reading.of(request), "today": today()}
