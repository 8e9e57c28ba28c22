"""The Party organisation of a commune: its committee, the village branches, the branches of its offices and schools."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bontot.demo import words
from bontot.demo.frame import Commune
from bontot.demo.names import villages
from bontot.demo.plan import FOUNDED, Branch, Role, Row, Seat, Unit
from bontot.demo.region import Region, chair_role, council_role, party_role, title_case
from bontot.kernel.text import fold

SCHOOLS = (
    "Trường Trung học cơ sở",
    "Trường Tiểu học",
    "Trường Mầm non",
    "Trạm Y tế",
    "Hợp tác xã Nông nghiệp",
)


@dataclass(frozen=True)
class Share:
    """What of the region's figures falls on one commune."""

    heads: tuple[bool, ...]
    """For each village: is its head a member."""
    schools: int
    army: bool
    council: bool
    """The secretary chairs the People's Council."""
    chair: bool
    """The secretary chairs the People's Committee."""


def commune_code(district: str, commune: Commune) -> str:
    return f"{district}.{fold(commune.unit).upper().replace(' ', '-')}"


def commune_unit(region: Region, commune: Commune, district: str, place: str, share: Share) -> Unit:
    """One commune as planned; the reform of its police and military branch happens on a day of its own."""
    code, title = commune_code(district, commune), f"{commune.kind} {commune.unit}"
    unit = Unit(
        code, f"Đảng bộ {title}", words.GRASSROOTS_COMMITTEE, commune.kind, district, district, place,
        territory=f"{title_case(commune.kind)} {commune.unit}, {place}",
    )  # fmt: skip
    office = _branch(unit, "CQ", f"Chi bộ Cơ quan {title}", "commune", 24)
    _committee(region, unit, office, title, share)
    reform = date(2021, region.rng.randint(7, 12), 1) if region.rng.random() < 0.7 else date(2022, 3, 1)
    old = (f"{code}.CAQS", FOUNDED)
    region.past.append(
        Row(old[0], f"Chi bộ Công an – Quân sự {title}", words.BRANCH, code, FOUNDED, ended=reform)
    )
    since = region.elected(2020, (4, 6))
    for key, name, sort, weight in (("CA", "Công an", "police", 7), ("QS", "Quân sự", "army", 6)):
        if key == "QS" and not share.army:
            continue
        branch = _branch(unit, key, f"Chi bộ {name} {title}", sort, weight)
        branch.established, branch.predecessor = reform, old
        branch.seat(
            party_role(words.SECRETARY, branch.code, words.BRANCH, reform),
            party_role(words.COMMITTEE_MEMBER, code, unit.kind, max(since, reform)),
        )
    for i in range(share.schools):
        name = SCHOOLS[i % len(SCHOOLS)] + (f" số {i // len(SCHOOLS) + 1}" if i >= len(SCHOOLS) else "")
        sort = ("school", "school", "school", "health", "enterprise")[i % len(SCHOOLS)]
        branch = _branch(unit, f"SN{i + 1}", f"Chi bộ {name} {commune.unit}", sort, (19, 17, 14, 8, 8)[i % 5])
        branch.seat(party_role(words.SECRETARY, branch.code, words.BRANCH, region.elected(2020, (1, 4))))
    _villages(region, unit, commune, share)
    return unit


def _branch(unit: Unit, key: str, name: str, sort: str, weight: float) -> Branch:
    branch = Branch(f"{unit.code}.{key}", name, words.BRANCH, unit.code, sort, weight)
    branch.territory = unit.territory
    unit.branches.append(branch)
    return branch


def _committee(region: Region, unit: Unit, office: Branch, title: str, share: Share) -> None:
    """Secretary, standing deputy, deputy who chairs the People's Committee, two of the standing board, members."""
    since, code, kind = region.elected(2020, (4, 6)), unit.code, unit.kind
    secretary = office.seat(party_role(words.SECRETARY, code, kind, since))
    standing = office.seat(party_role(words.DEPUTY, code, kind, since))
    standing.roles.append(
        party_role(words.SECRETARY, office.code, words.BRANCH, region.elected(2020, (1, 3)))
    )
    deputy = office.seat(party_role(words.DEPUTY, code, kind, since))
    if region.rng.random() < 0.12:
        _succeeded(region, office, standing.roles[1])
    council = council_role(region, code, kind, f"HĐND {title}", words.IN_COMMUNE)
    chair = chair_role(region, code, kind, f"UBND {title}", words.IN_COMMUNE)
    (secretary if share.council else standing).roles.append(council)
    (secretary if share.chair else deputy).roles.append(chair)
    for post, body in ((words.COUNCIL_DEPUTY, "HĐND"), (words.PEOPLES_DEPUTY, "UBND")):
        role = Role(post, code, kind, council.since, None, f"{body} {title}", words.IN_COMMUNE, council.term)
        office.seat(party_role(words.STANDING, code, kind, since), role)
    for _ in range(region.rng.randint(7, 9)):
        office.seat(party_role(words.COMMITTEE_MEMBER, code, kind, since))


def _succeeded(region: Region, branch: Branch, role: Role) -> None:
    """Somebody held the post first: the present holder follows in 2022 or 2023."""
    change = date(region.rng.randint(2022, 2023), region.rng.randint(1, 12), region.rng.randint(1, 28))
    branch.seat(party_role(role.title, role.organisation, role.organisation_kind, role.since, change))
    role.since = change


def _villages(region: Region, unit: Unit, commune: Commune, share: Share) -> None:
    """A branch for each village; one in thirty-five shares the branch of the village before it."""
    urban = commune.kind != "xã"
    head_title = words.NEIGHBOURHOOD_HEAD if urban else words.VILLAGE_HEAD
    branch: Branch | None = None
    names = villages(region.rng, len(share.heads), urban)
    for i, (name, member) in enumerate(zip(names, share.heads, strict=True)):
        if branch is None or region.rng.random() >= 1 / 35:
            branch = _branch(unit, f"T{i + 1:02}", f"Chi bộ {name.lower()[0]}{name[1:]}", "village", 30)
            branch.weight *= region.rng.uniform(0.6, 1.5)
            branch.territory = f"{name}, {commune.kind} {commune.unit}"
            leading = _village_seats(region, branch)
        else:
            branch.name += f" – {name.lower()[0]}{name[1:]}"
            leading = branch.seat()
        head = Role(head_title, unit.code, unit.kind, _elected_head(region), None, name, words.IN_VILLAGE)
        front = Role(
            words.FRONT_HEAD, unit.code, unit.kind, _elected_head(region), None, name, words.IN_VILLAGE
        )
        if not member:
            unit.outsiders.append(head)
        elif region.rng.random() < 0.45:
            leading.roles.append(head)
        else:
            branch.seat(head)
        if region.rng.random() < 0.28:
            unit.outsiders.append(front)
        else:
            branch.seat(front)


def _village_seats(region: Region, branch: Branch) -> Seat:
    secretary = branch.seat(
        party_role(words.SECRETARY, branch.code, words.BRANCH, region.elected(2020, (1, 4)))
    )
    branch.seat(party_role(words.DEPUTY, branch.code, words.BRANCH, secretary.roles[0].since))
    if branch.weight >= 32:
        branch.seat(party_role(words.BRANCH_COMMITTEE, branch.code, words.BRANCH, secretary.roles[0].since))
    if region.rng.random() < 0.15:
        _succeeded(region, branch, secretary.roles[0])
    return secretary


def _elected_head(region: Region) -> date:
    return date(region.rng.choice((2020, 2022)), region.rng.randint(1, 12), region.rng.randint(1, 28))
