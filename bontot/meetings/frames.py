"""Khung điểm: by which criteria a meeting is scored on a day. It is a framework among the others."""

from __future__ import annotations

from datetime import date

from bontot.frameworks import queries
from bontot.law.frameworks.framework import Framework

CODE = "sinh-hoat-chi-bo"
"""The framework of meetings of branches."""


def frame_on(day: date) -> Framework:
    """The version that holds on a day."""
    return queries.framework_on(CODE, day)


def frame(version: str) -> Framework:
    """That version. Raises KeyError."""
    return queries.framework(CODE, version)


def frames() -> tuple[Framework, ...]:
    """All versions, for whoever looks at many meetings."""
    return tuple(each for each in queries.frameworks() if each.code == CODE)
