"""The one place where the clock is read."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def today() -> date:
    """The day it is where the office is."""
    return timezone.localdate()


def now() -> datetime:
    """The moment it is."""
    return timezone.now()
