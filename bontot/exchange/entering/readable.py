"""Whose files whoever imports may read: of anybody else a number tells only that there is somebody."""

from __future__ import annotations

from functools import cached_property

from bontot.access.scope import Scope
from bontot.members.models import Person
from bontot.members.people import visible

SOMEBODY = "một người ngoài phạm vi được xem của tài khoản này"
"""Who is found and may not be read."""


class Readable:
    """The codes of those whose files may be read within a scope."""

    def __init__(self, within: Scope) -> None:
        self._within = within

    def __contains__(self, code: str) -> bool:
        return self._within.everything or code in self._codes

    @cached_property
    def _codes(self) -> set[str]:
        """Everybody at once, where it is asked at all: a crowd of rows costs as many statements as one."""
        people = dict(Person.objects.values_list("id", "code"))
        return {people[id] for id in visible(people, self._within)}
