"""The whole plan: the tree of organisations, its seats, and the exact share of every figure in every branch."""

from __future__ import annotations

from datetime import date
from math import ceil
from random import Random

from bontot.demo import words
from bontot.demo.allotment import parts, sizes, train
from bontot.demo.bodies import ZONE_REFORM, Body, Host, bodies, unit_of
from bontot.demo.communes import Share, commune_unit
from bontot.demo.frame import DISTRICTS, communes
from bontot.demo.plan import Branch, Plan, Row, Unit
from bontot.demo.plans.renaming import as_of
from bontot.demo.quotas import share
from bontot.demo.region import Region, chair_role, council_role, party_role, title_case
from bontot.demo.targets import CUT_OFF, PUBLISHED

LARGEST_REGION = 95_000
"""A province with more members is made of several regions, each with the ten districts and the five blocs."""
SMALLEST = 2_000
BRANCHES = 3_680
"""Branches under grassroots committees in a whole province."""
BLOCS = {
    "BG.KCQ": "Đảng bộ Khối các cơ quan tỉnh",
    "BG.KDN": "Đảng bộ Khối doanh nghiệp tỉnh",
    "BG.QS": "Đảng bộ Quân sự tỉnh",
    "BG.CA": "Đảng bộ Công an tỉnh",
    "BG.KCN": "Đảng bộ các khu công nghiệp tỉnh",
}
TOP = "BG"


def plan(members: int, seed: int) -> Plan:
    """The province for so many members on 2023-12-31. Raises ValueError for fewer than 2,000."""
    if members < SMALLEST:
        raise ValueError(f"a province needs at least {SMALLEST} members to have every kind of organisation")
    whole, count = Plan(), ceil(members / LARGEST_REGION)
    whole.organisations.append(
        Row(TOP, "Đảng bộ tỉnh Bắc Giang", words.PROVINCE, None, territory="Tỉnh Bắc Giang")
    )
    targets = PUBLISHED.at(members)
    for number, part in enumerate(parts(targets, count), 1):
        region = Region(number, part, part.members / PUBLISHED.members, Random(f"{seed}:{number}"), whole)
        start = len(whole.units)
        _region(region)
        sizes(region, [branch for unit in whole.units[start:] for branch in unit.branches])
    train(whole, targets, Random(f"{seed}:train"))
    return whole


def _region(region: Region) -> None:
    hosts = _committees(region)
    first: dict[str, Unit] = {}
    before = len(region.plan.units)
    _bodies(region, hosts)
    for unit in region.plan.units[before:]:
        first.setdefault(unit.parent, unit)
    used = sum(len(unit.branches) for unit in region.plan.units[before:] if not unit.alone())
    for unit in _communes(region, hosts, region.times(BRANCHES) - used):
        first.setdefault(unit.parent, unit)
    _leaders(region, hosts, first)
    region.plan.organisations += [as_of(row, row.ended) if row.ended else row for row in region.past]


def _committees(region: Region) -> list[Host]:
    """The committees directly under the province: districts in the order of the frame, then the blocs."""
    hosts = []
    for district in dict.fromkeys(commune.district for commune in communes(CUT_OFF)):
        base, place = DISTRICTS[district]
        seat = place.split(" ", 2 if place.startswith(("thành phố", "thị xã")) else 1)
        title = {"thành": "Thành ủy", "thị": "Thị ủy"}.get(seat[0], "Huyện ủy")
        host = Host(region.code(base), region.name(place), f"{title} {seat[-1]}")
        region.row(
            Row(host.code, f"Đảng bộ {host.place}", words.DISTRICT, TOP, territory=title_case(host.place))
        )
        hosts.append(host)
    for base, name in BLOCS.items():
        host = Host(region.code(base), "", "")
        row = Row(host.code, region.name(name), words.BLOC, TOP)
        if base == "BG.KCN":
            row.established = ZONE_REFORM
        region.row(row)
        hosts.append(host)
    return hosts


def _bodies(region: Region, hosts: list[Host]) -> None:
    """All bodies of the data file, in the region's proportions; the heads that the report counts exactly."""
    counted = {
        "agency": region.targets.agency_head_secretaries,
        "service": region.targets.service_head_secretaries,
        "owner": region.targets.enterprise_owner_secretaries,
    }
    lines = bodies()
    counts = {id(body): region.times(body.count) for body in lines}
    heads: dict[str, list[str]] = {}
    for kind, (those, whole) in counted.items():
        with_head = [body for body in lines if body.head == kind]
        divided = share(whole, [float(body.count) for body in with_head])
        counts.update((id(body), many) for body, many in zip(with_head, divided, strict=True))
        outsiders = (whole - those) // 3 if kind == "owner" else 0
        heads[kind] = (
            ["secretary"] * those + ["outsider"] * outsiders + ["deputy"] * (whole - those - outsiders)
        )
        region.rng.shuffle(heads[kind])
    districts = [host for host in hosts if host.place]
    for turn, body in enumerate(lines):
        at = (
            districts if body.where == "district" else [h for h in hosts if h.code == region.code(body.where)]
        )
        for i in range(max(counts[id(body)], _needed(body))):
            host = at[(i + turn) % len(at)]
            head = heads[body.head].pop() if body.head and heads[body.head] else ""
            region.add(unit_of(region, body, host, i // len(at) + 1, head))


def _needed(body: Body) -> int:
    """The reformed land offices come from this one, and every bloc and kind has somebody."""
    return 1 if body.key in {"CQ", "BV", "TN", "KC"} else 0


def _communes(region: Region, hosts: list[Host], branches: int) -> list[Unit]:
    rng, targets = region.rng, region.targets
    chosen = []
    frame = communes(CUT_OFF)
    for host in hosts:
        mine = [c for c in frame if region.code(DISTRICTS[c.district][0]) == host.code]
        many = min(len(mine), region.times(len(mine)))
        chosen += [(mine[i * len(mine) // many], host) for i in range(many)]
    those, whole = targets.village_heads_members
    per_commune = [1 + n for n in share(whole - len(chosen), [rng.uniform(0.6, 1.4) for _ in chosen])]
    member = [True] * those + [False] * (whole - those)
    rng.shuffle(member)
    army = [rng.random() < 0.48 for _ in chosen]
    left = max(0, branches - round(whole * 34 / 35) - 2 * len(chosen) - sum(army))
    schools = share(left, [rng.uniform(0.7, 1.3) for _ in chosen])
    council, chairs = _council(region, len(chosen))
    units = []
    for i, (commune, host) in enumerate(chosen):
        heads = tuple(member.pop() for _ in range(per_commune[i]))
        part = Share(heads, schools[i], army[i], council[i], chairs[i])
        units.append(commune_unit(region, commune, host.code, host.place, part))
        region.add(units[-1])
    return units


def _council(region: Region, count: int) -> tuple[list[bool], list[bool]]:
    """Which secretaries of communes chair the council, and which the People's Committee; never both."""
    above = _council_above(region)
    order = list(range(count))
    region.rng.shuffle(order)
    many, chairs = (
        region.targets.secretary_and_council_chair - above,
        region.targets.secretary_and_commune_chair,
    )
    if many + chairs > count:
        raise ValueError(
            f"{many} and {chairs} secretaries with a second post do not fit into {count} communes"
        )
    marks = dict.fromkeys(order[:many], "council") | dict.fromkeys(order[many : many + chairs], "chair")
    return [marks.get(i) == "council" for i in range(count)], [marks.get(i) == "chair" for i in range(count)]


def _council_above(region: Region) -> int:
    """How many of the secretaries who chair a council are the province's and the districts': 9 of 145."""
    return region.targets.secretary_and_council_chair * 9 // 145


def _leaders(region: Region, hosts: list[Host], first: dict[str, Unit]) -> None:
    """Secretaries and deputies of districts, blocs and the province sit in a branch of their own committee."""
    since, above = region.elected(2020, (7, 9)), _council_above(region)
    if region.number == 1:
        office = first["BG.KCQ"].branches[0]
        _lead(
            region,
            office,
            TOP,
            words.PROVINCE,
            date(2020, 10, 15),
            "tỉnh Bắc Giang",
            words.IN_PROVINCE,
            above > 0,
        )
        above -= 1
    for i, host in enumerate(hosts):
        office = first[host.code].branches[0]
        if host.place:
            _lead(region, office, host.code, words.DISTRICT, since, host.place, words.IN_DISTRICT, i < above)
        else:
            start = max(since, office.established)
            office.seat(party_role(words.SECRETARY, host.code, words.BLOC, start))
            office.seat(party_role(words.DEPUTY, host.code, words.BLOC, start))


def _lead(
    region: Region, office: Branch, code: str, kind: str, since: date, place: str, level: str, council: bool
) -> None:
    secretary = office.seat(party_role(words.SECRETARY, code, kind, since))
    standing = office.seat(party_role(words.DEPUTY, code, kind, since))
    deputy = office.seat(party_role(words.DEPUTY, code, kind, since))
    (secretary if council else standing).roles.append(
        council_role(region, code, kind, f"HĐND {place}", level)
    )
    deputy.roles.append(chair_role(region, code, kind, f"UBND {place}", level))
