"""Văn bản: the paper by whose order acts are entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Paper:
    """The decision that orders the acts: its number, its day, who issued it, what it is about."""

    number: str
    dated: date
    by: str
    says: str = ""
