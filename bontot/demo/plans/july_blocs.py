"""The blocs of the province become two committees: of the Party's bodies, and of the People's Committee."""

from __future__ import annotations

from bontot.demo import words
from bontot.demo.plans.drafting import Draft
from bontot.demo.plans.joining import lead
from bontot.demo.plans.world import DISSOLVE, DIVIDE, Body, World

TOP = "BG"
PARTY_BODIES, GOVERNMENT = "Đảng bộ các cơ quan Đảng tỉnh", "Đảng bộ Ủy ban nhân dân tỉnh"


def blocs(world: World, draft: Draft, suffix: str) -> None:
    """The bloc of agencies is divided between both; those of enterprises and zones go under the People's Committee's."""
    agencies, party, government = (f"{TOP}.{key}{suffix}" for key in ("KCQ", "CQD", "UBND"))
    region = f" (vùng {suffix[1:]})" if suffix else ""
    held = {code: list(world.posts[code]) for code in (agencies, f"{TOP}.KDN{suffix}", f"{TOP}.KCN{suffix}")}
    for code, name in ((party, PARTY_BODIES), (government, GOVERNMENT)):
        world.establish(draft, Body(code, name + region, words.BLOC, TOP, "", ""), related=agencies)
    for body in world.under(agencies):
        of_the_party = body.base_kind == words.PARTY_OFFICE
        world.adjust(draft, body.code, parent=party if of_the_party else government)
    draft.organisation(agencies, DIVIDE)
    world.gone(agencies)
    for code in held:
        if code != agencies:
            world.end(draft, code, DISSOLVE, government)
    lead(world, draft, party, held.pop(agencies))
    lead(world, draft, government, [one for those in held.values() for one in those])
