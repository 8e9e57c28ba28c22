"""In whose name something is written."""

from __future__ import annotations

from abc import ABC, abstractmethod


class Authority(ABC):
    """Who writes, and over which organisations. Only `access` makes one for an account."""

    name: str
    unlimited = False
    """Whether nothing needs to be asked."""

    @abstractmethod
    def may(self, act_code: str, organisations: set[int]) -> bool:
        """Whether acts of this kind may be enacted over all these organisations (their ids)."""


class Operator(Authority):
    """Whoever can run commands on the machine that holds the data."""

    unlimited = True

    def __init__(self, name: str) -> None:
        self.name = name

    def may(self, act_code: str, organisations: set[int]) -> bool:
        return True
