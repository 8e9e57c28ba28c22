"""Who may see what: promises about scopes over branches of the tree."""

from __future__ import annotations

from datetime import date

import pytest

from bontot.access.demonstration import USERNAMES, accounts
from bontot.access.models import Account, Grant
from bontot.access.roles import table
from bontot.access.scope import EVERYWHERE, Grants, authority
from bontot.ledger.models import Head
from bontot.organisations.models import Kind, Name, Organisation, Place

TODAY = date(2024, 6, 30)
OPEN = date(9999, 12, 31)
EDGES = {"BG": None, "HL": "BG", "XA": "HL", "CB1": "XA", "CB2": "XA", "KH": "BG", "CQ": "KH"}


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """A small tree, in which the commune XB and its branch CBX are no more."""
    Head.objects.update(position=1, digest="tree of the scope tests")
    ids = {code: number for number, code in enumerate([*EDGES, "XB", "CBX"], 1)}
    edges = {**EDGES, "XB": "HL", "CBX": "XB"}
    for code, id in ids.items():
        Organisation.objects.create(id=id, code=code, known_from=1)
        above = edges[code]
        end = date(2023, 1, 1) if code in ("XB", "CBX") else OPEN
        for kind, said in (
            (Place, {"parent_id": ids[above] if above else None}),
            (Name, {"name": code, "folded": code.lower()}),
            (Kind, {"kind": "chi bộ"}),
        ):
            fact = kind(
                id=id,
                organisation_id=id,
                valid_from=date(1990, 1, 1),
                valid_to=end,
                known_from=1,
                known_to=2**62,
                **said,
            )
            fact.save(force_insert=True)
    return ids


def _account(role: str, code: str, **days: date) -> Account:
    account = Account.objects.create(username=f"{role}-{code}")
    period = {"valid_from": date(2020, 1, 1), "valid_to": OPEN, **days}
    Grant.objects.create(account=account, role=role, organisation_code=code, **period)
    return account


def _seen(account: Account, ids: dict[str, int]) -> set[str]:
    scope = Grants(account, TODAY).scope("organisations.read")
    return {code for code, id in ids.items() if id in scope}


def test_a_commune_sees_itself_and_what_stands_under_it(ids: dict[str, int]) -> None:
    assert _seen(_account("commune", "XA"), ids) == {"XA", "CB1", "CB2"}


def test_what_is_gone_is_seen_from_where_it_last_stood(ids: dict[str, int]) -> None:
    assert _seen(_account("commune", "HL"), ids) == {"HL", "XA", "CB1", "CB2", "XB", "CBX"}


def test_a_member_sees_no_organisation_and_the_own_file(ids: dict[str, int]) -> None:
    account = _account("member", "CB1")
    account.person_code = "DV-1"
    assert _seen(account, ids) == set()
    assert Grants(account, TODAY).scope("members.read").person_code == "DV-1"


def test_a_grant_holds_only_on_its_days(ids: dict[str, int]) -> None:
    assert _seen(_account("province", "BG", valid_to=TODAY), ids) == set()


def test_a_role_that_the_table_does_not_know_grants_nothing(ids: dict[str, int]) -> None:
    assert _seen(_account("emperor", "BG"), ids) == set()


def test_everywhere_is_everything(ids: dict[str, int]) -> None:
    assert all(id in EVERYWHERE for id in ids.values())
    assert EVERYWHERE.organisations() is None


def test_authority_is_over_the_branch_and_for_the_acts_of_the_role(ids: dict[str, int]) -> None:
    by = authority(_account("commune", "XA"), TODAY)
    assert by.may("member.transfer", {ids["CB1"], ids["CB2"]})
    assert not by.may("member.transfer", {ids["CB1"], ids["CQ"]})
    assert not by.may("organisation.absorb", {ids["CB1"]})


def test_what_a_decision_itself_establishes_is_not_refused_for_being_unknown(ids: dict[str, int]) -> None:
    assert authority(_account("commune", "XA"), TODAY).may("member.register", {ids["CB1"], 999})


def test_an_act_over_no_organisation_needs_the_top(ids: dict[str, int]) -> None:
    assert authority(_account("province", "BG"), TODAY).may("post.appoint", set())
    assert not authority(_account("commune", "XA"), TODAY).may("post.appoint", set())


def test_who_has_not_signed_in_has_no_authority() -> None:
    from django.contrib.auth.models import AnonymousUser

    with pytest.raises(PermissionError):
        authority(AnonymousUser(), TODAY)


def test_every_role_names_only_permissions_that_the_table_explains() -> None:
    assert set(table().roles) == {
        "province", "commune", "branch", "member", "read_only", "planner", "reviewer", "approver",
    }  # fmt: skip


def test_demonstration_accounts_are_made_once_however_often_asked(ids: dict[str, int]) -> None:
    for _ in range(2):
        made = accounts(province="BG", commune="XA", branch="CB1", person="DV-1")
    assert [each.username for each in made] == list(USERNAMES)
    assert Grant.objects.count() == Account.objects.count() == len(USERNAMES)
    assert Account.objects.get(username="xa").check_password(made[0].password)
