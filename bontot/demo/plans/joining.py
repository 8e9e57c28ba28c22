"""What happens to what two organisations both have when they become one: their offices, their police, their committee."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bontot.demo import words
from bontot.demo.plans.drafting import Draft
from bontot.demo.plans.world import ABSORB, DISSOLVE, MERGE, Body, Held, World

SHARED = {"CQ": "Cơ quan", "CA": "Công an", "QS": "Quân sự"}
"""Branches of which every commune has one: by the last part of the code, and what they are called after `Chi bộ`."""
LEADING = (words.SECRETARY, words.DEPUTY, words.STANDING, words.COMMITTEE_MEMBER, words.BRANCH_COMMITTEE)
"""Posts from the first to the last."""
DEPUTIES, STANDING = 2, 6


def absorbed(world: World, draft: Draft, code: str, into: str) -> None:
    """One goes into another, and each branch of it into the one of the same key, where there is one; from below."""
    own = {body.key: body.code for body in world.under(into)}
    for body in world.under(code):
        if body.key in own and not _village(body):
            absorbed(world, draft, body.code, own[body.key])
    world.end(draft, code, ABSORB, into)


def _village(body: Body) -> bool:
    """Whether it is one of many, whose number means nothing elsewhere: of a village, or of a school."""
    return body.key[:1] == "T" and body.key[1:].isdigit() or body.key.startswith("SN")


def merged(
    world: World, draft: Draft, codes: Sequence[str], new: Body, note: str = "", first: Sequence[Held] = ()
) -> None:
    """Several become a new one, whose committee is appointed out of theirs; what hung under them hangs under it.

    `first` are those who come from above to lead it.
    """
    held = [list(world.posts[code]) for code in codes]
    world.establish(draft, new, note=note)
    for code in codes:
        world.end(draft, code, MERGE, new.code)
    lead(world, draft, new.code, [*first, *_in_turn(held)])


def one_branch(world: World, draft: Draft, found: Sequence[Body], new: Body) -> None:
    """The branches of one office in several communes become one, or the only one is called and is as `new` says."""
    if len(found) == 1:
        said = {name: getattr(new, name) for name in ("name", "kind", "base_kind", "territory")}
        world.adjust(draft, found[0].code, **said)
    elif found:
        held = [held for body in found for held in world.posts[body.code]]
        world.establish(draft, new)
        for body in found:
            world.end(draft, body.code, MERGE, new.code)
        lead_branch(world, draft, new.code, _ranked(held))


def lead(world: World, draft: Draft, code: str, candidates: Sequence[Held], most: int = 25) -> list[Held]:
    """A committee of at most `most`: a secretary, two deputies, a standing board, members, in the candidates' order."""
    chosen = list({held.person: held for held in reversed(candidates)}.values())[::-1][:most]
    titles = [words.SECRETARY, *[words.DEPUTY] * DEPUTIES, *[words.STANDING] * STANDING]
    for place, held in enumerate(chosen):
        title = titles[place] if place < len(titles) else words.COMMITTEE_MEMBER
        world.appoint(draft, held, code, title)
    return chosen


def lead_branch(world: World, draft: Draft, code: str, candidates: Iterable[Held]) -> None:
    """A secretary, and a deputy where there is somebody."""
    two = list({held.person: held for held in candidates}.values())[:2]
    for held, title in zip(two, (words.SECRETARY, words.DEPUTY), strict=False):
        world.appoint(draft, held, code, title)


def _ranked(held: Iterable[Held]) -> list[Held]:
    return sorted(held, key=lambda each: LEADING.index(each.title))


def _in_turn(held: Sequence[Sequence[Held]]) -> Iterator[Held]:
    """The first of each, then the second of each: whoever leads comes before whoever follows."""
    ranked = [_ranked(each) for each in held]
    for place in range(max(map(len, ranked), default=0)):
        yield from (each[place] for each in ranked if place < len(each))


def dissolved(world: World, draft: Draft, code: str, heir: str) -> None:
    """One ends with everything under it, from below; whatever is left there goes to the heir."""
    for body in world.under(code):
        dissolved(world, draft, body.code, heir)
    world.end(draft, code, DISSOLVE, heir)
