"""What the districts had goes where it belongs: people of their offices to the communes, schools and hospitals to where they
stand, courts and the army to their regions; and the communes' own offices are set up anew."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from bontot.demo import words
from bontot.demo.plans.drafting import Draft
from bontot.demo.plans.joining import dissolved, lead_branch
from bontot.demo.plans.july_places import Commune, District
from bontot.demo.plans.world import DISSOLVE, Body, Held, World

PARTY, STATE, POLICE, ARMY = ("HU", "MT"), ("HC",), ("CA",), ("QS",)
"""Offices of a district that end, by the beginning of the last part of their codes, and those that go to the army."""
DEPARTMENTS = (
    "Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa – Xã hội", "Trung tâm Phục vụ hành chính công",
    "Trung tâm Cung ứng dịch vụ công", "Ban Quản lý dự án đầu tư xây dựng",
)  # fmt: skip
_TOGETHER, _COMMITTEE_FROM, _IN_ONE = 10, 30, 28
"""Up to so many people are one branch; from so many a committee; and about so many are in each branch of it."""
_TO_PARTY = 4
"""So many of the office of each former commune work for the committee: who leads it comes first in its list."""


def of_district(world: World, draft: Draft, district: District) -> None:
    """Its offices' people are spread over its new communes; what is no office goes to one of these, or to the army."""
    for number, body in enumerate(world.under(district.code)):
        key = body.key[:2]
        if key in (*PARTY, *STATE, *POLICE):
            _spread(world, body, district, key)
        elif key in ARMY:
            world.adjust(draft, body.code, name=_regional(body.name), parent=_army(district))
        elif body.key[2:].isdigit():
            communes = district.communes
            home = communes[0] if key in ("TP", "YT", "DD") else communes[number % len(communes)]
            world.adjust(draft, body.code, name=_regional(body.name), parent=home.code)


def _army(district: District) -> str:
    _, dash, number = district.code.partition("-")
    return f"BG.QS{dash}{number}"


def _regional(name: str) -> str:
    """`Tòa án nhân dân huyện Lục Ngạn` is no longer a district's: `… khu vực Lục Ngạn`."""
    for level in ("huyện ", "thị xã ", "thành phố "):
        name = name.replace(f" {level}", " khu vực ")
    return name


def _spread(world: World, office: Body, district: District, key: str) -> None:
    """Everybody in turn to one of the new communes; who is called to lead one goes there."""
    kind = "party" if key in PARTY else "state" if key in STATE else "CA"
    home = {held.person: commune for commune in district.communes for held in commune.called}
    for branch in world.under(office.code) or [office]:
        for place, person in enumerate(world.members.pop(branch.code, [])):
            in_turn = district.communes[place % len(district.communes)]
            home.get(person, in_turn).arriving[kind].append(person)


def of_commune(world: World, draft: Draft, commune: Commune) -> None:
    """Out of the offices of the communes and of the district: one of the Party, one of the People's Committee."""
    party, state = list(commune.arriving.pop("party", [])), list(commune.arriving.pop("state", []))
    for office in commune.shared["CQ"]:
        own = world.members.pop(office.code, [])
        party, state = party + own[:_TO_PARTY], state + own[_TO_PARTY:]
    if len(party) + len(state) <= _TOGETHER or not state:
        whole = _branch(commune, "VP", f"Chi bộ Cơ quan {commune.title}", words.STATE_OFFICE)
        _filled(world, draft, whole, party + state)
        heir = whole.code
    else:
        committee = _branch(commune, "CQD", f"Chi bộ các cơ quan Đảng {commune.title}", words.PARTY_OFFICE)
        _filled(world, draft, committee, party)
        heir = committee.code
        _peoples_committee(world, draft, commune, state)
    for office in commune.shared["CQ"]:
        world.end(draft, office.code, DISSOLVE, heir)


def _peoples_committee(world: World, draft: Draft, commune: Commune, people: Sequence[str]) -> None:
    """One branch; a committee with a branch for each department where they are many."""
    code, name = f"{commune.code}.UBND", f"Ủy ban nhân dân {commune.title}"
    if len(people) < _COMMITTEE_FROM:
        branch = _branch(commune, "UBND", f"Chi bộ {name}", words.STATE_OFFICE)
        _filled(world, draft, branch, people)
        return
    whole = _branch(commune, "UBND", f"Đảng bộ {name}", words.STATE_OFFICE)
    whole.kind = words.GRASSROOTS_COMMITTEE
    world.establish(draft, whole)
    many = min(len(DEPARTMENTS), max(2, ceil(len(people) / _IN_ONE)))
    for number, department in enumerate(DEPARTMENTS[:many]):
        branch = Body(
            f"{code}.B{number + 1}", f"Chi bộ {department} {commune.title}", words.BRANCH, code, "",
            commune.territory,
        )  # fmt: skip
        _filled(world, draft, branch, people[number::many])
    lead_branch(world, draft, code, [Held(person, "") for person in people[:2]])


def _branch(commune: Commune, key: str, name: str, base_kind: str) -> Body:
    return Body(
        f"{commune.code}.{key}", name, words.GRASSROOTS_BRANCH, commune.code, base_kind, commune.territory
    )


def _filled(world: World, draft: Draft, branch: Body, people: Sequence[str]) -> None:
    world.establish(draft, branch)
    world.allocate(draft, people, branch.code)
    lead_branch(world, draft, branch.code, [Held(person, "") for person in people])


def ended(world: World, draft: Draft, district: District, communes: Sequence[Commune]) -> None:
    """The district ends with its offices, from below; nobody is left in them."""
    heir = next(body.code for body in world.under(district.communes[0].code) if _has_members(body))
    for body in world.under(district.code):
        dissolved(world, draft, body.code, heir)
    world.end(draft, district.code, DISSOLVE, district.communes[0].code)


def _has_members(body: Body) -> bool:
    return body.kind == words.GRASSROOTS_BRANCH
