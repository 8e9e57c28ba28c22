"""Phạm vi: over which branches of the tree an account may read or write, by its grants as of today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser

from bontot.access.models import Account, Grant
from bontot.access.roles import Role, table
from bontot.ledger.authority import Authority
from bontot.organisations import tree as organisations
from bontot.organisations.tree import Tree


@dataclass(frozen=True, slots=True)
class Scope:
    """The organisations that may be seen, as the tops of branches of the lasting tree; made only here."""

    tops: frozenset[int]
    tree: Tree | None = field(repr=False)
    everything: bool = False
    person_code: str = ""
    """The account's own file, where it may be read beside the branches."""

    def __contains__(self, organisation: int) -> bool:
        if self.everything:
            return True
        return self.tree is not None and any(self.tree.stands_under(organisation, top) for top in self.tops)

    def __bool__(self) -> bool:
        return self.everything or bool(self.tops) or bool(self.person_code)

    @property
    def whole(self) -> bool:
        """Whether nothing that stands in the tree is left out."""
        return self.everything or (
            self.tree is not None and all(top in self.tops for top in self.tree.children(None))
        )

    def organisations(self) -> list[int] | None:
        """The ids of all that may be seen; None for everything there is."""
        if self.everything or self.tree is None:
            return None if self.everything else []
        return [id for top in sorted(self.tops) for id in self.tree.under(top)]


EVERYWHERE = Scope(frozenset(), None, everything=True)
"""For commands and tests alone; a page gets its scope from the account that asks."""


class Grants:
    """What an account has been granted as of today: one statement for the grants, one for the codes."""

    def __init__(self, account: Account | AnonymousUser, today: date) -> None:
        self.today = today
        self.person_code = account.person_code if isinstance(account, Account) else ""
        self.held: list[tuple[Role, int]] = []
        self.roles: set[Role] = set()
        self.codes: dict[int, str] = {}
        if isinstance(account, Account) and account.is_active and not account.must_change_password:
            self._read(account)

    def _read(self, account: Account) -> None:
        grants = list(
            Grant.objects.filter(
                account=account, valid_from__lte=self.today, valid_to__gt=self.today
            ).order_by("id")
        )
        ids = organisations.ids(grant.organisation_code for grant in grants) if grants else {}
        self.codes = {id: code for code, id in ids.items()}
        for grant in grants:
            role = table().roles.get(grant.role)
            if role is None:
                continue  # a role that the table no longer knows grants nothing
            self.roles.add(role)
            if grant.organisation_code in ids:
                self.held.append((role, ids[grant.organisation_code]))

    @property
    def permissions(self) -> frozenset[str]:
        """All permissions that some role held gives somewhere."""
        return frozenset().union(*(role.permissions for role in self.roles))

    def permits(self, permission: str) -> bool:
        """Whether some role held gives this permission anywhere."""
        return any(permission in role.permissions for role in self.roles)

    def enters(self, act_code: str) -> bool:
        """Whether some role held lets its holder enter acts of this kind somewhere."""
        return any(role.enters(act_code) for role in self.roles)

    def scope(self, permission: str) -> Scope:
        """Where this permission holds."""
        own = self.person_code if permission == "members.read" and self.permits("own.read") else ""
        return self._over((id for role, id in self.held if permission in role.permissions), own)

    def writing(self, act_code: str) -> Scope:
        """Where acts of this kind may be entered."""
        return self._over((id for role, id in self.held if role.enters(act_code)), "")

    def tops(self) -> list[int]:
        """The tops of everything held, those highest in the tree first."""
        held = {id for _, id in self.held}
        tree = organisations.lasting_tree(self.today)
        return sorted(held, key=lambda id: (len(tree.path(id)), id))

    def _over(self, tops: Iterable[int], own: str) -> Scope:
        chosen = frozenset(tops)
        tree = organisations.lasting_tree(self.today) if chosen else None
        return Scope(chosen, tree, person_code=own)


class Entrusted(Authority):
    """An account that writes: what its roles let it enter, over the branches it holds them for."""

    def __init__(self, account: Account, today: date) -> None:
        self.name = account.get_username()
        self._grants = Grants(account, today)
        self._scopes: dict[str, Scope] = {}

    def _scope(self, act_code: str) -> Scope:
        return self._grants.writing(act_code)

    def may(self, act_code: str, organisations_: set[int]) -> bool:
        """Whether acts of this kind may be entered over all these organisations.

        An organisation that the tree does not know yet is one that the very decision establishes: its
        establishment was judged by what it stands under.
        """
        if act_code not in self._scopes:  # an import asks for every row
            self._scopes[act_code] = self._scope(act_code)
        scope = self._scopes[act_code]
        if scope.tree is None:
            return False
        known = {id for id in organisations_ if id in scope.tree}
        if not known and not organisations_:
            return any(not scope.tree.parents.get(top) for top in scope.tops)
        return all(id in scope for id in known)


class Executing(Entrusted):
    """An account that executes what has been approved: whatever the plan orders, over the branches it may do so for."""

    def _scope(self, act_code: str) -> Scope:
        return self._grants.scope("reforms.execute")


def authority(account: Account | AnonymousUser, today: date, *, executing: bool = False) -> Authority:
    """The authority of an account to write, or to execute an approved plan.

    Raises PermissionError for somebody who has not signed in.
    """
    if not isinstance(account, Account) or not account.is_active:
        raise PermissionError("nobody has signed in")
    return Executing(account, today) if executing else Entrusted(account, today)
