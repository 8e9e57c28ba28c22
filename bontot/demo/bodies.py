"""Agencies, schools, hospitals, enterprises, police and army: the grassroots organisations beside the communes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from bontot.demo import words
from bontot.demo.names import villages
from bontot.demo.plan import FOUNDED, Branch, Role, Row, Seat, Unit
from bontot.demo.region import Region, party_role

LAND_REFORM, ZONE_REFORM = date(2022, 7, 1), date(2022, 9, 1)
"""When the branches of the land-registration offices went to the districts, and when the industrial zones got a committee [SYN]."""
HEADS = {
    "agency": (words.AGENCY_HEAD, words.IN_AGENCY),
    "service": (words.SERVICE_HEAD, words.IN_SERVICE),
    "owner": (words.OWNER, words.IN_FIRM),
}


@dataclass(frozen=True)
class Body:
    """One line of the data file."""

    key: str
    where: str
    count: int
    base: str
    sort: str
    size: float
    branches: int
    names: list[str]
    parts: list[str] = field(default_factory=list)
    head: str = ""
    reform: str = ""


@cache
def bodies() -> tuple[Body, ...]:
    text = files("bontot.demo").joinpath("data/bodies.yaml").read_text(encoding="utf-8")
    return tuple(Body(**line) for line in yaml.safe_load(text))


@dataclass(frozen=True)
class Host:
    """The committee that a body's organisation stands under."""

    code: str
    place: str
    """As in `huyện Lục Ngạn`; blank for a bloc."""
    committee: str
    """As in `Huyện ủy Lục Ngạn`."""


def unit_of(region: Region, body: Body, host: Host, number: int, head: str) -> Unit:
    """One organisation. `head` says who holds the counted post: `secretary`, `deputy`, `outsider` or nobody."""
    invented = villages(region.rng, 1, False)[0].removeprefix("Thôn ")
    title = body.names[(number - 1) % len(body.names)].replace("<committee>", host.committee)
    title = title.replace("<place>", host.place).replace("<invented>", f"{invented} {number:02}")
    code = f"{host.code}.{body.key}{number:02}"
    kind = words.GRASSROOTS_COMMITTEE if body.branches else words.GRASSROOTS_BRANCH
    name = f"{'Đảng bộ' if body.branches else 'Chi bộ'} {title}"
    established = {"land": LAND_REFORM, "zone": ZONE_REFORM}.get(body.reform, FOUNDED)
    unit = Unit(code, name, kind, getattr(words, body.base), host.code, host.code, host.place, established)
    size = body.size * region.rng.uniform(0.8, 1.25)
    before = _before(region, body, host, number, title)
    if body.branches:
        _with_branches(region, body, unit, size, before)
    else:
        branch = Branch(code, name, kind, host.code, body.sort, size, established, before)
        unit.branches.append(branch)
        since = max(region.elected(2020, (1, 4)), established)
        branch.seat(party_role(words.SECRETARY, code, kind, since))
        branch.seat(party_role(words.DEPUTY, code, kind, since))
        if size >= 12:
            branch.seat(party_role(words.BRANCH_COMMITTEE, code, kind, since))
    _give_head(region, body, unit, title, head)
    return unit


def _before(region: Region, body: Body, host: Host, number: int, title: str) -> tuple[str, date] | None:
    """The ended organisation that the members of a reformed one come from."""
    if body.reform == "land":
        code, since = f"{region.code('BG.KCQ')}.CQ01.DD-{host.code.removeprefix('BG.')}", date(2015, 4, 1)
        name = f"Chi bộ {title}"
        parent = f"{region.code('BG.KCQ')}.CQ01"
        region.past.append(Row(code, name, words.BRANCH, parent, since, ended=LAND_REFORM))
    elif body.reform == "zone":
        code, since = f"{region.code('BG.KDN')}.CU-{body.key}{number:02}", date(2010, 3, 1)
        row = Row(code, f"Chi bộ {title}", words.GRASSROOTS_BRANCH, region.code("BG.KDN"), since)
        row.base_kind, row.ended = getattr(words, body.base), ZONE_REFORM
        region.past.append(row)
    else:
        return None
    return code, since


def _with_branches(
    region: Region, body: Body, unit: Unit, size: float, before: tuple[str, date] | None
) -> None:
    since = max(region.elected(2020, (4, 6)), unit.established)
    partial = body.size >= 180
    first: Seat | None = None
    for i in range(body.branches):
        code = f"{unit.code}.B{i + 1}"
        parent = f"{unit.code}.BP1" if partial and i >= 3 else unit.code
        part = body.parts[i % len(body.parts)]
        branch = Branch(
            code,
            f"Chi bộ {part}",
            words.BRANCH,
            parent,
            body.sort,
            size / body.branches,
            unit.established,
            before,
        )
        unit.branches.append(branch)
        if first is None:
            first = branch.seat(party_role(words.SECRETARY, unit.code, unit.kind, since))
            branch.seat(party_role(words.DEPUTY, unit.code, unit.kind, since))
        leading = branch.seat(
            party_role(
                words.SECRETARY, code, words.BRANCH, max(region.elected(2020, (1, 4)), unit.established)
            ),
            party_role(words.COMMITTEE_MEMBER, unit.code, unit.kind, since),
        )
        if partial and i == 3:
            leading.roles.append(party_role(words.SECRETARY, f"{unit.code}.BP1", words.PARTIAL, since))
        if size / body.branches >= 12:
            branch.seat(party_role(words.DEPUTY, code, words.BRANCH, since))


def _give_head(region: Region, body: Body, unit: Unit, title: str, head: str) -> None:
    if not head:
        return
    post, unit_kind = HEADS[body.head]
    since = max(date(region.rng.randint(2016, 2020), region.rng.randint(1, 12), 1), unit.established)
    role = Role(post, unit.code, unit.kind, since, None, title, unit_kind)
    if head == "outsider":
        unit.outsiders.append(role)
    else:
        unit.branches[0].seats[0 if head == "secretary" else 1].roles.append(role)
