"""What components are made of, for the views that fill them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Node:
    """A node of `ui/tree.html`."""

    says: str
    address: str = ""
    note: str = ""
    open: bool = False
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A line of `ui/history.html`."""

    day: date | None
    says: str
    address: str = ""
    note: str = ""
