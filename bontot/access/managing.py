"""Quản lý tài khoản: which accounts somebody looks after, and what may be done with them. Everything is written down.

An account is looked after by whoever may manage accounts over every organisation that it has ever held a role over.
Nobody gives what they do not have, and nobody changes their own account here.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from axes.utils import reset
from django.db import transaction
from django.db.models import QuerySet

from bontot.access.models import Account, AccountEvent, Grant
from bontot.access.roles import Role, table
from bontot.access.scope import Grants, Scope
from bontot.kernel.period import OPEN
from bontot.organisations import tree
from bontot.organisations.queries import Book
from bontot.ui.clock import now

PER_PAGE = 50
_LETTERS = "abcdefghkmnpqrstuvwxyz23456789"
"""Without letters and digits that look alike on paper."""


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that an account holds, or is to hold, over an organisation."""

    id: int
    role: str
    code: str
    organisation: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """An account in the list."""

    id: int
    username: str
    person: str
    active: bool
    temporary: bool
    """Whether its password is a temporary one."""
    last_login: datetime | None
    roles: list[HeldRole]


def managed(within: Scope) -> QuerySet[Account]:
    """The accounts that may be looked after within this scope, by name."""
    accounts = Account.objects.order_by("username", "id")
    if within.whole:
        return accounts
    pairs = list(Grant.objects.values_list("account_id", "organisation_code"))
    ids = tree.ids({code for _, code in pairs})
    outside = {account for account, code in pairs if code not in ids or ids[code] not in within}
    return accounts.filter(pk__in={account for account, _ in pairs} - outside)


def page(within: Scope, today: date, after: str) -> tuple[list[Line], str]:
    """Accounts by name, those after a name; and the name that the next page begins after."""
    found = list(managed(within).filter(username__gt=after)[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    roles = roles_of(shown, today)
    lines = [
        Line(a.pk, a.username, a.person_code, a.is_active, a.must_change_password, a.last_login, roles[a.pk])
        for a in shown
    ]
    return lines, shown[-1].username if len(found) > PER_PAGE else ""


def roles_of(accounts: list[Account], today: date) -> dict[int, list[HeldRole]]:
    """By account: the roles that it holds today or will hold, three statements for all."""
    grants = list(Grant.objects.filter(account__in=accounts, valid_to__gt=today).order_by("id"))
    ids = tree.ids({grant.organisation_code for grant in grants})
    book = Book(ids.values(), at=None)
    held: dict[int, list[HeldRole]] = {account.pk: [] for account in accounts}
    for grant in grants:
        code = grant.organisation_code
        name = book.on(ids[code], today).name if code in ids else code
        role = table().roles.get(grant.role)
        until = None if grant.valid_to == OPEN else grant.valid_to
        held[grant.account_id].append(
            HeldRole(grant.pk, role.name if role else grant.role, code, name, grant.valid_from, until)
        )
    return held


def givable(grants: Grants) -> list[Role]:
    """The roles that an account may give: those that let nobody do more than itself; over everything, all of them."""
    everything = grants.scope("accounts.manage").whole
    return [r for r in table().roles.values() if everything or r.permissions <= grants.permissions]


@transaction.atomic
def create(username: str, person_code: str, by: str) -> tuple[Account, str]:
    """A new account, and its temporary password, which is kept nowhere else."""
    password = _password()
    account = Account.objects.create_user(
        username, password=password, person_code=person_code, must_change_password=True
    )
    note(account, AccountEvent.What.CREATED, by)
    return account, password


@transaction.atomic
def give(account: Account, role: Role, code: str, since: date, until: date | None, by: str) -> None:
    """A role over an organisation and all below it, from a day on; nothing where it is held already."""
    same = Grant.objects.filter(
        account=account, role=role.code, organisation_code=code, valid_to=until or OPEN
    )
    if same.filter(valid_from__lte=since).exists():
        return
    Grant.objects.create(
        account=account, role=role.code, organisation_code=code, valid_from=since, valid_to=until or OPEN
    )
    note(account, AccountEvent.What.GRANTED, by, f"{role.name} ({code})")


@transaction.atomic
def end(account: Account, grant: Grant, today: date, by: str) -> None:
    """The role is held no more from today on; that it was held stays known."""
    grant.valid_to = max(today, grant.valid_from)
    grant.save(update_fields=["valid_to"])
    role = table().roles.get(grant.role)
    note(
        account,
        AccountEvent.What.ENDED,
        by,
        f"{role.name if role else grant.role} ({grant.organisation_code})",
    )


@transaction.atomic
def lock(account: Account, locked: bool, by: str) -> None:
    """Nobody signs in with a locked account, and who had signed in may do nothing more."""
    account.is_active = not locked
    account.save(update_fields=["is_active"])
    note(account, AccountEvent.What.LOCKED if locked else AccountEvent.What.UNLOCKED, by)


@transaction.atomic
def new_password(account: Account, by: str) -> str:
    """A temporary password in place of a forgotten one; whoever was signed in is signed out."""
    password = _password()
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    reset(username=account.username)  # wrong passwords are forgotten with the password that they missed
    note(account, AccountEvent.What.RESET, by)
    return password


def note(account: Account, what: AccountEvent.What, by: str, says: str = "") -> None:
    """Write down what became of an account."""
    AccountEvent.objects.create(username=account.username, what=what, says=says[:300], by=by, at=now())


def _password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
