"""1 January 2025: Yên Dũng joins the city, Chũ becomes a town of its own, 209 communes become 192."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from bontot.demo import words
from bontot.demo.communes import commune_code
from bontot.demo.frame import DISTRICTS, JANUARY, Commune, into_in_january
from bontot.demo.plans.drafting import Draft
from bontot.demo.plans.joining import SHARED, absorbed, lead_branch, merged, one_branch
from bontot.demo.plans.renaming import moved_to
from bontot.demo.plans.world import ABSORB, SPLIT, Body, Held, World
from bontot.demo.region import title_case

CODE, TITLE = "sap-xep-2025-01-01", "Sắp xếp tổ chức đảng theo Nghị quyết 1191/NQ-UBTVQH15"
_BOTH = ("HU", "MT", "HC", "TP", "CA", "QS")
"""Offices of which a city has one, and not one of each district that it is made of."""
_TOWN = {
    "HU": ("Chi bộ Cơ quan Thị ủy Chũ", words.PARTY_OFFICE),
    "HC": ("Chi bộ Ủy ban nhân dân thị xã Chũ", words.STATE_OFFICE),
    "CA": ("Chi bộ Công an thị xã Chũ", words.POLICE),
    "QS": ("Chi bộ Quân sự thị xã Chũ", words.ARMY),
}
"""Offices of the new town, each split off from the district's with a third of its people."""
_FEWEST = 5


def january(world: World, suffixes: list[str]) -> Draft:
    """The paper. `suffixes` are those of the regions: a province larger than Bắc Giang has several."""
    draft = Draft(CODE, TITLE, JANUARY, "95-QĐ/TU", date(2024, 12, 25))
    for suffix in suffixes:
        _town(world, draft, suffix)
        _communes(world, draft, suffix)
        _city(world, draft, suffix)
    return draft


def _communes(world: World, draft: Draft, suffix: str) -> None:
    becoming: dict[Commune, list[tuple[Commune, str]]] = defaultdict(list)
    for old, new in into_in_january():
        code = commune_code(f"{DISTRICTS[old.district][0]}{suffix}", old)
        if code in world.of:
            becoming[new].append((old, code))
    for new, parts in becoming.items():
        same = [(old, code) for old, code in parts if old.unit == new.unit]
        going_on = same[0] if same else parts[0] if len(parts) == 1 else None
        if going_on is None:
            _founded(world, draft, new, parts, suffix)
            continue
        for old, code in parts:
            if code != going_on[1]:
                _absorbed(world, draft, (old, code), going_on[1], new)
        _retitled(world, draft, going_on[1], going_on[0], new, suffix)


def _absorbed(world: World, draft: Draft, part: tuple[Commune, str], into: str, new: Commune) -> None:
    """What the receiving commune has not is called after it from the day on."""
    old, code = part
    own = {body.key for body in world.under(into)}
    for body in world.under(code):
        if body.key in SHARED and body.key not in own:
            world.adjust(draft, body.code, name=moved_to(body.name, old, new))
    absorbed(world, draft, code, into)


def _retitled(world: World, draft: Draft, code: str, old: Commune, new: Commune, suffix: str) -> None:
    """A commune that goes on, and its branches, as they are called from the day on."""
    for body in [world.of[code], *world.under(code)]:
        name, territory = moved_to(body.name, old, new), moved_to(body.territory, old, new)
        base_kind = new.kind if body.code == code else ""
        parent = f"{DISTRICTS[new.district][0]}{suffix}" if body.code == code else ""
        world.adjust(draft, body.code, name=name, territory=territory, base_kind=base_kind, parent=parent)


def _founded(world: World, draft: Draft, new: Commune, parts: list[tuple[Commune, str]], suffix: str) -> None:
    district = f"{DISTRICTS[new.district][0]}{suffix}"
    code, territory = commune_code(district, new), f"{title_case(new.title)}, {new.place}"
    found = {
        key: [body for _, part in parts for body in world.under(part) if body.key == key] for key in SHARED
    }
    whole = Body(code, f"Đảng bộ {new.title}", words.GRASSROOTS_COMMITTEE, district, new.kind, territory)
    merged(world, draft, [part for _, part in parts], whole)
    for key, says in SHARED.items():
        branch = Body(f"{code}.{key}", f"Chi bộ {says} {new.title}", words.BRANCH, code, "", territory)
        one_branch(world, draft, found[key], branch)


def _city(world: World, draft: Draft, suffix: str) -> None:
    """The district that joins the city goes into it with everything that it has."""
    old, city = f"BG.YD{suffix}", f"BG.TP{suffix}"
    if old not in world.of:
        return
    own = {body.key: body.code for body in world.under(city)}
    for body in world.under(old):
        if body.key in own and body.key[:2] in _BOTH and body.key[2:].isdigit():
            absorbed(world, draft, body.code, own[body.key])
    world.end(draft, old, ABSORB, city)


def _town(world: World, draft: Draft, suffix: str) -> None:
    """The town, with its offices; nothing where none of its communes is in the province."""
    of_town = [old for old, new in into_in_january() if new.district == "Thị xã Chũ"]
    district = f"BG.LNG{suffix}"
    if not any(commune_code(district, old) in world.of for old in of_town):
        return
    code = f"BG.CHU{suffix}"
    region = world.of[district].name.removeprefix("Đảng bộ huyện Lục Ngạn")
    territory = f"Thị xã Chũ{region}"
    town = Body(code, f"Đảng bộ thị xã Chũ{region}", words.DISTRICT, "BG", "", territory)
    world.establish(draft, town, SPLIT, district)
    leaders: list[Held] = []
    for key, (name, base_kind) in _TOWN.items():
        offices = [body for body in world.under(district) if body.key.startswith(key)]
        people = [held for body in offices for held in _a_third(world, body)]
        if len(people) >= _FEWEST:
            office = Body(
                f"{code}.{key}01", name + region, words.GRASSROOTS_BRANCH, code, base_kind, territory
            )
            world.establish(draft, office, SPLIT, offices[0].code)
            world.allocate(draft, [held.person for held in people], office.code)
            lead_branch(world, draft, office.code, people)
            leaders += people[2:] if key == "HU" else []
    lead_branch(world, draft, code, leaders)


def _a_third(world: World, office: Body) -> list[Held]:
    """Taken out of its branches: who leaves for the town."""
    taken: list[Held] = []
    for branch in world.under(office.code) or [office]:
        leaving = leaving_for_town(world, branch.code)
        world.members[branch.code] = [p for p in world.members[branch.code] if p not in leaving]
        taken += [Held(person, "") for person in leaving]
    return taken


def leaving_for_town(world: World, branch: str) -> list[str]:
    """Of a branch of one of the district's offices every third of those who hold no post; nobody of any other."""
    district, key = branch.split(".")[1], "".join(branch.split(".")[2:3])
    if district.partition("-")[0] != "LNG" or key[:2] not in _TOWN or not key[2:].isdigit():
        return []
    return [person for person in world.members[branch] if person not in world.leading][::3]
