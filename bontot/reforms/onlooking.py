"""Who may look at a copy, and at what in it: nobody sees there whom they may not see today.

A permission counts in a copy where it is held today over the whole branch that the plan rearranges: then the plan only
moves people and organisations among what may be seen anyway. Otherwise drawing up a plan would be a way of reading others'
files.
"""

from __future__ import annotations

from bontot.access.scope import Grants, Scope
from bontot.ledger.elsewhere import really
from bontot.organisations import tree as organisations

LOOKING = frozenset(
    {"own.read", "organisations.read", "members.read", "discipline.read", "evaluation.read", "statistics.read", "names.read",
     "decisions.read", "meetings.invited", "meetings.read", "regulations.read", "strengthening.read", "directives.read", "campaigns.read"}
)  # fmt: skip
"""Permissions for pages that are nothing but questions: to the ledger, and to the records of work as they are today."""


class Onlooker(Grants):
    """What an account has been granted today, as far as it counts in a copy. Nothing may be entered there."""

    def __init__(self, granted: Grants, top: int) -> None:
        self.today, self.person_code = granted.today, ""
        self.held, self.roles, self.codes = granted.held, granted.roles, granted.codes
        self._granted, self._top = granted, top

    @property
    def permissions(self) -> frozenset[str]:
        """What may be looked at."""
        return self._granted.permissions & LOOKING

    def permits(self, permission: str) -> bool:
        """Whether it may be looked at anywhere."""
        return permission in self.permissions

    def enters(self, act_code: str) -> bool:
        """Nothing is entered in a copy."""
        return False

    def scope(self, permission: str) -> Scope:
        """Where the permission holds, on the tree as the copy has it."""
        with really():
            today = self._granted.scope(permission)
        if permission not in LOOKING or self._top not in today:
            return Scope(frozenset(), None)
        return Scope(today.tops, organisations.lasting_tree(self.today))

    def writing(self, act_code: str) -> Scope:
        """Nowhere."""
        return Scope(frozenset(), None)
