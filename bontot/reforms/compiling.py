"""From the lines of a plan to acts, in the order in which every part sees what it needs.

What organisations are called and are comes first, so that whatever follows judges them by it. Then the tree is built
from above: new organisations and those that change sides, each after what it will stand under; members go to their
branches as soon as these exist. Merging comes as late as that allows, for it takes along whatever has not gone
elsewhere. At last organisations end, those below before those above, and posts are filled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from typing import Any

from bontot.ledger.acts import Act
from bontot.members import posts
from bontot.members.acts import Transfer
from bontot.organisations.acts import ChangeKind, Establish, HandOver, Rename
from bontot.organisations.territories import ChangeTerritory
from bontot.reforms.ordering import above_first, deepest_first
from bontot.reforms.planned import Planned
from bontot.reforms.sheets import ENDING, MEMBER, NEW, ORGANISATION, POST
from bontot.restructuring.acts import Absorb, Disband, Dissolve, Divide, Merge, MergeInto, SplitOff

_ENDS = {"disband": Disband, "merge": MergeInto}
_EARLY, _LATE, _LAST = 0, 1, 2
"""Ranks in building the tree: what only adds or moves, what takes along, what leaves nothing behind."""


def compile(day: date, lines: Iterable[Planned]) -> list[Act]:
    """The acts that the lines come to, on the plan's day; each says by its origin which line it comes from.

    It asks nothing of the database: what has to be known stands in what each line has seen. Lines that say too
    little, or contradict one another, are left to `judging`; here they come to whatever acts they can.
    """
    plan = _Plan(day, lines)
    return [*plan.beings(), *plan.building(), *plan.endings(), *plan.filling()]


class _Plan:
    """The lines of one plan, by what they are about."""

    def __init__(self, day: date, lines: Iterable[Planned]) -> None:
        self.day = day
        by_sheet: dict[str, list[Planned]] = defaultdict(list)
        for line in lines:
            by_sheet[line.sheet].append(line)
        self.organisations = by_sheet[ORGANISATION]
        self.of = {line.subject: line for line in self.organisations}
        self.posts = by_sheet[POST]
        self.merged: dict[str, list[Planned]] = defaultdict(list)
        self.parts: dict[str, list[Planned]] = defaultdict(list)
        for line in self.organisations:
            if line.way == "merge":
                self.merged[line.says("related")].append(line)
            elif line.way in NEW and self._way(line.says("related")) == "divide":
                self.parts[line.says("related")].append(line)
        self.arriving: dict[str, list[Planned]] = defaultdict(list)
        self.going: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.ending_under: dict[str, list[str]] = defaultdict(list)
        for line in self.organisations:
            if line.way in ENDING:
                self.ending_under[line.seen.get("parent", "")].append(line.subject)
            elif line.way == "adjust":
                self.going[line.seen.get("parent", ""), line.says("parent")].append(line.subject)
        for line in by_sheet[MEMBER]:
            self.arriving[line.says("to")].append(line)

    def _way(self, code: str) -> str:
        line = self.of.get(code)
        return line.way if line else ""

    def _partly(self, code: str) -> bool:
        """Whether a new organisation is a part of one that is divided, or splits off one that goes on."""
        line = self.of.get(code)
        return line is not None and (
            line.way == "split_off" or (line.way in NEW and line.says("related") in self.parts)
        )

    # --- what they are -----------------------------------------------------------------------------------

    def beings(self) -> Iterator[Act]:
        """Names, kinds and territories of organisations that go on."""
        for line in self.organisations:
            if line.way != "adjust":
                continue
            said, origin = line.says, line.origin()
            if said("name"):
                yield Rename(on=self.day, organisation=line.subject, name=said("name"), origin=origin)
            if said("kind") or said("base_kind"):
                yield ChangeKind(
                    on=self.day,
                    organisation=line.subject,
                    kind=said("kind") or line.seen.get("kind", ""),
                    base_kind=said("base_kind") or line.seen.get("base_kind", ""),
                    origin=origin,
                )
            if said("territory"):
                yield ChangeTerritory(
                    on=self.day, organisation=line.subject, territory=said("territory"), origin=origin
                )

    # --- where they stand --------------------------------------------------------------------------------

    def building(self) -> Iterator[Act]:
        """The new tree from above, and members into their branches as soon as these exist."""
        nodes, above, rank = self._nodes()
        coming = {code for code in nodes if self._way(code) in NEW or code in self.parts}
        made_by = {part.subject: whole for whole, parts in self.parts.items() for part in parts}
        for code in self.arriving:
            if code not in coming and made_by.get(code) not in coming:
                yield from self._arrivals(code)
        ended: set[str] = set()
        for code in above_first(nodes, above, rank):
            if code in self.parts:
                yield from self._divide(code, ended)
                ended.add(code)
                for part in self.parts[code]:
                    yield from self._arrivals(part.subject, but_from=code)
                continue
            line = self.of[code]
            yield from self._moved(line) if line.way == "adjust" else self._made(line)
            if not self._partly(code):
                ended.update(each.subject for each in self.merged.get(code, ()))
            if line.way != "adjust":
                yield from self._arrivals(code)

    def _nodes(self) -> tuple[list[str], dict[str, list[str]], dict[str, int]]:
        """What begins or changes sides, by code; the parts of what is divided are one, under the code of the whole."""
        whole = {part.subject: code for code, parts in self.parts.items() for part in parts}
        nodes: dict[str, list[str]] = {}
        rank: dict[str, int] = {}
        for line in self.organisations:
            if line.subject in whole:
                node, rank[whole[line.subject]] = whole[line.subject], _LAST
            elif line.way in NEW or (
                line.way == "adjust" and line.says("parent") and not self._in_part(line)
            ):
                node, rank[line.subject] = line.subject, _LATE if line.subject in self.merged else _EARLY
            else:
                continue
            parent = line.says("parent")
            nodes.setdefault(node, []).append(whole.get(parent, parent))
        return list(nodes), nodes, rank

    def _in_part(self, line: Planned) -> bool:
        """Whether an organisation goes, with its whole, into a part of what is divided."""
        whole = line.seen.get("parent", "")
        return line.says("parent") in {part.subject for part in self.parts.get(whole, ())}

    def _moved(self, line: Planned) -> Iterator[Act]:
        if line.says("parent") != line.seen.get("parent"):
            yield HandOver(
                on=self.day, organisation=line.subject, parent=line.says("parent"), origin=line.origin()
            )

    def _made(self, line: Planned) -> Iterator[Act]:
        said, origin = _born(line), line.origin()
        territory = line.says("territory")
        if line.way == "split_off":
            yield SplitOff(on=self.day, organisation=line.says("related"), origin=origin, **said)
        elif line.subject in self.merged:
            merged = tuple(each.subject for each in self.merged[line.subject])
            yield Merge(on=self.day, merged=merged, origin=origin, **said)
        else:
            yield Establish(on=self.day, territory=territory, origin=origin, **said)
            return
        if territory:
            yield ChangeTerritory(on=self.day, organisation=line.subject, territory=territory, origin=origin)

    def _divide(self, code: str, ended: Set[str]) -> Iterator[Act]:
        """One is divided; what stands under it and ends after it, on the same day, ends under one of the parts."""
        parts = self.parts[code]
        into: list[dict[str, object]] = []
        for part in self._parts_in_order(parts):
            own = self.arriving.get(part.subject, ())
            into.append(
                _born(part)
                | {
                    "members": [line.subject for line in own if line.seen.get("organisation") == code],
                    "organisations": self.going[code, part.subject],
                }
            )
        kind = self.of[code].seen.get("kind", "")
        through = next((part for part in into if part["kind"] == kind), into[0])
        passing = [each for each in self.ending_under[code] if each not in ended]
        through["organisations"] = [*self.going[code, str(through["code"])], *passing]
        yield Divide(on=self.day, organisation=code, into=tuple(into), origin=self.of[code].origin())
        for part in parts:
            if part.says("territory"):
                yield ChangeTerritory(
                    on=self.day,
                    organisation=part.subject,
                    territory=part.says("territory"),
                    origin=part.origin(),
                )

    def _parts_in_order(self, parts: Sequence[Planned]) -> list[Planned]:
        by_code = {part.subject: part for part in parts}
        above = {code: [part.says("parent")] for code, part in by_code.items()}
        return [by_code[code] for code in above_first(list(by_code), above, dict.fromkeys(by_code, 0))]

    def _arrivals(self, code: str, *, but_from: str = "") -> Iterator[Act]:
        for line in self.arriving.get(code, ()):
            here = line.seen.get("organisation", "")
            if here != code and not (but_from and here == but_from):
                yield Transfer(on=self.day, member=line.subject, to=code, origin=line.origin())

    # --- what ends, and who leads what there is -----------------------------------------------------------

    def endings(self) -> Iterator[Act]:
        """Absorbing and dissolving, from below; and merging into what is also a part of another."""
        ending = [
            line.subject
            for line in self.organisations
            if line.way in ENDING
            and line.subject not in self.parts
            and (line.way != "merge" or self._partly(line.says("related")))
        ]
        parents = {line.subject: str(line.seen.get("parent", "")) for line in self.organisations}
        for code in deepest_first(ending, parents):
            line = self.of[code]
            related, origin = line.says("related"), line.origin()
            if line.way == "absorb":
                yield Absorb(on=self.day, absorbed=(code,), into=related, origin=origin)
            else:
                ends = _ENDS.get(line.way, Dissolve)
                yield ends(on=self.day, organisation=code, heir=related, origin=origin)

    def filling(self) -> Iterator[Act]:
        """Who holds which post from the day on, and who no longer does."""
        for line in self.posts:
            said: dict[str, Any] = {
                name: line.says(name) for name in ("title", "organisation", "unit") if line.says(name)
            }
            person, since, until = line.subject, line.day("since"), line.day("until")
            if until and until <= self.day and not since:
                yield posts.Relieve(on=until, person=person, origin=line.origin(), **said)
                continue
            said |= {name: line.says(name) for name in ("unit_kind", "term")}
            on = since or self.day
            if line.seen.get("known", True):
                yield posts.Appoint(on=on, person=person, until=until, origin=line.origin(), **said)
            else:
                name = line.says("full_name")
                yield posts.Register(
                    on=on, person=person, full_name=name, until=until, origin=line.origin(), **said
                )


def _born(line: Planned) -> dict[str, Any]:
    """What is said of an organisation that begins."""
    return {"code": line.subject} | {
        name: line.says(name) for name in ("name", "kind", "parent", "base_kind")
    }
