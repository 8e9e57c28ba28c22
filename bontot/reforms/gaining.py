"""Which accounts would see more or less than today, because their grants stand over branches of the tree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bontot.access.models import Grant
from bontot.access.roles import table
from bontot.kernel.finding import Finding, Severity
from bontot.ledger.elsewhere import really
from bontot.ledger.saying import HOUSE
from bontot.organisations import tree as organisations
from bontot.reforms.sides import Sides

CODE = "KT-TAI-KHOAN"
SAYS = "Tài khoản nào xem được nhiều hơn hoặc ít đi thì phải xem lại quyền."
_NAMED = 3
"""So many organisations are named; the others are counted."""


def accounts(seen: Sides) -> Iterator[Finding]:
    """Grants over organisations of the branch whose reach would change; asked inside `as_if`."""
    with really():
        before = organisations.lasting_tree(seen.day)
        grants = _grants(seen.day)
    after = organisations.lasting_tree(seen.day)
    ids = {code: id for id, code in seen.codes.items()}
    for account, role, code in grants:
        id = ids.get(code)
        if id is None or id not in seen.before.inside:
            continue
        old, new = set(before.under(id)), set(after.under(id))
        lost, gained = old - new, (new - old) & before.parents.keys()
        if lost or gained:
            yield _finding(seen, account, role, id, lost, gained)


def _grants(day: date) -> list[tuple[str, str, str]]:
    held = Grant.objects.filter(account__is_active=True, valid_from__lte=day, valid_to__gt=day)
    rows = held.order_by("account__username", "id").values_list(
        "account__username", "role", "organisation_code"
    )
    return list(rows)


def _finding(seen: Sides, account: str, role: str, id: int, lost: set[int], gained: set[int]) -> Finding:
    known = table().roles.get(role)
    who = f"Tài khoản {account} ({known.name if known else role}, {seen.called(id)})"
    told = [
        f"{what} {len(found)} tổ chức, {_members(seen, found)} đảng viên: {_named(seen, found)}"
        for what, found in (("không còn xem được", lost), ("xem thêm được", gained))
        if found
    ]
    says = f"{who} sẽ {'; '.join(told)}. Hãy xem lại quyền của tài khoản từ ngày {seen.day:%d/%m/%Y}."
    return Finding(CODE, says, Severity.WARNING if lost else Severity.HINT, HOUSE, value=seen.codes[id])


def _members(seen: Sides, found: set[int]) -> int:
    return sum(seen.before.members.get(id, 0) for id in found)


def _named(seen: Sides, found: set[int]) -> str:
    named = ", ".join(seen.called(id) for id in sorted(found)[:_NAMED])
    return f"{named} và {len(found) - _NAMED} tổ chức khác" if len(found) > _NAMED else named
