"""1 July 2025: the districts end, 192 communes become 58 directly under the province, the other province's 41 join them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from bontot.demo import words
from bontot.demo.communes import commune_code
from bontot.demo.frame import DISTRICTS, JULY, Merged, merged_in_july
from bontot.demo.plans import july_blocs, july_offices
from bontot.demo.plans.drafting import Draft
from bontot.demo.plans.joining import SHARED, merged, one_branch
from bontot.demo.plans.july_places import Commune, District
from bontot.demo.plans.world import Body, Held, World
from bontot.demo.region import title_case
from bontot.kernel.text import fold

CODE = "sap-xep-2025-07-01"
TITLE = "Kết thúc cấp huyện, lập đảng bộ xã, phường và hợp nhất tỉnh"
TOP, COMMUNE = "BG", "đảng bộ xã"
PROVINCE, ITS_TERRITORY = "Đảng bộ tỉnh Bắc Ninh", "tỉnh Bắc Ninh"
JOINING = (
    "Thuộc tỉnh Bắc Ninh trước hợp nhất; đảng viên và cấp ủy do Đảng bộ tỉnh ấy bàn giao, chưa có ở đây."
)


def july(world: World, suffixes: list[str]) -> Draft:
    """The plan. `suffixes` are those of the regions: a province larger than Bắc Giang has several."""
    draft = Draft(CODE, TITLE, JULY, "01-QĐ/TU", date(2025, 6, 30))
    world.adjust(draft, TOP, name=PROVINCE, territory=title_case(ITS_TERRITORY))
    for suffix in suffixes:
        communes, districts = _communes(world, draft, suffix)
        for district in districts:
            july_offices.of_district(world, draft, district)
        for commune in communes:
            july_offices.of_commune(world, draft, commune)
            _police_and_army(world, draft, commune)
        for district in districts:
            july_offices.ended(world, draft, district, communes)
        july_blocs.blocs(world, draft, suffix)
    _joining(world, draft)
    return draft


def _communes(world: World, draft: Draft, suffix: str) -> tuple[list[Commune], list[District]]:
    made: list[Commune] = []
    of_district: dict[str, list[Commune]] = defaultdict(list)
    leaders = {
        body.code: _leaders(world, body.code) for body in world.under(TOP) if body.kind == words.DISTRICT
    }
    for new in merged_in_july():
        parts = []
        for old in new.predecessors:
            code = world.commune(f"{DISTRICTS[old.district][0]}{suffix}", commune_code("", old)[1:])
            if code:
                parts.append(code)
        if parts:
            above = [world.of[code].parent for code in parts]
            called = leaders[above[0]][:1] if len(parts) > 1 else []
            leaders[above[0]] = leaders[above[0]][len(called) :]
            made.append(_commune(world, draft, new, parts, suffix, called))
            for district in dict.fromkeys(above):
                of_district[district].append(made[-1])
    ending = [body.code for body in world.under(TOP) if body.kind == words.DISTRICT]
    districts = [District(code, of_district.get(code) or made) for code in ending if _suffix(code) == suffix]
    return made, [_from_its_seat(world, district) for district in districts]


def _leaders(world: World, district: str) -> list[Held]:
    """Its secretary and deputies, as far as they belong to its own office."""
    offices = [body.code for body in world.under(district) if body.key.startswith("HU")]
    own = {
        person for code in offices for branch in world.under(code) for person in world.members[branch.code]
    }
    held = [*world.holders(district, words.SECRETARY), *world.holders(district, words.DEPUTY)]
    return [one for one in held if one.person in own]


def _suffix(code: str) -> str:
    """What the codes of a region end in: nothing, or `-02`."""
    _, dash, number = code.partition("-")
    return dash + number


def _from_its_seat(world: World, district: District) -> District:
    """The commune that has the district's name, or its town, comes first."""
    name = fold(world.of[district.code].name).lower()
    communes = sorted(district.communes, key=lambda c: fold(c.title.partition(" ")[2]).lower() not in name)
    return district._replace(communes=communes)


def _commune(
    world: World, draft: Draft, new: Merged, parts: list[str], suffix: str, called: list[Held]
) -> Commune:
    region = f" (vùng {suffix[1:]})" if suffix else ""
    title, territory = f"{new.title}{region}", f"{title_case(new.title)}, {ITS_TERRITORY}"
    code = f"{TOP}.{fold(new.title).upper().replace(' ', '-')}{suffix}" if len(parts) > 1 else parts[0]
    commune = Commune(code, title, new.kind, territory, called=called)
    below = [body for part in parts for body in world.under(part)]
    commune.shared = {key: [body for body in below if body.key == key] for key in SHARED}
    for body in below:
        if body.key not in SHARED:
            _cell(world, draft, body, commune)
    if len(parts) > 1:
        whole = Body(code, f"Đảng bộ {title}", COMMUNE, TOP, new.kind, territory)
        merged(world, draft, parts, whole, new.source, called)
        _government(world, draft, commune)
    else:
        name = f"Đảng bộ {title}"
        world.adjust(
            draft, code, name=name, kind=COMMUNE, parent=TOP, base_kind=new.kind, territory=territory
        )
    return commune


def _cell(world: World, draft: Draft, body: Body, commune: Commune) -> None:
    """A village's or a school's branch becomes a grassroots organisation of its own."""
    base_kind = commune.kind
    if body.key.startswith("SN"):
        base_kind = words.COOPERATIVE if "Hợp tác xã" in body.name else words.PUBLIC_SERVICE
    village = body.territory.partition(", ")[0] if body.key.startswith("T") else ""
    territory = f"{village}, {commune.title}" if village else commune.territory
    world.adjust(draft, body.code, kind=words.GRASSROOTS_BRANCH, base_kind=base_kind, territory=territory)


def _government(world: World, draft: Draft, commune: Commune) -> None:
    """The secretary chairs the People's Council, the second deputy the People's Committee."""
    deputies = world.holders(commune.code, words.DEPUTY)
    for held, title, body in (
        (world.holders(commune.code, words.SECRETARY)[:1], words.COUNCIL_CHAIR, "HĐND"),
        (deputies[1:2], words.PEOPLES_CHAIR, "UBND"),
    ):
        for one in held:
            world.appoint(draft, one, commune.code, title, f"{body} {commune.title}")


def _police_and_army(world: World, draft: Draft, commune: Commune) -> None:
    """One branch each; the districts' police come to the communes'."""
    for key, base_kind in (("CA", words.POLICE), ("QS", words.ARMY)):
        new = Body(
            f"{commune.code}.{key}", f"Chi bộ {SHARED[key]} {commune.title}", words.GRASSROOTS_BRANCH,
            commune.code, base_kind, commune.territory,
        )  # fmt: skip
        found = commune.shared[key]
        one_branch(world, draft, found, new)
        if key == "CA" and found:
            to = new.code if len(found) > 1 else found[0].code
            world.allocate(draft, commune.arriving.pop(key, []), to)


def _joining(world: World, draft: Draft) -> None:
    """The other province, as a second body: its communes by name; nobody of it is in these records."""
    for new in merged_in_july():
        if not new.predecessors:
            code = f"{TOP}.{fold(new.title).upper().replace(' ', '-')}"
            territory = f"{title_case(new.title)}, {ITS_TERRITORY}"
            body = Body(code, f"Đảng bộ {new.title}", COMMUNE, TOP, new.kind, territory)
            world.establish(draft, body, note=JOINING)
