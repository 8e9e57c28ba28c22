"""Demonstration accounts, one for each role, so that a newcomer can look through every pair of eyes."""

from __future__ import annotations

from dataclasses import dataclass

from bontot.access.models import Account, Grant
from bontot.kernel.period import OPEN
from bontot.ui.clock import today

PASSWORD = "bon-tot-2030"
"""Of the demonstration accounts alone, which are made only over the demonstration province."""


USERNAMES = ("tinh", "xa", "chi-bo", "dang-vien", "doc", "lap-phuong-an", "tham-dinh", "phe-duyet")


@dataclass(frozen=True, slots=True)
class Demonstration:
    """An account to sign in with."""

    username: str
    role: str
    organisation: str
    password: str = PASSWORD


def accounts(*, province: str, commune: str, branch: str, person: str) -> list[Demonstration]:
    """Make the demonstration accounts over these codes, or set them right where they exist already."""
    wanted = [
        Demonstration("tinh", "province", province),
        Demonstration("xa", "commune", commune),
        Demonstration("chi-bo", "branch", branch),
        Demonstration("dang-vien", "member", branch),
        Demonstration("doc", "read_only", province),
        Demonstration("lap-phuong-an", "planner", province),
        Demonstration("tham-dinh", "reviewer", province),
        Demonstration("phe-duyet", "approver", province),
    ]
    for each in wanted:
        person_code = person if each.role == "member" else ""
        account, _ = Account.objects.get_or_create(username=each.username)
        account.person_code = person_code
        if not account.check_password(PASSWORD):
            account.set_password(PASSWORD)
        account.save()
        Grant.objects.filter(account=account).delete()
        Grant.objects.create(
            account=account,
            role=each.role,
            organisation_code=each.organisation,
            valid_from=today(),
            valid_to=OPEN,
        )
    return wanted
